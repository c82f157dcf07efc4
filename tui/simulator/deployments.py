"""A run of a deployment: what it has written so far, and how that is told.

Recorded: the bodies, the id of the operation (a count of ticks that goes down), and the list of operations. Reported:
the bodies of a deployment that failed.
"""

from dataclasses import dataclass, field
from datetime import UTC, datetime
from hashlib import sha256
from http import HTTPStatus
from typing import Any, Final

from tui.simulator.scenario import Body
from tui.simulator.templates import Resource, Template
from tui.simulator.world import DEPLOYMENTS, Record

TYPE: Final = "Microsoft.Resources/deployments"
_TICKS_TO_1970: Final = 621355968 * 10**9
ACTIVE: Final = ("Accepted", "Running")


@dataclass(slots=True)
class Step:
    """The write of one resource."""

    resource: Resource
    started: float
    status: int
    """Of the first answer."""
    ended: float | None = None
    error: Body | None = None

    def row(self, deployment_id: str, now: float) -> Body:
        """Describe it as the list of operations does."""
        state = "Running" if self.ended is None else "Failed" if self.error else "Succeeded"
        own_id = sha256(self.resource.key.encode()).hexdigest()[:16].upper()
        moment = self.ended if self.ended is not None else now
        said = {"statusMessage": {"error": self.error}} if self.error else {}
        properties = {
            "provisioningOperation": "Create",
            "provisioningState": state,
            "timestamp": stamp(moment),
            "duration": duration(moment - self.started),
            "statusCode": HTTPStatus(self.status).phrase.replace(" ", ""),
            **said,
            "targetResource": target(self.resource),
        }
        return _operation(deployment_id, own_id, properties)


@dataclass(slots=True)
class Deployment:
    """One run, from its PUT on."""

    id: str
    template: Template
    mode: str
    correlation_id: str
    started: float
    state: str = "Accepted"
    steps: list[Step] = field(default_factory=list)
    ended: float | None = None

    @property
    def key(self) -> str:
        """The id in lower case."""
        return self.id.lower()

    @property
    def operation_id(self) -> str:
        """The id of the operation that a client follows."""
        return f"{2**63 - 1 - int(self.started * 10**7) - _TICKS_TO_1970:020}"

    @property
    def error(self) -> Body | None:
        """Why it failed, if it did."""
        details = [each.error for each in self.steps if each.error]
        if self.state != "Failed" or not details:
            return None
        return {
            "code": "DeploymentFailed",
            "target": self.id,
            "message": "At least one resource deployment operation failed. Please list deployment operations for "
            "details. Please see https://aka.ms/arm-deployment-operations for usage details.",
            "details": details,
        }

    def body(self, now: float) -> Body:
        """Describe it as its GET does."""
        moment = now if self.ended is None else self.ended
        properties = summary(self.template, self.mode, self.state, self.correlation_id)
        properties |= {"timestamp": stamp(moment), "duration": duration(moment - self.started)}
        if self.error:
            properties["error"] = self.error
        if self.state == "Succeeded":
            outputs = self.template.outputs
            properties |= {} if outputs is None else {"outputs": outputs}
            properties["outputResources"] = ids(self.template)
        return {"id": self.id, "name": self.id.rpartition("/")[2], "type": TYPE, "properties": properties}

    def operations(self, now: float) -> list[Body]:
        """List what it has written, and in the end that its outputs were evaluated."""
        rows = [each.row(self.id, now) for each in self.steps]
        if self.state == "Succeeded" and self.ended is not None:
            properties: Body = {
                "provisioningOperation": "EvaluateDeploymentOutput",
                "provisioningState": "Succeeded",
                "timestamp": stamp(self.ended),
                "duration": duration(0.0),
                "statusCode": "OK",
                "statusMessage": None,
            }
            rows.append(_operation(self.id, self.operation_id, properties))
        return rows


def record_of(deployment: Deployment, now: float) -> Record:
    """Make of a run what is stored of it."""
    return Record(deployment.key, DEPLOYMENTS, deployment.body(now))


def summary(template: Template, mode: str, state: str, correlation_id: str) -> Body:
    """Make the properties that a deployment and its validation have in common."""
    return {
        "templateHash": template.hash,
        "parameters": template.parameters,
        "mode": mode,
        "provisioningState": state,
        "timestamp": "",
        "duration": "PT0S",
        "correlationId": correlation_id,
        "providers": _providers(template),
        "dependencies": _dependencies(template),
    }


def ids(template: Template) -> list[Body]:
    """Give the ids of the resources of a template. Recorded: in their order as texts."""
    return [{"id": each} for each in sorted(resource.id for resource in template.resources.values())]


def stamp(moment: float) -> str:
    """Write a time as Resource Manager does: seven digits behind the seconds, and Z."""
    return f"{datetime.fromtimestamp(moment, UTC):%Y-%m-%dT%H:%M:%S.%f}0Z"


def duration(seconds: float) -> str:
    """Write a time span in ISO 8601: `PT1M4.5S`."""
    minutes, rest = divmod(seconds, 60)
    hours, minutes = divmod(int(minutes), 60)
    text = f"{rest:.7f}".rstrip("0").rstrip(".")
    return "PT" + (f"{hours}H" if hours else "") + (f"{minutes}M" if minutes else "") + f"{text}S"


def target(resource: Resource) -> Body:
    """Name a resource: by id, type and name."""
    return {"id": resource.id, "resourceType": resource.type, "resourceName": resource.name}


def _providers(template: Template) -> list[Body]:
    found: dict[str, dict[str, list[Any]]] = {}
    for each in template.resources.values():
        namespace, _, kind = each.type.partition("/")
        locations = found.setdefault(namespace, {}).setdefault(kind, [])
        location = each.body.get("location")
        if location not in locations:
            locations.append(location)
    return [
        {
            "namespace": namespace,
            "resourceTypes": [{"resourceType": kind, "locations": places} for kind, places in kinds.items()],
        }
        for namespace, kinds in found.items()
    ]


def _dependencies(template: Template) -> list[Body]:
    known = template.resources
    return [
        {"dependsOn": [target(known[key]) for key in each.after], **target(each)}
        for each in known.values()
        if each.after
    ]


def _operation(deployment_id: str, own_id: str, properties: Body) -> Body:
    return {"id": f"{deployment_id}/operations/{own_id}", "operationId": own_id, "properties": properties}
