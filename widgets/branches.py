"""Branches of a tree, and the line of text that each becomes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, NamedTuple

from widgets.glyphs import Glyphs
from widgets.tones import Part, Tone
from widgets.untrusted import Shown, cell_width, clip, literal

_NAME_CELLS: Final = 8
"""What a badge leaves of a name at least; where there is less, the last parts of the badge go."""

_SPACE: Final = Part(literal(" "))


class Branch(NamedTuple):
    """A node: a key of its own in the whole tree, its name, and a badge that stands at the right edge of the pane."""

    key: str
    name: Shown
    badge: tuple[Part, ...] = ()
    expandable: bool = False
    tone: Tone = "plain"
    news: bool = False
    """Whether a sign stands before it; it has room for one only where it cannot be opened."""


def parts_of(branch: Branch, cells: int, glyphs: Glyphs) -> list[Part]:
    """Return the name and the badge in exactly so many cells, with a space between the parts of the badge."""
    badge = [part for piece in branch.badge for part in (_SPACE, piece)]
    while badge and min(_NAME_CELLS, cell_width(branch.name)) + _cells_of(badge) > cells:
        del badge[-2:]
    name = clip(branch.name, cells - _cells_of(badge), glyphs.ellipsis)
    blank = Shown(" " * (cells - cell_width(name) - _cells_of(badge)))
    return [Part(name, branch.tone), Part(blank), *badge]


def _cells_of(parts: Sequence[Part]) -> int:
    return sum(cell_width(part.text) for part in parts)
