"""How versions are numbered and how far apart they were published."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from itertools import cycle, islice
from random import Random

# The last patch of each earlier line, over and over.
_LAST_PATCHES = (7, 5, 9, 4)
_LAST_MINOR = 4
_BUILDS_A_NIGHT = (1, 3, 1, 1, 2, 1)


def version_numbers(newest: str, count: int) -> list[str]:
    """So many version numbers, newest first: patches, then minor lines, then major ones go down."""
    return list(islice(_downwards(newest), count))


def _downwards(newest: str) -> Iterator[str]:
    major, minor, patch = map(int, newest.split("."))
    for last_patch in cycle(_LAST_PATCHES):
        for each in range(patch, -1, -1):
            yield f"{major}.{minor}.{each}"
        major, minor = (major, minor - 1) if minor else (major - 1, _LAST_MINOR)
        if major < 0:
            return
        patch = last_patch


def nightly_numbers(last_night: date, count: int) -> list[str]:
    """Numbers of nightly builds, newest first: year, month and day, and which build of that night it was."""
    nights = (last_night - timedelta(days=days) for days in range(count))
    builds = ((night, build) for night, last in zip(nights, cycle(_BUILDS_A_NIGHT)) for build in range(last, 0, -1))
    return [f"{night.year}.{night.month}{night.day:02d}.{build}" for night, build in islice(builds, count)]


def published(numbers: list[str], now: datetime, days_apart: int, dice: Random) -> list[datetime]:
    """When each of these was published, newest first, on average so many days apart, at seconds past the minute."""
    moments = []
    when = now - timedelta(days=days_apart * dice.uniform(0.1, 0.9))
    for _ in numbers:
        moments.append(when.replace(microsecond=0))
        when -= timedelta(days=days_apart * dice.uniform(0.7, 1.3))
    return moments


def published_nightly(numbers: list[str]) -> list[datetime]:
    """When nightly builds were published: at four in the morning, the next ones half an hour later each."""
    moments = []
    for number in numbers:
        year, day, build = map(int, number.split("."))
        night = datetime.combine(date(year, day // 100, day % 100), time(4, tzinfo=UTC))
        moments.append(night + timedelta(minutes=30 * (build - 1)))
    return moments
