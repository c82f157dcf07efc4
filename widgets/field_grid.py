"""Named values, two beside each other where there is room, or all of them in one line where there is none."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar, Final, NamedTuple

from textual.binding import Binding, BindingType
from textual.geometry import Region, Size
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from widgets import tones
from widgets.glyphs import glyphs_of
from widgets.tones import Part
from widgets.untrusted import EMPTY, Shown, cell_width, fit

SUMMARY_CLASS: Final = "-summary"

_LABEL: Final = 13
_SIGN: Final = 2
_TWO_FROM: Final = 72
_GAP: Final = 2


class Line(NamedTuple):
    """A name and its value; the sign before the value tells what can be done with it."""

    label: Shown
    value: Shown
    sign: Shown = EMPTY
    tone: tones.Tone = "plain"


class FieldGrid(Widget, can_focus=True):
    """Shows lines in one column, or in two from 72 cells on, where a long value has a line of its own.

    Only what looks different is painted anew. With the class `-summary` it shows one line, the summary, in their place.
    """

    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter", "open", "Open", show=False, id="open")]
    COMPONENT_CLASSES: ClassVar[set[str]] = {*tones.COMPONENTS.values()}
    DEFAULT_CSS = f"""
    FieldGrid {{
        height: auto;
        padding: 0 1;
        background: $surface;
        {tones.CSS}
    }}
    """

    class Opened(Message):
        """All of it is wanted, with nothing cut off."""

    def __init__(
        self,
        *,
        name: str | None = None,
        id: str | None = None,  # noqa: A002 (Textual's own name for it)
        classes: str | None = None,
    ) -> None:
        super().__init__(name=name, id=id, classes=classes)
        self._fields: tuple[Line, ...] = ()
        self._summary = EMPTY

    def show(self, fields: Sequence[Line], summary: Shown = EMPTY) -> None:
        """Show these lines in place of those before."""
        before, self._fields = (self._fields, self._summary), tuple(fields)
        self._summary = summary
        if not self.is_mounted or before == (self._fields, self._summary):
            return
        rows_before, rows = _rows(before[0], self.size.width), _rows(self._fields, self.size.width)
        if self.has_class(SUMMARY_CLASS):
            self.refresh()
        elif len(rows_before) != len(rows):
            self.refresh(layout=True)
        else:
            for y, (row_before, row) in enumerate(zip(rows_before, rows, strict=True)):
                if row_before != row:
                    self.refresh(Region(0, y, self.size.width, 1))

    @property
    def lines(self) -> tuple[Line, ...]:
        """What is shown, whole."""
        return self._fields

    def action_open(self) -> None:
        """Ask for all of it."""
        self.post_message(self.Opened())

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """Return as many lines as the fields take in this width."""
        return 1 if self.has_class(SUMMARY_CLASS) else len(_rows(self._fields, width))

    def render_line(self, y: int) -> Strip:
        """Paint one line."""
        width = self.size.width
        if self.has_class(SUMMARY_CLASS):
            parts = [Part(fit(self._summary, width, "left", glyphs_of(self).ellipsis))]
        else:
            parts = self._parts(y, width)
        return Strip(tones.painted(parts, tones.styles_of(self))).adjust_cell_length(width, self.rich_style)

    def _parts(self, y: int, width: int) -> list[Part]:
        rows = _rows(self._fields, width)
        row = rows[y] if y < len(rows) else ()
        cells = _half(width) if len(row) > 1 else width
        parts: list[Part] = []
        for line in row:
            if parts:
                parts.append(Part(Shown(" " * _GAP)))
            parts += self._painted(line, cells)
        return parts

    def _painted(self, line: Line, cells: int) -> list[Part]:
        ellipsis = glyphs_of(self).ellipsis
        return [
            Part(fit(line.label, min(_LABEL, cells), "left", ellipsis), "dim"),
            Part(fit(line.sign, _SIGN), "accent"),
            Part(fit(line.value, max(0, cells - _LABEL - _SIGN), "left", ellipsis), line.tone),
        ]


def _half(width: int) -> int:
    return (width - _GAP) // 2


def _rows(fields: Sequence[Line], width: int) -> list[tuple[Line, ...]]:
    """What stands on each line: two fields, where there is room for both values, else one.

    A short field goes up beside the last that stands alone, past long ones in between.
    """
    if width < _TWO_FROM:
        return [(line,) for line in fields]
    room = _half(width) - _LABEL - _SIGN
    rows: list[tuple[Line, ...]] = []
    alone: int | None = None
    for line in fields:
        if cell_width(line.value) > room:
            rows.append((line,))
        elif alone is None:
            alone = len(rows)
            rows.append((line,))
        else:
            rows[alone] = (*rows[alone], line)
            alone = None
    return rows
