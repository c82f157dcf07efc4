"""Typing a filter."""

from __future__ import annotations

from tests.widgets.stage import Stage, staged
from widgets.filter_line import FilterLine
from widgets.untrusted import literal


def texts(stage: Stage) -> list[str]:
    return [heard.text for heard in stage.heard(FilterLine.FilterChanged)]


async def test_every_change_is_told_and_enter_keeps_the_filter() -> None:
    line = FilterLine(hint=literal("filter"))
    async with staged(line) as stage:
        await stage.pilot.press("u", "b", "backspace", "enter")
        await stage.settle()
        assert texts(stage) == ["u", "ub", "u"]
        assert len(stage.heard(FilterLine.Kept)) == 1
        assert line.value == "u"


async def test_escape_clears_and_again_leaves() -> None:
    async with staged(FilterLine()) as stage:
        await stage.pilot.press("u", "escape")
        await stage.settle()
        assert texts(stage) == ["u", ""]
        assert not stage.heard(FilterLine.Left)
        await stage.pilot.press("escape")
        await stage.settle()
        assert len(stage.heard(FilterLine.Left)) == 1


async def test_up_and_down_move_the_rows() -> None:
    async with staged(FilterLine()) as stage:
        await stage.pilot.press("down", "down", "up")
        await stage.settle()
        assert [heard.by for heard in stage.heard(FilterLine.Moved)] == [1, 1, -1]


async def test_what_is_set_into_the_line_is_shown_and_told_harmless() -> None:
    line = FilterLine()
    async with staged(line) as stage:
        line.value = "a\x1b]52;c;aGk=\x07"
        await stage.settle()
        assert texts(stage) == [r"a\x1b]52;c;aGk=\x07"]
        assert "\x1b]52" not in stage.written


async def test_coming_back_goes_on_where_one_was() -> None:
    line = FilterLine()
    async with staged(line) as stage:
        await stage.pilot.press("u")
        stage.screen.set_focus(None)
        line.focus()
        await stage.pilot.press("b")
        assert line.value == "ub"
