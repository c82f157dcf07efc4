"""Marks on rows and branches: what an action then takes together."""

from __future__ import annotations

from collections.abc import Set as AbstractSet
from typing import Final

from textual.binding import Binding

MARKS: Final = (
    Binding("space", "mark", "Mark", show=False, id="mark"),
    Binding("asterisk", "mark_all", "Mark all", show=False, id="mark.all"),
)


def toggled(marks: AbstractSet[str], keys: AbstractSet[str]) -> set[str]:
    """Return the marks with all these keys among them, or with none of them where all were already."""
    return set(marks - keys if keys <= marks else marks | keys)
