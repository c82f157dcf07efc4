"""A clock that stands still until a test moves it."""

import asyncio
import heapq
import math
from collections.abc import Sized
from itertools import count

_MOST_STEPS = 100_000


class VirtualClock:
    """Time passes in `advance` only: who sleeps wakes in the order of what is due, and runs until all wait again."""

    def __init__(self) -> None:
        self._now = 0.0
        self._sleepers: list[tuple[float, int, asyncio.Future[None]]] = []
        self._order = count()

    def monotonic(self) -> float:
        """Seconds since the test began."""
        return self._now

    async def sleep(self, seconds: float) -> None:
        """Wait until a test has let that many seconds pass."""
        waking: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        # No sleep is too short for a clock to move, else what sleeps again and again would hold it up.
        at = max(self._now + seconds, math.nextafter(self._now, math.inf))
        heapq.heappush(self._sleepers, (at, next(self._order), waking))
        await waking

    async def advance(self, seconds: float = 0.0) -> None:
        """Let time pass, and everything happen that is due on the way."""
        end = self._now + seconds
        await settle()
        while self._sleepers and self._sleepers[0][0] <= end:
            self._now, _, waking = heapq.heappop(self._sleepers)
            if not waking.done():
                waking.set_result(None)
                await settle()
        self._now = end
        self._sleepers = [each for each in self._sleepers if not each[2].done()]  # without those who were woken before
        heapq.heapify(self._sleepers)


async def settle() -> None:
    """Let every task run until it waits for something."""
    ready: Sized = vars(asyncio.get_running_loop())["_ready"]
    for _ in range(_MOST_STEPS):
        await asyncio.sleep(0)
        if not ready:
            return
    raise AssertionError("the tasks never come to rest")
