"""What the lines at the top and the bottom keep as they narrow, and when they are written."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.widgets.stage import staged
from widgets.status_bar import Hint, HintBar, Item, PlaceBar, View, arranged
from widgets.tones import Part
from widgets.untrusted import Align, cell_width, literal, visible

PLACE = Item((Part(literal("Contoso · public")),), 9, least=8)
PROBLEMS = Item((Part(literal("✗ 3"), "failed"),), 8, "right")
AGE = Item((Part(literal("2 min old"), "dim"),), 7, "right")
ACCOUNT = Item((Part(literal("ana@contoso.com")),), 1, "right", least=6)
ITEMS = [PLACE, PROBLEMS, AGE, ACCOUNT]


def line(items: list[Item], cells: int) -> str:
    return "".join(part.text for part in arranged(items, cells))


def test_the_least_important_is_clipped_then_dropped_as_the_line_narrows() -> None:
    assert line(ITEMS, 60) == " Contoso · public           ✗ 3  2 min old  ana@contoso.com "
    assert line(ITEMS, 46) == " Contoso · public  ✗ 3  2 min old  ana@conto… "
    assert line(ITEMS, 40) == " Contoso · public        ✗ 3  2 min old "
    assert line(ITEMS, 30) == " Contoso · public         ✗ 3 "
    assert line(ITEMS, 16) == " Contoso · pub… "
    assert line(ITEMS, 12) == " Contoso ·… "
    assert line(ITEMS, 1) == " "


texts = st.text(st.characters(), min_size=1, max_size=20).map(visible)
aligns: st.SearchStrategy[Align] = st.sampled_from(["left", "right"])
items = st.builds(
    Item, st.tuples(st.builds(Part, texts)), st.integers(0, 5), aligns, st.one_of(st.none(), st.integers(1, 5))
)


@given(st.lists(items, max_size=6), st.integers(0, 100))
def test_a_line_takes_exactly_its_cells_whatever_is_on_it(shown: list[Item], cells: int) -> None:
    text = visible(line(shown, cells))
    assert text == line(shown, cells)
    assert cell_width(text) == cells


async def test_hints_say_what_keys_do_and_views_stand_right() -> None:
    bar = HintBar()
    async with staged(bar, size=(60, 3)) as stage:
        bar.show_keys(
            [Hint(literal("/"), literal("filter")), Hint(literal("?"), literal("help"), 1)],
            [View(literal("1"), literal("Explorer"), current=True), View(literal("2"), literal("Triage"))],
        )
        await stage.settle()
        assert stage.shows()[-1] == " / filter  ? help                      1 Explorer  2 Triage "
        await stage.pilot.resize_terminal(32, 3)
        await stage.settle()
        assert stage.shows()[-1] == " / filter  ? help    1 Explorer "
        await stage.pilot.resize_terminal(14, 3)
        await stage.settle()
        assert stage.shows()[-1] == " ? help       "


async def test_there_are_never_more_than_eight_hints() -> None:
    bar = HintBar()
    async with staged(bar, size=(120, 3)) as stage:
        bar.show_keys([Hint(visible(str(at)), literal("key")) for at in range(12)])
        await stage.settle()
        assert stage.shows()[-1].count("key") == 8


@pytest.mark.parametrize("size", [(1, 1), (2, 1), (80, 2)])
async def test_any_width_is_survived(size: tuple[int, int]) -> None:
    bar = PlaceBar()
    bar.show(ITEMS)
    async with staged(bar, size=size) as stage:
        assert cell_width(visible(stage.shows()[0])) == size[0]


async def test_nothing_is_written_when_the_line_looks_the_same() -> None:
    bar = PlaceBar()
    bar.show(ITEMS)
    async with staged(bar, size=(30, 3)) as stage:
        bar.show(ITEMS)
        bar.show([*ITEMS[:3], Item((Part(literal("bob@contoso.com")),), 1, "right", least=6)])
        await stage.settle()
        assert stage.written == ""
        bar.show([PLACE, Item((Part(literal("✗ 4"), "failed"),), 8, "right")])
        await stage.settle()
        assert "✗ 4" in stage.written
