"""From a scenario to a world, and back."""

from typing import Final

import msgspec

from tui.simulator.clock import WorldClock, iso
from tui.simulator.locks import LEVELS, scope_of
from tui.simulator.operations import Operation
from tui.simulator.regions import display_name
from tui.simulator.replication import replicate
from tui.simulator.scenario import Body, Plan, Scenario
from tui.simulator.settling import settle_version
from tui.simulator.soft_delete import SOFT_DELETED, keep, restored
from tui.simulator.world import VERSIONS, Record, World, first_rows, target_regions, type_of

KEY_ORDER: Final = ("name", "id", "type", "location", "tags", "properties")
_UNDER_WAY: Final = ("Creating", "Updating")


def load_world(scenario: Scenario, clock: WorldClock) -> World:
    """Make the world of a scenario; raises ValueError where it does not hold together."""
    world = World(clock, scenario.tenants, scenario.subscriptions, scenario.denied, scenario.plans)
    for body in scenario.resources:
        _load(world, body)
    for plan in scenario.plans:
        _check(world, plan)
    return world


def written_down(world: World) -> Scenario:
    """Write a world down as it is now."""
    now = world.clock.now()
    resources: list[Body] = []
    plans: list[Plan] = []
    for record in world.records.values():
        body = record.body
        if record.replication is not None:
            status = record.replication.status(now)
            body = {**body, "properties": {**body["properties"], "replicationStatus": status}}
            moving = record.replication.moving.items()
            plans += [each.plan(record.id, region, now) for region, each in moving if each.ends_at > now]
        resources.append(body)
    resources += [each.document() for each in world.soft_deleted.values()]
    resources += world.locks
    for plan in world.plans.left():
        plans.append(msgspec.structs.replace(plan, waiting=plan.version.lower() in world.records))
    return Scenario(iso(now), world.tenants, list(world.subscriptions.values()), resources, world.denied.listed, plans)


def in_key_order(body: Body) -> Body:
    """Put the keys of a body in their recorded order; what has no place in it comes last."""
    return {name: body[name] for name in KEY_ORDER if name in body} | body


def _check(world: World, plan: Plan) -> None:
    key = plan.version.lower()
    try:
        known = type_of(key) == VERSIONS and key.split("/")[2] in world.subscriptions
    except ValueError:
        known = False
    if not known:
        raise ValueError(f"a plan is for what can be no version here: {plan.version}")


def _load(world: World, body: Body) -> None:
    if not isinstance(body.get("id"), str):
        raise ValueError(f"a resource without an id: {body.get('name')!r}")
    key = body["id"].lower()
    if scope_of(key):
        _load_lock(world, body)
        return
    record = Record(key, type_of(key), in_key_order(body))
    if key.split("/")[2] not in world.subscriptions:
        raise ValueError(f"a resource in a subscription that is not there: {body['id']}")
    try:
        if record.type == SOFT_DELETED:
            keep(world, restored(body))
            return
        if record.type == VERSIONS:
            _load_version(world, record)
        imply_group(world, record)
    except (AttributeError, KeyError, TypeError) as error:
        raise ValueError(f"not a body as a GET answers it: {body['id']}: {error!r}") from None
    world.put(record)


def _load_lock(world: World, body: Body) -> None:
    known = any(scope_of(body["id"]).lower().startswith(f"/subscriptions/{each}") for each in world.subscriptions)
    if not known or (body.get("properties") or {}).get("level") not in LEVELS:
        raise ValueError(f"a lock in a subscription that is not there, or of no level: {body['id']}")
    world.locks.put(body)


def imply_group(world: World, record: Record) -> None:
    """Put the resource group of a record in place where no one has told of it."""
    parts = record.id.split("/")
    path = "/".join(parts[:5])
    if len(parts) > 5 and path.lower() not in world.records:
        group: Body = {"id": path, "name": parts[4], "type": "Microsoft.Resources/resourceGroups"}
        group |= {"location": record.location, "properties": {"provisioningState": "Succeeded"}}
        world.put(Record(path.lower(), type_of(path.lower()), group))


def _load_version(world: World, record: Record) -> None:
    properties = dict(record.body.get("properties", {}))
    status = properties.pop("replicationStatus", None)
    targets = target_regions(properties)
    if any(each["name"] != display_name(each["name"]) for each in targets):
        named = [{**each, "name": display_name(each["name"])} for each in targets]
        properties["publishingProfile"] = {**properties["publishingProfile"], "targetRegions": named}
    _move_source(properties)
    record.body["properties"] = properties
    plans = world.plans.under_way(record.key)
    state = properties.get("provisioningState")
    if not (status or plans or state == "Creating"):
        return
    summary = status["summary"] if status else first_rows(properties)
    mode = properties.get("publishingProfile", {}).get("replicationMode", "Full")
    now = world.clock.now()
    record.replication = replicate(record.key, summary, plans, mode, now)
    if record.replication.moving and state in _UNDER_WAY:
        operation = Operation("", record.location, now, record.replication.ends_at())
        world.begin(record, operation, lambda: settle_version(world, record.key))


def _move_source(properties: Body) -> None:
    """Take up a body of before 2019-07-01: its source stands in the publishing profile."""
    profile = properties.get("publishingProfile", {})
    if "source" in profile:
        source = {"source": {"id": profile["source"]["managedImage"]["id"]}}
        properties["storageProfile"] = source | properties.get("storageProfile", {})
        properties["publishingProfile"] = {name: value for name, value in profile.items() if name != "source"}
