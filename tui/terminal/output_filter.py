"""The last look at every line before it goes to the terminal."""

import re
from typing import Final

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual.color import Color
from textual.filter import LineFilter

_FORBIDDEN: Final = re.compile("[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]")
"""C0, DEL, C1, line separators, and what reorders text: none takes a cell, so leaving them out moves nothing."""

_STAND_INS: Final = {"·": "-", "…": "~", "–": "-", "—": "-", "‘": "'", "’": "'", "“": '"', "”": '"'}


class OutputFilter(LineFilter):
    """Leaves out control and bidi characters that a widget let through, and links that carry any.

    `widgets.untrusted` makes such characters visible long before; this is for what was forgotten. Measured: raw
    escapes reach the terminal from every widget of Textual 8.2.8.
    """

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """Return `segments` themselves where all are clean, as nearly all are."""
        if all(map(_is_clean, segments)):
            return segments
        return [Segment(_FORBIDDEN.sub("", text), _style(style), control) for text, style, control in segments]


class AsciiFilter(LineFilter):
    """Puts ASCII in place of whatever else is left in a line, cell by cell, so that nothing moves."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """Return `segments` themselves where all are ASCII."""
        if all(segment.text.isascii() for segment in segments):
            return segments
        return [Segment(_in_ascii(text), style, control) for text, style, control in segments]


def _in_ascii(text: str) -> str:
    if text.isascii():
        return text
    return "".join(each if each.isascii() else _STAND_INS.get(each, "?" * cell_len(each)) for each in text)


def _is_clean(segment: Segment) -> bool:
    text, style, _ = segment
    # isprintable is the quick way: false for every forbidden character, and for few others (a no-break space).
    if not text.isprintable() and _FORBIDDEN.search(text):
        return False
    return style is None or style.link is None or style.link.isprintable()


def _style(style: Style | None) -> Style | None:
    if style is None or style.link is None or style.link.isprintable():
        return style
    return style.update_link(None)
