"""The colours: a dark theme, a light one, and the terminal's own palette.

Red is failed or missing, yellow moving or ageing, green settled, blue the focus; everything else is grey. Every text
stands out from its ground by at least 4.5 to 1, which a test measures on what is painted, in 256 colours too.
"""

from typing import Final

from textual.theme import Theme

DARK: Final = Theme(
    name="sigscope-dark",
    dark=True,
    primary="#6cb2f0",
    accent="#e0af68",
    foreground="#d8dce3",
    background="#16181d",
    surface="#1a1d23",
    panel="#252a33",
    error="#f0717b",
    warning="#e5b567",
    success="#8cc98f",
    variables={
        "text-error": "#f0717b",
        "text-warning": "#e5b567",
        "text-success": "#8cc98f",
        "text-accent": "#e5b567",
        "text-muted": "#98a1b0",
        "error-muted": "#4a2429",
        "block-cursor-background": "#2c5f96",
        "block-cursor-foreground": "#ffffff",
        "block-cursor-blurred-background": "#2c313a",
        "block-cursor-blurred-foreground": "#d8dce3",
    },
)
LIGHT: Final = Theme(
    name="sigscope-light",
    dark=False,
    primary="#1f6bb0",
    accent="#8a5a00",
    foreground="#24292f",
    background="#ffffff",
    surface="#fafafa",
    panel="#e9ecf0",
    error="#b3261e",
    warning="#8a5a00",
    success="#1e6b34",
    variables={
        "text-error": "#b3261e",
        "text-warning": "#6e4600",
        "text-success": "#1e6b34",
        "text-accent": "#6e4600",
        "text-muted": "#57606a",
        "error-muted": "#f6d5d3",
        "block-cursor-background": "#1f6bb0",
        "block-cursor-foreground": "#ffffff",
        "block-cursor-blurred-background": "#d5e3f2",
        "block-cursor-blurred-foreground": "#24292f",
    },
)
_OWN: Final = "ansi_default"
_IN_ITS_OWN: Final = (
    *("text-muted", "text-disabled", "error-muted", "ansi-background", "ansi-foreground"),
    *("block-cursor-background", "block-cursor-foreground"),
    *("block-cursor-blurred-background", "block-cursor-blurred-foreground"),
    *("scrollbar", "scrollbar-hover", "scrollbar-active", "scrollbar-background"),
    *("scrollbar-background-hover", "scrollbar-background-active"),
)
TERMINAL: Final = Theme(
    name="sigscope-terminal",
    ansi=True,
    primary=_OWN,
    accent="ansi_yellow",
    foreground=_OWN,
    background=_OWN,
    error="ansi_red",
    warning="ansi_yellow",
    success="ansi_green",
    variables={
        **dict.fromkeys(_IN_ITS_OWN, _OWN),
        "block-cursor-text-style": "reverse",
        "block-cursor-blurred-text-style": "bold",
    },
)
"""The terminal's own palette, of which nobody knows what stands out from what: the ground is always the terminal's own,
what matters is bold or reversed, and colour only says again what word and sign have said."""
