"""Two clocks: the host's for intervals, the server's for everything that a server stamped."""

import asyncio
import time
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import NamedTuple

_DATE_RESOLUTION = timedelta(seconds=1)


class Clock(NamedTuple):
    """The host's time; tests and simulations put their own in its place."""

    monotonic: Callable[[], float] = time.monotonic
    wall: Callable[[], float] = time.time
    sleep: Callable[[float], Awaitable[None]] = asyncio.sleep


class ServerClock:
    """The server's time: the last answer's Date plus the monotonic time since; the host's own before any answer."""

    def __init__(self, clock: Clock) -> None:
        self._monotonic = clock.monotonic
        self._anchor = datetime.fromtimestamp(clock.wall(), UTC)
        self._anchored_at = clock.monotonic()

    def now(self) -> datetime:
        """The server's time at this moment, in UTC."""
        return self._anchor + timedelta(seconds=self._monotonic() - self._anchored_at)

    def heard(self, date: str | None, under_way: float = 0.0) -> None:
        """Take the Date of an answer that was under way for so many seconds.

        Dates are cut to the second and then travel, so that one which fits what we believe changes nothing: ages do
        not jitter, and a slow answer does not set the clock back.
        """
        moment = parse_http_date(date)
        if moment is None or moment <= self.now() <= moment + _DATE_RESOLUTION + timedelta(seconds=under_way):
            return
        self._anchor = moment
        self._anchored_at = self._monotonic()


def parse_http_date(text: str | None) -> datetime | None:
    """Read a Date header; None where there is none or it makes no sense."""
    if not text:
        return None
    try:
        moment = parsedate_to_datetime(text)
    except ValueError:
        return None
    return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)
