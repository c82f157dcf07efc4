"""Contoso's Azure with a running monitor."""

import asyncio
from collections.abc import Iterable

from tests.tui.contoso import definition, gallery, subscription, version
from tests.tui.services.stage import Stage
from tui.model.gallery import Version
from tui.model.precedence import Source, Stamp

MOVING_STATUS = "eastus2 Replicating 45"
SETTLED_STATUS = "eastus2 Completed 100"
ONE = version()


class Watched(Stage):
    """A stage with a running monitor."""

    def start(self, versions: Iterable[Version]) -> asyncio.Task[None]:
        """Run the monitor over these versions alone, of which no status was read yet."""
        self.azure.remove(ONE.key)
        self.azure.put(*versions)
        for each in (subscription(), gallery(), definition(), *self.azure.resources()):
            self.inventory.take(each, Stamp(Source.GRAPH, self.directory.now()))
        return asyncio.create_task(self.monitor.run())

    async def reads_in(self, seconds: float, key: str = "") -> int:
        """How many versions were read in the next seconds."""
        before = self.script.count("version", key)
        await self.clock.advance(seconds)
        return self.script.count("version", key) - before


def many(count: int, actual: str) -> list[Version]:
    """So many versions of one status."""
    return [version(f"{count}.0.{number}", actual=actual) for number in range(count)]
