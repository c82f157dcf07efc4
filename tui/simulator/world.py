"""The stored world: bodies by lower-cased id, and the lists that they appear in."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final

from tui.simulator.clock import WorldClock, iso
from tui.simulator.regions import canonical, display_name
from tui.simulator.replication import Replication, Row, replicate, row
from tui.simulator.scenario import Body, Plan, Scenario, Subscription, Tenant

GROUPS: Final = "resourcegroups"
VERSIONS: Final = "microsoft.compute/galleries/images/versions"
_UNDER_WAY: Final = ("Creating", "Updating")
_KEY_ORDER: Final = ("name", "id", "type", "location", "tags", "properties")


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
    def location(self) -> str:
        """The canonical region."""
        return canonical(self.body.get("location") or "")


Listener = Callable[[float, Record], None]


def type_of(key: str) -> str:
    """Tell the type that a lower-cased id is of; raises ValueError where it is no resource's id."""
    parts = key.split("/")
    if len(parts) >= 5 and parts[:2] == ["", "subscriptions"] and parts[3] == GROUPS:
        if len(parts) == 5:
            return "microsoft.resources/resourcegroups"
        if len(parts) >= 9 and parts[5] == "providers" and len(parts) % 2 == 1 and all(parts[1:]):
            return "/".join([parts[6], *parts[7::2]])
    raise ValueError(f"not the id of a resource in a resource group: {key!r}")


def within(key: str, scope: str) -> bool:
    """Tell whether a lower-cased id is the scope or lies beneath it."""
    return key.startswith(scope) and (len(key) == len(scope) or key[len(scope)] == "/")


class World:
    """All that is stored, and what moves by itself."""

    def __init__(self, scenario: Scenario, clock: WorldClock) -> None:
        self.clock = clock
        self.tenants: list[Tenant] = scenario.tenants
        self.subscriptions: dict[str, Subscription] = {
            each.subscription_id.lower(): each for each in scenario.subscriptions
        }
        self.denied = [scope.lower().rstrip("/") for scope in scenario.denied]
        self.records: dict[str, Record] = {}
        self._lists: dict[str, dict[str, Record]] = {}
        self._listeners: list[Listener] = []
        plans: dict[str, dict[str, Plan]] = {}
        for plan in scenario.plans:
            plans.setdefault(plan.version.lower(), {})[canonical(plan.region)] = plan
        for body in scenario.resources:
            self._load(body, plans)
        unknown = plans.keys() - self.records.keys()
        if unknown:
            raise ValueError(f"a plan names a version that is not there: {min(unknown)}")

    def listen(self, listener: Listener) -> None:
        """Be told of every record stored from now on, with the world time."""
        self._listeners.append(listener)

    def put(self, record: Record) -> None:
        """Store a record, new or in place of the one with its key."""
        self.records[record.key] = record
        for path in self._list_paths(record):
            self._lists.setdefault(path, {})[record.key] = record
        for listener in self._listeners:
            listener(self.clock.now(), record)

    def in_list(self, path: str) -> dict[str, Record]:
        """Give what the list at a lower-cased path holds, by key."""
        return self._lists.get(path, {})

    def below(self, scope: str) -> Iterator[Record]:
        """Give every resource, groups left out, beneath a lower-cased scope."""
        prefix = scope + "/"
        return (each for key, each in self.records.items() if key.startswith(prefix) and "/providers/" in key)

    def is_denied(self, key: str) -> bool:
        """Tell whether reads of a lower-cased id or path are refused."""
        return any(within(key, scope) for scope in self.denied)

    def replication(self, record: Record) -> Replication:
        """Give the replication of a version."""
        if record.replication is None:
            rows = _first_rows(record.body.get("properties", {}))
            record.replication = Replication({each["region"]: each for each in rows}, {})
        return record.replication

    def scenario(self) -> Scenario:
        """Write the world down as it is now."""
        now = self.clock.now()
        resources, plans = [], []
        for record in self.records.values():
            body = record.body
            if record.replication is not None:
                status = record.replication.status(now)
                body = {**body, "properties": {**body["properties"], "replicationStatus": status}}
                moving = record.replication.moving.items()
                plans += [each.plan(body["id"], region, now) for region, each in moving if each.ends_at > now]
            resources.append(body)
        subscriptions = list(self.subscriptions.values())
        return Scenario(iso(now), self.tenants, subscriptions, resources, self.denied, plans)

    def _load(self, body: Body, plans: dict[str, dict[str, Plan]]) -> None:
        if not isinstance(body.get("id"), str):
            raise ValueError(f"a resource without an id: {body.get('name')!r}")
        key = body["id"].lower()
        record = Record(key, type_of(key), _ordered(body))
        if key.split("/")[2] not in self.subscriptions:
            raise ValueError(f"a resource in a subscription that is not there: {body['id']}")
        try:
            if record.type == VERSIONS:
                self._load_version(record, plans.get(key, {}))
            self._imply_group(record)
        except (AttributeError, KeyError, TypeError) as error:
            raise ValueError(f"not a body as a GET answers it: {body['id']}: {error!r}") from None
        self.put(record)

    def _imply_group(self, record: Record) -> None:
        parts = record.body["id"].split("/")
        path = "/".join(parts[:5])
        if len(parts) > 5 and path.lower() not in self.records:
            group: Body = {"id": path, "name": parts[4], "type": "Microsoft.Resources/resourceGroups"}
            group |= {"location": record.location, "properties": {"provisioningState": "Succeeded"}}
            self.put(Record(path.lower(), type_of(path.lower()), group))

    def _load_version(self, record: Record, plans: dict[str, Plan]) -> None:
        properties = dict(record.body.get("properties", {}))
        status = properties.pop("replicationStatus", None)
        targets = _target_regions(record.body)
        if any(each["name"] != display_name(each["name"]) for each in targets):
            named = [{**each, "name": display_name(each["name"])} for each in targets]
            properties["publishingProfile"] = {**properties["publishingProfile"], "targetRegions": named}
        record.body["properties"] = properties
        if not (status or plans or properties.get("provisioningState") == "Creating"):
            return
        summary = status["summary"] if status else _first_rows(properties)
        mode = properties.get("publishingProfile", {}).get("replicationMode", "Full")
        record.replication = replicate(record.key, summary, plans, mode, self.clock.now())
        if record.replication.moving and properties.get("provisioningState") in _UNDER_WAY:
            self.clock.at(record.replication.ends_at(), lambda: self._settle(record.key))

    def _settle(self, key: str) -> None:
        record = self.records[key]
        states = {each["state"] for each in self.replication(record).rows(self.clock.now())}
        settled = {"provisioningState": "Failed" if "Failed" in states else "Succeeded"}
        body = {**record.body, "properties": {**record.body["properties"], **settled}}
        self.put(Record(key, record.type, body, record.replication))

    @staticmethod
    def _list_paths(record: Record) -> Iterator[str]:
        parts = record.key.split("/")
        yield record.key.rpartition("/")[0]
        if len(parts) == 9:
            yield "/".join([*parts[:3], *parts[5:8]])


def _first_rows(properties: Body) -> list[Row]:
    """What a scenario that tells no status means: all complete, or all at the start of a version being created."""
    state, progress = ("Replicating", 0) if properties.get("provisioningState") == "Creating" else ("Completed", 100)
    return [row(canonical(each["name"]), state, progress) for each in _target_regions({"properties": properties})]


def _ordered(body: Body) -> Body:
    head = {name: body[name] for name in _KEY_ORDER if name in body}
    return head | body


def _target_regions(body: Body) -> list[Body]:
    profile = body.get("properties", {}).get("publishingProfile", {})
    targets: list[Body] = profile.get("targetRegions") or []
    return targets
