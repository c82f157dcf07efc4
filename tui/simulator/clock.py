"""World time: it starts where a scenario says and runs at a speed of its own over the host's clock."""

import heapq
import itertools
import math
from collections.abc import Callable
from datetime import UTC, datetime
from typing import TypeAlias

WireClock: TypeAlias = Callable[[], float]
"""Seconds since 1970 by the host, never running backwards: latency, buckets and token life."""


class WorldClock:
    """Tells world time in seconds since 1970, and plays what is due in its order."""

    def __init__(self, start: float, wire: WireClock, speed: float = 1.0) -> None:
        self._wire = wire
        self._speed = speed
        self._world_anchor = start
        self._wire_anchor = wire()
        self._playing: float | None = None
        self._due: list[tuple[float, int, Callable[[], None]]] = []
        self._order = itertools.count()

    @property
    def speed(self) -> float:
        """World seconds in a wire second."""
        return self._speed

    def now(self) -> float:
        """Tell world time; while an event is played, the time that it was due at."""
        if self._playing is not None:
            return self._playing
        return self._world_anchor + (self._wire() - self._wire_anchor) * self._speed

    def at(self, moment: float, event: Callable[[], None]) -> None:
        """Have an event played as soon as world time reaches the moment."""
        heapq.heappush(self._due, (moment, next(self._order), event))

    def play(self) -> None:
        """Play all that is due by now, earliest first, each at its own time."""
        now = self.now()
        while self._due and self._due[0][0] <= now:
            self._playing, _, event = heapq.heappop(self._due)
            try:
                event()
            finally:
                self._playing = None

    def advance(self, seconds: float) -> None:
        """Jump ahead, playing what is due on the way."""
        self._world_anchor += seconds
        self.play()

    def run_at(self, speed: float) -> None:
        """Go on from here at another speed."""
        self._world_anchor, self._wire_anchor, self._speed = self.now(), self._wire(), speed

    def wire_seconds(self, world_seconds: float) -> int:
        """Turn world seconds into a `Retry-After`: whole wire seconds, at least one."""
        return max(1, math.ceil(world_seconds / self._speed)) if self._speed > 0 else 1


def parse_time(text: str) -> float:
    """Read an ISO 8601 time as seconds since 1970, UTC where it names no offset; raises ValueError."""
    moment = datetime.fromisoformat(text)
    return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).timestamp()


def iso(moment: float) -> str:
    """Write a time as `2026-11-20T09:12:00.0000000+00:00`, with the seven digits that Compute writes."""
    return f"{datetime.fromtimestamp(moment, UTC):%Y-%m-%dT%H:%M:%S.%f}0+00:00"
