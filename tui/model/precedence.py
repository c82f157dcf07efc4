"""Which of two readings of the same thing stands.

Resource Graph is late by seconds to minutes, so what it says never overrides what Resource Manager or a write of ours
said in the last half hour: the overview then only raises a doubt, and the entry is read again.
"""

from datetime import datetime, timedelta
from enum import Enum
from typing import NamedTuple

from msgspec import Struct, structs

from tui.model.gallery import Resource, Subscription, Version

TRUSTED_FOR = timedelta(minutes=30)


class Source(Enum):
    """Where a fact comes from."""

    GRAPH = "Resource Graph"
    LIST = "list"
    GET = "GET"
    WRITE = "our own write"
    CAPTURE = "capture"

    @property
    def is_overview(self) -> bool:
        """Whether it may be behind what Resource Manager knows."""
        return self in (Source.GRAPH, Source.CAPTURE)


class Stamp(Struct, frozen=True, gc=False):
    """Where a fact comes from and when the server said it."""

    source: Source
    at: datetime


class Verdict(NamedTuple):
    """Whether the new reading is taken, and whether the entry must be read again to be sure."""

    take: bool
    read_again: bool = False


def judge(held: Stamp | None, new: Stamp, *, differs: bool, deleted_at: datetime | None = None) -> Verdict:
    """Whether a new reading replaces the held one.

    `deleted_at` is when the thing was last seen deleted: only Resource Manager, or a write of ours, brings it back, by
    what was said since.
    """
    if new.source is Source.CAPTURE:
        return Verdict(take=held is None and deleted_at is None)
    if not new.source.is_overview:
        outdated = deleted_at is not None and new.at < deleted_at
        return Verdict(take=not outdated and (held is None or held.source.is_overview or new.at >= held.at))
    if deleted_at is not None:
        return Verdict(take=False, read_again=True)
    if held is None or not _trusted(held, new.at):
        return Verdict(take=held is None or held.source is Source.CAPTURE or new.at >= held.at)
    return Verdict(take=False, read_again=differs)


def judge_absence(held: Stamp, new: Stamp) -> Verdict:
    """Whether a complete listing that lacks an entry removes it; `take` means that it goes."""
    if not new.source.is_overview:
        return Verdict(take=held.source.is_overview or new.at >= held.at)
    return Verdict(take=False, read_again=True) if _trusted(held, new.at) else Verdict(take=True)


def says_the_same(held: Subscription | Resource, new: Subscription | Resource) -> bool:
    """Whether two readings differ in the spelling of the id at most, or in a replication status, which lists lack."""
    if isinstance(held, Version) and isinstance(new, Version):
        held = structs.replace(held, replication=None)
        new = structs.replace(new, replication=None, id=held.id)
    elif not isinstance(new, Subscription):
        new = structs.replace(new, id=held.id)
    return held == new


def in_best_spelling(held: Subscription | Resource, new: Subscription | Resource) -> Subscription | Resource:
    """Keep the id as it was, unless it came from the list of galleries, which upper-cases groups (recorded)."""
    if held.id == new.id or isinstance(new, Subscription) or new.foreign:
        return new
    group = held.id.split("/")[4]
    return new if group == group.upper() else structs.replace(new, id=held.id)


def _trusted(held: Stamp, now: datetime) -> bool:
    return not held.source.is_overview and now - held.at <= TRUSTED_FOR
