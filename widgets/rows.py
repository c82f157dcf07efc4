"""Rows of a table, and the line of text that each becomes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final, NamedTuple

from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from widgets.columns import GAP, MARK_CELLS, Place
from widgets.tones import Part, Tone
from widgets.untrusted import Shown, fit, literal

Cell = Part


class Row(NamedTuple):
    """A row: a key of its own, and one cell for each column of the table."""

    key: str
    cells: tuple[Cell, ...]


BLANK: Final = Part(literal(" "))


class Line(NamedTuple):
    """What stands on one line: the mark and the fitted cells, or one text alone; `chosen` where the cursor is."""

    parts: tuple[Part, ...] = (BLANK,)
    chosen: bool = False


def line_of(row: Row, placed: Sequence[Place], mark: Part, ellipsis: str, *, chosen: bool) -> Line:
    """Return the row as it is to stand on the screen."""
    cells = row.cells
    return Line(
        (mark, *(Part(fit(cells[at].text, width, align, ellipsis), cells[at].tone) for at, _, width, align in placed)),
        chosen,
    )


def differs_up_to(old: Line, new: Line, placed: Sequence[Place], width: int) -> int:
    """Return the cell before which all differences between two lines of the same places lie; 0 where there are none."""
    if old == new:
        return 0
    if old.chosen != new.chosen or len(old.parts) != len(new.parts) or len(new.parts) == 1:
        return width
    last = max(at for at, (before, after) in enumerate(zip(old.parts, new.parts, strict=True)) if before != after)
    return placed[last - 1].end if last else MARK_CELLS


def strip_of(line: Line, placed: Sequence[Place], width: int, styles: Mapping[Tone, Style], chosen: Style) -> Strip:
    """Paint the line with one segment, thus one change of colour, for each run of cells of the same tone.

    Blank cells have no tone: they belong to the run before them, and at the start of the line to the one after.
    """
    texts = _spaced([part.text for part in line.parts], placed, width)
    if line.chosen:
        return Strip([Segment("".join(texts), chosen)], width)
    segments: list[Segment] = []
    run: list[str] = []
    run_tone: Tone | None = None
    for text, (_, tone) in zip(texts, line.parts, strict=True):
        if tone != run_tone and not text.isspace():
            if run_tone is not None:
                segments.append(Segment("".join(run), styles[run_tone]))
                run.clear()
            run_tone = tone
        run.append(text)
    segments.append(Segment("".join(run), styles[run_tone or "plain"]))
    return Strip(segments, width)


def _spaced(texts: list[Shown], placed: Sequence[Place], width: int) -> list[str]:
    """Return the texts with the blank cells that follow each, `width` cells in all."""
    mark, *cells = texts
    if not cells:
        return [fit(mark, width)]
    last = len(cells) - 1
    gaps = (width - place.end if at == last else GAP for at, place in enumerate(placed))
    return [mark, *(text + " " * gap for text, gap in zip(cells, gaps, strict=True))]
