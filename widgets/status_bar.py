"""The lines at the top and the bottom of the screen: where one is and what is wrong; which keys help."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar, Final, NamedTuple

from textual.strip import Strip
from textual.widget import Widget

from widgets import tones
from widgets.glyphs import glyphs_of
from widgets.tones import Part
from widgets.untrusted import Align, Shown, cell_width, clip, literal

_SPACE: Final = Part(literal(" "))
_GAP: Final = 2
_EDGES: Final = 2
"""Blank cells between two items, and at the two ends of the line together."""

MOST_HINTS: Final = 8


class Item(NamedTuple):
    """Something on a bar; where it gets narrow, the items of the lowest priority go first, of equals the rightmost.

    One with `least` is clipped first, down to that many cells.
    """

    parts: tuple[Part, ...]
    priority: int = 0
    align: Align = "left"
    least: int | None = None


class Hint(NamedTuple):
    """A key and what it does now."""

    key: Shown
    label: Shown
    priority: int = 0


class View(NamedTuple):
    """A view, the key that leads there, and whether it is the one on the screen."""

    key: Shown
    label: Shown
    current: bool = False


def arranged(items: Sequence[Item], cells: int, ellipsis: str = "…") -> list[Part]:
    """Return what fits of the items into exactly so many cells: left ones, blank, right ones."""
    room = max(0, cells - _EDGES)
    kept = list(items)
    while kept and (excess := _needed(kept) - room) > 0:
        item = min(reversed(kept), key=lambda each: each.priority)
        least = 1 if len(kept) == 1 else item.least
        if least is not None and _width(item) - excess >= least:
            kept[kept.index(item)] = _clipped(item, _width(item) - excess, ellipsis)
        else:
            kept.remove(item)
    left = _spaced([item for item in kept if item.align == "left"])
    right = _spaced([item for item in kept if item.align == "right"])
    blank = room - sum(cell_width(part.text) for part in (*left, *right))
    return [_SPACE, *left, Part(Shown(" " * blank)), *right, _SPACE] if room else [Part(Shown(" " * cells))]


def _width(item: Item) -> int:
    return sum(cell_width(part.text) for part in item.parts)


def _needed(items: Sequence[Item]) -> int:
    return sum(_width(item) for item in items) + _GAP * (len(items) - 1)


def _clipped(item: Item, cells: int, ellipsis: str) -> Item:
    parts: list[Part] = []
    for text, tone in item.parts:
        parts.append(Part(clip(text, cells, ellipsis), tone))
        cells -= cell_width(parts[-1].text)
    return item._replace(parts=tuple(parts))


def _spaced(items: Sequence[Item]) -> list[Part]:
    gap = Part(Shown(" " * _GAP))
    return [part for at, item in enumerate(items) for part in ((gap,) if at else ()) + item.parts]


class StatusBar(Widget):
    """One line of items; it is painted anew only where it looks different."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {*tones.COMPONENTS.values()}
    DEFAULT_CSS = f"""
    StatusBar {{
        height: 1;
        background: $panel;
        color: $foreground;
        {tones.CSS}
    }}
    """

    def __init__(
        self,
        *,
        name: str | None = None,
        id: str | None = None,  # noqa: A002 (Textual's own name for it)
        classes: str | None = None,
    ) -> None:
        super().__init__(name=name, id=id, classes=classes)
        self._items: tuple[Item, ...] = ()

    def show(self, items: Sequence[Item]) -> None:
        """Show these items in place of those before."""
        before, self._items = self._items, tuple(items)
        if self.is_mounted and self._parts(before) != self._parts(self._items):
            self.refresh()

    def render_line(self, y: int) -> Strip:
        """Paint the line."""
        return Strip(tones.painted(self._parts(self._items), tones.styles_of(self)), self.size.width)

    def _parts(self, items: Sequence[Item]) -> list[Part]:
        return arranged(items, self.size.width, glyphs_of(self).ellipsis)


class PlaceBar(StatusBar):
    """The line at the top: where one is, what is wrong, how old that is, who one is."""

    DEFAULT_CSS = "PlaceBar { dock: top; }"


class HintBar(StatusBar):
    """The line at the bottom: at most eight keys for what has the focus, and the views."""

    DEFAULT_CSS = "HintBar { dock: bottom; }"

    def show_keys(self, hints: Sequence[Hint], views: Sequence[View] = ()) -> None:
        """Show these keys and views in place of those before; the views go first as it gets narrow."""
        last = min((hint.priority for hint in hints), default=0) - 1
        items = [Item(_keyed(hint.key, Part(hint.label)), hint.priority) for hint in hints[:MOST_HINTS]]
        for key, label, current in views:
            items.append(Item(_keyed(key, Part(label, "strong" if current else "dim")), last, "right"))
        self.show(items)


def _keyed(key: Shown, label: Part) -> tuple[Part, ...]:
    return (Part(key, "accent"), _SPACE, label)
