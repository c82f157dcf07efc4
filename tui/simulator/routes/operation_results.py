"""Where Resource Manager's own deletions are followed: of groups and of deployments, through `Location` alone."""

from typing import Final

from tui.simulator.operations import Operation
from tui.simulator.routing import Call, Route
from tui.simulator.wire import ArmError, Response

RESULTS: Final = "operationresults"
_RETRY_SECONDS: Final = 15


def result_headers(call: Call, operation: Operation) -> dict[str, str]:
    """Make the headers that tell where a deletion can be followed."""
    path = f"/subscriptions/{call.params['subscription']}/{RESULTS}/{operation.id}"
    return {
        "Location": f"{call.request.origin}{path}?api-version={call.api_version}",
        "Retry-After": str(call.state.clock.wire_seconds(_RETRY_SECONDS)),
    }


def _result(call: Call) -> Response:
    operation = call.state.operations.find(call.params["operation"])
    if operation is None or operation.collection != RESULTS:
        raise ArmError(404, "NotFound", f"The operation '{call.params['operation']}' was not found.", gateway=True)
    if operation.running(call.state.clock.now()):
        return Response(202, headers=result_headers(call, operation))
    return Response(200)


ROUTES: Final = [
    Route("GET", f"/subscriptions/{{subscription}}/{RESULTS}/{{operation}}", _result, f"{RESULTS}/{{id}}"),
]
