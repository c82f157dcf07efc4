"""Subnets, each a part of its network's body."""

from collections.abc import Sequence
from typing import Final

from tui.simulator.operations import NETWORK, Operation
from tui.simulator.routes.conflicts import refuse_busy
from tui.simulator.routes.existing import existing
from tui.simulator.routes.links import operation_headers
from tui.simulator.routing import Call, Route
from tui.simulator.scenario import Body
from tui.simulator.wire import ArmError, Response, encode
from tui.simulator.world import Record, World, parent_of
from tui.simulator.writes.change import merged, without_nulls
from tui.simulator.writes.network import SUBNETS, rest, subnet, subnets_of
from tui.simulator.writes.network_shapes import SubnetBody
from tui.simulator.writes.network_use import check_subnet
from tui.simulator.writes.schemas import fitting

RETRY_SECONDS: Final = 10
"""Recorded: so far apart are the polls of what is written to the network."""


def _list(call: Call) -> Response:
    return call.answer({"value": subnets_of(_network(call))})


def _get(call: Call) -> Response:
    found = _find(call, _network(call))
    if found is None:
        path = call.request.path.rstrip("/")
        raise ArmError(404, "NotFound", f"Resource {path} not found.", details=[])
    return call.answer(found)


def _put(call: Call) -> Response:
    """Create or replace. Recorded: an update is answered 200 "Updating"."""
    asked = fitting(without_nulls(call.request.json()), SubnetBody)
    network = _free(call)
    before = _find(call, network)
    name = before["name"] if before else call.params["name"]
    made = subnet(network.id, {"name": name, "properties": asked.get("properties")}, "Updating")
    listed = [made if each is before else each for each in subnets_of(network)]
    operation = _begin(call, network, listed if before else [*listed, made])
    headers = operation_headers(call, operation, with_location=False)
    return Response(200 if before else 201, encode(made), headers)


def _delete(call: Call) -> Response:
    """Delete, once no interface is in it; what is not there is no error."""
    network = _free(call)
    found = _find(call, network)
    if found is None:
        return Response(204)
    check_subnet(call.state.world, found)
    leaving = merged(found, {"properties": {"provisioningState": "Deleting"}})
    listed = [leaving if each is found else each for each in subnets_of(network)]
    operation = _begin(call, network, listed, gone=found["id"])
    return Response(202, headers=operation_headers(call, operation, with_location=True))


def _network(call: Call) -> Record:
    """Find the network. Recorded: it is the network that is not found, of whatever in it is asked for."""
    key = call.key.partition("/subnets")[0]
    record = call.state.world.records.get(key)
    if record is not None:
        return record
    existing(call, parent_of(key))
    group, name = call.params["group"], call.params["network"]
    message = (
        f"The Resource 'Microsoft.Network/virtualNetworks/{name}' under resource group '{group}' was not found. For "
        "more details please go to https://aka.ms/ARMResourceNotFoundFix"
    )
    raise ArmError(404, "ResourceNotFound", message, gateway=True)


def _free(call: Call) -> Record:
    """Find the network for a write; one write at a time."""
    network = _network(call)
    refuse_busy(call.state.world, network.key, network, existing(call, parent_of(network.key)))
    return network


def _find(call: Call, network: Record) -> Body | None:
    wanted = call.params["name"].lower()
    return next((each for each in subnets_of(network) if str(each.get("name", "")).lower() == wanted), None)


def _begin(call: Call, network: Record, listed: Sequence[Body], gone: str = "") -> Operation:
    state, now = call.state, call.state.clock.now()
    operation = state.operations.start(
        network.location,
        now,
        now + state.durations("network"),
        collection="operations",
        retry_seconds=RETRY_SECONDS,
        namespace=NETWORK,
    )
    moving = network.having(subnets=list(listed), provisioningState="Updating")
    state.world.begin(moving, operation, lambda: _settle(state.world, network.key, gone))
    return operation


def _settle(world: World, key: str, gone: str) -> None:
    record = world.records[key]
    world.put(record.having(subnets=[each for each in subnets_of(record) if each.get("id") != gone]))
    rest(world, key)


_LIST: Final = (
    "/subscriptions/{subscription}/resourceGroups/{group}/providers/Microsoft.Network/virtualNetworks/{network}/subnets"
)
ROUTES: Final = [
    Route("GET", _LIST, _list, "subnets", SUBNETS),
    *(
        Route(method, f"{_LIST}/{{name}}", handler, "subnets/{s}", SUBNETS)
        for method, handler in (("GET", _get), ("PUT", _put), ("DELETE", _delete))
    ),
]
