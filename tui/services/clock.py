"""The monotonic clock, passed in so that tests own time."""

import asyncio
import time
from typing import Protocol


class Clock(Protocol):
    """Intervals are measured and slept by it; what a server stamped is compared with the directory's `now`."""

    def monotonic(self) -> float:
        """Seconds since some moment, never backwards."""
        ...

    async def sleep(self, seconds: float) -> None:
        """Let that many seconds pass."""
        ...


class SystemClock:
    """The clock of this machine."""

    def monotonic(self) -> float:
        """Seconds since some moment, never backwards."""
        return time.monotonic()

    async def sleep(self, seconds: float) -> None:
        """Let that many seconds pass."""
        await asyncio.sleep(seconds)


async def wait_for_event(event: asyncio.Event, seconds: float | None, clock: Clock) -> bool:
    """Wait until the event is set, at most that many seconds; says whether it was."""
    if seconds is None or event.is_set():
        await event.wait()
        return True
    waiters = [asyncio.ensure_future(event.wait()), asyncio.ensure_future(clock.sleep(max(0.0, seconds)))]
    try:
        await asyncio.wait(waiters, return_when=asyncio.FIRST_COMPLETED)
    finally:
        for waiter in waiters:
            waiter.cancel()
    return event.is_set()
