"""The headers that tell where an operation can be followed, and when to ask again."""

from typing import Final

from tui.simulator.operations import NETWORK, Operation
from tui.simulator.routing import Call

RESULTS: Final = "operationResults"
"""Where Microsoft.Network's `Location` points; Compute's points where the operation is, with `monitor=true`."""


def operation_headers(call: Call, operation: Operation, *, with_location: bool) -> dict[str, str]:
    """Make the headers that tell where an operation can be followed."""
    subscription = call.params["subscription"]
    path = f"{call.request.origin}/subscriptions/{subscription}/providers/{operation.namespace}/locations/"
    link = f"{path}{operation.location}/{operation.collection}/{operation.id}"
    query = call.state.operations.query(operation, call.api_version)
    identifier = (
        f"tenantId={call.caller.tenant_id},objectId={call.caller.object_id}/{operation.location}/{operation.id}"
    )
    headers = {
        "Azure-AsyncOperation": f"{link}?{query}",
        "azure-asyncnotification": "Enabled",
        "x-ms-operation-identifier": identifier,
        "x-ms-request-id": operation.id,
    }
    if with_location:
        results = f"{path}{operation.location}/{RESULTS}/{operation.id}?{query}"
        headers["Location"] = results if operation.namespace == NETWORK else f"{link}?monitor=true&{query}"
    return headers | retry_after(call, operation)


def retry_after(call: Call, operation: Operation) -> dict[str, str]:
    """Say when to ask again, where the service does, in wire seconds."""
    if operation.retry_seconds is None:
        return {}
    return {"Retry-After": str(call.state.clock.wire_seconds(operation.retry_seconds))}
