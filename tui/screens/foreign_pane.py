"""The panes of a gallery that others share: a table, what there is to say of it, and the fields of the row chosen."""

from collections.abc import Sequence

from textual.widgets import Static

from tui.screens.foreign_tables import DEFINITIONS, FILTER_HINT
from tui.wording.details import Field
from widgets.columns import Column
from widgets.field_grid import FieldGrid, Line
from widgets.filtered_pane import FilteredPane
from widgets.live_table import LiveTable
from widgets.pane import Pane
from widgets.rows import Row
from widgets.tones import Part
from widgets.untrusted import EMPTY, Shown, content, visible


class ForeignPane(FilteredPane):
    """Shows definitions or versions, and a note under them where something is to be said."""

    def __init__(self) -> None:
        self.table = LiveTable(DEFINITIONS)
        self._note = Static()
        self._note.display = False
        self._noted = EMPTY
        super().__init__(self.table, self._note, hint=FILTER_HINT)

    def show(self, columns: Sequence[Column], rows: Sequence[Row], empty: Shown, note: Shown) -> None:
        """Show these rows, or where there are none the words for it; the cursor stays on its row."""
        if self.table.columns != tuple(columns):
            self.table.columns = columns
        self.table.empty = empty
        self.table.show(rows)
        if note != self._noted:
            self._noted = note
            self._note.update(content(note))
            self._note.display = bool(note)

    def set_filter(self, text: str) -> None:
        """Have another filter stand in the line, which is seen where there is one."""
        self.filter_line.value = text
        self.filter_line.cursor_position = len(text)
        self.filter_line.display = bool(text)


class ForeignFields(Pane):
    """Shows the fields of the row under the cursor."""

    def __init__(self) -> None:
        self.grid = FieldGrid()
        self.grid.can_focus = False
        super().__init__(self.grid)

    def show(self, name: str, fields: Sequence[Field]) -> None:
        """Show these fields; without any the pane goes."""
        told = [Line(visible(each.label), visible(each.value), tone=each.style) for each in fields if each.value]
        self.display = bool(told)
        self.title = visible(name)
        self.grid.show(told)

    @property
    def lines(self) -> list[tuple[Part, ...]]:
        """The fields as lines of a page, with nothing cut off."""
        return [(Part(visible(f"{each.label:<14}"), "dim"), Part(each.value, each.tone)) for each in self.grid.lines]
