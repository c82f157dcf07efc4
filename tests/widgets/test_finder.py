"""What is found follows what is typed, and enter takes it."""

from collections.abc import Sequence

from textual.app import App
from textual.pilot import Pilot
from textual.widgets import Static

from widgets.columns import Column
from widgets.finder import Finder
from widgets.live_table import LiveTable
from widgets.rows import Cell, Row
from widgets.untrusted import EMPTY, Shown, literal, visible

NAMES = ("ubuntu", "debian", "windows")


def find(text: str) -> Sequence[Row]:
    return [Row(name, (Cell(visible(name)),)) for name in NAMES if text in name]


def note(text: str) -> Shown:
    return EMPTY if find(text) else visible(f"nothing is called {text}")


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
