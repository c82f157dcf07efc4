"""Reading again what is in doubt, and what failed in passing, each time after a longer wait."""

import asyncio
import logging
from collections.abc import Awaitable, Callable

from tui.model.errors import GalleryError, Throttled
from tui.model.ids import kind_of
from tui.services.clock import Clock
from tui.services.inventory import Inventory

# Seconds.
EVERY = 10.0
WAITS = (10.0, 30.0, 60.0, 120.0, 300.0)
LONGEST_WAIT = 600.0

AT_ONCE = 4

_log = logging.getLogger(__name__)


class Doubts:
    """Settles the inventory's doubts; known versions that failed are left to the monitor, which has waits of its own.

    `read_again` reads a key and what lies directly under it; how that went stands in the inventory.
    """

    def __init__(self, inventory: Inventory, read_again: Callable[[str], Awaitable[None]], clock: Clock) -> None:
        self._inventory = inventory
        self._read_again = read_again
        self._clock = clock
        self._tries: dict[str, int] = {}
        self._not_before: dict[str, float] = {}

    async def run(self) -> None:
        """Settle them, for ever."""
        while True:
            await self._clock.sleep(EVERY)
            doubts = {*self._inventory.doubts}
            self._inventory.doubts.clear()
            gate = asyncio.Semaphore(AT_ONCE)
            await asyncio.gather(*(self._settle(key, gate) for key in doubts | self._failed_and_due()))

    def _failed_and_due(self) -> set[str]:
        failed = {
            key: failure.error
            for key, failure in self._inventory.failures().items()
            if failure.error.transient and kind_of(key) and not self._inventory.version(key)
        }
        for recovered in self._tries.keys() - failed.keys():
            del self._tries[recovered], self._not_before[recovered]
        now = self._clock.monotonic()
        for key in failed.keys() - self._tries.keys():
            self._tries[key], self._not_before[key] = 0, now + _asked(failed[key])
        return {key for key, not_before in self._not_before.items() if not_before <= now}

    async def _settle(self, key: str, gate: asyncio.Semaphore) -> None:
        async with gate:
            try:
                await self._read_again(key)
            except Exception:
                _log.exception("reading again failed in an unforeseen way")
        failure = self._inventory.failure(key)
        if key in self._tries and failure:
            wait = WAITS[min(self._tries[key], len(WAITS) - 1)]
            self._tries[key] += 1
            self._not_before[key] = self._clock.monotonic() + max(wait, _asked(failure.error))


def _asked(error: GalleryError) -> float:
    """The seconds that the service asked for, within bounds."""
    return min((error.retry_after or 0.0) if isinstance(error, Throttled) else 0.0, LONGEST_WAIT)
