"""Deployments of templates to a resource group.

Recorded: first answers, links, what polls are answered, lists. Reported, or documented: the refusals.
"""

import re
from typing import Any, Final

from tui.simulator.deployments import ACTIVE, TYPE, Deployment, ids, stamp, summary
from tui.simulator.operations import Operation
from tui.simulator.routes.conflicts import refuse_busy
from tui.simulator.routes.existing import existing
from tui.simulator.routes.operation_results import RESULTS, result_headers
from tui.simulator.routing import Call, Route
from tui.simulator.templates import Template, read_template
from tui.simulator.templates.commented_json import read_commented_json
from tui.simulator.wire import ArmError, Response, encode
from tui.simulator.world import Record
from tui.simulator.writes.deploying import Deploying

_MODES: Final = ("Incremental", "Complete")
_STATE: Final = re.compile(r"\s*provisioningState\s+eq\s+'([^']+)'\s*", re.IGNORECASE)
_DELETION_SECONDS: Final = 5.0
_STATUSES: Final = "operationStatuses"


def _put(call: Call) -> Response:
    group, template, mode = _asked(call)
    stored = call.state.world.records.get(call.key)
    refuse_busy(call.state.world, call.key, stored, group)
    _refuse_active(call, stored, "edit or replace")
    own_id = stored.id if stored else _id(call, group)
    now = call.state.clock.now()
    deployment = Deployment(own_id, template, mode, _correlation_id(call), now)
    Deploying(call, deployment).begin()
    operation = call.state.operations.start("", now, now, collection=_STATUSES, own_id=deployment.operation_id)
    headers = {"Azure-AsyncOperation": _link(call, operation)}
    return Response(200 if stored else 201, encode(deployment.body(now)), headers)


def _validate(call: Call) -> Response:
    """Evaluate a template; what the providers would say of its resources is not asked for."""
    group, template, mode = _asked(call)
    properties = summary(template, mode, "Succeeded", _correlation_id(call))
    properties |= {"timestamp": stamp(call.state.clock.now()), "validatedResources": ids(template)}
    own_id = _id(call, group)
    return call.answer({"id": own_id, "name": own_id.rpartition("/")[2], "type": TYPE, "properties": properties})


def _get(call: Call) -> Response:
    record = call.state.world.records.get(call.key)
    if record is None:
        raise _not_found(call)
    return call.answer(record.body)


def _list(call: Call) -> Response:
    existing(call, "/".join(call.key.split("/")[:5]))
    asked = call.request.query.get("$filter", "")
    found = _STATE.fullmatch(asked) if asked else None
    if asked and not found:
        raise ArmError(400, "InvalidFilterInQueryString", f"Invalid $filter '{asked}' specified in the query string.")
    records = call.state.world.in_list(call.key)
    if found:
        wanted = found[1].lower()
        records = {key: each for key, each in records.items() if _state(each).lower() == wanted}
    return call.page(records, lambda record: record.body)


def _delete(call: Call) -> Response:
    """Delete a deployment, not what it has made."""
    world, now = call.state.world, call.state.clock.now()
    record = world.records.get(call.key)
    if record is None:
        existing(call, "/".join(call.key.split("/")[:5]))
        return Response(204)
    _refuse_active(call, record, "delete")
    operation = world.under_way.get(call.key)
    if operation is None:
        operation = call.state.operations.start("", now, now + _DELETION_SECONDS, collection=RESULTS)
        world.begin(record.having(provisioningState="Deleting"), operation, lambda: world.remove(record.key))
    return Response(202, headers=result_headers(call, operation))


def _status(call: Call) -> Response:
    """Say how a deployment is; of one that failed, why."""
    key, _, own_id = call.key.rpartition("/")
    deployment = call.state.deployments.get(key.rpartition("/")[0])
    operation = call.state.operations.find(own_id)
    if deployment is None or operation is None or deployment.operation_id != own_id:
        raise ArmError(404, "DeploymentOperationNotFound", f"The operation '{own_id}' was not found.", gateway=True)
    if not call.state.operations.signed(operation, call.request.query):
        message = "The signature of the operation's link is not the one that it was given."
        raise ArmError(403, "AuthorizationFailed", message, gateway=True)
    error = {"error": deployment.error} if deployment.error else {}
    return call.answer({"status": deployment.state, **error})


def _operations(call: Call) -> Response:
    names = (call.params[each] for each in ("subscription", "group", "name"))
    key = "/subscriptions/{}/resourcegroups/{}/providers/microsoft.resources/deployments/{}".format(*names).lower()
    deployment = call.state.deployments.get(key)
    if deployment is None or key not in call.state.world.records:
        raise _not_found(call)
    return call.answer({"value": deployment.operations(call.state.clock.now())})


def _asked(call: Call) -> tuple[Record, Template, str]:
    """Read what is to be deployed where; raises `ArmError` where it is nothing, or more than is evaluated here."""
    try:
        sent = read_commented_json(call.request.body)
    except ValueError as error:
        raise _content(f"The request content was invalid and could not be deserialized: '{error}'.") from None
    properties = sent.get("properties") if isinstance(sent, dict) else None
    if not isinstance(properties, dict):
        raise _content("The request content was invalid: 'properties' is missing.")
    group = existing(call, "/".join(call.key.split("/")[:5]))
    if "location" in sent:
        name = call.params["name"]
        message = f"The 'location' property is not allowed for '{name}' at resource group scope."
        raise ArmError(400, "InvalidDeployment", message, gateway=True)
    mode = _mode(properties)
    if "template" not in properties or "parametersLink" in properties:
        raise _beyond("a template that is linked to")
    return group, read_template(properties["template"], properties.get("parameters"), group.body), mode


def _mode(properties: dict[str, Any]) -> str:
    """Read the mode; az writes it in lower case."""
    asked = str(properties.get("mode", ""))
    mode = next((each for each in _MODES if each.lower() == asked.lower()), None)
    if mode is None:
        raise _content(f"The request content was invalid: the deployment mode '{asked}' is not one of {_MODES}.")
    if mode == "Complete":
        raise _beyond("the mode Complete, which deletes all else")
    if properties.get("onErrorDeployment"):
        raise _beyond("another deployment in place of one that fails")
    return mode


def _refuse_active(call: Call, stored: Record | None, what: str) -> None:
    """Refuse to touch a deployment that has not ended; one that a scenario tells of nobody carries out."""
    deployment = call.state.deployments.get(call.key)
    if stored is None or deployment is None or deployment.state not in ACTIVE:
        return
    since = stamp(deployment.started)
    message = (
        f"Unable to {what} deployment '{stored.body['name']}': previous deployment from '{since}' is still active. "
        "Please see https://aka.ms/arm-deploy for usage details."
    )
    raise ArmError(409, "DeploymentActive", message, gateway=True)


def _not_found(call: Call) -> ArmError:
    existing(call, "/".join(call.key.split("/")[:5]))
    message = f"Deployment '{call.params['name']}' could not be found."
    return ArmError(404, "DeploymentNotFound", message, gateway=True)


def _id(call: Call, group: Record) -> str:
    return f"{group.id}/providers/{TYPE}/{call.params['name']}"


def _state(record: Record) -> str:
    state: str = record.properties.get("provisioningState", "")
    return state


def _link(call: Call, operation: Operation) -> str:
    path = call.request.target.partition("?")[0].rstrip("/")
    query = call.state.operations.query(operation, call.api_version)
    return f"{call.request.origin}{path}/{_STATUSES}/{operation.id}?{query}"


def _correlation_id(call: Call) -> str:
    return call.request.headers.get("x-ms-correlation-request-id") or call.state.guids()


def _content(message: str) -> ArmError:
    return ArmError(400, "InvalidRequestContent", message, gateway=True)


def _beyond(what: str) -> ArmError:
    return ArmError(400, "NotSupportedBySimulator", f"The simulator does not carry out {what}.")


_GROUP: Final = "/subscriptions/{subscription}/resourceGroups/{group}"
_ALL: Final = f"{_GROUP}/providers/{TYPE}"
_ONE: Final = f"{_ALL}/{{name}}"
ROUTES: Final = [
    Route("GET", _ALL, _list, "deployments", TYPE),
    *(
        Route(method, _ONE, handler, "deployments/{d}", TYPE)
        for method, handler in (("GET", _get), ("PUT", _put), ("DELETE", _delete))
    ),
    Route("POST", f"{_ONE}/validate", _validate, "deployments/validate", TYPE),
    Route("GET", f"{_ONE}/{_STATUSES}/{{operation}}", _status, f"{_STATUSES}/{{id}}", TYPE),
    # az asks without the provider.
    *(
        Route("GET", f"{each}/operations", _operations, "deployments/operations", f"{TYPE}/operations")
        for each in (_ONE, f"{_GROUP}/deployments/{{name}}")
    ),
]
