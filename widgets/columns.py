"""Columns of a table, and which of them stand where in a given width."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple

from widgets.untrusted import Align, Shown

MARK_CELLS: Final = 1
"""Room at the left edge, where the mark of a row stands."""

GAP: Final = 1
"""Blank cells after each column but the last."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column of fixed width in cells.

    A flexible one is at least so wide and shares what is left over. Where the table is too narrow, the columns of the
    lowest priority go first, of equal ones the rightmost. Put what changes often to the left: a change is written to
    the terminal from the left edge of the table up to the last cell that differs.
    """

    key: str
    title: Shown
    width: int
    align: Align = "left"
    priority: int = 0
    flexible: bool = False


class Place(NamedTuple):
    """Where a column stands: which cell of a row it shows, where it starts, how wide it is."""

    cell: int
    x: int
    width: int
    align: Align

    @property
    def end(self) -> int:
        """The first cell after the column."""
        return self.x + self.width


def places(columns: Sequence[Column], width: int) -> tuple[Place, ...]:
    """Return the columns that fit into `width` cells, left to right."""
    kept = list(range(len(columns)))
    while len(kept) > 1 and _needed(columns, kept) > width:
        kept.remove(min(reversed(kept), key=lambda index: columns[index].priority))
    spare = width - _needed(columns, kept)
    flexible = [index for index in kept if columns[index].flexible]
    placed: list[Place] = []
    x = MARK_CELLS
    for index in kept:
        column = columns[index]
        cells = column.width
        if index in flexible and spare > 0:
            share, rest = divmod(spare, len(flexible))
            cells += share + (rest if index == flexible[-1] else 0)
        placed.append(Place(index, x, max(0, min(cells, width - x)), column.align))
        x += cells + GAP
    return tuple(placed)


def _needed(columns: Sequence[Column], kept: Sequence[int]) -> int:
    return MARK_CELLS + sum(columns[index].width + GAP for index in kept) - GAP
