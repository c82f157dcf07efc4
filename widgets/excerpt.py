"""Text of which the screen may have room for the beginning alone."""

from __future__ import annotations

from rich.segment import Segment
from textual.content import Content
from textual.strip import Strip
from textual.widgets import Static

from widgets.glyphs import glyphs_of
from widgets.untrusted import Shown, cell_width, content


class Excerpt(Static):
    """Shows as much of a text as it has lines for; an ellipsis at the end says that there is more."""

    DEFAULT_CSS = "Excerpt { max-height: 100%; }"

    _whole = Content()

    def show(self, text: Shown) -> None:
        """Show this text, of one or more lines, in place of the one before."""
        self._whole = content(text)
        self.update(self._whole)

    def render_line(self, y: int) -> Strip:
        """Paint one line; the last ends in the ellipsis where lines are left out."""
        line, width = super().render_line(y), self.size.width
        if y < self.size.height - 1 or len(self._whole.wrap(max(1, width))) <= self.size.height:
            return line
        mark = glyphs_of(self).ellipsis
        end = min(cell_width(Shown(line.text.rstrip())), width - cell_width(mark))
        style = next((segment.style for segment in line if segment.style), None)
        return Strip.join([line.crop(0, end), Strip([Segment(mark, style)])]).adjust_cell_length(width, style)
