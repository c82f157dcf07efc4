"""The program that `table_bytes` measures: a thousand rows that change at a key, in our table or in Textual's."""

from __future__ import annotations

import random
import sys
from typing import ClassVar, Final

from rich.text import Text
from textual.app import App, ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import DataTable

from widgets.columns import Column
from widgets.live_table import LiveTable
from widgets.progress import bar
from widgets.rows import Cell, Row
from widgets.tones import Tone
from widgets.untrusted import literal, visible

ROWS: Final = 1000
VISIBLE: Final = 39
CHANGES: Final = {
    "a": ("5 visible rows", range(3, VISIBLE, 8)),
    "b": ("all visible rows", range(VISIBLE)),
    "c": ("50 rows off the screen", range(500, 550)),
    "d": ("nothing changed", range(0)),
}
"""What each key changes: its name and the numbers of the rows."""

COLUMNS: Final = (
    Column("state", literal("State"), 14, priority=9),
    Column("progress", literal("Progress"), 17, priority=8),
    Column("left", literal("Left"), 7, "right", priority=7),
    Column("region", literal("Region"), 24, priority=6),
    Column("replicas", literal("Repl."), 5, "right", priority=5),
    Column("storage", literal("Storage"), 14, priority=4),
    Column("image", literal("Image"), 20, priority=3, flexible=True),
)
STATES: Final[tuple[tuple[str, Tone, str], ...]] = (
    ("✗ Failed", "failed", "red"),
    ("» Replicating", "moving", "yellow"),
    ("✓ Completed", "settled", "green"),
)
COLOURS: Final = {tone: colour for _, tone, colour in STATES} | {"dim": "bright_black", "plain": ""}


class ChangingTable(App[None]):
    """Keeps the rows; `live` decides which table shows them."""

    BINDINGS: ClassVar[list[BindingType]] = [
        *(Binding(key, f"tick('{key}')", priority=True) for key in CHANGES),
        Binding("q", "quit", priority=True),
    ]

    def __init__(self, *, live: bool) -> None:
        super().__init__()
        self._chance = random.Random(1)  # noqa: S311 (the same rows in both programs)
        self._rows = [self._row(at) for at in range(ROWS)]
        self._live = LiveTable(COLUMNS) if live else None
        self._reference: DataTable[Text] = DataTable(cursor_type="row")

    def compose(self) -> ComposeResult:
        """Show one of the two tables."""
        if self._live is not None:
            self._live.show(self._rows)
            yield self._live
            return
        for column in COLUMNS:
            self._reference.add_column(column.title, width=column.width, key=column.key)
        for row in self._rows:
            self._reference.add_row(*map(_text, row.cells), key=row.key)
        yield self._reference

    def _row(self, at: int) -> Row:
        state, tone, _ = self._chance.choice(STATES)
        percent = self._chance.randint(0, 100)
        left = visible(f"{self._chance.randint(1, 90)} min")
        return Row(
            str(at),
            (
                Cell(visible(state), tone),
                Cell(visible(f"{bar(percent, 10)} {percent:>3} %"), "dim"),
                Cell(left),
                Cell(visible(f"Region {at:04}")),
                Cell(literal("2")),
                Cell(literal("Standard_LRS")),
                Cell(visible(f"img_prod/ubuntu/{at}")),
            ),
        )

    def action_tick(self, key: str) -> None:
        """Change the rows of this key."""
        changed = CHANGES[key][1]
        for at in changed:
            self._rows[at] = self._row(at)
        if self._live is not None:
            self._live.show(self._rows)
            return
        for at in changed or range(VISIBLE):
            for column, cell in zip(COLUMNS[:3], self._rows[at].cells, strict=False):
                self._reference.update_cell(str(at), column.key, _text(cell))


def _text(cell: Cell) -> Text:
    return Text(cell.text, COLOURS[cell.tone])


if __name__ == "__main__":
    ChangingTable(live=sys.argv[1] == "live").run()
