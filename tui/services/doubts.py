"""Reading again what is in doubt, and what failed in passing, each time after a longer wait."""

import asyncio
from collections.abc import Awaitable, Callable

from tui.model.ids import kind_of
from tui.services.back_off import back_off
from tui.services.clock import Clock
from tui.services.inventory import Inventory

# Seconds.
EVERY = 10.0
WAITS = (10.0, 30.0, 60.0, 120.0, 300.0)
LONGEST_WAIT = 600.0

AT_ONCE = 4


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
            gate = asyncio.Semaphore(AT_ONCE)
            await asyncio.gather(*(self._settle(key, gate) for key in doubts | self._failed_and_due()))
            self._inventory.doubts -= doubts

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
            self._tries[key], self._not_before[key] = 0, now + min(failed[key].retry_after or 0.0, LONGEST_WAIT)
        return {key for key, not_before in self._not_before.items() if not_before <= now}

    async def _settle(self, key: str, gate: asyncio.Semaphore) -> None:
        async with gate:
            await self._read_again(key)
        failure = self._inventory.failure(key)
        if key in self._tries and failure:
            self._tries[key] += 1
            wait = back_off(failure.error, self._tries[key], WAITS, LONGEST_WAIT)
            self._not_before[key] = self._clock.monotonic() + wait
