"""A page of text over the screen: help, the whole of a message, whatever is only read."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.screen import ModalScreen
from textual.widgets import Static

from widgets.keys import MOVES
from widgets.pane import Pane
from widgets.tones import Part, toned
from widgets.untrusted import Shown


class _Page(VerticalScroll, inherit_bindings=False):
    """Scrolls with the keys of a list."""

    BINDINGS: ClassVar[list[BindingType]] = [*MOVES]

    def action_cursor_up(self) -> None:
        """Scroll one line up."""
        self.scroll_up(animate=False)

    def action_cursor_down(self) -> None:
        """Scroll one line down."""
        self.scroll_down(animate=False)

    def action_page_up(self) -> None:
        """Scroll one page up."""
        self.scroll_page_up(animate=False)

    def action_page_down(self) -> None:
        """Scroll one page down."""
        self.scroll_page_down(animate=False)

    def action_scroll_home(self) -> None:
        """Scroll to the top."""
        self.scroll_home(animate=False)

    def action_scroll_end(self) -> None:
        """Scroll to the bottom."""
        self.scroll_end(animate=False)


class TextPage(ModalScreen[None]):
    """Shows the lines under their title until it is closed."""

    SCOPED_CSS = False
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape,q", "close", "Close", show=False, id="close")]
    DEFAULT_CSS = """
    TextPage {
        align: center middle;
        background: transparent;
        & > Pane { width: 100%; max-width: 84; height: auto; max-height: 100%; }
        & _Page { height: auto; max-height: 100%; padding: 0 1; scrollbar-size: 0 1; }
    }
    .-ascii TextPage _Page { scrollbar-visibility: hidden; }
    """

    def __init__(self, title: Shown, lines: Iterable[Iterable[Part]]) -> None:
        super().__init__()
        self._heading = title
        self._text = toned(lines)

    def compose(self) -> ComposeResult:
        """Put the text into a pane that scrolls where it must."""
        with Pane(title=self._heading), _Page():
            yield Static(self._text)

    def action_close(self) -> None:
        """Go back to the screen below."""
        self.dismiss()
