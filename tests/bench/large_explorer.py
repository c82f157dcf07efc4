"""The explorer on a large capture, without a terminal: how long its loop is held up while it is used."""

from __future__ import annotations

import asyncio
import json
import os
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Final

from textual.events import Key
from textual.keys import _character_to_key

import tui.app
from tests.bench import large, last_capture
from tui.app import SigscopeApp
from tui.connector import Connector
from tui.model.ids import key_of
from tui.services.standing import Phase
from tui.settings import resolve

BEAT: Final = 0.002
FILTERS: Final = ("hardened-07", "!hardened", "2026.1.1", "nothing of the kind")
WANTED: Final = "ubu 2025.7 gal_007"
_PATIENCE: Final = 120.0


class Heart:
    """Beats as often as the loop lets it, and keeps the longest that it had to wait."""

    def __init__(self) -> None:
        self._longest = 0.0

    async def beat(self) -> None:
        """Beat, for ever."""
        while True:
            before = time.perf_counter()
            await asyncio.sleep(BEAT)
            self._longest = max(self._longest, time.perf_counter() - before - BEAT)

    def longest(self) -> float:
        """Return the longest wait since this was last asked, in milliseconds."""
        longest, self._longest = self._longest, 0.0
        return 1000 * longest


class LargeExplorer(SigscopeApp):
    """The program as it is; its style sheet lies where the program's does."""

    CSS_PATH = str(Path(tui.app.__file__).with_name("screens") / "explorer.tcss")


async def gaps() -> dict[str, float]:
    """Use the explorer, and return the longest wait of the loop for each thing done, in milliseconds."""
    resolved = resolve({"endpoint": last_capture.ENDPOINT}, os.environ)
    app = LargeExplorer(resolved, Connector(resolved.settings, os.environ))
    found: dict[str, float] = {}
    async with app.run_test(size=(120, 40)) as pilot:
        heart = Heart()
        beating = [asyncio.create_task(heart.beat())]
        upkeep, tree = app._upkeep, app.explorer.tree_pane
        await _until(lambda: len(upkeep.inventory) >= large.VERSIONS)
        found["opening the capture"] = heart.longest()
        await _until(lambda: upkeep.standing.phase is Phase.FAILED)
        found["loading the way to Azure"] = heart.longest()
        beating.append(asyncio.create_task(upkeep.monitor.run()))
        await asyncio.sleep(3.0)
        found["taking up every version to watch"] = heart.longest()
        largest = key_of(large.definition_id(0, 0))
        tree.reveal(largest)
        await _until(lambda: app.explorer.lower.table.virtual_size.height > large.LARGEST)
        await pilot.pause(1.0)
        found["showing the largest definition"] = heart.longest()
        for text in FILTERS:
            await _type(app, text)
            found[f"filtering by {text}"] = heart.longest()
        for _ in "on", "off":
            tree.toggle_problems()
            await _at_rest(app)
        found["showing problems only and all again"] = heart.longest()
        await _keys(app, ":")
        found["opening go to"] = heart.longest()
        await _keys(app, WANTED)
        found[f"going to {WANTED}"] = heart.longest()
        app.workers.cancel_all()
        await pilot.pause(0.5)
        for each in beating:
            each.cancel()
            with suppress(asyncio.CancelledError):  # its own, as told
                await each
    return found


async def _keys(app: SigscopeApp, text: str) -> None:
    """Type into what has the keys, and wait until what is looked for is found."""
    driver = app._driver
    assert driver is not None
    for character in text:
        driver.send_message(Key(_character_to_key(character), character))
        await asyncio.sleep(0.05)
    await _until(lambda: not any(each.is_running for each in app.workers if each.group == "look up"))
    await asyncio.sleep(0.3)


async def _type(app: SigscopeApp, text: str) -> None:
    """Type a filter quickly, wait until it is in force, and clear it again."""
    tree, driver = app.explorer.tree_pane, app._driver
    assert driver is not None
    tree.open_filter()
    for character in text:
        driver.send_message(Key(character, character))
        await asyncio.sleep(0.05)
    tree.filter_line.value = text
    await _at_rest(app)
    tree.filter_line.value = ""
    await _at_rest(app)


async def _at_rest(app: SigscopeApp) -> None:
    await asyncio.sleep(0.1)
    await _until(lambda: not any(each.is_running for each in app.workers if each.group == "narrow"))
    await asyncio.sleep(0.3)


async def _until(condition: Callable[[], bool]) -> None:
    deadline = time.monotonic() + _PATIENCE
    while not condition():
        if time.monotonic() > deadline:
            raise TimeoutError("it did not come about")
        await asyncio.sleep(0.01)


def main() -> int:
    """Say what was found, as JSON."""
    sys.stdout.write(json.dumps(asyncio.run(gaps())))
    return 0


if __name__ == "__main__":
    sys.exit(main())
