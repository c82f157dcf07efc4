"""ctrl+c: a hint first, then the way out."""

import pytest
from textual.app import ComposeResult
from textual.widgets import Input

from tui.terminal.app import SECOND_PRESS, TerminalApp


class Form(TerminalApp[None]):
    """An app with a field that has the focus, as ctrl+c copies there."""

    def __init__(self) -> None:
        self.now = 100.0
        self.hints: list[str] = []
        super().__init__(clock=lambda: self.now)

    def compose(self) -> ComposeResult:
        yield Input()

    def hint(self, text: str) -> None:
        self.hints.append(text)


@pytest.fixture
def app() -> Form:
    return Form()


async def test_the_first_ctrl_c_only_says_what_the_second_does(app: Form) -> None:
    async with app.run_test() as pilot:
        await pilot.press("ctrl+c")
        assert app.hints == ["ctrl+c again quits"]
        assert app.return_code is None


async def test_ctrl_c_twice_quits_even_from_a_field(app: Form) -> None:
    async with app.run_test() as pilot:
        await pilot.press("ctrl+c")
        app.now += SECOND_PRESS
        await pilot.press("ctrl+c")
        assert app.return_code == 0


async def test_a_second_ctrl_c_that_comes_late_counts_as_a_first(app: Form) -> None:
    async with app.run_test() as pilot:
        await pilot.press("ctrl+c")
        app.now += SECOND_PRESS + 0.1
        await pilot.press("ctrl+c")
        assert len(app.hints) == 2
        assert app.return_code is None


async def test_ctrl_c_copies_what_is_selected_in_a_field_and_does_not_quit(app: Form) -> None:
    async with app.run_test() as pilot:
        await pilot.press("a", "b", "shift+home", "ctrl+c", "ctrl+c")
        assert app.clipboard == "ab"
        assert app.hints == []
