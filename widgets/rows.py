"""Rows of a table, and the line of text that each becomes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final, NamedTuple

from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from widgets.columns import GAP, MARK_CELLS, Place
from widgets.tones import Part, Tone, painted
from widgets.untrusted import Shown, fit, literal

Cell = Part


class Row(NamedTuple):
    """A row: a key of its own, and a cell for each column of the table; where they are fewer, the rest is blank.

    Cells are looked at only while the row is on the screen. `news` has a sign stand before it.
    """

    key: str
    cells: Sequence[Cell]
    news: bool = False


BLANK: Final = Part(literal(" "))


class Line(NamedTuple):
    """What stands on one line: the mark and the fitted cells, or one text alone; `chosen` where the cursor is."""

    parts: tuple[Part, ...] = (BLANK,)
    chosen: bool = False


def line_of(row: Row, placed: Sequence[Place], mark: Part, ellipsis: str, *, chosen: bool) -> Line:
    """Return the row as it is to stand on the screen."""
    parts = [mark]
    for at, _, width, align in placed:
        text, tone = row.cells[at] if at < len(row.cells) else BLANK
        parts.append(Part(fit(text, width, align, ellipsis), tone))
    return Line(tuple(parts), chosen)


def differs_up_to(old: Line, new: Line, placed: Sequence[Place], width: int) -> int:
    """Return the cell before which all differences between two lines of the same places lie; 0 where there are none."""
    if old == new:
        return 0
    if old.chosen != new.chosen or len(old.parts) != len(new.parts) or len(new.parts) == 1:
        return width
    last = max(at for at, (before, after) in enumerate(zip(old.parts, new.parts, strict=True)) if before != after)
    return placed[last - 1].end if last else MARK_CELLS


def strip_of(line: Line, placed: Sequence[Place], width: int, styles: Mapping[Tone, Style]) -> Strip:
    """Paint the line, `width` cells wide, each part in the style of its tone."""
    return Strip(painted(_spaced(line.parts, placed, width), styles), width)


def plain_strip_of(line: Line, placed: Sequence[Place], width: int, style: Style) -> Strip:
    """Paint the line, `width` cells wide, in one style."""
    return Strip([Segment("".join(part.text for part in _spaced(line.parts, placed, width)), style)], width)


def _spaced(parts: Sequence[Part], placed: Sequence[Place], width: int) -> list[Part]:
    """Return the parts with the blank cells that follow each, `width` cells in all."""
    mark, *cells = parts
    if not cells:
        return [Part(fit(mark.text, width), mark.tone)]
    last = len(cells) - 1
    gaps = (width - place.end if at == last else GAP for at, place in enumerate(placed))
    return [mark, *(Part(Shown(text + " " * gap), tone) for (text, tone), gap in zip(cells, gaps, strict=True))]
