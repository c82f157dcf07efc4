"""A whole template, evaluated: the resources that it is for, their order, and its outputs."""

from collections.abc import Mapping
from dataclasses import dataclass
from graphlib import CycleError, TopologicalSorter
from hashlib import sha256
from typing import Any, Final

from tui.simulator.scenario import Body
from tui.simulator.templates.expressions import Scope, TemplateError, resource_id
from tui.simulator.templates.parameters import answered, is_secret, kind_of, valued
from tui.simulator.wire import ArmError, encode

_BODY: Final = ("location", "tags", "properties", "sku", "kind", "plan", "identity", "zones", "extendedLocation")
_SAID: Final = ("type", "name", "apiVersion", "dependsOn", "comments", "metadata")
_NESTED: Final = "microsoft.resources/deployments"


@dataclass(frozen=True, slots=True)
class Resource:
    """A resource of a template: what is written, and what has to be there before."""

    id: str
    type: str
    name: str
    api_version: str
    body: Body
    after: tuple[str, ...]
    """The keys of the resources of the template that it depends on."""

    @property
    def key(self) -> str:
        """The id in lower case."""
        return self.id.lower()


@dataclass(frozen=True, slots=True)
class Template:
    """A template with its parameters filled in."""

    hash: str
    parameters: Body
    """As they are answered."""
    resources: Mapping[str, Resource]
    """By key, in the order of the template."""
    outputs: Body | None
    """As they are answered in the end; None where the template speaks of none."""

    def order(self) -> TopologicalSorter[str]:
        """Give the keys of the resources, to be taken in the order of what depends on what."""
        return TopologicalSorter({key: each.after for key, each in self.resources.items()})


def read_template(document: Any, given: Any, group: Body) -> Template:  # noqa: ANN401 - JSON values
    """Evaluate a template with the parameters given, for a resource group as its GET answers it.

    Raises `ArmError` 400 InvalidTemplate where it is none, or more than is evaluated here.
    """
    try:
        return _read(document, given, group)
    except TemplateError as error:
        message = f"Deployment template validation failed: '{error}'."
        raise ArmError(400, "InvalidTemplate", message, gateway=True) from None


def _read(document: Any, given: Any, group: Body) -> Template:  # noqa: ANN401 - JSON values
    if not isinstance(document, dict) or not isinstance(document.get("resources"), list):
        raise TemplateError("The template has no array of resources: nothing else is evaluated here.")
    if document.get("functions"):
        raise TemplateError("The template defines functions: they are not evaluated here.")
    declared, told = document.get("parameters") or {}, document.get("outputs")
    values = valued(declared, given or {}, group)
    scope = Scope(values, document.get("variables") or {}, group)
    resources = _resources(scope, document["resources"])
    template = Template(_hash(document), answered(declared, values), resources, _outputs(scope, told))
    try:
        template.order().prepare()
    except CycleError as error:
        cycle = ", ".join(resources[each].id for each in error.args[1][:-1])
        raise TemplateError(
            f"Circular dependency detected on resource: '{cycle}'. Please see https://aka.ms/arm-syntax-resources for "
            "usage details."
        ) from None
    return template


def _resources(scope: Scope, listed: list[Any]) -> dict[str, Resource]:
    found: dict[str, Resource] = {}
    for each in listed:
        resource = _resource(scope, each)
        if resource.key in found:
            raise TemplateError(
                f"The resource '{resource.id}' is defined multiple times in a template. Please see "
                "https://aka.ms/arm-syntax-resources for usage details."
            )
        found[resource.key] = resource
    return {key: _placed(each, found) for key, each in found.items()}


def _resource(scope: Scope, told: Any) -> Resource:  # noqa: ANN401 - a JSON value
    if not isinstance(told, dict):
        raise TemplateError(f"The template resource '{told}' is no object.")
    said = ", ".join(f"'{each}'" for each in told if each not in (*_BODY, *_SAID))
    if said:
        raise TemplateError(f"The template resource '{told.get('name')}' says {said}, which is not evaluated here.")
    try:
        made = scope.evaluate({name: told[name] for name in told if name not in ("comments", "metadata")})
    except TemplateError as error:
        raise TemplateError(f"The template resource '{told.get('name')}' is not valid: {error}") from None
    for name in ("type", "name", "apiVersion"):
        if not isinstance(made.get(name), str):
            raise TemplateError(f"The template resource '{told.get('name')}' has no '{name}' that is a text.")
    after = made.get("dependsOn") or []
    if not isinstance(after, list):
        raise TemplateError(f"The template resource '{made['name']}' has no array as 'dependsOn'.")
    if made["type"].lower() == _NESTED:
        raise TemplateError(f"The template resource '{made['name']}' is a nested deployment: not evaluated here.")
    names = made["name"].split("/")
    if made["type"].count("/") != len(names):
        raise TemplateError(
            f"The template resource '{made['name']}' for type '{made['type']}' has incorrect segment lengths. A nested "
            "resource type must have identical number of segments as its resource name. A root resource type must have "
            "segment length one greater than its resource name. Please see https://aka.ms/arm-syntax-resources for "
            "usage details."
        )
    own_id = resource_id(scope.group["id"], made["type"], *names)
    body = {name: made[name] for name in _BODY if made.get(name) is not None}
    return Resource(own_id, made["type"], made["name"], made["apiVersion"], body, tuple(after))


def _placed(resource: Resource, found: Mapping[str, Resource]) -> Resource:
    """Turn what a resource says that it depends on, by id, by type and name or by name alone, into keys."""
    keys = tuple(dict.fromkeys(_key_of(each, found) for each in resource.after))
    return Resource(resource.id, resource.type, resource.name, resource.api_version, resource.body, keys)


def _key_of(said: object, found: Mapping[str, Resource]) -> str:
    wanted = str(said).lower().strip("/")
    for key, each in found.items():
        provided = key.partition("/providers/")[2]
        if wanted in (key.strip("/"), provided, f"{each.type}/{each.name}".lower(), each.name.lower()):
            return key
    raise TemplateError(
        f"The resource '{said}' is not defined in the template. Please see https://aka.ms/arm-syntax for usage details."
    )


def _outputs(scope: Scope, told: Any) -> Body | None:  # noqa: ANN401 - a JSON value
    if told is None:
        return None
    made: Body = {}
    for name, each in told.items():
        kind = kind_of(each)
        if "value" not in each:
            raise TemplateError(f"The template output '{name}' has no value: nothing else is evaluated here.")
        try:
            value = scope.evaluate(each["value"])
        except TemplateError as error:
            raise TemplateError(f"The template output '{name}' is not valid: {error}") from None
        made[name] = {"type": kind} if is_secret(kind) else {"type": kind, "value": value}
    return made


def _hash(document: object) -> str:
    return str(int.from_bytes(sha256(encode(document)).digest()[:8]))
