"""The stored world: bodies by lower-cased id, and the lists that they appear in."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from tui.simulator.clock import WorldClock
from tui.simulator.denials import Denials, within
from tui.simulator.locks import Locks
from tui.simulator.operations import Operation
from tui.simulator.plans import Plans
from tui.simulator.regions import canonical
from tui.simulator.replication import Replication, Row, row
from tui.simulator.scenario import Body, Denial, Plan, Subscription, Tenant

GROUPS: Final = "resourcegroups"
GROUP_TYPE: Final = "microsoft.resources/resourcegroups"
DEFINITIONS: Final = "microsoft.compute/galleries/images"
VERSIONS: Final = "microsoft.compute/galleries/images/versions"
DEPLOYMENTS: Final = "microsoft.resources/deployments"
"""Stored as resources are, but in no list of resources, and unknown to Resource Graph."""
LINGERING_SECONDS: Final = 10.0
"""Reported: a parent still counts a child for about so long after the child's deletion has ended."""


@dataclass(slots=True)
class Record:
    """A resource as it is stored: never changed in place, its body is replaced."""

    key: str
    """The id in lower case."""
    type: str
    """In lower case, with its namespace."""
    body: Body
    """Without `replicationStatus`, which only an expanded GET of a version shows."""
    replication: Replication | None = None
    """Of a version; None while nothing is known but that every target region is complete."""

    @property
    def id(self) -> str:
        """The id as it is answered."""
        own_id: str = self.body["id"]
        return own_id

    @property
    def name(self) -> str:
        """The last part of the id."""
        return self.id.rpartition("/")[2]

    @property
    def location(self) -> str:
        """The canonical region."""
        return canonical(self.body.get("location") or "")

    @property
    def properties(self) -> Body:
        """What is particular to the type."""
        properties: Body = self.body.get("properties") or {}
        return properties

    def having(self, **properties: object) -> "Record":
        """Give the same resource with these properties beside its own; those that are None are gone."""
        kept = {name: value for name, value in {**self.properties, **properties}.items() if value is not None}
        return Record(self.key, self.type, {**self.body, "properties": kept}, self.replication)


@dataclass(frozen=True, slots=True)
class SoftDeleted:
    """A version that can be had back: how the list of soft-deleted ones shows it, and what it was."""

    listed: Body
    version: Record
    purged_at: float

    def document(self) -> Body:
        """Write it down for a scenario: as listed, with the version in it."""
        return {**self.listed, "version": self.version.body}


Listener = Callable[[float, str, Record | None], None]
"""Told the world time, the key, and the record; None for one that is gone."""


def type_of(key: str) -> str:
    """Tell the type that a lower-cased id is of; raises ValueError where it is no resource's id."""
    parts = key.split("/")
    if len(parts) >= 5 and parts[:2] == ["", "subscriptions"] and parts[3] == GROUPS:
        if len(parts) == 5:
            return GROUP_TYPE
        if len(parts) >= 9 and parts[5] == "providers" and len(parts) % 2 == 1 and all(parts[1:]):
            return "/".join([parts[6], *parts[7::2]])
    raise ValueError(f"not the id of a resource in a resource group: {key!r}")


def parent_of(key: str) -> str:
    """Tell the key of what a resource is in: another resource, or its group."""
    parts = key.split("/")
    return "/".join(parts[:5] if len(parts) == 9 else parts[:-2])


class World:
    """All that is stored, and what moves by itself."""

    def __init__(
        self,
        clock: WorldClock,
        tenants: list[Tenant],
        subscriptions: Iterable[Subscription],
        denied: Iterable[str | Denial] = (),
        plans: Iterable[Plan] = (),
    ) -> None:
        self.clock = clock
        self.tenants = tenants
        self.subscriptions = {each.subscription_id.lower(): each for each in subscriptions}
        self.denied = Denials(denied)
        self.plans = Plans(plans)
        self.locks = Locks()
        self.records: dict[str, Record] = {}
        self.soft_deleted: dict[str, SoftDeleted] = {}
        """By the key that the version had."""
        self.under_way: dict[str, Operation] = {}
        """The write that a resource is busy with, by its key."""
        self._lists: dict[str, dict[str, Record]] = {}
        self._lingering: dict[str, tuple[float, str]] = {}
        self._listeners: list[Listener] = []
        self._counts: Counter[tuple[str, str, str]] | None = None

    def listen(self, listener: Listener) -> None:
        """Be told of every change from now on."""
        self._listeners.append(listener)

    def put(self, record: Record) -> None:
        """Store a record, new or in place of the one with its key."""
        if self._counts is not None and record.key not in self.records:
            self._counts[_place(record)] += 1
        self.records[record.key] = record
        for path in _list_paths(record.key):
            self._lists.setdefault(path, {})[record.key] = record
        self._tell(record.key, record)

    def remove(self, key: str) -> None:
        """Forget a record; what it was in still counts it for a while."""
        record = self.records.pop(key)
        self.under_way.pop(key, None)
        if self._counts is not None:
            self._counts[_place(record)] -= 1
        for path in _list_paths(key):
            self._lists[path].pop(key, None)
        self._lingering[parent_of(key)] = (self.clock.now() + LINGERING_SECONDS, record.id)
        self._tell(key, None)

    def begin(self, record: Record, operation: Operation, settle: Callable[[], None]) -> None:
        """Store a record as a write leaves it; `settle` when the operation ends, unless another has come instead."""
        self.put(record)
        self.under_way[record.key] = operation

        def end() -> None:
            if self.under_way.get(record.key) is operation:
                del self.under_way[record.key]
                settle()

        self.clock.at(operation.ends_at, end)

    def count(self, subscription: str, resource_type: str, location: str) -> int:
        """Count the resources of a type in a region of a subscription, all three in lower case."""
        if self._counts is None:
            # Not before someone asks: a large world is loaded the faster.
            self._counts = Counter(map(_place, self.records.values()))
        return self._counts[subscription, resource_type, location]

    def in_list(self, path: str) -> dict[str, Record]:
        """Give what the list at a lower-cased path holds, by key."""
        return self._lists.get(path, {})

    def below(self, scope: str) -> Iterator[Record]:
        """Give every resource, groups left out, beneath a lower-cased scope."""
        prefix = scope + "/"
        return (each for key, each in self.records.items() if key.startswith(prefix) and "/providers/" in key)

    def nested_in(self, key: str) -> list[str]:
        """Give the ids of what stands in the way of a deletion: children, soft-deleted ones, and just deleted ones."""
        found = [each.id for each in self.below(key)]
        found += [each.listed["id"] for each in self.soft_deleted.values() if within(each.version.key, key)]
        until, lingering = self._lingering.get(key, (0.0, ""))
        return found or ([lingering] if until > self.clock.now() else [])

    def replication(self, record: Record) -> Replication:
        """Give the replication of a version."""
        if record.replication is None:
            rows = first_rows(record.properties)
            record.replication = Replication({each["region"]: each for each in rows}, {})
        return record.replication

    def _tell(self, key: str, record: Record | None) -> None:
        for listener in self._listeners:
            listener(self.clock.now(), key, record)


def first_rows(properties: Body) -> list[Row]:
    """What a scenario that tells no status means: all complete, or all at the start of a version being created."""
    state, progress = ("Replicating", 0) if properties.get("provisioningState") == "Creating" else ("Completed", 100)
    return [row(canonical(each["name"]), state, progress) for each in target_regions(properties)]


def target_regions(properties: Body) -> list[Body]:
    """Give the regions that a version is wanted in."""
    targets: list[Body] = properties.get("publishingProfile", {}).get("targetRegions") or []
    return targets


def _place(record: Record) -> tuple[str, str, str]:
    return record.key.split("/", 3)[2], record.type, record.location


def _list_paths(key: str) -> Iterator[str]:
    parts = key.split("/")
    yield key.rpartition("/")[0]
    if len(parts) == 9:
        yield "/".join([*parts[:3], *parts[5:8]])
