"""A virtual day of chaos with 2000 versions: what is false at its end, how many requests come at once, what grows."""

from __future__ import annotations

import asyncio
import gc
import logging
import sys
from collections import Counter
from random import Random
from typing import Final

from tests.bench.figure import Figure
from tests.chaos.day import DAY, LARGE, MOST_A_SECOND, day
from tests.chaos.weather import FAULTS, HAPPENINGS, REQUESTS, Storm

HOUR: Final = 60
CALM: Final = 3 * HOUR
"""Minutes without a storm at the end."""

LAG: Final = 600.0
WRITTEN_EVERY: Final = 3
MOST_A_MINUTE: Final = 1000
"""Requests: a burst of 400, four a second, and lists of everything where Graph is down."""

COUNTED: Final = 500
"""Objects of a type that there must be for 1 % to mean anything."""

GROWTH: Final = 1.01


def measure() -> list[Figure]:
    """Live through two days: one in which others write, one in which nothing changes, for what is left behind."""
    logging.disable()  # what fails is meant to
    try:
        return [*asyncio.run(_truth()), *asyncio.run(_growth())]
    finally:
        logging.disable(logging.NOTSET)


async def _truth() -> list[Figure]:
    async with day(LARGE, _storms(1, CALM, DAY - CALM), lag=LAG) as today:
        await today.live(DAY - CALM, written_every=WRITTEN_EVERY)
        await today.live(CALM)
        return [
            Figure("facts that are false after a day of chaos", len(today.untrue()), 0, "facts", 0.0),
            Figure("ages that were false in it", len(today.dishonest), 0, "ages", 0.0),
            Figure("what flickered in it", len(today.witness.flickers), 0, "changes", 0.0),
            Figure("most requests in a virtual second", today.most_asked_in(1), MOST_A_SECOND, "requests", 1.0),
            Figure("most requests in a virtual minute", today.most_asked_in(60), MOST_A_MINUTE, "requests", 1.0),
        ]


async def _growth() -> list[Figure]:
    # What is asked for in storms alone is asked for once before the first count.
    first = [Storm("failing", "Resource Graph", 2, 20), *_storms(2, 22, 60)]
    async with day(LARGE, [*first, *_storms(3, CALM, DAY - CALM)]) as today:
        await today.live(2 * HOUR)
        _live_objects()  # what the counting itself leaves behind
        early = _live_objects()
        await today.live(DAY - 2 * HOUR)
        late = _live_objects()
    counted = [each for each in late if max(early[each], late[each]) >= COUNTED]
    most = max(counted, key=lambda each: late[each] / max(1, early[each]))
    return [
        Figure("live objects after 24 virtual hours, beside 2", late.total(), early.total(), "objects", GROWTH),
        Figure(f"those of the type that grew most, {most}", late[most], early[most], "objects", GROWTH),
    ]


def _live_objects() -> Counter[str]:
    """Count all objects that the collector knows, by type."""
    gc.collect()
    return Counter(f"{type(each).__module__}.{type(each).__qualname__}" for each in gc.get_objects())


def _storms(seed: int, begin: int, end: int) -> list[Storm]:
    """Make two of each kind, in any order, over the minutes between; they overlap."""
    chance = Random(seed)  # noqa: S311 - the same days in every run
    kinds = [*FAULTS, *HAPPENINGS] * 2
    chance.shuffle(kinds)
    every = (end - begin) / len(kinds)
    return [
        Storm(
            what,
            chance.choice([*REQUESTS]) if what in FAULTS else chance.randrange(4),
            int(begin + nth * every),
            chance.randint(1, int(2 * every)),
        )
        for nth, what in enumerate(kinds)
    ]


if __name__ == "__main__":
    for figure in measure():
        sys.stdout.write(f"{figure}\n")
