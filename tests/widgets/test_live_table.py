"""What a live table does for the one who looks at it, and what it spares the line to the terminal."""

from __future__ import annotations

from collections.abc import Iterable

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.style import Style

from tests.widgets.stage import Stage, staged
from widgets.columns import Column, places
from widgets.live_table import LiveTable
from widgets.rows import BLANK, Cell, Row, line_of, plain_strip_of, strip_of
from widgets.tones import TONES, Tone
from widgets.untrusted import literal, visible

COLUMNS = (
    Column("state", literal("State"), 13, priority=9),
    Column("left", literal("Left"), 6, "right", priority=5),
    Column("region", literal("Region"), 12, priority=8, flexible=True),
    Column("storage", literal("Storage"), 12, priority=1),
)


def row(key: str, state: str = "Completed", tone: Tone = "settled", left: str = "", region: str = "") -> Row:
    return Row(
        key,
        (Cell(visible(state), tone), Cell(visible(left)), Cell(visible(region or key)), Cell(literal("Standard_LRS"))),
    )


def rows(keys: Iterable[object]) -> list[Row]:
    return [row(str(key)) for key in keys]


def table_of(shown: list[Row]) -> LiveTable:
    table = LiveTable(COLUMNS, empty=literal("no regions yet\nn adds one"))
    table.show(shown)
    return table


def column(stage: Stage, start: int, end: int) -> list[str]:
    return [line[start:end].strip() for line in stage.shows()]


def top_key(table: LiveTable) -> str:
    return table.render_line(1).text[22:30].strip()


async def test_titles_stand_over_their_columns() -> None:
    async with staged(table_of([row("westeurope", "Replicating", "moving", "9 min")]), size=(60, 4)) as stage:
        assert stage.shows()[0] == " State           Left Region                   Storage      "
        assert stage.shows()[1] == " Replicating    9 min westeurope               Standard_LRS "


async def test_an_empty_table_says_what_would_stand_there() -> None:
    async with staged(table_of([]), size=(40, 6)) as stage:
        assert stage.shows()[1].strip() == "no regions yet"
        assert stage.shows()[2].strip() == "n adds one"
        table = stage.query_one(LiveTable)
        assert table.cursor_key is None
        table.show(rows("a"))
        await stage.settle()
        assert "no regions yet" not in "".join(stage.shows())
        assert table.cursor_key == "a"


async def test_a_long_reason_for_emptiness_is_wrapped_and_can_change() -> None:
    table = table_of([])
    async with staged(table, size=(24, 6)) as stage:
        table.empty = literal("no access: ask for Reader on Contoso Finance")
        await stage.settle()
        assert [line.strip() for line in stage.shows()[1:4]] == ["no access: ask for", "Reader on Contoso", "Finance"]


async def test_columns_drop_as_the_terminal_narrows_and_come_back() -> None:
    async with staged(table_of(rows("a")), size=(60, 4)) as stage:
        await stage.pilot.resize_terminal(40, 4)
        await stage.settle()
        assert stage.shows()[0].split() == ["State", "Left", "Region"]
        await stage.pilot.resize_terminal(60, 4)
        await stage.settle()
        assert stage.shows()[0].split() == ["State", "Left", "Region", "Storage"]


@pytest.mark.parametrize("size", [(1, 1), (2, 2), (9, 2), (300, 3)])
async def test_any_size_of_terminal_is_survived(size: tuple[int, int]) -> None:
    async with staged(table_of(rows(range(9))), size=size) as stage:
        assert {cell_len(line) for line in stage.shows()} == {size[0]}
        await stage.pilot.press("down", "pagedown", "G", "up")
        assert stage.query_one(LiveTable).cursor_key == "7"


async def test_wide_characters_keep_the_columns_aligned() -> None:
    shown = [
        row("a", region="日本語の地域"),
        row("b", region="👍 emoji"),
        row("c", region="e\u0301le\u0301gant"),
        row("d"),
    ]
    async with staged(table_of(shown), size=(60, 6)) as stage:
        for line in stage.shows()[1:5]:
            assert cell_len(line) == 60
            assert cell_len(line[: line.index("Standard_LRS")]) == 47


async def test_text_that_is_too_long_ends_in_an_ellipsis_that_the_terminal_has() -> None:
    shown = [row("a", region="a region of a name beyond all bounds")]
    async with staged(table_of(shown), size=(60, 3)) as stage:
        assert "a region of a name beyo… " in stage.shows()[1]
    async with staged(table_of(shown), size=(60, 3), classes="-ascii") as stage:
        assert "a region of a name bey.. " in stage.shows()[1]
        assert stage.shows()[1].isascii()


@given(st.lists(st.text(st.characters(), max_size=30), min_size=1, max_size=8), st.integers(1, 90), st.booleans())
def test_no_text_of_a_server_moves_the_columns_or_reaches_the_terminal_raw(
    texts: list[str], width: int, chosen: bool
) -> None:
    placed = places(COLUMNS, width)
    for text in texts:
        line = line_of(row("a", text, left=text, region=text), placed, BLANK, "…", chosen=chosen)
        for strip in (
            strip_of(line, placed, width, dict.fromkeys(TONES, Style())),
            plain_strip_of(line, placed, width, Style()),
        ):
            assert cell_len(strip.text) == strip.cell_length == width
            assert visible(strip.text) == strip.text


async def test_markup_is_shown_as_it_is() -> None:
    async with staged(table_of([row("a", region="[red]x[/] [@click=app.quit]y")]), size=(80, 3)) as stage:
        assert "[red]x[/] [@click=app.quit]y" in stage.shows()[1]


async def test_the_cursor_stays_on_its_row_and_the_row_on_its_line_when_rows_come_above() -> None:
    table = table_of(rows(range(100)))
    async with staged(table, size=(60, 11)) as stage:
        assert table.move_cursor("50")
        table.show([*rows(["new", "newer"]), *rows(range(100))])
        await stage.settle()
        assert table.cursor_key == "50"
        assert table.render_line(10).text[22:30].strip() == "50"


async def test_rows_stay_where_they_are_when_the_cursor_is_scrolled_out_of_sight() -> None:
    table = table_of(rows(range(100)))
    async with staged(table, size=(60, 11)) as stage:
        table.scroll_to(y=40, animate=False)
        await stage.settle()
        table.show([*rows(["new"]), *rows(range(100))])
        await stage.settle()
        assert (top_key(table), table.cursor_key) == ("40", "0")


async def test_when_the_row_under_the_cursor_goes_the_next_one_takes_its_place() -> None:
    table = table_of(rows("abc"))
    async with staged(table) as stage:
        table.move_cursor("b")
        table.show(rows("ac"))
        await stage.settle()
        assert table.cursor_key == "c"
        table.show([])
        await stage.settle()
        assert table.cursor_key is None
        assert [heard.key for heard in stage.heard(LiveTable.RowHighlighted)][-2:] == ["c", None]


async def test_the_cursor_follows_its_row_through_a_new_order() -> None:
    table = table_of(rows("abcdef"))
    async with staged(table) as stage:
        table.move_cursor("e")
        table.show(rows("fedcba"))
        await stage.settle()
        assert (table.cursor_key, table.cursor_row) == ("e", 1)


async def test_keys_move_the_cursor() -> None:
    table = table_of(rows(range(50)))
    async with staged(table, size=(60, 11)) as stage:
        for key, at in [
            ("down", "1"), ("j", "2"), ("up", "1"), ("k", "0"), ("k", "0"), ("pagedown", "9"), ("ctrl+f", "18"),
            ("pageup", "9"), ("ctrl+b", "0"), ("end", "49"), ("j", "49"), ("home", "0"), ("G", "49"), ("g", "0"),
        ]:  # fmt: skip
            await stage.pilot.press(key)
            assert (key, table.cursor_key) == (key, at)
        assert table.scroll_offset.y == 0


async def test_the_row_under_the_cursor_is_always_on_the_screen() -> None:
    table = table_of(rows(range(50)))
    async with staged(table, size=(60, 11)) as stage:
        await stage.pilot.press("G")
        assert stage.shows()[-1][22:30].strip() == "49"
        await stage.pilot.resize_terminal(60, 6)
        await stage.settle()
        assert stage.shows()[-1][22:30].strip() == "49"


async def test_moving_tells_of_the_row_and_enter_opens_it() -> None:
    async with staged(table_of(rows("abc"))) as stage:
        await stage.pilot.press("down", "enter")
        assert [heard.key for heard in stage.heard(LiveTable.RowHighlighted)] == ["a", "b"]
        assert [heard.key for heard in stage.heard(LiveTable.RowActivated)] == ["b"]


async def test_a_click_chooses_and_a_double_click_opens() -> None:
    table = table_of(rows("abc"))
    async with staged(table) as stage:
        await stage.pilot.click(LiveTable, offset=(5, 0))
        await stage.pilot.click(LiveTable, offset=(5, 9))
        assert table.cursor_key == "a"
        await stage.pilot.click(LiveTable, offset=(5, 3))
        assert table.cursor_key == "c"
        assert not stage.heard(LiveTable.RowActivated)
        await stage.pilot.double_click(LiveTable, offset=(5, 2))
        assert [heard.key for heard in stage.heard(LiveTable.RowActivated)] == ["b"]


async def test_marks_stay_with_their_rows_while_these_are_filtered_out() -> None:
    table = table_of(rows("abcd"))
    async with staged(table, size=(60, 6)) as stage:
        await stage.pilot.press("space", "down", "down", "space")
        assert list(table.marked) == ["a", "c"]
        assert column(stage, 0, 1)[1:5] == ["*", "", "*", ""]
        table.show(rows("dcb"))
        assert list(table.marked) == ["c"]
        table.show(rows("dcba"))
        assert list(table.marked) == ["c", "a"]
        await stage.pilot.press("space")
        assert list(table.marked) == ["a"]
        assert len(stage.heard(LiveTable.MarksChanged)) == 3


async def test_star_marks_all_that_are_shown_and_takes_the_marks_away_again() -> None:
    table = table_of(rows("abc"))
    async with staged(table) as stage:
        await stage.pilot.press("space", "asterisk")
        assert list(table.marked) == ["a", "b", "c"]
        await stage.pilot.press("asterisk")
        assert list(table.marked) == []


async def test_new_columns_start_an_empty_table() -> None:
    table = table_of(rows("abc"))
    async with staged(table, size=(60, 4)) as stage:
        table.columns = (Column("version", literal("Version"), 20),)
        table.show([Row("1", (Cell(literal("2.4.1")),))])
        await stage.settle()
        assert [line.strip() for line in stage.shows()[:2]] == ["Version", "2.4.1"]


async def test_nothing_is_written_when_nothing_looks_different() -> None:
    table = table_of(rows(range(100)))
    async with staged(table) as stage:
        table.show(rows(range(100)))
        table.update(rows(range(100)))
        table.update(rows(["nowhere"]))
        table.empty = literal("something else")
        await stage.settle()
        assert stage.written == ""


async def test_nothing_is_written_for_rows_off_the_screen() -> None:
    table = table_of(rows(range(100)))
    async with staged(table, size=(60, 11)) as stage:
        table.update(row(str(key), "Failed", "failed") for key in range(10, 100))
        await stage.settle()
        assert stage.written == ""
        await stage.pilot.press("G")
        assert column(stage, 1, 9)[1:] == ["Failed"] * 10


async def test_nothing_is_written_for_columns_that_do_not_fit() -> None:
    table = table_of(rows("a"))
    async with staged(table, size=(40, 4)) as stage:
        table.show([Row("a", (*row("a").cells[:3], Cell(literal("Premium_LRS"))))])
        await stage.settle()
        assert stage.written == ""


async def test_only_the_changed_cell_and_what_stands_left_of_it_is_written() -> None:
    table = table_of(rows("abc"))
    async with staged(table, size=(60, 6)) as stage:
        table.update([row("b", "Replicating", "moving")])
        await stage.settle()
        assert "Replicating" in stage.written
        assert "Standard_LRS" not in stage.written
        assert "Completed" not in stage.written


async def test_rows_that_come_below_the_screen_cost_no_repaint_of_those_on_it() -> None:
    table = table_of(rows(range(100)))
    async with staged(table, size=(60, 11)) as stage:
        table.show(rows(range(101)))
        await stage.settle()
        assert "Completed" not in stage.written
        await stage.pilot.press("G")
        assert table.cursor_key == "100"
        assert stage.shows()[-1][22:30].strip() == "100"


async def test_holding_a_key_down_moves_the_scroll_bar_seldom() -> None:
    table = table_of(rows(range(10_000)))
    async with staged(table, size=(60, 11)) as stage:
        table.scroll_to(y=2000, animate=False)
        before = table.vertical_scrollbar.position
        table.scroll_to(y=2010, animate=False)
        assert table.vertical_scrollbar.position == before
        await stage.pilot.press("G")
        assert table.vertical_scrollbar.position == table.max_scroll_y


@pytest.mark.parametrize("theme", ["textual-dark", "textual-light", "ansi-dark", "ansi-light"])
async def test_states_have_their_colours_in_every_theme(theme: str) -> None:
    table = table_of([row("x"), row("a", tone="failed"), row("b", tone="moving"), row("c", tone="settled")])
    async with staged(table) as stage:
        stage.theme = theme
        await stage.settle()
        colours = [str(next(iter(table.render_line(y))).style.color) for y in (2, 3, 4)]  # type: ignore[union-attr]  # all are styled
        assert len(set(colours)) == 3


@pytest.mark.parametrize("focused", [True, False])
@pytest.mark.parametrize("theme", ["textual-dark", "textual-light", "ansi-dark", "ansi-light"])
@pytest.mark.parametrize("no_color", [True, False])
async def test_the_row_under_the_cursor_is_seen_in_every_theme(
    theme: str, focused: bool, no_color: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_COLOR", "1" if no_color else "")
    table = table_of([row("a", tone="plain"), row("a", tone="plain")])
    async with staged(table) as stage:
        stage.theme = theme
        stage.screen.set_focus(table if focused else None)
        await stage.settle()
        under, beside = (next(iter(stage.screen._compositor.render_strips()[y])).style for y in (1, 2))
        assert under is not None
        assert beside is not None
        assert (under.bgcolor, under.reverse) != (beside.bgcolor, beside.reverse)


async def test_a_table_that_was_away_shows_what_came_meanwhile() -> None:
    table = table_of(rows(range(100)))
    async with staged(table, size=(60, 11)) as stage:
        await stage.pilot.press("G")
        table.display = False
        await stage.settle()
        table.show(rows(range(50)))
        await stage.quiet()
        table.update([row("49", "Failed", "failed")])
        await stage.settle()
        assert stage.written == ""
        table.display = True
        await stage.settle()
        assert table.cursor_key == "49"
        assert stage.shows()[-1].split()[:2] == ["Failed", "49"]


async def test_a_row_with_too_few_cells_is_blank_where_they_lack() -> None:
    async with staged(table_of([Row("a", (Cell(literal("Completed")),))]), size=(60, 3)) as stage:
        assert stage.shows()[1].split() == ["Completed"]
