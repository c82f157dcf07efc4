"""Preview features of resource providers, and a subscription's registration for them.

Which features there are changes from month to month: any name is taken for one, and is not registered until it is.
"""

from typing import Final

from tui.simulator.routes.providers import CHANGING, REGISTRATION_SECONDS, namespace_of, subscription_of
from tui.simulator.routing import Call, Route
from tui.simulator.scenario import Body
from tui.simulator.wire import Response


def _features(call: Call) -> Response:
    """List what has ever been registered for, of one provider or of all."""
    own = namespace_of(call) if "namespace" in call.params else ""
    known = sorted(each.partition("/") for each in subscription_of(call).registrations)
    names = ["/".join([namespace, name]) for namespace, _, name in known if name and own in ("", namespace)]
    return call.answer({"value": [_body(call, each) for each in names]})


def _feature(call: Call) -> Response:
    return call.answer(_body(call, _name(call)))


def _change(call: Call) -> Response:
    """Register, or unregister; it takes a while, and what was asked for last holds."""
    action = call.key.rpartition("/")[2]
    states, name, clock = subscription_of(call).registrations, _name(call), call.state.clock
    after, changing = "Registered" if action == "register" else "Unregistered", CHANGING[action]

    def end() -> None:
        if states.get(name) == changing:
            states[name] = after

    if states.get(name) not in (after, changing):
        states[name] = changing
        clock.at(clock.now() + REGISTRATION_SECONDS, end)
    return call.answer(_body(call, name))


def _name(call: Call) -> str:
    """The whole name, as it was first written."""
    asked = f"{namespace_of(call)}/{call.params['feature']}"
    return next((each for each in subscription_of(call).registrations if each.lower() == asked.lower()), asked)


def _body(call: Call, name: str) -> Body:
    namespace, _, feature = name.partition("/")
    path = f"/subscriptions/{call.params['subscription']}/providers/Microsoft.Features/providers"
    return {
        "properties": {"state": subscription_of(call).registrations.get(name, "NotRegistered")},
        "id": f"{path}/{namespace}/features/{feature}",
        "type": "Microsoft.Features/providers/features",
        "name": name,
    }


_PATH: Final = "/subscriptions/{subscription}/providers/Microsoft.Features"
_ONE: Final = f"{_PATH}/providers/{{namespace}}/features/{{feature}}"
_TYPE: Final = "Microsoft.Features/providers/features"
ROUTES: Final = [
    Route("GET", f"{_PATH}/features", _features, resource_type=_TYPE),
    Route("GET", f"{_PATH}/providers/{{namespace}}/features", _features, resource_type=_TYPE),
    Route("GET", _ONE, _feature, resource_type=_TYPE),
    *(Route("POST", f"{_ONE}/{action}", _change, resource_type=_TYPE) for action in CHANGING),
]
