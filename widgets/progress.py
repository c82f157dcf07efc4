"""How far something is, as a bar."""

from __future__ import annotations

from typing import Final

from widgets.untrusted import Shown

_EIGHTHS: Final = ("", "▏", "▎", "▍", "▌", "▋", "▊", "▉")


def bar(percent: float, cells: int, *, ascii_only: bool = False) -> Shown:
    """Return a bar of so many cells; only nothing looks like nothing, and only 100 like all."""
    eighths = int(min(max(percent, 0), 100) * cells * 8 / 100)
    if percent > 0:
        eighths = max(eighths, 8 if ascii_only else 1)
    full, part = divmod(eighths, 8)
    if ascii_only:
        return Shown("#" * full + "-" * (cells - full))
    return Shown(("█" * full + _EIGHTHS[part]).ljust(cells, "░")[:cells])
