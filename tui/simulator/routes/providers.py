"""Resource providers, and Compute's usages."""

from typing import Final

from tui.simulator.api_versions import supported
from tui.simulator.regions import REGIONS, canonical
from tui.simulator.routes import galleries, resources
from tui.simulator.routing import Call, Route
from tui.simulator.scenario import Body
from tui.simulator.wire import ArmError, Response

_NEWEST_ELSEWHERE: Final = ["2022-09-01", "2022-12-01", "2023-07-01", "2025-04-01", "2026-03-02", "2026-04-01"]


def _read_namespaces() -> dict[str, list[str]]:
    found: dict[str, list[str]] = {"Microsoft.Resources": ["subscriptions", "resourceGroups", "tenants"]}
    found["Microsoft.ResourceGraph"] = ["resources"]
    for each in (*galleries.TYPES, *resources.TYPES):
        namespace, _, resource_type = each.name.partition("/")
        found.setdefault(namespace, []).append(resource_type)
    found["Microsoft.Compute"].append("locations/usages")
    return found


_NAMESPACES: Final = _read_namespaces()


def _providers(call: Call) -> Response:
    return call.answer({"value": [_provider_body(call, each) for each in _NAMESPACES]})


def _provider(call: Call) -> Response:
    asked = call.params["namespace"]
    for namespace in _NAMESPACES:
        if namespace.lower() == asked.lower():
            return call.answer(_provider_body(call, namespace))
    raise ArmError(404, "InvalidResourceNamespace", f"The resource namespace '{asked}' is invalid.", gateway=True)


def _provider_body(call: Call, namespace: str) -> Body:
    return {
        "id": f"/subscriptions/{call.params['subscription']}/providers/{namespace}",
        "namespace": namespace,
        "resourceTypes": [_resource_type(namespace, each) for each in _NAMESPACES[namespace]],
        "registrationState": "Registered",
        "registrationPolicy": "RegistrationRequired",
    }


def _resource_type(namespace: str, name: str) -> Body:
    versions = supported(f"{namespace}/{name}") or _NEWEST_ELSEWHERE
    return {
        "resourceType": name,
        "locations": [each.display_name for each in REGIONS.values()],
        "apiVersions": versions[::-1],
        "capabilities": "SupportsTags, SupportsLocation",
    }


_QUOTAS: Final = (
    # Recorded: what `usages` answers for galleries, the same in every region.
    ("Gallery", "Gallery", 100, "microsoft.compute/galleries"),
    ("GalleryImage", "Gallery Image", 1000, "microsoft.compute/galleries/images"),
    ("GalleryImageVersion", "Gallery Image Version", 10000, "microsoft.compute/galleries/images/versions"),
)


def _usages(call: Call) -> Response:
    location = canonical(call.params["location"])
    if location not in REGIONS:
        message = (
            f"The provided location '{call.params['location']}' is not available for resource type 'locations/usages'."
        )
        raise ArmError(400, "NoRegisteredProviderFound", message, gateway=True)
    scope = f"/subscriptions/{call.params['subscription']}".lower()
    here = [each.type for each in call.state.world.below(scope) if each.location == location]
    value = [
        {
            "limit": limit,
            "unit": "Count",
            "currentValue": here.count(resource_type),
            "name": {"value": name, "localizedValue": words},
        }
        for name, words, limit, resource_type in _QUOTAS
    ]
    return call.answer({"value": value})


ROUTES: Final = [
    Route("GET", "/subscriptions/{subscription}/providers", _providers),
    Route("GET", "/subscriptions/{subscription}/providers/{namespace}", _provider),
    Route("GET", "/subscriptions/{subscription}/providers/Microsoft.Compute/locations/{location}/usages", _usages),
]
