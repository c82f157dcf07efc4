"""The explorer, fed with more answers than its limits would ever let through: FOLDER ANSWERS_A_SECOND."""

from __future__ import annotations

import asyncio
import json
import os
import sys
import time
from itertools import cycle
from pathlib import Path
from typing import Final

from textual import work

import tui.app
from tui.app import SigscopeApp
from tui.connector import Connector
from tui.model.ids import kind_of
from tui.settings import resolve
from tui.terminal.logs import log_to

BEAT: Final = 0.02
"""Seconds between two handfuls of requests."""

MOST_IN_FLIGHT: Final = 64


class FedExplorer(SigscopeApp):
    """Opens on the versions of the one definition, and reads them round and round.

    Each reading takes the whole way: request, pipeline, JSON, inventory, changes, screen. Only the pace of the monitor
    and the read budget are left out, which would not let 200 a second through.
    """

    CSS_PATH = str(Path(tui.app.__file__).with_name("screens") / "explorer.tcss")

    answers_a_second = 0
    answers = 0
    fed_seconds = 0.0

    def on_mount(self) -> None:
        """Begin once there is something to read."""
        self._feed()

    @work(group="feed")
    async def _feed(self) -> None:
        keys = await self._surveyed()
        self._open(keys[0])
        turns, asked, start = cycle(keys), 0, time.monotonic()
        reading = set[asyncio.Task[bool]]()
        while self.answers_a_second:
            await asyncio.sleep(BEAT)
            self.fed_seconds = time.monotonic() - start
            due = int(self.answers_a_second * self.fed_seconds) - asked
            for _ in range(min(due, MOST_IN_FLIGHT - len(reading))):
                asked += 1
                task = asyncio.create_task(self._upkeep._listing.one(next(turns)))
                reading.add(task)
                task.add_done_callback(reading.discard)
                task.add_done_callback(self._count)

    async def _surveyed(self) -> list[str]:
        """Wait until the explorer has opened by itself and every version was read once; return their keys."""
        inventory, changed = self._upkeep.inventory, asyncio.Event()
        watch = inventory.changes.watch(changed)
        while not self.explorer.settled:
            await changed.wait()
            watch.take()
        return [entry.value.key for entry in inventory.entries() if kind_of(entry.value.key) == "version"]

    def _count(self, _: asyncio.Task[bool]) -> None:
        self.answers += 1

    def _open(self, version: str) -> None:
        self.explorer.tree_pane.reveal(version.rpartition("/versions/")[0])
        self.explorer.lower.table.focus()


def main() -> int:
    """Run it, and leave in FOLDER how many answers came in how many seconds."""
    folder, rate = Path(sys.argv[1]), int(sys.argv[2])
    resolved = resolve({}, os.environ)
    with log_to(folder) as log:
        app = FedExplorer(resolved, Connector(resolved.settings, os.environ), log=log)
        app.answers_a_second = rate
        app.run()
    (folder / "fed.json").write_text(json.dumps({"answers": app.answers, "seconds": app.fed_seconds}))
    return app.return_code or 0


if __name__ == "__main__":
    sys.exit(main())
