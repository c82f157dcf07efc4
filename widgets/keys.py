"""The keys that every list of rows answers to; a keymap changes them by their ids."""

from __future__ import annotations

from typing import Final

from textual.binding import Binding

MOVES: Final = (
    Binding("up,k", "cursor_up", "Up", show=False, id="move.up"),
    Binding("down,j", "cursor_down", "Down", show=False, id="move.down"),
    Binding("pageup,ctrl+b", "page_up", "Page up", show=False, id="move.page_up"),
    Binding("pagedown,ctrl+f", "page_down", "Page down", show=False, id="move.page_down"),
    Binding("home,g", "scroll_home", "Top", show=False, id="move.top"),
    Binding("end,G", "scroll_end", "Bottom", show=False, id="move.bottom"),
)
