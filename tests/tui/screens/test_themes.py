"""Every text can be read in every theme."""

import pytest
from textual.color import Color
from textual.theme import Theme

from tui.screens.themes import DARK, LIGHT

LEAST = 4.5
TEXTS = ("foreground", "text-error", "text-warning", "text-success", "text-accent", "text-muted")
GROUNDS = ("surface", "panel", "block-cursor-blurred-background")
PAIRS = [(text, ground) for text in TEXTS for ground in GROUNDS] + [
    ("block-cursor-foreground", "block-cursor-background"),
    ("block-cursor-blurred-foreground", "block-cursor-blurred-background"),
    ("foreground", "error-muted"),
]


@pytest.mark.parametrize(("text", "ground"), PAIRS)
@pytest.mark.parametrize("theme", [DARK, LIGHT], ids=lambda theme: theme.name)
def test_a_text_stands_out_from_its_ground(theme: Theme, text: str, ground: str) -> None:
    colors = theme.to_color_system().generate() | theme.variables
    assert _contrast(Color.parse(colors[text]), Color.parse(colors[ground])) >= LEAST


def _contrast(one: Color, other: Color) -> float:
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(color: Color) -> float:
    """Relative luminance, as WCAG 2 defines it."""
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in color.normalized
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
