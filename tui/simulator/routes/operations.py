"""Where operations are followed: `capsOperations`, and what Compute has for its other types."""

from typing import Final

from tui.simulator.operations import CAPS, Operation
from tui.simulator.routes.links import operation_headers, retry_after
from tui.simulator.routing import Call, Route
from tui.simulator.wire import ArmError, Response

COLLECTIONS: Final = (CAPS, "operations", "DiskOperations")


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


def _known(call: Call) -> Operation:
    operations = call.state.operations
    operation = operations.find(call.params["operation"])
    if operation is None or operation.collection.lower() != call.key.split("/")[-2]:
        raise ArmError(404, "NotFound", "The entity was not found in this Azure location.")
    if not operations.signed(operation, call.request.query):
        message = "The signature of the operation's link is not the one that it was given."
        raise ArmError(403, "AuthorizationFailed", message)
    return operation


ROUTES: Final = [
    Route(
        "GET",
        f"/subscriptions/{{subscription}}/providers/Microsoft.Compute/locations/{{location}}/{each}/{{operation}}",
        _operation,
        f"{each}/{{id}}",
        "Microsoft.Compute/locations/" + each,
    )
    for each in COLLECTIONS
]
