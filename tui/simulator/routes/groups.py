"""Resource groups, and Resource Manager's own list of resources."""

import re
from typing import Final

from tui.simulator.routes.resources import existing, plain
from tui.simulator.routing import Call, Route
from tui.simulator.scenario import Body
from tui.simulator.wire import ArmError, Response
from tui.simulator.world import Record

_FILTER: Final = re.compile(r"\s*resourceType\s+eq\s+'([^']+)'\s*", re.IGNORECASE)


def _groups(call: Call) -> Response:
    return call.page(call.state.world.in_list(call.key), lambda record: plain(call, record))


def _group(call: Call) -> Response:
    return call.answer(plain(call, existing(call, call.key)))


def _group_exists(call: Call) -> Response:
    return Response(204 if call.key in call.state.world.records else 404)


def _resources(call: Call) -> Response:
    scope = call.key.rpartition("/")[0]
    wanted = call.request.query.get("$filter")
    found = _FILTER.fullmatch(wanted) if wanted else None
    if wanted and not found:
        raise ArmError(400, "InvalidFilterInQueryString", f"Invalid $filter '{wanted}' specified in the query string.")
    resource_type = found[1].lower() if found else None
    records = {
        each.key: each for each in call.state.world.below(scope) if resource_type is None or each.type == resource_type
    }
    return call.page(records, _summary)


def _summary(record: Record) -> Body:
    shown = ("id", "name", "type", "kind", "managedBy", "location", "sku", "plan", "identity", "zones", "tags")
    return {name: record.body[name] for name in shown if name in record.body}


ROUTES: Final = [
    Route("GET", "/subscriptions/{subscription}/resourceGroups", _groups),
    Route("GET", "/subscriptions/{subscription}/resourceGroups/{group}", _group),
    Route("HEAD", "/subscriptions/{subscription}/resourceGroups/{group}", _group_exists),
    Route("GET", "/subscriptions/{subscription}/resources", _resources),
    Route("GET", "/subscriptions/{subscription}/resourceGroups/{group}/resources", _resources),
]
