"""What a text is about, which its colour follows: one vocabulary for every widget, colours from the theme alone."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final, Literal, NamedTuple, get_args

from rich.segment import Segment
from rich.style import Style
from textual.content import Content
from textual.widget import Widget

from widgets.untrusted import Shown

Tone = Literal["plain", "strong", "dim", "failed", "moving", "settled", "accent"]


class Part(NamedTuple):
    """A piece of one line: its text and its tone."""

    text: Shown
    tone: Tone = "plain"


TONES: Final[tuple[Tone, ...]] = get_args(Tone)

_COLOURS: Final[dict[Tone, str]] = {
    "plain": "$foreground",
    "strong": "$foreground",
    "dim": "$text-muted",
    "failed": "$text-error",
    "moving": "$text-warning",
    "settled": "$text-success",
    "accent": "$text-accent",
}

COMPONENTS: Final = {tone: f"tone--{tone}" for tone in TONES}
"""The component class of each tone; a widget that paints tones has them in COMPONENT_CLASSES and `CSS` in its own."""

CSS: Final = "& > .tone--strong { text-style: bold; }" + "".join(
    f"& > .{COMPONENTS[tone]} {{ color: {colour}; }}" for tone, colour in _COLOURS.items()
)


def toned(lines: Iterable[Iterable[Part]]) -> Content:
    """Return the lines for any of Textual's own widgets."""
    return Content("\n").join(
        Content.assemble(*((text, f"{'bold ' if tone == 'strong' else ''}{_COLOURS[tone]}") for text, tone in parts))
        for parts in lines
    )


def styles_of(widget: Widget) -> dict[Tone, Style]:
    """Return the styles that the widget's theme gives to tones."""
    return {tone: widget.get_component_rich_style(component) for tone, component in COMPONENTS.items()}


def painted(parts: Iterable[Part], styles: Mapping[Tone, Style]) -> list[Segment]:
    """Return one segment, thus one change of colour, for each run of parts of the same tone.

    Blank parts have no tone: they belong to the run before them, and at the start of the line to the one after.
    """
    segments: list[Segment] = []
    run: list[str] = []
    run_tone: Tone | None = None
    for text, tone in parts:
        if tone != run_tone and text and not text.isspace():
            if run_tone is not None:
                segments.append(Segment("".join(run), styles[run_tone]))
                run.clear()
            run_tone = tone
        run.append(text)
    segments.append(Segment("".join(run), styles[run_tone or "plain"]))
    return segments
