"""What is found follows what is typed, and enter takes it."""

import asyncio
from collections.abc import Sequence

from textual.app import App
from textual.pilot import Pilot
from textual.widgets import Static

from widgets.columns import Column
from widgets.filter_line import FilterLine
from widgets.finder import Finder
from widgets.live_table import LiveTable
from widgets.rows import Cell, Row
from widgets.untrusted import EMPTY, Shown, literal, visible

NAMES = ("ubuntu", "debian", "windows")


def found(text: str) -> Sequence[Row]:
    return [Row(name, (Cell(visible(name)),)) for name in NAMES if text in name]


async def find(text: str) -> Sequence[Row]:
    return found(text)


def note(text: str) -> Shown:
    return EMPTY if found(text) else visible(f"nothing is called {text}")


class Stage(App[None]):
    """An app that opens a finder, and keeps what it answers."""

    chosen: list[str | None]

    def on_mount(self) -> None:
        self.chosen = []
        columns = [Column("name", literal("Name"), 20)]
        finder = Finder(literal("Go to"), columns, find, nothing=literal("Nothing."), note=note)
        self.push_screen(finder, self.chosen.append)


async def rows_of(pilot: Pilot[None]) -> int | None:
    await pilot.pause()
    return len(pilot.app.screen.query_one(LiveTable)._rows)


async def test_typing_narrows_what_is_found_and_enter_takes_the_first() -> None:
    app = Stage()
    async with app.run_test() as pilot:
        assert await rows_of(pilot) == 3
        await pilot.press("d", "o")
        assert await rows_of(pilot) == 1
        await pilot.press("enter")
        await pilot.pause()
        assert app.chosen == ["windows"]


async def test_the_arrows_choose_while_the_keys_stay_in_the_line() -> None:
    app = Stage()
    async with app.run_test() as pilot:
        await pilot.pause()
        await pilot.press("down", "down", "up", "enter")
        await pilot.pause()
        assert app.chosen == ["debian"]


async def test_escape_clears_first_and_leaves_then() -> None:
    app = Stage()
    async with app.run_test() as pilot:
        await pilot.press("x", "escape")
        assert await rows_of(pilot) == 3
        await pilot.press("escape")
        await pilot.pause()
        assert app.chosen == [None]


async def test_what_is_to_be_said_of_the_text_stands_under_the_rows() -> None:
    app = Stage()
    async with app.run_test() as pilot:
        note = app.screen.query_one(Static)
        await pilot.press("e")
        assert not note.display
        await pilot.press("x")
        assert (note.display, str(note.content)) == (True, "nothing is called ex")
        await pilot.press("escape")
        assert not note.display


async def test_enter_on_nothing_leaves_without_a_choice() -> None:
    app = Stage()
    async with app.run_test() as pilot:
        await pilot.press("x", "enter")
        await pilot.pause()
        assert app.chosen == [None]


class Slow(App[None]):
    """An app whose finder finds nothing before it is let."""

    def on_mount(self) -> None:
        self.chosen: list[str | None] = []
        self.asked: list[str] = []
        self.let = asyncio.Event()
        finder = Finder(literal("Go to"), [Column("name", literal("Name"), 20)], self.find, nothing=literal("Nothing."))
        self.push_screen(finder, self.chosen.append)

    async def find(self, text: str) -> Sequence[Row]:
        """Find it once that is let."""
        self.asked.append(text)
        await self.let.wait()
        return found(text)

    def line(self) -> str:
        """What is typed."""
        return self.screen.query_one(FilterLine).value


async def test_a_slow_search_holds_up_no_key_and_the_newest_text_wins() -> None:
    app = Slow()
    async with app.run_test() as pilot:
        await pilot.press("d", "o")
        assert app.line() == "do"
        assert await rows_of(pilot) == 0
        app.let.set()
        assert await rows_of(pilot) == 1
        assert app.asked[-1] == "do"


async def test_until_something_is_found_it_is_not_said_that_nothing_is() -> None:
    app = Slow()
    async with app.run_test() as pilot:
        await pilot.press("x")
        assert app.screen.query_one(LiveTable).empty == EMPTY
        app.let.set()
        await pilot.pause()
        assert app.screen.query_one(LiveTable).empty == "Nothing."


async def test_enter_and_the_arrows_wait_for_what_is_found_for_the_text_that_stands_there() -> None:
    app = Slow()
    async with app.run_test() as pilot:
        await pilot.press("u", "down", "n", "down", "enter")
        assert app.chosen == []
        app.let.set()
        await pilot.pause()
        assert app.chosen == ["ubuntu"]


async def test_a_search_that_is_left_behind_shows_nothing_any_more() -> None:
    app = Slow()
    async with app.run_test() as pilot:
        await pilot.press("u", "enter", "escape", "escape")
        assert app.chosen == [None]
        app.let.set()
        await pilot.pause()
        assert app.chosen == [None]
