"""Named values beside each other."""

from __future__ import annotations

from tests.widgets.stage import staged
from widgets.field_grid import SUMMARY_CLASS, FieldGrid, Line
from widgets.untrusted import literal, visible


def line(label: str, value: str) -> Line:
    return Line(visible(label), visible(value))


async def test_two_fields_share_a_line_and_a_long_value_has_one_of_its_own() -> None:
    grid = FieldGrid()
    grid.show([line("A", "1"), line("B", "2"), line("C", "x" * 50), line("D", "4"), line("E", "5"), line("F", "6")])
    async with staged(grid, size=(80, 10)) as stage:
        shown = [" ".join(each.split()) for each in stage.shows()[:5]]
        assert shown == ["A 1 B 2", f"C {'x' * 50}", "D 4 E 5", "F 6", ""]


async def test_a_short_field_goes_up_past_long_ones_beside_one_that_stands_alone() -> None:
    grid = FieldGrid()
    grid.show([line("A", "1"), line("B", "x" * 50), line("C", "3"), line("D", "4")])
    async with staged(grid, size=(80, 10)) as stage:
        assert [" ".join(each.split()) for each in stage.shows()[:3]] == ["A 1 C 3", f"B {'x' * 50}", "D 4"]


async def test_where_there_is_no_room_each_field_has_a_line() -> None:
    grid = FieldGrid()
    grid.show([line("A", "1"), line("B", "2")])
    async with staged(grid, size=(60, 5)) as stage:
        assert [each.split() for each in stage.shows()[:2]] == [["A", "1"], ["B", "2"]]


async def test_only_the_line_that_changed_is_painted_anew() -> None:
    grid = FieldGrid()
    grid.show([line("A", "1"), line("B", "2"), line("C", "3")])
    async with staged(grid, size=(80, 5)) as stage:
        grid.show([line("A", "1"), line("B", "2"), line("C", "4")])
        await stage.settle()
        assert "4" in stage.written
        assert "B" not in stage.written
        stage.written = ""
        grid.show([line("A", "1"), line("B", "2"), line("C", "4")])
        await stage.settle()
        assert stage.written == ""


async def test_a_value_that_grows_long_moves_the_others_down() -> None:
    grid = FieldGrid()
    grid.show([line("A", "1"), line("B", "2")])
    async with staged(grid, size=(80, 5)) as stage:
        grid.show([line("A", "y" * 60), line("B", "2")])
        await stage.settle()
        assert [" ".join(each.split()) for each in stage.shows()[:2]] == [f"A {'y' * 60}", "B 2"]


async def test_a_summary_stands_in_their_place() -> None:
    grid = FieldGrid()
    grid.add_class(SUMMARY_CLASS)
    grid.show([line("A", "1"), line("B", "2")], literal("1 · 2"))
    async with staged(grid, size=(80, 5)) as stage:
        assert stage.shows()[0].strip() == "1 · 2"
