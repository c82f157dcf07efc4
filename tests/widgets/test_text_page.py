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


async def test_a_word_is_searched_for_as_it_is_typed_and_its_matches_are_gone_through() -> None:
    lines = [[Part(visible(f"region {'East' if at % 10 == 5 else 'West'} {at}"))] for at in range(50)]
    async with staged(Pane(), size=(60, 12)) as stage:
        await stage.push_screen(TextPage(literal("Body"), lines))
        await stage.settle()
        await stage.pilot.press("slash", *"east")
        await stage.settle()
        assert "Body · 1 of 5" in stage.shows()[0]
        assert any("region East 5" in line for line in stage.shows())
        await stage.pilot.press("down")
        await stage.settle()
        assert "2 of 5" in stage.shows()[0]
        assert any("region East 15" in line for line in stage.shows())
        await stage.pilot.press("enter", "n", "N", "N")
        await stage.settle()
        assert "1 of 5" in stage.shows()[0]
        await stage.pilot.press("N")
        await stage.settle()
        assert "5 of 5" in stage.shows()[0], "from the first to the last again"
        assert any("region East 45" in line for line in stage.shows())
        await stage.pilot.press("escape")
        await stage.settle()
        assert "of 5" not in stage.shows()[0], "esc ends the search first"
        await stage.pilot.press("escape")
        await stage.settle()
        assert not any("Body" in line for line in stage.shows())


async def test_what_is_not_there_is_said_not_to_be() -> None:
    async with staged(Pane()) as stage:
        await stage.push_screen(TextPage(literal("Body"), LINES))
        await stage.settle()
        await stage.pilot.press("slash", *"no such", "enter", "n")
        await stage.settle()
        assert "Body · not found" in stage.shows()[0]


async def test_another_text_is_searched_for_the_same_word() -> None:
    async with staged(Pane()) as stage:
        page = TextPage(literal("Body"), [[Part(literal("reading…"))]])
        await stage.push_screen(page)
        await stage.settle()
        await stage.pilot.press("slash", *"key 7")
        page.write(literal("Body"), LINES)
        await stage.settle()
        assert "Body · 1 of 1" in stage.shows()[0]
