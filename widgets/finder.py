"""A line to type in and what is found for it, over the screen."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from typing import ClassVar

from textual import events, on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.screen import ModalScreen
from textual.widgets import Static

from widgets.columns import Column
from widgets.filter_line import FilterLine
from widgets.live_table import LiveTable
from widgets.pane import Pane
from widgets.rows import Row
from widgets.untrusted import EMPTY, Shown, content


class Finder(ModalScreen[str | None]):
    """Asks `find` at every change of the text, and answers the key of the row that is chosen, or None.

    `find` gets the text as it was typed or pasted, made visible; `note` says what is to be said of it under the rows.
    A search that takes its time holds up no key: the rows before stand until it is done, a newer text ends it, and
    enter and the arrows wait for what it finds.
    """

    SCOPED_CSS = False
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "leave", "Close", show=False, id="finder.leave")]
    DEFAULT_CSS = """
    Finder {
        align: center top;
        background: transparent;
        & > Pane { width: 100%; max-width: 100; height: auto; max-height: 80%; margin-top: 2; }
        & LiveTable { height: auto; max-height: 20; min-height: 4; }
        & Static { height: auto; padding: 0 1; color: $text-muted; }
    }
    """

    def __init__(
        self,
        title: Shown,
        columns: Sequence[Column],
        find: Callable[[str], Awaitable[Sequence[Row]]],
        *,
        hint: Shown = EMPTY,
        nothing: Shown = EMPTY,
        text: Shown = EMPTY,
        note: Callable[[str], Shown] = lambda _: EMPTY,
    ) -> None:
        super().__init__()
        self._first = text
        self._find = find
        self._note = note
        self._noted = EMPTY
        self._below = Static()
        self._below.display = False
        self._line = FilterLine(hint=hint)
        self._nothing = nothing
        self._searching = False
        self._waiting: list[Callable[[], object]] = []
        self._table = LiveTable(columns)
        self._table.can_focus = False
        self._pane = Pane(self._line, self._table, self._below, title=title)

    def compose(self) -> ComposeResult:
        """Lay out the line above what is found."""
        yield self._pane

    def look_again(self, title: Shown, nothing: Shown) -> None:
        """Show what is found now for the text that stands there, under another title, with other words for nothing."""
        self._pane.title = title
        self._nothing = nothing
        self._seek(self._line.value)

    def on_mount(self) -> None:
        """Show what is found for the first text, and take keys."""
        self._line.value = self._first
        self._seek(self._first)
        self._line.focus()

    def on_key(self, event: events.Key) -> None:
        """Take what was typed before the line had the keys, behind the key that opened this."""
        if event.is_printable and event.character and not self._line.has_focus:
            self._line.insert_text_at_cursor(event.character)
            event.stop()

    @on(FilterLine.FilterChanged)
    def _look(self, event: FilterLine.FilterChanged) -> None:
        self._waiting = [self._table.action_scroll_home]
        self._seek(event.text)

    def _seek(self, text: str) -> None:
        self._searching = True
        self._look_up(text)

    @work(group="look up", exclusive=True)
    async def _look_up(self, text: str) -> None:
        rows, note = await self._find(text), self._note(text)
        self._searching = False
        self._table.empty = self._nothing
        self._table.show(rows)
        if note != self._noted:
            self._noted = note
            self._below.update(content(note))
            self._below.display = bool(note)
        waiting, self._waiting = self._waiting, []
        for each in waiting:
            each()

    def _once_found(self, action: Callable[[], object]) -> None:
        """Do this to what is found for the text that stands there."""
        if self._searching:
            self._waiting.append(action)
        else:
            action()

    @on(FilterLine.Moved)
    def _move(self, event: FilterLine.Moved) -> None:
        self._once_found(self._table.action_cursor_down if event.by > 0 else self._table.action_cursor_up)

    @on(FilterLine.Kept)
    def _keep(self) -> None:
        self._once_found(self._choose)

    @on(LiveTable.RowActivated)
    def _choose(self) -> None:
        self.dismiss(self._table.cursor_key)

    @on(FilterLine.Left)
    def action_leave(self) -> None:
        """Close without a choice."""
        self.dismiss(None)
