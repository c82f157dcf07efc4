"""The refusals of the front door, before any resource is looked at."""

from tui.simulator.routing import Route
from tui.simulator.scenario import Subscription
from tui.simulator.tokens import Caller, wrong_tenant
from tui.simulator.wire import ArmError, Request
from tui.simulator.world import World


def admit(world: World, request: Request, key: str, subscription: str, caller: Caller, route: Route) -> None:
    """Let a call into a subscription, or raise what the service refuses it with: 404, 401 or 403."""
    known: Subscription | None = world.subscriptions.get(subscription.lower())
    if known is None:
        raise ArmError(
            404, "SubscriptionNotFound", f"The subscription '{subscription}' could not be found.", gateway=True
        )
    if known.tenant_id != caller.tenant_id:
        raise wrong_tenant(caller.tenant_id, known.tenant_id)
    # A subscription that is listed can be read itself, though nothing in it may be.
    if world.denied and key.count("/") > 2 and world.denied.forbid(key, route.action):
        raise _forbidden(request, caller, route)
    namespace = route.resource_type.partition("/")[0]
    if known.unregistered and namespace.lower() in (each.lower() for each in known.unregistered):
        raise _unregistered(namespace)


def not_simulated(request: Request) -> ArmError:
    """Refuse a write that the service would know."""
    message = f"The simulator does not carry out {request.method} on this resource."
    return ArmError(400, "NotSupportedBySimulator", message)


def unknown_route(request: Request, key: str) -> ArmError:
    """Say that nothing is served there."""
    _, provider, rest = key.partition("/providers/")
    if not provider:
        return ArmError(404, "NotFound", f"The requested path '{request.path}' was not found.", gateway=True)
    namespace, _, resource = rest.partition("/")
    message = (
        f"The resource type '{'/'.join(resource.split('/')[::2])}' could not be found in the namespace '{namespace}' "
        f"for api version '{request.query.get('api-version', '')}'."
    )
    return ArmError(404, "InvalidResourceType", message, gateway=True)


def _forbidden(request: Request, caller: Caller, route: Route) -> ArmError:
    return ArmError(
        403,
        "AuthorizationFailed",
        f"The client '{caller.client_id}' with object id '{caller.object_id}' does not have authorization to perform "
        f"action '{route.action}' over scope '{_scope(request.path, route)}' or the scope is invalid. If access was "
        "recently granted, please refresh your credentials.",
        gateway=True,
    )


def _unregistered(namespace: str) -> ArmError:
    message = (
        f"The subscription is not registered to use namespace '{namespace}'. See https://aka.ms/rps-not-found for how "
        "to register subscriptions."
    )
    code = "MissingSubscriptionRegistration"
    details = [{"code": code, "target": namespace, "message": message}]
    return ArmError(409, code, message, details=details, gateway=True)


def _scope(path: str, route: Route) -> str:
    """What a right is wanted over: the resource, or for a list or an action what it is in or on."""
    if route.pattern.endswith("}"):
        return path
    if route.method == "POST":
        return path.rpartition("/")[0]
    before, _, collection = path.rpartition("/providers/")
    return before if collection.count("/") == 1 else path.rpartition("/")[0]
