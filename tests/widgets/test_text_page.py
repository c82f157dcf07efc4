"""A page of text over the screen."""

from __future__ import annotations

import pytest

from tests.widgets.stage import staged
from widgets.pane import Pane
from widgets.text_page import TextPage
from widgets.tones import Part
from widgets.untrusted import literal, visible

LINES = [[Part(visible(f"key {at}"), "accent"), Part(literal("  [b]does[/b] this"))] for at in range(50)]


@pytest.mark.parametrize("key", ["escape", "q"])
async def test_a_page_shows_its_text_until_it_is_closed(key: str) -> None:
    async with staged(Pane(title=literal("below"))) as stage:
        await stage.push_screen(TextPage(literal("Help"), LINES[:3]))
        await stage.settle()
        assert any("─ Help ─" in line for line in stage.shows())
        assert any("key 1  [b]does[/b] this" in line for line in stage.shows())
        await stage.pilot.press(key)
        await stage.settle()
        assert not any("Help" in line for line in stage.shows())


async def test_a_long_page_scrolls_with_the_keys_of_a_list() -> None:
    async with staged(Pane()) as stage:
        await stage.push_screen(TextPage(literal("Help"), LINES))
        await stage.settle()

        async def first_after(key: str) -> str:
            await stage.pilot.press(key)
            await stage.settle()
            return stage.shows()[1].strip("│ ").split("  ")[0]

        keys = ("j", "down", "k", "G", "g", "pagedown", "pageup", "end", "home")
        assert [await first_after(key) for key in keys] == [
            "key 1", "key 2", "key 1", "key 28", "key 0", "key 22", "key 0", "key 28", "key 0"
        ]  # fmt: skip


async def test_a_page_fits_the_smallest_terminal() -> None:
    async with staged(Pane(), size=(20, 5), classes="-ascii") as stage:
        await stage.push_screen(TextPage(literal("Help"), LINES))
        await stage.settle()
        assert stage.shows()[0].startswith("+- Help -")
        assert all(line.isascii() for line in stage.shows())
