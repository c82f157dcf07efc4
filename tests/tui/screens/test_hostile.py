"""Text of a server is shown, never obeyed: not by the terminal, and not as markup."""

from collections.abc import Iterator

import pytest
from rich.segment import Segment
from textual.filter import LineFilter

from tests.simulated import DEFINITION, GALLERY, SUBSCRIPTION
from tests.tui.screens.hostile import HOSTILE, NAME, hostile_world
from tests.tui.screens.stage import Stage, Stages
from tests.tui.services.virtual_clock import VirtualClock
from tests.tui.simulated_azure import SimulatedAzure
from tui.app import SigscopeApp

KEYS = {
    "subscription": f"/subscriptions/{SUBSCRIPTION}",
    "gallery": GALLERY.lower(),
    "definition": f"{GALLERY}/images/{NAME}".lower(),
    "version": f"{GALLERY}/images/{NAME}/versions/1.0.0".lower(),
    "failed version": f"{DEFINITION}/versions/3.0.0".lower(),
}


@pytest.fixture
def azure(clock: VirtualClock, monkeypatch: pytest.MonkeyPatch) -> SimulatedAzure:
    """The hostile world, and no filter that would catch what was forgotten."""
    filters: list[LineFilter] = []
    monkeypatch.setattr(SigscopeApp, "get_line_filters", lambda self: filters)
    return SimulatedAzure(clock, hostile_world())


def segments(stage: Stage) -> Iterator[Segment]:
    for strip in stage.app.screen._compositor.render_strips():
        yield from strip


def assert_harmless(stage: Stage) -> None:
    for segment in segments(stage):
        assert segment.text.isprintable(), segment
        assert segment.style is None or segment.style.link is None, segment
        assert segment.style is None or "@click" not in segment.style.meta, segment
    assert stage.app.is_running
    assert stage.app._exception is None


@pytest.mark.parametrize("key", KEYS.values(), ids=KEYS)
async def test_every_pane_shows_what_is_hidden_and_obeys_nothing(
    opened: Stages, azure: SimulatedAzure, key: str
) -> None:
    async with opened(azure.connect, size=(200, 60)) as stage:
        await stage.go_to(key)
        assert r"\x1b" in stage.page()
        assert_harmless(stage)
        for pressed in ("tab", "enter", "escape", "z", "escape", "escape"):
            await stage.press(pressed)
            assert_harmless(stage)


async def test_every_region_s_page_shows_its_details_and_obeys_nothing(opened: Stages, azure: SimulatedAzure) -> None:
    async with opened(azure.connect, size=(200, 60)) as stage:
        await stage.go_to(KEYS["failed version"])
        await stage.press("tab")
        for _ in range(2):
            await stage.press("enter")
            assert stage.app.screen is not stage.explorer
            assert_harmless(stage)
            await stage.press("escape", "down")
        await stage.press("g", "enter")
        assert r"[@click=app.quit]x[/] \x1b[2J\x1b]52;c;aGk=\x07" in stage.page()
        assert r"\u202egnp.exe" in stage.page()


async def test_errors_show_what_the_server_said_and_obey_nothing(opened: Stages, azure: SimulatedAzure) -> None:
    refused = {"error": {"code": HOSTILE, "message": HOSTILE}}
    async with opened(azure.connect, size=(200, 60)) as stage:
        for status in (400, 403, 409, 500):
            azure.spoil({"match": r"GET .*/versions\?", "status": status, "body": refused})
            await stage.go_to(DEFINITION.lower())
            await stage.press("r")
            await stage.pass_time(2)
            assert r"\x1b[2J" in stage.about()
            assert_harmless(stage)
            await stage.press("exclamation_mark")
            assert_harmless(stage)
            await stage.press("escape")


async def test_a_banner_shows_what_the_server_said_and_obeys_nothing(opened: Stages, azure: SimulatedAzure) -> None:
    refused = {"error": {"code": HOSTILE, "message": HOSTILE}}
    async with opened(azure.connect, size=(200, 60)) as stage:
        azure.spoil({"match": "GET /tenants", "status": 500, "body": refused})
        await stage.press("ctrl+r")
        await stage.pass_time(2)
        assert stage.banner()
        assert_harmless(stage)


async def test_a_hostile_filter_is_only_text(opened: Stages, azure: SimulatedAzure) -> None:
    async with opened(azure.connect) as stage:
        await stage.press("slash")
        await stage.type("[/x]")
        assert_harmless(stage)
        for text in ("[@click=app.quit]x[/]:y", HOSTILE, f"key{HOSTILE}:x", '"[/'):
            stage.explorer.tree_pane.filter_line.value = text
            await stage.settle()
            assert_harmless(stage)


async def test_a_click_on_a_text_runs_nothing_that_it_says(opened: Stages, azure: SimulatedAzure) -> None:
    async with opened(azure.connect, size=(200, 60)) as stage:
        await stage.go_to(KEYS["definition"])
        row = next(number for number, line in enumerate(stage.screen()) if "@click" in line)
        column = stage.screen()[row].index("@click")
        for step in range(0, 40, 5):
            await stage.pilot.click(offset=(column + step, row))
        await stage.settle()
        assert_harmless(stage)


async def test_a_hostile_capture_is_painted_as_harmlessly(opened: Stages, azure: SimulatedAzure) -> None:
    async with opened(azure.connect) as stage:
        await stage.go_to(KEYS["definition"])
    azure.spoil({"match": ".", "status": 500})
    async with opened(azure.connect, settled=False) as again:
        assert r"\x1b" in again.page()
        assert_harmless(again)
