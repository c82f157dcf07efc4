"""Borders and titles."""

from __future__ import annotations

from textual.widgets import Static

from tests.widgets.stage import staged
from widgets.columns import Column
from widgets.live_table import LiveTable
from widgets.pane import Pane
from widgets.untrusted import literal, visible


async def test_the_title_stands_in_the_border_and_markup_in_it_is_text() -> None:
    pane = Pane(Static("inside"), title=visible("img_prod [/b] \x1b[2J"))
    async with staged(pane, size=(40, 4)) as stage:
        assert stage.shows()[0] == "╭─ img_prod [/b] \\x1b[2J ──────────────╮"
        assert stage.shows()[1].startswith("│inside ")


async def test_the_border_is_ascii_where_nothing_else_may_be_drawn() -> None:
    async with staged(Pane(title=literal("Galleries")), size=(20, 3), classes="-ascii") as stage:
        assert stage.shows() == ["+- Galleries ------+", "|                  |", "+------------------+"]


async def test_a_new_title_repaints_the_upper_border_alone_and_the_same_one_nothing() -> None:
    pane = Pane(Static("inside"), title=literal("2 of 6 done"))
    async with staged(pane, size=(40, 6)) as stage:
        pane.title = literal("2 of 6 done")
        await stage.settle()
        assert stage.written == ""
        pane.title = literal("3 of 6 done")
        await stage.settle()
        assert stage.shows()[0].startswith("╭─ 3 of 6 done ─")
        assert "3 of 6 done" in stage.written
        assert "inside" not in stage.written
        assert "╰" not in stage.written


async def test_the_pane_that_has_the_focus_shows_it_in_its_upper_border() -> None:
    table = LiveTable((Column("name", literal("Name"), 10),))
    pane = Pane(table, title=literal("Regions"))
    async with staged(pane, Pane(LiveTable((Column("name", literal("Name"), 10),)))) as stage:
        table.focus()
        await stage.settle()
        focused = next(
            segment.style for segment in stage.screen._compositor.render_strips()[0] if "Reg" in segment.text
        )
        stage.screen.set_focus(None)
        await stage.settle()
        after = next(segment.style for segment in stage.screen._compositor.render_strips()[0] if "Reg" in segment.text)
        assert focused != after
        assert stage.shows()[0].startswith("╭─ Regions ─")
