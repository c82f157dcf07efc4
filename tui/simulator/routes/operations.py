"""Where operations are followed: `capsOperations`, and what Compute has for other types, and the network has."""

from typing import Final

from tui.simulator.operations import CAPS, COMPUTE, NETWORK, Operation
from tui.simulator.routes.links import RESULTS, operation_headers, retry_after
from tui.simulator.routing import Call, Handler, Route
from tui.simulator.wire import ArmError, Response

_COLLECTIONS: Final = (
    *((COMPUTE, each) for each in (CAPS, "operations", "DiskOperations")),
    (NETWORK, "operations"),
)


def _operation(call: Call) -> Response:
    """Recorded: with `monitor=true` the body is empty; az reads what has become of a disk or a snapshot there."""
    operation = _known(call)
    policy = "GetOperationStatus" if operation.collection == CAPS else None
    quota = call.state.limits.compute(call.params["subscription"].lower(), operation.location.lower(), policy)
    now = call.state.clock.now()
    if call.request.query.get("monitor", "").lower() == "true":
        if operation.running(now):
            return Response(202, headers={**quota, **operation_headers(call, operation, with_location=True)})
        result = call.state.world.records.get(operation.result)
        return call.answer(result.body, quota) if result else Response(200, headers=quota)
    again = retry_after(call, operation) if operation.running(now) else {}
    return call.answer(operation.body(now), {**quota, **again})


def _result(call: Call) -> Response:
    """Answer where a `Location` of Microsoft.Network points: nothing, once it has ended."""
    operation = _known(call)
    if operation.running(call.state.clock.now()):
        return Response(202, headers=operation_headers(call, operation, with_location=True))
    return Response(204)


def _known(call: Call) -> Operation:
    operations = call.state.operations
    operation = operations.find(call.params["operation"])
    *_, namespace, _locations, _location, collection, _ = call.key.split("/")
    followed_at = (RESULTS.lower(), operation.collection.lower()) if operation else ()
    if operation is None or operation.namespace.lower() != namespace or collection not in followed_at:
        raise ArmError(404, "NotFound", "The entity was not found in this Azure location.")
    if not operations.signed(operation, call.request.query):
        message = "The signature of the operation's link is not the one that it was given."
        raise ArmError(403, "AuthorizationFailed", message)
    return operation


def _route(namespace: str, collection: str, handler: Handler) -> Route:
    path = f"/subscriptions/{{subscription}}/providers/{namespace}/locations/{{location}}/{collection}/{{operation}}"
    return Route("GET", path, handler, f"{collection}/{{id}}", f"{namespace}/locations/{collection}")


ROUTES: Final = [
    *(_route(namespace, each, _operation) for namespace, each in _COLLECTIONS),
    _route(NETWORK, RESULTS, _result),
]
