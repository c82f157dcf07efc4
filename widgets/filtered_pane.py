"""A pane of rows with a line under them in which a filter is typed."""

from __future__ import annotations

from textual import on
from textual.widget import Widget

from widgets.filter_line import FilterLine
from widgets.lazy_tree import LazyTree
from widgets.live_table import LiveTable
from widgets.pane import Pane
from widgets.untrusted import EMPTY, Shown


class FilteredPane(Pane):
    """Shows and hides the line, moves the rows' cursor while it is typed into, and gives the keys back to them.

    What the filter lets through is its subclass's business, which hears of `FilterLine.FilterChanged`.
    """

    def __init__(
        self,
        rows: LazyTree | LiveTable,
        *others: Widget,
        hint: Shown,
        title: Shown = EMPTY,
        id: str | None = None,  # noqa: A002 (Textual's own name for it)
    ) -> None:
        self._rows_below = rows
        self.filter_line = FilterLine(hint=hint)
        self.filter_line.display = False
        super().__init__(rows, *others, self.filter_line, id=id, title=title)

    def open_filter(self) -> None:
        """Show the filter line, and take keys for it."""
        self.filter_line.display = True
        self.screen.set_focus(self.filter_line)  # at once: what was typed behind the key is for it
        self.filter_line.focus()  # or as soon as the pane stands in front

    def close_filter(self) -> bool:
        """Clear the filter, and hide its line where it is clear or not typed into; says whether there was any."""
        line = self.filter_line
        if not line.display:
            return False
        if not line.value or not line.has_focus:
            line.display = False
            self._rows_below.focus()
        line.value = ""
        return True

    @on(FilterLine.Kept)
    def _keep(self, event: FilterLine.Kept) -> None:
        event.stop()
        self._rows_below.focus()

    @on(FilterLine.Left)
    def _leave(self, event: FilterLine.Left) -> None:
        event.stop()
        self.close_filter()

    @on(FilterLine.Moved)
    def _move(self, event: FilterLine.Moved) -> None:
        event.stop()
        rows = self._rows_below
        (rows.action_cursor_down if event.by > 0 else rows.action_cursor_up)()
