"""`POST /providers/Microsoft.ResourceGraph/resources`."""

from typing import Any, Final

import msgspec

from tui.simulator.buckets import told
from tui.simulator.clock import iso
from tui.simulator.graph import Answer
from tui.simulator.kql import KqlError
from tui.simulator.routing import Call, Route
from tui.simulator.skip_tokens import place_of, skip_token
from tui.simulator.wire import ArmError, Response

_MOST_ROWS: Final = 1000


class _Options(msgspec.Struct):
    result_format: str = msgspec.field(default="objectArray", name="resultFormat")
    top: int | None = msgspec.field(default=None, name="$top")
    skip: int | None = msgspec.field(default=None, name="$skip")
    skip_token: str | None = msgspec.field(default=None, name="$skipToken")


class _Query(msgspec.Struct):
    query: str
    subscriptions: list[str] | None = None
    options: _Options | None = None
    management_groups: list[str] | None = msgspec.field(default=None, name="managementGroups")
    facets: list[Any] | None = None


def _query(call: Call) -> Response:
    quota = call.state.limits.graph(call.caller.object_id)
    with told(quota):
        return call.answer(_evaluate(call), quota)


def _evaluate(call: Call) -> dict[str, Any]:
    try:
        asked = msgspec.convert(call.request.json(), _Query)
    except msgspec.ValidationError as error:
        raise _refusal(call, [{"code": "InvalidRequestBody", "message": str(error)}]) from None
    if asked.facets:
        call.state.report("POST /providers/Microsoft.ResourceGraph/resources: facets are not simulated")
        raise ArmError(400, "NotSupportedBySimulator", "The simulator makes no facets of a query.")
    options = asked.options or _Options()
    top = _MOST_ROWS if options.top is None else options.top
    if not 1 <= top <= _MOST_ROWS:
        message = f"The $top must be between 1 and {_MOST_ROWS}."
        raise _refusal(call, [{"code": "InvalidQueryOptions", "message": message}])
    try:
        answer = call.state.graph.answer(asked.query, _scope(call, asked))
    except KqlError as error:
        raise _refusal(call, error.details) from None
    start = _offset(call, options)
    rows = answer.rows[start : start + top]
    more = start + top < len(answer.rows)
    body: dict[str, Any] = {
        "totalRecords": len(answer.rows),
        "count": len(rows),
        "data": _table(answer, rows) if options.result_format.lower() == "table" else rows,
        "facets": [],
        "resultTruncated": "true" if more and not answer.pageable else "false",
    }
    if more and answer.pageable:
        body["$skipToken"] = skip_token(f"{start + top}")
    return body


def _scope(call: Call, query: _Query) -> list[str]:
    """The subscriptions to look in: those asked for, or all, that the caller's tenant has.

    There is one management group: the root of the tenant, which is called as the tenant is.
    """
    world, asked = call.state.world, query.subscriptions
    for group in query.management_groups or ():
        if group.lower() != call.caller.tenant_id.lower():
            message = f"The simulator has no management group '{group}'."
            raise _refusal(call, [{"code": "NotSupportedBySimulator", "message": message}])
    seen = [key for key, each in world.subscriptions.items() if each.tenant_id == call.caller.tenant_id]
    if asked is None:
        return seen
    wanted = {each.lower() for each in asked}
    found = [each for each in seen if each in wanted]
    if wanted and not found:
        given = ", ".join(asked)
        message = f"There must be at least one subscription that is eligible to contain resources. Given: '{given}'."
        raise _refusal(call, [{"code": "NoValidSubscriptionsInQueryRequest", "message": message}])
    return found if wanted else seen


def _offset(call: Call, options: _Options) -> int:
    if options.skip_token is None:
        return options.skip or 0
    try:
        return int(place_of(options.skip_token))
    except ValueError:
        raise _refusal(call, [{"code": "InvalidSkipToken", "message": "The $skipToken is invalid."}]) from None


def _table(answer: Answer, rows: list[dict[str, Any]]) -> dict[str, Any]:
    columns = [{"name": name, "type": kind} for name, kind in answer.columns.items()]
    return {"columns": columns, "rows": [[row.get(each) for each in answer.columns] for row in rows]}


def _refusal(call: Call, details: list[dict[str, Any]]) -> ArmError:
    moment = iso(call.state.clock.now())
    message = f"Please provide below info when asking for support: timestamp = {moment}, correlationId = "
    return ArmError(400, "BadRequest", message + f"{call.state.guids()}.", details=details)


ROUTES: Final = [Route("POST", "/providers/Microsoft.ResourceGraph/resources", _query, own_quota=True)]
