"""Resource Graph's copy of the world: it hears of changes late, and evaluates queries over what it has heard."""

import re
from collections import OrderedDict, deque
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import chain
from typing import Any, Final

from tui.simulator.kql import compile_query
from tui.simulator.proxy_bodies import community_bodies
from tui.simulator.scenario import Body, Subscription
from tui.simulator.world import DEPLOYMENTS, GROUP_TYPE, Record, World

Row = dict[str, Any]
_KEPT_ANSWERS: Final = 8
_ASKS_TIME: Final = re.compile(r"\b(now|ago)\s*\(")
_ASKS_COMMUNITY: Final = re.compile(r"\bcommunitygalleryresources\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Answer:
    """All rows of a query, with the kinds of its columns; `pageable` where a skip token can be given."""

    rows: list[Row]
    columns: Mapping[str, str]
    pageable: bool


class Graph:
    """The late copy, as tables of rows."""

    def __init__(self, world: World, lag_seconds: float) -> None:
        self._world = world
        self._lag = lag_seconds
        self._heard: dict[str, dict[str, Row]] = {}
        """Rows by subscription and key."""
        self._pending: deque[tuple[float, str, Record | None]] = deque()
        self._revision = 0
        self._answers: OrderedDict[tuple[object, ...], Answer] = OrderedDict()
        for record in world.records.values():
            self._hear(record.key, record)
        world.listen(lambda *heard: self._pending.append(heard))

    def answer(self, query: str, subscriptions: Sequence[str]) -> Answer:
        """Evaluate a query over these subscriptions; raises `KqlError`."""
        now = self._world.clock.now()
        self._catch_up(now)
        key = (query, tuple(subscriptions), self._revision)
        known = self._answers.get(key)
        if known is not None:
            return known
        compiled = compile_query(query, now=datetime.fromtimestamp(now, UTC))
        # What the community is offered is not late, and changes as copies complete: no revision tells of that.
        of_now = bool(_ASKS_COMMUNITY.search(query))
        tables = self._tables(subscriptions) | {"communitygalleryresources": self._community() if of_now else []}
        answer = Answer(compiled.rows(tables), compiled.columns, compiled.pageable)
        if not of_now and not _ASKS_TIME.search(query):
            self._answers[key] = answer
            while len(self._answers) > _KEPT_ANSWERS:
                self._answers.popitem(last=False)
        return answer

    def _catch_up(self, now: float) -> None:
        while self._pending and self._pending[0][0] <= now - self._lag:
            _, key, record = self._pending.popleft()
            self._hear(key, record)
            self._revision += 1

    def _hear(self, key: str, record: Record | None) -> None:
        if record is not None and record.type == DEPLOYMENTS:
            return
        own_id = key.split("/", 3)[2]
        rows = self._heard.setdefault(own_id, {})
        if record is None:
            rows.pop(key, None)
        else:
            rows[key] = _row(record, self._world.subscriptions[own_id])

    def _tables(self, subscriptions: Sequence[str]) -> dict[str, list[Row]]:
        denied = self._world.denied
        readable = [each for each in subscriptions if not denied.forbid(f"/subscriptions/{each}", "*/read")]
        seen: Iterable[tuple[str, Row]] = chain.from_iterable(self._heard.get(each, {}).items() for each in readable)
        if denied:
            seen = ((key, row) for key, row in seen if not denied.forbid(key, f"{row['type']}/read"))
        resources: list[Row] = []
        containers = [_subscription_row(self._world.subscriptions[each]) for each in readable]
        for _, row in seen:
            (containers if row["type"].startswith("microsoft.resources/") else resources).append(row)
        return {"resources": resources, "resourcecontainers": containers}

    def _community(self) -> list[Row]:
        return [_community_row(each) for each in community_bodies(self._world)]


def _row(record: Record, subscription: Subscription) -> Row:
    body = record.body
    own_type = "microsoft.resources/subscriptions/resourcegroups" if record.type == GROUP_TYPE else record.type
    return {
        "id": body["id"],
        "name": body.get("name"),
        "type": own_type,
        "tenantId": subscription.tenant_id,
        "kind": body.get("kind", ""),
        "location": record.location,
        "resourceGroup": record.key.split("/", 5)[4],
        "subscriptionId": subscription.subscription_id,
        "managedBy": body.get("managedBy", ""),
        "sku": body.get("sku"),
        "plan": body.get("plan"),
        "properties": body.get("properties", {}),
        "tags": body.get("tags"),
        "identity": body.get("identity"),
        "zones": body.get("zones"),
        "extendedLocation": body.get("extendedLocation"),
    }


def _community_row(body: Body) -> Row:
    """Recorded: its properties are the whole body, and nothing tells of whom it is."""
    unique_id: str = body["identifier"]["uniqueId"]
    nothing = dict.fromkeys(("tenantId", "kind", "resourceGroup", "subscriptionId", "managedBy"), "")
    return {
        **nothing,
        "id": f"/providers/Microsoft.Compute/locations/{body['location']}{unique_id}",
        "name": body["name"],
        "type": "/".join(["microsoft.compute/locations", *unique_id.lower().split("/")[1::2]]),
        "location": body["location"],
        "properties": body,
        **dict.fromkeys(("sku", "plan", "tags", "identity", "zones", "extendedLocation")),
    }


def _subscription_row(subscription: Subscription) -> Row:
    own_id = subscription.subscription_id
    nothing = dict.fromkeys(("sku", "plan", "tags", "identity", "zones", "extendedLocation"))
    return {
        "id": f"/subscriptions/{own_id}",
        "name": subscription.display_name,
        "type": "microsoft.resources/subscriptions",
        "tenantId": subscription.tenant_id,
        "kind": "",
        "location": "",
        "resourceGroup": "",
        "subscriptionId": own_id,
        "managedBy": "",
        "properties": {"state": subscription.state, "managedByTenants": []},
        **nothing,
    }
