"""Every text that is painted can be read, whatever colours the terminal has."""

import pytest
from rich.color import Color, ColorSystem
from rich.style import Style
from textual.color import Color as Paint

from tests.tui.contoso import version
from tests.tui.screens.stage import Contoso, Stage, Stages
from tests.tui.screens.walk import demo, is_read, painted, segments
from tui.screens.themes import DARK, TERMINAL

LEAST = 4.5
ACTUAL = "eastus2 Completed 100, westeurope Failed 34, uksouth Replicating 5"
STATE_COLOURS = {f"color({number})" for number in (1, 2, 3)}
"""Red, green and yellow."""


@pytest.fixture
def failing(contoso: Contoso) -> Contoso:
    """A version that is done in one region, failed in another, on its way to a third and missing in a fourth."""
    contoso.azure.put(version("2.0.0", "East US 2, West Europe, UK South, Japan East", ACTUAL))
    return contoso


@pytest.mark.parametrize("theme", ["dark", "light"])
async def test_every_text_stands_out_from_its_ground_in_24_bits_and_in_256_colours(opened: Stages, theme: str) -> None:
    async with demo(opened, (100, 30), {"theme": theme}) as stage:
        faint = {
            f"{view}: {text.strip()!r} {system.name} {contrast:.1f} in {style}"
            for view, (text, style, _) in await painted(stage)
            for system in (ColorSystem.TRUECOLOR, ColorSystem.EIGHT_BIT)
            if is_read(text) and (contrast := _contrast(style, system)) < LEAST
        }
        assert not faint, "\n".join(sorted(faint))


def _contrast(style: Style | None, system: ColorSystem) -> float:
    assert style is not None
    assert style.color is not None
    assert style.bgcolor is not None
    assert not style.dim
    light, dark = sorted((_luminance(each, system) for each in (style.color, style.bgcolor)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(color: Color, system: ColorSystem) -> float:
    """Relative luminance, as WCAG 2 defines it."""
    paint = Paint(*color.downgrade(system).get_truecolor())
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in paint.normalized
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


ON_ITS_OWN_GROUND = {None, "default"}


async def test_in_the_terminals_own_palette_nothing_depends_on_two_colours_that_nobody_knows(opened: Stages) -> None:
    async with demo(opened, (100, 30), {"theme": "terminal"}) as stage:
        styles = {style for _, (_, style, _) in await painted(stage) if style}
    assert {_named(style.bgcolor) for style in styles} <= ON_ITS_OWN_GROUND
    assert {_named(style.color) for style in styles} <= ON_ITS_OWN_GROUND | STATE_COLOURS
    assert not any(style.dim or style.conceal for style in styles)


async def test_in_the_terminals_own_palette_both_cursors_are_seen_and_the_one_that_has_the_keys_stands_out(
    opened: Stages, failing: Contoso
) -> None:
    async with opened(failing.connect, settings={"theme": "terminal"}) as stage:
        assert _of(stage, "2.0.0").reverse
        assert _of(stage, " ✗ Failed").bold
        await stage.press("tab")
        assert _of(stage, "2.0.0").bold
        assert _of(stage, " ✗ Failed").reverse


def _of(stage: Stage, text: str) -> Style:
    """The style in which a piece that begins so is painted, where it stands first."""
    return next(style for each, style, _ in segments(stage) if each.startswith(text) and style)


def _named(color: Color | None) -> str | None:
    return None if color is None else color.name


PALETTES = [{"COLORTERM": "", "TERM": term} for term in ("linux", "screen", "tmux", "xterm")]


@pytest.mark.parametrize("environ", PALETTES, ids=lambda environ: environ["TERM"])
async def test_with_few_colours_the_theme_is_the_terminals_own(
    opened: Stages, contoso: Contoso, monkeypatch: pytest.MonkeyPatch, environ: dict[str, str]
) -> None:
    for name, value in environ.items():
        monkeypatch.setenv(name, value)
    async with opened(contoso.connect, settings={"theme": "light"}) as stage:
        assert stage.app.theme == TERMINAL.name


COLOURLESS = [{"NO_COLOR": "1"}, {"TERM": "vt100"}, {"TERM": "vt220", "COLORTERM": ""}]


@pytest.mark.parametrize("environ", COLOURLESS, ids=lambda environ: "-".join(environ.values()))
async def test_without_colours_none_is_sent_and_no_state_is_lost(
    opened: Stages, failing: Contoso, monkeypatch: pytest.MonkeyPatch, environ: dict[str, str]
) -> None:
    async with opened(failing.connect) as stage:
        in_colour = stage.screen()
    for name, value in environ.items():
        monkeypatch.setenv(name, value)
    async with opened(failing.connect, settings={"ascii": False}) as stage:
        assert stage.screen() == in_colour
        pieces = list(segments(stage))
    assert any("2.0.0" in text for text, style, _ in pieces if style and style.reverse)
    assert {(_named(style.color), _named(style.bgcolor)) for _, style, _ in pieces if style} == {("default",) * 2}


async def test_an_empty_no_color_asks_for_nothing(
    opened: Stages, contoso: Contoso, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_COLOR", "")
    async with opened(contoso.connect) as stage:
        assert stage.app.theme == DARK.name
        assert len({style.color for _, style, _ in segments(stage) if style}) > 3
