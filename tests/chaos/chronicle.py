"""What was true when: every change of the simulator's world, and whether the inventory tells of it as it was."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from itertools import pairwise
from math import inf
from typing import NamedTuple

from msgspec import structs

from tui.azure.wire import DEFINITIONS, GALLERIES, VERSIONS, Reader
from tui.model.gallery import Definition, Gallery, Replication, Resource, Version
from tui.services.inventory import Entry, Inventory, Value
from tui.simulator.wire import encode
from tui.simulator.world import Record, World

_READERS: dict[str, Reader[Gallery] | Reader[Definition] | Reader[Version]] = {
    "microsoft.compute/galleries": GALLERIES,
    "microsoft.compute/galleries/images": DEFINITIONS,
    "microsoft.compute/galleries/images/versions": VERSIONS,
}


DATE_RESOLUTION = timedelta(seconds=1)
"""A Date is cut to the second: our idea of the server's time may be behind it by as much."""


class Past(NamedTuple):
    """How something was from a time on; None while it was not there. Times are the world's, in seconds since 1970."""

    since: float
    record: Record | None
    value: Resource | None


class Chronicle:
    """Keeps the past of every gallery, definition and version."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._past: dict[str, list[Past]] = {}
        for record in world.records.values():
            self._note(-inf, record.key, record)
        world.listen(self._note)

    def now(self) -> float:
        """World time."""
        return self._world.clock.now()

    def alive(self) -> dict[str, Resource]:
        """What there is now."""
        return {key: past[-1].value for key, past in self._past.items() if past[-1].value is not None}

    def status(self, key: str) -> Replication:
        """The replication status of a version as it is now."""
        return self._status(self._past[key][-1].record, self.now())

    def first_match(self, key: str, value: Value | None, start: int) -> int | None:
        """Which state of a key's past, counted from 0, from `start` on, is this one; None where there is none."""
        past = self._past.get(key, ())
        return next((at for at in range(start, len(past)) if same(past[at].value, value)), None)

    def was_so(self, key: str, value: Value, start: float, end: float) -> bool:
        """Whether a value was true at any moment between two times."""
        return any(same(each.value, value) for each in self._between(key, start, end))

    def progress_was_so(self, version: Version, start: float, end: float) -> bool:
        """Whether each region of a status had come so far between two times."""
        moments = [(each.record, at) for each in self._between(version.key, start, end) for at in (start, end)]
        reached = [self._regions(record, at) for record, at in moments]
        seen = {row.region: row.progress or 0 for row in version.replication.summary} if version.replication else {}
        return all(
            min(each.get(region, 0) for each in reached) <= progress <= max(each.get(region, -1) for each in reached)
            for region, progress in seen.items()
        )

    def _between(self, key: str, start: float, end: float) -> Iterator[Past]:
        past = self._past.get(key, [])
        for each, after in pairwise([*past, Past(inf, None, None)]):
            if each.since <= end and after.since >= start:
                yield each

    def _note(self, at: float, key: str, record: Record | None) -> None:
        if record is None:
            if key in self._past:
                self._past[key].append(Past(at, None, None))
        elif reader := _READERS.get(record.type):
            self._past.setdefault(key, []).append(Past(at, record, reader.one(encode(record.body))))

    def _regions(self, record: Record | None, at: float) -> dict[str, int]:
        rows = self._world.replication(record).rows(at) if record else ()
        return {row["region"]: row["progress"] for row in rows}

    def _status(self, record: Record | None, at: float) -> Replication:
        assert record is not None
        properties = {**record.properties, "replicationStatus": self._world.replication(record).status(at)}
        version = VERSIONS.one(encode({**record.body, "properties": properties}))
        assert version.replication is not None
        return version.replication


def same(one: Value | None, other: Value | None) -> bool:
    """Whether two say the same of a thing, but for the spelling of its id and for its replication status."""
    return _bare(one) == _bare(other)


def _bare(value: Value | None) -> Value | None:
    if isinstance(value, Version):
        return structs.replace(value, id=value.key, replication=None)
    return value if value is None else structs.replace(value, id=value.key)


def falsehoods(inventory: Inventory, chronicle: Chronicle) -> list[str]:
    """What the inventory tells that is not so at this moment, or leaves out."""
    alive = chronicle.alive()
    known = {each.value.key: each.value for each in inventory.entries() if each.value.key.count("/") > 2}
    found = [f"not known: {key}" for key in alive.keys() - known.keys()]
    found += [f"not there: {key}" for key in known.keys() - alive.keys()]
    for key in alive.keys() & known.keys():
        value = known[key]
        if not same(alive[key], value):
            found.append(f"not so: {key}")
        if isinstance(value, Version) and value.replication != chronicle.status(key):
            found.append(f"not the status: {key}")
    return found


class Ages:
    """Checks that what the inventory tells was true when it says that it was read.

    `lag` is by how many seconds Resource Graph is late, `slowest` how many seconds a call may take.
    """

    def __init__(self, chronicle: Chronicle, lag: float, slowest: float) -> None:
        self._chronicle = chronicle
        self._lag = lag
        self._slowest = slowest

    def wrong(self, entry: Entry, now: datetime) -> str:
        """What is wrong with the ages of an entry; empty where they are honest."""
        if max(entry.stamp.at, entry.status_at or now) > now + DATE_RESOLUTION:
            return "from the future"
        at = entry.stamp.at.timestamp()
        late = self._lag if entry.stamp.source.is_overview else 0.0
        if not self._chronicle.was_so(entry.value.key, entry.value, at - self._slowest - late, at + 1):
            return "not so then"
        if isinstance(entry.value, Version) and entry.status_at:
            at = entry.status_at.timestamp()
            if not self._chronicle.progress_was_so(entry.value, at - self._slowest, at + 1):
                return "not so far then"
        return ""
