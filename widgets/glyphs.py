"""The few signs that widgets draw by themselves, and their stand-ins for terminals that have none."""

from __future__ import annotations

from typing import Final, NamedTuple

from textual.dom import DOMNode

from widgets.untrusted import Shown, literal

PLAIN_CLASS: Final = "-ascii"
"""The class that the app carries while nothing but ASCII may be drawn."""


class Glyphs(NamedTuple):
    """Signs of one cell each, but for the ellipsis in ASCII."""

    ellipsis: Shown
    closed: Shown
    opened: Shown
    mark: Shown = literal("*")
    news: Shown = literal("∙")


DRAWN: Final = Glyphs(ellipsis=literal("…"), closed=literal("▸"), opened=literal("▾"))
ASCII: Final = Glyphs(ellipsis=literal(".."), closed=literal(">"), opened=literal("v"), news=literal("!"))


def glyphs_of(node: DOMNode) -> Glyphs:
    """Return the signs that the node's app allows."""
    return ASCII if node.app.has_class(PLAIN_CLASS) else DRAWN
