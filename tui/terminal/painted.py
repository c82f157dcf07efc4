"""What stands on the terminal, so that of a frame only the cells go out that look different.

Textual paints whole widgets anew for a change of focus, a class or a layer, several times in a row: measured, 57 kB for
one Tab at 120x40, most of it what stood there already.
"""

from collections.abc import Iterator
from typing import Final, NamedTuple

from rich.cells import cell_len
from rich.console import Console
from rich.control import Control
from rich.style import Style
from textual._compositor import ChopsUpdate, CompositorUpdate, LayoutUpdate
from textual.geometry import Size
from textual.strip import Strip

Cell = tuple[str, Style | None]
_UNKNOWN: Final[Cell] = ("\0", None)
_REST: Final = ""
"""The text of the second cell of a wide character."""

_GAP: Final = 16
"""Cells that look as before but are written all the same: to move past them costs about as much."""


class Piece(NamedTuple):
    """Part of a line, and where it starts."""

    y: int
    x: int
    strip: Strip


class Difference(CompositorUpdate):
    """The pieces of a frame that look different from what stands there."""

    def __init__(self, pieces: list[Piece]) -> None:
        self.pieces = pieces

    def render_segments(self, console: Console) -> str:
        """Render the pieces to what is written to the terminal."""
        return "".join(
            f"{Control.move_to(piece.x, piece.y).segment.text}{piece.strip.render(console)}" for piece in self.pieces
        )


class Painted:
    """Remembers every cell that was written, until the terminal may have forgotten it."""

    def __init__(self) -> None:
        self._size = Size(0, 0)
        self._lines: list[list[Cell]] = []
        self.forgotten = 0

    def forget(self) -> None:
        """Take nothing for painted: the terminal was resized, stopped, or lent to another program."""
        self._size = Size(0, 0)
        self.forgotten += 1

    def difference(self, frame: ChopsUpdate | LayoutUpdate, size: Size) -> Difference | None:
        """What must be written for a frame on a terminal of a size, and is then taken for painted; None for nothing."""
        if size != self._size:
            self._size = size
            self._lines = [[_UNKNOWN] * size.width for _ in range(size.height)]
        pieces = [changed for piece in _pieces(frame) for changed in self._paint(piece)]
        return Difference(pieces) if pieces else None

    def _paint(self, piece: Piece) -> Iterator[Piece]:
        y, x, strip = piece
        if not 0 <= y < len(self._lines):
            return
        line, cells = self._lines[y], _cells(strip)
        before = line[x : x + len(cells)]
        if before == cells:
            return
        line[x : x + len(cells)] = cells[: len(before)]
        if len(before) < len(cells):
            yield piece  # it reaches beyond the edge: the terminal knows what to do with that
            return
        for first, last in _runs(before, cells):
            yield Piece(y, x + first, strip.crop(first, last + 1))


def _runs(before: list[Cell], cells: list[Cell]) -> Iterator[tuple[int, int]]:
    """Where cells differ, from first to last; what lies close together goes as one, and no wide character is split."""
    first = last = -1
    for at, cell in enumerate(cells):
        if cell == before[at]:
            continue
        if first >= 0 and at - last > _GAP:
            yield _whole(first, last, before, cells)
            first = -1
        first, last = (at if first < 0 else first), at
    if first >= 0:
        yield _whole(first, last, before, cells)


def _whole(first: int, last: int, before: list[Cell], cells: list[Cell]) -> tuple[int, int]:
    while first and _REST in (cells[first][0], before[first][0]):
        first -= 1
    while last + 1 < len(cells) and _REST in (cells[last + 1][0], before[last + 1][0]):
        last += 1
    return first, last


def _pieces(frame: ChopsUpdate | LayoutUpdate) -> Iterator[Piece]:
    if isinstance(frame, LayoutUpdate):
        for y, strips in enumerate(frame.strips, frame.region.y):
            yield Piece(y, frame.region.x, Strip.join(strips))
        return
    for y, start, stop in frame.spans:
        for end, (x, strip) in zip(frame.chop_ends[y], frame.chops[y].items(), strict=False):
            if strip is not None and x <= stop and end > start:
                yield Piece(y, x, strip if start <= x < stop and end <= stop else strip.crop(0, min(end, stop) - x))


def _cells(strip: Strip) -> list[Cell]:
    """One entry for each cell: its text, marks without a width of their own included, and its style."""
    cells: list[Cell] = []
    for text, style, control in strip:
        if control:
            continue
        if text.isascii():
            cells += [(letter, style) for letter in text]
            continue
        for letter in text:
            width = cell_len(letter)
            if width:
                cells.append((letter, style))
                cells += [(_REST, style)] * (width - 1)
            elif cells:
                at = next(at for at in range(len(cells) - 1, -1, -1) if cells[at][0] != _REST)
                cells[at] = (cells[at][0] + letter, cells[at][1])
    return cells
