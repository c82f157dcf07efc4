"""Resource providers, and Compute's usages."""

from typing import Final

from tui.simulator.api_versions import supported
from tui.simulator.regions import REGIONS, canonical
from tui.simulator.routes import galleries, neighbours, network, proxies
from tui.simulator.routing import Call, Route
from tui.simulator.scenario import Body, Subscription
from tui.simulator.wire import ArmError, Response
from tui.simulator.writes.places import QUOTAS

REGISTRATION_SECONDS: Final = 60.0
CHANGING: Final = {"register": "Registering", "unregister": "Unregistering"}
_NEWEST_ELSEWHERE: Final = ["2022-09-01", "2022-12-01", "2023-07-01", "2025-04-01", "2026-03-02", "2026-04-01"]


def _read_namespaces() -> dict[str, list[str]]:
    found: dict[str, list[str]] = {"Microsoft.Resources": ["subscriptions", "resourceGroups", "tenants", "deployments"]}
    found |= {"Microsoft.ResourceGraph": ["resources"], "Microsoft.Authorization": ["locks"]}
    for each in (*galleries.TYPES, *neighbours.TYPES, *network.TYPES):
        namespace, _, resource_type = each.name.partition("/")
        found.setdefault(namespace, []).append(resource_type)
    found["Microsoft.Compute"] += [each.type_name.partition("/")[2] for each in proxies.FAMILIES]
    found["Microsoft.Compute"] += ["locations/usages", "locations/publishers", "skus"]
    found["Microsoft.Network"].append("virtualNetworks/subnets")
    return found


_NAMESPACES: Final = _read_namespaces()


def _providers(call: Call) -> Response:
    return call.answer({"value": [_provider_body(call, each) for each in _NAMESPACES]})


def _provider(call: Call) -> Response:
    return call.answer(_provider_body(call, namespace_of(call)))


def _register(call: Call) -> Response:
    """Register, or unregister, a subscription for a provider; it takes a while, and what was asked for last holds."""
    namespace, clock, subscription = namespace_of(call), call.state.clock, subscription_of(call)
    action = call.key.rpartition("/")[2]
    registering = action == "register"
    states, changing = subscription.registrations, CHANGING[action]

    def end() -> None:
        if states.get(namespace) != changing:
            return
        left = [each for each in subscription.unregistered if each.lower() != namespace.lower()]
        subscription.unregistered = left if registering else [*left, namespace]
        states[namespace] = "Registered" if registering else "Unregistered"

    under_way = states.get(namespace) in CHANGING.values()
    if states.get(namespace) != changing if under_way else _registered(subscription, namespace) != registering:
        states[namespace] = changing
        clock.at(clock.now() + REGISTRATION_SECONDS, end)
    return call.answer(_provider_body(call, namespace))


def subscription_of(call: Call) -> Subscription:
    """Give the subscription that a call is about."""
    return call.state.world.subscriptions[call.params["subscription"].lower()]


def _registered(subscription: Subscription, namespace: str) -> bool:
    return namespace.lower() not in (each.lower() for each in subscription.unregistered)


def namespace_of(call: Call) -> str:
    """Give the namespace that a call names, as it is written; raises `ArmError` 404 for one that is not known."""
    asked = call.params["namespace"]
    for namespace in _NAMESPACES:
        if namespace.lower() == asked.lower():
            return namespace
    raise ArmError(404, "InvalidResourceNamespace", f"The resource namespace '{asked}' is invalid.", gateway=True)


def _provider_body(call: Call, namespace: str) -> Body:
    subscription = subscription_of(call)
    usual = "Registered" if _registered(subscription, namespace) else "NotRegistered"
    return {
        "id": f"/subscriptions/{call.params['subscription']}/providers/{namespace}",
        "namespace": namespace,
        "resourceTypes": [_resource_type(namespace, each) for each in _NAMESPACES[namespace]],
        "registrationState": subscription.registrations.get(namespace, usual),
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


def _usages(call: Call) -> Response:
    location = canonical(call.params["location"])
    if location not in REGIONS:
        message = (
            f"The provided location '{call.params['location']}' is not available for resource type 'locations/usages'."
        )
        raise ArmError(400, "NoRegisteredProviderFound", message, gateway=True)
    count, subscription = call.state.world.count, call.params["subscription"].lower()
    value = [
        {
            "limit": limit,
            "unit": "Count",
            "currentValue": count(subscription, resource_type, location),
            "name": {"value": name, "localizedValue": words},
        }
        for resource_type, (name, words, limit) in QUOTAS.items()
    ]
    return call.answer({"value": value})


_PROVIDERS: Final = "Microsoft.Resources/subscriptions/providers"
_SUBSCRIPTION: Final = "/subscriptions/{subscription}/providers"
_USAGES: Final = f"{_SUBSCRIPTION}/Microsoft.Compute/locations/{{location}}/usages"

ROUTES: Final = [
    Route("GET", _SUBSCRIPTION, _providers, right_on=_PROVIDERS),
    Route("GET", f"{_SUBSCRIPTION}/{{namespace}}", _provider, right_on=_PROVIDERS),
    Route("POST", f"{_SUBSCRIPTION}/{{namespace}}/register", _register, right_on="Microsoft.Compute"),
    Route("POST", f"{_SUBSCRIPTION}/{{namespace}}/unregister", _register, right_on="Microsoft.Compute"),
    Route("GET", _USAGES, _usages, right_on="Microsoft.Compute/locations/usages"),
]
