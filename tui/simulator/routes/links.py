"""The headers that tell where an operation can be followed, and when to ask again."""

from tui.simulator.operations import Operation
from tui.simulator.routing import Call


def operation_headers(call: Call, operation: Operation, *, with_location: bool) -> dict[str, str]:
    """Make the headers that tell where an operation can be followed."""
    subscription = call.params["subscription"]
    path = f"{call.request.origin}/subscriptions/{subscription}/providers/Microsoft.Compute/locations/"
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
        headers["Location"] = f"{link}?monitor=true&{query}"
    return headers | retry_after(call, operation)


def retry_after(call: Call, operation: Operation) -> dict[str, str]:
    """Say when to ask again, where the service does, in wire seconds."""
    if operation.retry_seconds is None:
        return {}
    return {"Retry-After": str(call.state.clock.wire_seconds(operation.retry_seconds))}
