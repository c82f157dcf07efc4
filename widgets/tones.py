"""What a text is about, which its colour follows: one vocabulary for every widget, colours from the theme alone."""

from __future__ import annotations

from typing import Final, Literal, NamedTuple, get_args

from widgets.untrusted import Shown

Tone = Literal["plain", "strong", "dim", "failed", "moving", "settled", "accent"]


class Part(NamedTuple):
    """A piece of one line: its text and its tone."""

    text: Shown
    tone: Tone = "plain"


TONES: Final[tuple[Tone, ...]] = get_args(Tone)

COMPONENTS: Final = {tone: f"tone--{tone}" for tone in TONES}
"""The component class of each tone; a widget that paints tones has them in COMPONENT_CLASSES and `CSS` in its own."""

CSS: Final = """
    & > .tone--plain { color: $foreground; }
    & > .tone--strong { text-style: bold; }
    & > .tone--dim { color: $text-muted; }
    & > .tone--failed { color: $text-error; }
    & > .tone--moving { color: $text-warning; }
    & > .tone--settled { color: $text-success; }
    & > .tone--accent { color: $text-accent; }
"""
