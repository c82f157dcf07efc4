"""Locks on subscriptions, on resource groups and on resources."""

from typing import Final

import msgspec

from tui.simulator.locks import LEVELS, TYPE, scope_of
from tui.simulator.routes.existing import existing
from tui.simulator.routing import Call, Route
from tui.simulator.scenario import Body
from tui.simulator.wire import ArmError, Response, encode
from tui.simulator.writes.change import without_nulls


class _Properties(msgspec.Struct):
    level: str
    notes: str | None = None


class _Lock(msgspec.Struct):
    properties: _Properties


def _put(call: Call) -> Response:
    """Lock a scope, or change its lock. Recorded: the id is what the caller wrote."""
    try:
        asked = msgspec.convert(without_nulls(call.request.json()), _Lock).properties
    except msgspec.ValidationError as error:
        raise _invalid(f"The request content was invalid and could not be deserialized: '{error}'.") from None
    level = next((each for each in LEVELS if each.lower() == asked.level.lower()), None)
    if level is None:
        raise _invalid(f"The lock level '{asked.level}' is not valid. It is one of '{', '.join(LEVELS)}'.")
    _scope(call)
    locks = call.state.world.locks
    before = locks.get(call.key)
    own_id = before["id"] if before else call.request.path.rstrip("/")
    properties = {"level": level} | ({"notes": asked.notes} if asked.notes else {})
    body: Body = {"properties": properties, "id": own_id, "type": TYPE, "name": own_id.rpartition("/")[2]}
    locks.put(body)
    return Response(200 if before else 201, encode(body))


def _get(call: Call) -> Response:
    lock = call.state.world.locks.get(call.key)
    if lock is None:
        _scope(call)
        message = f"The lock '{call.params['name']}' could not be found."
        raise ArmError(404, "LockNotFound", message, gateway=True)
    return call.answer(lock)


def _delete(call: Call) -> Response:
    if call.state.world.locks.get(call.key) is None:
        return Response(204)
    call.state.world.locks.remove(call.key)
    return Response(200)


def _list(call: Call) -> Response:
    """List the locks of a scope, and of all that is beneath it unless only its own are asked for."""
    beneath = call.request.query.get("$filter", "").replace(" ", "").lower() != "atscope()"
    return call.answer({"value": call.state.world.locks.at(_scope(call), beneath=beneath)})


def _scope(call: Call) -> str:
    """Tell what a call is about; raises `ArmError` 404 where that is not there."""
    scope = scope_of(f"{call.key}/")
    if "group" in call.params:
        existing(call, scope)
    return scope


def _invalid(message: str) -> ArmError:
    return ArmError(400, "InvalidRequestContent", message, gateway=True)


def _routes() -> list[Route]:
    group = "/subscriptions/{subscription}/resourceGroups/{group}"
    resource = f"{group}/providers/{{namespace}}/{{type}}/{{resource}}"
    child = f"{resource}/{{child_type}}/{{child}}"
    made = []
    for scope in ("/subscriptions/{subscription}", group, resource, child, f"{child}/{{leaf_type}}/{{leaf}}"):
        path = f"{scope}/providers/{TYPE}"
        made.append(Route("GET", path, _list, "locks", TYPE))
        for method, handler in (("GET", _get), ("PUT", _put), ("DELETE", _delete)):
            made.append(Route(method, f"{path}/{{name}}", handler, "locks/{l}", TYPE))
    return made


ROUTES: Final = _routes()
