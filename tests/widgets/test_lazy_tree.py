"""What a lazy tree does for the one who opens it, while its branches come, change and go."""

from __future__ import annotations

from collections.abc import Iterable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len
from textual.widgets import Tree

from tests.widgets.stage import Stage, staged
from widgets.branches import Branch, parts_of
from widgets.glyphs import DRAWN
from widgets.growth import ROOT, Growth
from widgets.lazy_tree import LazyTree
from widgets.tones import Part
from widgets.untrusted import literal, visible

BADGE = (Part(literal("✗ 1"), "failed"), Part(literal("» 2"), "moving"), Part(literal("∅ 1"), "strong"))


def leaves(keys: Iterable[object]) -> list[Branch]:
    return [Branch(str(key), visible(str(key))) for key in keys]


def nodes(keys: Iterable[object]) -> list[Branch]:
    return [Branch(str(key), visible(str(key)), expandable=True) for key in keys]


def tree_of(branches: list[Branch]) -> LazyTree:
    tree = LazyTree()
    tree.fill(ROOT, branches)
    return tree


def names(stage: Stage) -> list[str]:
    """The lines that are not blank, badges and all, without what stands at their right."""
    return [line.rstrip() for line in stage.shows() if line.strip()]


async def test_names_stand_left_and_badges_at_the_right_edge() -> None:
    tree = tree_of([Branch("prod", visible("Contoso Production"), BADGE[:2], expandable=True), *leaves(["labs"])])
    async with staged(tree, size=(40, 4)) as stage:
        assert stage.shows()[0] == " ▸ Contoso Production           ✗ 1 » 2 "
        assert stage.shows()[1] == "   labs                                 "


async def test_signs_are_ascii_where_nothing_else_may_be_drawn() -> None:
    tree = tree_of(nodes(["a name of a gallery that is far too long for this"]))
    async with staged(tree, size=(30, 12), classes="-ascii") as stage:
        assert stage.shows()[0].startswith(" > a name")
        await stage.pilot.press("l")
        await stage.settle()
        assert [line.strip() for line in stage.shows()[:2]] == ["v a name of a gallery that..", "reading.."]
        assert all(line.isascii() for line in stage.shows())


@given(st.text(st.characters(), max_size=40), st.integers(0, 60), st.integers(0, 3))
def test_a_line_takes_exactly_its_cells_whatever_the_name(name: str, cells: int, parts: int) -> None:
    branch = Branch("k", visible(name), BADGE[:parts])
    text = "".join(part.text for part in parts_of(branch, cells, DRAWN))
    assert cell_len(text) == cells
    assert visible(text) == text


def test_the_last_parts_of_a_badge_go_before_the_name_does() -> None:
    def line(cells: int) -> str:
        return "".join(part.text for part in parts_of(Branch("k", visible("ubuntu-2204"), BADGE), cells, DRAWN))

    assert line(26) == "ubuntu-2204    ✗ 1 » 2 ∅ 1"
    assert line(21) == "ubuntu-2… ✗ 1 » 2 ∅ 1"
    assert line(19) == "ubuntu-2204 ✗ 1 » 2"
    assert line(12) == "ubuntu-… ✗ 1"
    assert line(8) == "ubuntu-…"


async def test_opening_a_branch_asks_for_what_is_in_it_once_and_says_so_meanwhile() -> None:
    async with staged(tree_of(nodes("ab"))) as stage:
        await stage.pilot.press("right")
        await stage.settle()
        assert names(stage) == [" ▾ a", "     reading…", " ▸ b"]
        await stage.pilot.press("left", "right")
        await stage.settle()
        assert [heard.key for heard in stage.heard(LazyTree.ChildrenWanted)] == ["a"]


async def test_what_arrives_takes_the_place_of_the_word_reading() -> None:
    tree = tree_of(nodes("ab"))
    async with staged(tree) as stage:
        await stage.pilot.press("right")
        tree.fill("a", leaves(["a1", "a2"]))
        await stage.settle()
        assert names(stage) == [" ▾ a", "     a1", "     a2", " ▸ b"]


async def test_a_branch_without_anything_in_it_is_just_open() -> None:
    tree = tree_of(nodes("ab"))
    async with staged(tree) as stage:
        await stage.pilot.press("right")
        tree.fill("a", [])
        await stage.settle()
        assert names(stage) == [" ▾ a", " ▸ b"]


async def test_keys_open_close_and_lead_in_and_out() -> None:
    tree = tree_of(nodes("ab"))
    tree.fill("a", leaves(["a1", "a2"]))
    async with staged(tree) as stage:
        for key, at in [
            ("right", "a"), ("l", "a1"), ("l", "a1"), ("j", "a2"), ("h", "a"), ("end", "b"), ("home", "a"),
            ("enter", "a"), ("G", "b"), ("g", "a"), ("down", "b"), ("up", "a"), ("left", "a"),
        ]:  # fmt: skip
            await stage.pilot.press(key)
            await stage.settle()
            assert (key, tree.cursor_key) == (key, at)
        assert names(stage) == [" ▸ a", " ▸ b"]


async def test_the_cursor_tells_of_its_branch_and_enter_opens_it() -> None:
    async with staged(tree_of(leaves("abc"))) as stage:
        await stage.pilot.press("down", "down", "enter")
        await stage.settle()
        assert [heard.key for heard in stage.heard(LazyTree.BranchHighlighted)] == ["a", "b", "c"]
        assert [heard.key for heard in stage.heard(LazyTree.BranchActivated)] == ["c"]


async def test_a_click_on_the_sign_folds_and_takes_the_cursor_along() -> None:
    tree = tree_of(nodes("ab"))
    tree.fill("a", leaves(["a1", "a2"]))
    async with staged(tree) as stage:
        await stage.pilot.press("right", "right")
        await stage.settle()
        assert tree.cursor_key == "a1"
        await stage.pilot.click(LazyTree, offset=(1, 0))
        await stage.settle()
        assert (tree.cursor_key, names(stage)) == ("a", [" ▸ a", " ▸ b"])


async def test_reading_again_keeps_cursor_scroll_and_open_branches() -> None:
    tree = tree_of(nodes(range(30)))
    tree.fill("10", leaves(["x", "y"]))
    async with staged(tree, size=(40, 8)) as stage:
        tree.reveal(["10", "y"])
        await stage.settle()
        line = tree.cursor_line - tree.scroll_offset.y
        tree.fill(ROOT, nodes(["new", "newer", *range(30)]))
        tree.fill("10", leaves(["w", "x", "y"]))
        await stage.settle()
        assert tree.cursor_key == "y"
        assert tree.cursor_line - tree.scroll_offset.y == line
        assert [heard.key for heard in stage.heard(LazyTree.BranchHighlighted)] == ["0", "y"]


async def test_what_stands_on_the_screen_stays_while_the_cursor_is_scrolled_out_of_it() -> None:
    tree = tree_of(leaves(range(60)))
    async with staged(tree, size=(40, 8)) as stage:
        tree.scroll_to(y=30, animate=False)
        await stage.settle()
        tree.fill(ROOT, leaves(["new", *range(60)]))
        await stage.settle()
        assert (names(stage)[0].split()[0], tree.cursor_key) == ("30", "0")


async def test_an_open_branch_is_open_again_after_it_was_filtered_out() -> None:
    tree = tree_of(nodes("abc"))
    tree.fill("b", nodes(["b1"]))
    tree.fill("b1", leaves(["b11"]))
    async with staged(tree) as stage:
        tree.reveal(["b", "b1", "b11"])
        await stage.settle()
        tree.fill(ROOT, nodes("ac"))
        await stage.settle()
        assert names(stage) == [" ▸ a", " ▸ c"]
        tree.fill(ROOT, nodes("abc"))
        await stage.settle()
        assert names(stage) == [" ▸ a", " ▾ b", "   ▾ b1", "       b11", " ▸ c"]


async def test_the_cursor_stays_inside_a_branch_that_moves() -> None:
    tree = tree_of(nodes("abc"))
    tree.fill("c", leaves(["c1", "c2"]))
    async with staged(tree) as stage:
        tree.reveal(["c", "c2"])
        await stage.settle()
        tree.fill(ROOT, nodes("cab"))
        await stage.settle()
        assert (tree.cursor_key, names(stage)[:3]) == ("c2", [" ▾ c", "     c1", "     c2"])


async def test_when_the_branch_under_the_cursor_goes_the_next_takes_its_line() -> None:
    tree = tree_of(leaves("abc"))
    async with staged(tree) as stage:
        await stage.pilot.press("down")
        tree.fill(ROOT, leaves("ac"))
        await stage.settle()
        assert tree.cursor_key == "c"
        tree.fill(ROOT, [])
        await stage.settle()
        assert tree.cursor_key is None
        assert [heard.key for heard in stage.heard(LazyTree.BranchHighlighted)] == ["a", "b", "c", None]


async def test_a_path_is_revealed_as_its_branches_arrive() -> None:
    tree = tree_of([])
    async with staged(tree) as stage:
        tree.reveal(["a", "b", "c"])
        tree.fill(ROOT, nodes("xa"))
        await stage.settle()
        tree.fill("a", nodes("yb"))
        await stage.settle()
        tree.fill("b", leaves("zc"))
        await stage.settle()
        assert tree.cursor_key == "c"
        assert [heard.key for heard in stage.heard(LazyTree.ChildrenWanted)] == ["a", "b"]


async def test_a_move_of_the_cursor_ends_a_reveal_that_still_waits() -> None:
    tree = tree_of(nodes("ab"))
    async with staged(tree) as stage:
        tree.reveal(["a", "a1"])
        await stage.settle()
        await stage.pilot.press("G")
        await stage.settle()
        tree.fill("a", leaves(["a1"]))
        await stage.settle()
        assert tree.cursor_key == "b"


async def test_marks_stay_with_their_branches() -> None:
    tree = tree_of(leaves("abc"))
    async with staged(tree) as stage:
        await stage.pilot.press("down", "space")
        await stage.settle()
        assert names(stage) == ["   a", " * b", "   c"]
        tree.fill(ROOT, leaves("ac"))
        assert list(tree.marked) == []
        tree.fill(ROOT, leaves("abc"))
        assert list(tree.marked) == ["b"]
        await stage.pilot.press("asterisk")
        assert list(tree.marked) == ["a", "c", "b"]
        await stage.pilot.press("asterisk")
        assert list(tree.marked) == []
        assert len(stage.heard(LazyTree.MarksChanged)) == 3


async def test_ten_thousand_branches_come_in_chunks_and_all_come() -> None:
    tree = tree_of([])
    async with staged(tree) as stage:
        tree.fill(ROOT, leaves(range(1000)))
        assert len(tree.root.children) == 250
        await stage.settle()
        assert [node.data for node in tree.root.children] == [str(at) for at in range(1000)]


async def test_a_newer_list_takes_the_place_of_one_that_is_still_coming() -> None:
    tree = tree_of([])
    async with staged(tree) as stage:
        tree.fill(ROOT, leaves(range(1000)))
        tree.fill(ROOT, leaves("abc"))
        await stage.settle()
        assert names(stage) == ["   a", "   b", "   c"]


async def test_nothing_is_written_when_nothing_changed() -> None:
    tree = tree_of(nodes("abc"))
    tree.fill("a", leaves(["a1"]))
    async with staged(tree) as stage:
        await stage.pilot.press("right")
        await stage.quiet()
        tree.fill(ROOT, nodes("abc"))
        tree.fill("a", leaves(["a1"]))
        tree.relabel(nodes("a")[0])
        tree.relabel(nodes(["unknown"])[0])
        await stage.settle()
        assert stage.written == ""


async def test_nothing_is_written_for_branches_that_are_not_on_the_screen() -> None:
    tree = tree_of([*nodes("a"), *leaves(range(50))])
    tree.fill("a", leaves(["a1"]))
    async with staged(tree, size=(40, 10)) as stage:
        await stage.pilot.press("right", "left")
        await stage.quiet()
        tree.relabel(Branch("a1", visible("a1"), BADGE))
        tree.relabel(Branch("40", visible("40"), BADGE))
        await stage.settle()
        assert stage.written == ""
        await stage.pilot.press("right")
        await stage.settle()
        assert "✗ 1 » 2 ∅ 1" in stage.shows()[1]


async def test_a_new_badge_on_an_open_branch_repaints_its_own_line_alone() -> None:
    tree = tree_of(nodes("ab"))
    tree.fill("a", leaves(["a1", "a2"]))
    async with staged(tree) as stage:
        await stage.pilot.press("right")
        await stage.quiet()
        tree.relabel(Branch("a", visible("a"), BADGE, expandable=True))
        await stage.settle()
        assert "✗ 1" in stage.written
        assert "a1" not in stage.written


async def test_markup_in_a_name_is_shown_as_it_is() -> None:
    async with staged(tree_of(leaves(["[/red] [@click=app.quit]x[/] :smile:"]))) as stage:
        assert "[/red] [@click=app.quit]x[/] :smile:" in stage.shows()[0]


async def test_the_branch_under_the_cursor_is_on_the_screen_after_it_shrank() -> None:
    tree = tree_of(leaves(range(50)))
    async with staged(tree, size=(40, 20)) as stage:
        await stage.pilot.press("pagedown")
        await stage.pilot.resize_terminal(40, 6)
        await stage.settle()
        assert any(line.strip() == tree.cursor_key for line in stage.shows())


@pytest.mark.parametrize("size", [(1, 1), (3, 2), (300, 3)])
async def test_any_size_of_terminal_is_survived(size: tuple[int, int]) -> None:
    tree = tree_of([Branch("prod", visible("日本語 Production"), BADGE, expandable=True), *leaves("ab")])
    tree.fill("prod", leaves(["p1"]))
    async with staged(tree, size=size) as stage:
        await stage.pilot.press("right", "down", "pagedown")
        await stage.settle()
        assert tree.cursor_key in {"p1", "a", "b"}
        assert {cell_len(line) for line in stage.shows()} == {size[0]}


async def test_a_branch_named_twice_stands_once() -> None:
    async with staged(tree_of(leaves("aba"))) as stage:
        assert names(stage) == ["   a", "   b"]


orders = st.lists(st.lists(st.sampled_from("abcdefgh"), unique=True, max_size=8), min_size=1, max_size=5)


@given(orders, orders)
def test_whatever_comes_after_whatever_the_tree_is_as_it_was_given(
    outer: list[list[str]], inner: list[list[str]]
) -> None:
    tree: Tree[str] = Tree("", ROOT)
    growth = Growth(tree.root, later=lambda _: None, ask=lambda _: None)
    for keys, below in zip(outer, inner, strict=False):
        growth.want(ROOT, nodes(keys))
        growth.grow(ROOT)
        growth.want("a", leaves(f"a{key}" for key in below))
        if not growth.is_grown("a"):
            growth.grow("a")
        for node in tree.root.children:
            node.expand()
            growth.unfold(node)
        assert [node.data for node in tree.root.children] == keys
        if "a" in keys:
            assert [node.data for node in growth.nodes["a"].children] == [f"a{key}" for key in below]
        standing = {node.data for node in tree.root.children} | {
            child.data for node in tree.root.children for child in node.children if child.data is not None
        }
        assert set(growth.nodes) == standing | {ROOT}


async def test_a_branch_that_is_felled_before_its_opening_was_told_is_gone_without_a_trace() -> None:
    tree = tree_of(nodes("ab"))
    async with staged(tree) as stage:
        tree.fill("a", leaves("12"))
        tree._growth.nodes["a"].expand()
        tree.fill("", nodes("b"))
        await stage.settle()
        assert [name.split() for name in names(stage)] == [["▸", "b"]]
        tree.fill("", nodes("ab"))
        tree._growth.nodes["a"].collapse()
        tree.fill("", nodes("b"))
        await stage.settle()


@given(st.lists(st.tuples(st.sampled_from("fecd"), st.sampled_from("abc")), max_size=14))
@settings(max_examples=25)
async def test_branches_may_come_go_open_and_close_in_any_order_with_nobody_waiting(
    steps: list[tuple[str, str]],
) -> None:
    tree = tree_of(nodes("abc"))
    async with staged(tree) as stage:
        there = set("abc")
        for step, key in steps:
            node = tree._growth.nodes.get(key)
            if step == "f":
                there ^= {key}
                tree.fill("", nodes(sorted(there)))
                tree.fill(key, leaves([f"{key}1", f"{key}2"]))
            elif step == "e" and node is not None:
                node.expand()
            elif step == "c" and node is not None:
                node.collapse()
            elif step == "d":
                await stage.settle()
        await stage.settle()
        assert {key for key in tree._growth.nodes if key in ("a", "b", "c")} == there
        assert (tree.cursor_key is None) == (not there)
