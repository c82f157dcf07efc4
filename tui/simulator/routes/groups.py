"""Resource groups, and Resource Manager's own list of resources."""

import re
from typing import Final

from tui.simulator.loading import in_key_order
from tui.simulator.regions import REGIONS, canonical
from tui.simulator.routes.existing import existing
from tui.simulator.routes.operation_results import RESULTS, result_headers
from tui.simulator.routes.resources import plain
from tui.simulator.routing import Call, Route
from tui.simulator.scenario import Body
from tui.simulator.wire import ArmError, Response, encode
from tui.simulator.world import DEPLOYMENTS, GROUP_TYPE, Record, World
from tui.simulator.writes.change import merged, without_nulls
from tui.simulator.writes.places import unavailable
from tui.simulator.writes.schemas import resource_body

_TERM: Final = re.compile(r"\s*(\w+)\s+eq\s+'([^']+)'\s*", re.IGNORECASE)
_TAG_TERMS: Final = frozenset({"tagname", "tagvalue"})
_TERMS: Final = _TAG_TERMS | {"resourcetype", "resourcegroup", "name", "location"}
_AND: Final = re.compile(r"\sand\s", re.IGNORECASE)
_NAME: Final = re.compile(r"[\w().-]{0,89}[\w()-]")
_TYPE: Final = "Microsoft.Resources/resourceGroups"
_RIGHTS: Final = "Microsoft.Resources/subscriptions/resourceGroups"


def _groups(call: Call) -> Response:
    wanted = _terms(call, _TAG_TERMS)
    records = {key: each for key, each in call.state.world.in_list(call.key).items() if _fits(each, wanted)}
    return call.page(records, lambda record: plain(call, record))


def _group(call: Call) -> Response:
    return call.answer(plain(call, existing(call, call.key)))


def _group_exists(call: Call) -> Response:
    return Response(204 if call.key in call.state.world.records else 404)


def _put_group(call: Call) -> Response:
    asked = resource_body(without_nulls(call.request.json()))
    stored = call.state.world.records.get(call.key)
    name = call.request.path.rstrip("/").rpartition("/")[2]
    location = asked.get("location")
    if not location:
        raise ArmError(400, "LocationRequired", "The location property is required for this definition.", gateway=True)
    if canonical(location) not in REGIONS:
        raise unavailable(location, _TYPE)
    if stored is not None and stored.location != canonical(location):
        message = (
            f"Invalid resource group location '{location}'. The Resource group already exists in location "
            f"'{stored.location}'."
        )
        raise ArmError(409, "InvalidResourceGroupLocation", message, gateway=True)
    if not _NAME.fullmatch(name):
        message = f"The provided resource group name '{name}' has invalid characters, or is too long."
        raise ArmError(400, "InvalidResourceGroupName", message, gateway=True)
    own_id = stored.id if stored else f"/subscriptions/{call.params['subscription']}/resourceGroups/{name}"
    return _stored(call, own_id, {**asked, "location": canonical(location)}, status=200 if stored else 201)


def _patch_group(call: Call) -> Response:
    sent = resource_body(without_nulls(call.request.json()))
    record = existing(call, call.key)
    tags = {"tags": sent["tags"]} if "tags" in sent else {}
    return _stored(call, record.id, {**merged(record.body, sent), "location": record.location, **tags}, status=200)


def _stored(call: Call, own_id: str, asked: Body, *, status: int) -> Response:
    body: Body = {"id": own_id, "name": own_id.rpartition("/")[2], "type": _TYPE, "location": asked["location"]}
    body |= {name: asked[name] for name in ("tags", "managedBy") if name in asked}
    record = Record(call.key, GROUP_TYPE, in_key_order({**body, "properties": {"provisioningState": "Succeeded"}}))
    call.state.world.put(record)
    return Response(status, encode(plain(call, record)))


def _delete_group(call: Call) -> Response:
    """Delete a group with all that is in it; followed through `Location` alone, as Resource Manager's own are."""
    world, state, now = call.state.world, call.state, call.state.clock.now()
    record = existing(call, call.key)
    operation = world.under_way.get(call.key)
    if operation is None:
        ends_at = now + state.durations("group deletion")
        operation = state.operations.start("", now, ends_at, collection=RESULTS)
        leaving = {**record.body, "properties": {**record.properties, "provisioningState": "Deleting"}}
        world.begin(Record(record.key, record.type, leaving), operation, lambda: _empty(world, record.key))
    return Response(202, headers=result_headers(call, operation))


def _empty(world: World, group: str) -> None:
    for each in sorted(world.below(group), key=lambda record: record.key.count("/"), reverse=True):
        world.remove(each.key)
    for key in [key for key in world.soft_deleted if key.startswith(f"{group}/")]:
        del world.soft_deleted[key]
    world.remove(group)


def _resources(call: Call) -> Response:
    scope = call.key.rpartition("/")[0]
    wanted = _terms(call, _TERMS)
    records = {each.key: each for each in call.state.world.below(scope) if _fits(each, wanted)}
    return call.page(records, _summary)


def _terms(call: Call, known: frozenset[str]) -> dict[str, str]:
    """Read `$filter`, which is one equation or several joined by `and`."""
    text = call.request.query.get("$filter", "")
    found = [_TERM.fullmatch(each) for each in _AND.split(text)] if text else []
    terms = {each[1].lower(): each[2] for each in found if each}
    if None in found or not terms.keys() <= known:
        raise ArmError(400, "InvalidFilterInQueryString", f"Invalid $filter '{text}' specified in the query string.")
    return terms


def _fits(record: Record, wanted: dict[str, str]) -> bool:
    if record.type == DEPLOYMENTS:
        return False
    if not wanted:
        return True
    parts = record.key.split("/")
    facts = {"resourcetype": record.type, "resourcegroup": parts[4], "name": parts[-1], "location": record.location}
    rest = wanted.keys() - _TAG_TERMS
    return _tagged(record, wanted) and all(facts[name] == wanted[name].lower() for name in rest)


def _tagged(record: Record, wanted: dict[str, str]) -> bool:
    """Tell whether a record has the tag that is wanted: names are the same in any case, values are not."""
    if not wanted.keys() & _TAG_TERMS:
        return True
    tags: dict[str, str] = record.body.get("tags") or {}
    name, value = wanted.get("tagname"), wanted.get("tagvalue")
    return any(name in (None, own) or own.lower() == str(name).lower() for own in tags if value in (None, tags[own]))


def _summary(record: Record) -> Body:
    shown = ("id", "name", "type", "kind", "managedBy", "location", "sku", "plan", "identity", "zones", "tags")
    return {name: record.body[name] for name in shown if name in record.body}


_ONE: Final = "/subscriptions/{subscription}/resourceGroups/{group}"
ROUTES: Final = [
    Route("GET", "/subscriptions/{subscription}/resourceGroups", _groups, resource_type=_RIGHTS),
    Route("GET", _ONE, _group, resource_type=_RIGHTS),
    Route("HEAD", _ONE, _group_exists, resource_type=_RIGHTS),
    Route("PUT", _ONE, _put_group, resource_type=_RIGHTS),
    Route("PATCH", _ONE, _patch_group, resource_type=_RIGHTS),
    Route("DELETE", _ONE, _delete_group, resource_type=_RIGHTS),
    Route("GET", "/subscriptions/{subscription}/resources", _resources),
    Route("GET", "/subscriptions/{subscription}/resourceGroups/{group}/resources", _resources),
]
