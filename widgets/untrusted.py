r"""Text of servers and files, made showable.

A terminal obeys what it is sent: escape sequences write the clipboard, bidirectional controls reorder a line, and
`[@click=…]` in a plain string runs an action of the app. So text from outside reaches a screen, a table or a file name
only through this module, and widgets take `Shown`, the type that proves it.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from typing import TYPE_CHECKING, Final, Literal, LiteralString, NewType

if TYPE_CHECKING:
    from textual.content import Content

Shown = NewType("Shown", str)
"""Text in which nothing is hidden and which a terminal only draws."""

Align = Literal["left", "right"]

EMPTY: Final = Shown("")

_NAMED: Final = {"\n": r"\n", "\t": r"\t", "\r": r"\r"}

_UNSEEN: Final = frozenset(
    "\u034f\u115f\u1160\u17b4\u17b5\u180b\u180c\u180d\u180f\u2800\u3164\uffa0"
    + "".join(map(chr, (*range(0xFE00, 0xFE10), *range(0xE0100, 0xE01F0))))
)
"""Letters and marks that draw nothing: fillers and variation selectors, in which a text can be hidden."""

_JOINING: Final = frozenset("\u200d\U0001f3fb\U0001f3fc\U0001f3fd\U0001f3fe\U0001f3ff")
"""Joiner and skin tones of emoji: two cells in one terminal, four in the next, so that no column could stay aligned."""

_PRESENTATION: Final = frozenset("\ufe0e\ufe0f")
"""Text or emoji presentation of the symbol before it: left out, for terminals disagree on the width that it gives."""

_MARKS_ON_A_LETTER: Final = 4
"""Enough for every living script; a taller stack is drawn over the neighbouring rows."""


def visible(text: str, *, multiline: bool = False) -> Shown:
    r"""Return the text with every character that is not plainly drawn written out, as `\x1b` or `\u202e`.

    Written out: control characters (line feed and tab stay where `multiline`), line separators, bidirectional
    controls, zero-width, private, unassigned and tag characters, lone surrogates, odd spaces, fillers, variation
    selectors, the joiner and skin tones of emoji, and combining marks without a letter or on too many others.
    Visible text comes back unchanged.
    """
    if text.isascii() and text.isprintable():
        return Shown(text)
    drawn: list[str] = []
    base, marks = "", 0
    for character in text:
        category = unicodedata.category(character)
        if character in _PRESENTATION and base and unicodedata.category(base)[0] == "S":
            base = "x"
            continue
        if multiline and character in "\n\t":
            base, marks = "", 0
        elif category[0] == "M" and base and marks < _MARKS_ON_A_LETTER and character not in _UNSEEN:
            marks += 1
        elif category[0] != "M" and _is_drawn(character):
            base, marks = character, 0
        else:
            character = _written_out(character)
            base, marks = "x", 0
        drawn.append(character)
    return Shown("".join(drawn))


def _is_drawn(character: str) -> bool:
    if character in _UNSEEN or character in _JOINING:
        return False
    return character.isprintable() or character == "\u3000"  # the space of Chinese and Japanese, two cells everywhere


def _written_out(character: str) -> str:
    code = ord(character)
    if code < 0x100:
        return _NAMED.get(character, f"\\x{code:02x}")
    return f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"


def literal(text: LiteralString) -> Shown:
    """Return words of our own as they stand.

    Raises ValueError where they could not be shown so, which keeps text of others from passing here by mistake.
    """
    shown = visible(text, multiline=True)
    if shown != text:
        raise ValueError(f"not to be shown as it stands: {shown}")
    return shown


def joined(parts: Iterable[Shown], by: LiteralString = " ") -> Shown:
    """Return the parts in one text, with `by` between them."""
    return Shown(literal(by).join(parts))


def content(text: str) -> Content:
    """Return the text for any of Textual's own widgets, lines kept, markup literal."""
    from textual.content import Content

    return Content(visible(text, multiline=True))


def cell_width(text: Shown) -> int:
    """Return how many cells of the terminal one line of text takes."""
    if text.isascii():
        return len(text)
    from rich.cells import cell_len

    return cell_len(text)


def clip(text: Shown, cells: int, ellipsis: str = "…") -> Shown:
    """Return the text, cut to at most `cells` with the ellipsis at its end."""
    if cell_width(text) <= cells:
        return text
    from rich.cells import set_cell_size

    end = clip(Shown(ellipsis), cells, "") if ellipsis else EMPTY
    return Shown(set_cell_size(text, max(0, cells - cell_width(end))) + end)


def fit(text: Shown, cells: int, align: Align = "left", ellipsis: str = "…") -> Shown:
    """Return the text in exactly `cells`: clipped, or padded on the side that it is not aligned to."""
    shown = clip(text, cells, ellipsis)
    padding = " " * (cells - cell_width(shown))
    return Shown(shown + padding if align == "left" else padding + shown)


_NOT_IN_FILE_NAMES: Final = re.compile(r"[^\w.+@=-]+")
_RESERVED: Final = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\.|$)", re.IGNORECASE)


def file_name(text: str, *, longest: int = 120) -> str:
    """Return a name that every file system takes as one file in the folder it is meant for, of at most `longest` bytes.

    Separators, spaces and whatever is not a letter, digit or one of `.+@=_-` become `_`; dots and dashes at the start
    go, and so do dots at the end; names that Windows reserves get a `_` in front. Two texts may give one name.
    """
    name = _NOT_IN_FILE_NAMES.sub("_", unicodedata.normalize("NFC", text)).lstrip(".-")
    if _RESERVED.match(name):
        name = f"_{name}"
    return name.encode()[:longest].decode(errors="ignore").rstrip(".") or "unnamed"
