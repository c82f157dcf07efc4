"""A page of text over the screen: help, the whole of a message, a body as the service sent it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from widgets.filter_line import FilterLine
from widgets.found import Found
from widgets.keys import MOVES
from widgets.pane import Pane
from widgets.tones import Part, toned
from widgets.untrusted import Shown, joined, literal, visible

MATCH = "bold $text-warning reverse"
OTHER_MATCH = "underline $text-warning"


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
    """Shows the lines under their title until it is closed; a word is searched for as it is typed."""

    SCOPED_CSS = False
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q", "close", "Close", show=False, id="page.close"),
        Binding("slash", "search", "Search", show=False, id="page.search"),
        Binding("n", "next(1)", "Next match", show=False, id="page.next"),
        Binding("N", "next(-1)", "Match before", show=False, id="page.previous"),
    ]
    DEFAULT_CSS = """
    TextPage {
        align: center middle;
        background: transparent;
        & > Pane { width: 100%; max-width: 84; height: auto; max-height: 100%; }
        & _Page { height: auto; max-height: 100%; padding: 0 1; scrollbar-size: 0 1; }
        & FilterLine { display: none; }
        &.-searching FilterLine { display: block; dock: bottom; }
        &.-searching _Page { padding: 0 1 1 1; }
    }
    .-ascii TextPage _Page { scrollbar-visibility: hidden; }
    """

    def __init__(self, title: Shown, lines: Iterable[Iterable[Part]]) -> None:
        super().__init__()
        self._heading = title
        self._content = toned(lines)
        self._found = Found()
        self.pane = Pane(title=title)
        self._page = _Page()
        self._text = Static(self._content)
        self._line = FilterLine(hint=literal("search; enter keeps it, then n and N go from match to match"))

    def compose(self) -> ComposeResult:
        """Put the text into a pane that scrolls where it must."""
        with self.pane:
            with self._page:
                yield self._text
            yield self._line

    def on_mount(self) -> None:
        """Take keys for the text."""
        self._page.focus()

    def write(self, title: Shown, lines: Iterable[Iterable[Part]]) -> None:
        """Show another text; what is searched for is searched for in that."""
        self._heading = title
        self._content = toned(lines)
        self._seek(self._found.wanted)

    @property
    def plain(self) -> str:
        """The text without its colours."""
        return self._content.plain

    def action_close(self) -> None:
        """Leave the search, then go back to the screen below."""
        if self._found.wanted or self.has_class("-searching"):
            self._line.value = ""
            self._leave()
        else:
            self.dismiss()

    def action_search(self) -> None:
        """Ask what to search for."""
        self.add_class("-searching")
        self._line.focus()

    def action_next(self, by: int) -> None:
        """Go to the next match, or the one before; from the last to the first again."""
        self._found.step(by)
        self._show_found()

    @on(FilterLine.FilterChanged)
    def _typed(self, event: FilterLine.FilterChanged) -> None:
        event.stop()
        self._seek(event.text)

    @on(FilterLine.Moved)
    def _moved(self, event: FilterLine.Moved) -> None:
        event.stop()
        self.action_next(event.by)

    @on(FilterLine.Kept)
    def _kept(self, event: FilterLine.Kept) -> None:
        event.stop()
        self.remove_class("-searching")
        self._page.focus()

    @on(FilterLine.Left)
    def _left(self, event: FilterLine.Left) -> None:
        event.stop()
        self._leave()

    def _leave(self) -> None:
        self.remove_class("-searching")
        self._page.focus()
        self._seek("")

    def _seek(self, wanted: str) -> None:
        self._found = Found.of(wanted, self.plain)
        self._show_found()

    def _show_found(self) -> None:
        found, shown = self._found, self._content
        for at, (start, end) in enumerate(found.spans):
            shown = shown.stylize(MATCH if at == found.at else OTHER_MATCH, start, end)
        self._text.update(shown)
        told = visible(found.told)
        self.pane.title = joined((self._heading, told), " · ") if told else self._heading
        if found.spans:
            self._page.scroll_to(y=self._line_of(found.spans[found.at][0]) - self._page.size.height // 2, animate=False)

    def _line_of(self, offset: int) -> int:
        """The line of the screen, counted from the first of the text, on which a character stands."""
        before: Content = self._content[:offset]
        return len(before.wrap(max(1, self._text.size.width))) - 1
