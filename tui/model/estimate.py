"""How long a replication will still take, and whether it has stopped, from what was seen of it."""

from datetime import datetime, timedelta
from typing import NamedTuple

from msgspec import Struct, structs

STALLED_AFTER = timedelta(minutes=30)
MIN_OBSERVATIONS = 3
MIN_POINTS = 10

# Medians of recorded creations and updates of mostly 30 GB images; larger ones are scaled by size, which is our guess.
_RECORDED_GB = 30
_USUAL_FULL = timedelta(seconds=428)
_USUAL_SHALLOW = timedelta(seconds=35)


class Track(Struct, frozen=True):
    """What was seen of one region in its present state: when first, when last at another progress, and when last.

    Times are the server's; `observations` counts the readings at distinct progress.
    """

    state: str
    since: datetime
    first_progress: int
    at: datetime
    progress: int
    seen: datetime
    observations: int = 1


class Estimate(NamedTuple):
    """Seconds left; `measured` says whether from the measured rate or from what is usual."""

    left: timedelta
    measured: bool


def observe(track: Track | None, state: str, progress: int | None, at: datetime) -> Track:
    """Add a reading to a track; another state, or a progress that falls, begins a new one."""
    reached = progress or 0
    if track is None or state != track.state or reached < track.progress:
        return Track(state, at, reached, at, reached, at)
    if at <= track.seen:
        return track
    if reached == track.progress:
        return structs.replace(track, seen=at)
    return Track(state, track.since, track.first_progress, at, reached, at, track.observations + 1)


def estimate(track: Track | None, now: datetime, *, size_gb: int | None, mode: str | None) -> Estimate:
    """The time left, measured once three readings and ten points of progress are there, usual before that."""
    if track is None:
        return Estimate(usual(size_gb, mode), measured=False)
    points = track.progress - track.first_progress
    if track.observations < MIN_OBSERVATIONS or points < MIN_POINTS:
        rest = (100 - track.progress) / 100
        return Estimate(usual(size_gb, mode) * rest, measured=False)
    left = (track.at - track.since) * ((100 - track.progress) / points) - (now - track.at)
    return Estimate(max(left, timedelta(0)), measured=True)


def usual(size_gb: int | None, mode: str | None) -> timedelta:
    """How long a replication of this size and mode usually takes."""
    if (mode or "").lower() == "shallow":
        return _USUAL_SHALLOW
    return _USUAL_FULL * max(1.0, (size_gb or _RECORDED_GB) / _RECORDED_GB)


def stalled_since(track: Track | None, after: timedelta = STALLED_AFTER) -> datetime | None:
    """Since when a moving region shows no progress, once it was seen without for `after`; None while it moves.

    The time in which nobody looked does not count: a capture of yesterday does not make everything stall.
    """
    if track is None or track.state != "Replicating" or track.seen - track.at < after:
        return None
    return track.at
