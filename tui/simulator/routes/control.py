"""`/_simulator/...`: how a test or a person reads and steers the simulator itself."""

import math
from difflib import get_close_matches
from typing import Any, Final

import msgspec

from tui.simulator.clock import iso
from tui.simulator.loading import written_down
from tui.simulator.routing import Call, Route
from tui.simulator.scenario import decode_scenario, document
from tui.simulator.wire import ArmError, Response

PREFIX: Final = "/_simulator"
_EXPIRE: Final = {"expire_tokens": True}


def _world(call: Call) -> Response:
    return call.answer(document(written_down(call.state.world)))


def _put_world(call: Call) -> Response:
    try:
        call.state.load(decode_scenario(call.request.body), call.state.clock.speed)
    except ValueError as error:
        raise ArmError(400, "InvalidScenario", str(error)) from None
    return Response(204)


def _requests(call: Call) -> Response:
    return call.answer(call.state.ledger.report())


def _clear_requests(call: Call) -> Response:
    call.state.ledger.clear()
    return Response(204)


def _clock(call: Call) -> Response:
    clock = call.state.clock
    return call.answer({"now": iso(clock.now()), "speed": clock.speed})


def _set_clock(call: Call) -> Response:
    clock = call.state.clock
    steps = {"advance_seconds": clock.advance, "speed": clock.run_at}
    for name, value in _object(call.request.json(), steps).items():
        if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value) or value < 0:
            raise ArmError(400, "InvalidClock", f"{name} must be a number of at least 0, not {value!r}.")
        steps[name](value)
    return _clock(call)


def _faults(call: Call) -> Response:
    return call.answer(msgspec.to_builtins(call.state.faults.listed))


def _set_faults(call: Call) -> Response:
    asked = call.request.json()
    if _EXPIRE in (asked if isinstance(asked, list) else [asked]):
        call.state.tokens.expire()
    if asked != _EXPIRE:
        call.state.faults.set([each for each in asked if each != _EXPIRE] if isinstance(asked, list) else asked)
    return Response(204)


def _clear_faults(call: Call) -> Response:
    call.state.faults.listed = []
    return Response(204)


def _object(value: Any, known: dict[str, Any]) -> dict[str, Any]:  # noqa: ANN401 - a decoded body of any shape
    if not isinstance(value, dict):
        raise ArmError(400, "InvalidClock", "The body must be an object.")
    for name in value:
        if name not in known:
            near = get_close_matches(name, known, n=1)
            hint = f" Did you mean '{near[0]}'?" if near else ""
            raise ArmError(400, "InvalidClock", f"There is no '{name}'; known are {', '.join(known)}.{hint}")
    return value


ROUTES: Final = [
    Route("GET", f"{PREFIX}/world", _world),
    Route("PUT", f"{PREFIX}/world", _put_world),
    Route("GET", f"{PREFIX}/requests", _requests),
    Route("DELETE", f"{PREFIX}/requests", _clear_requests),
    Route("GET", f"{PREFIX}/clock", _clock),
    Route("POST", f"{PREFIX}/clock", _set_clock),
    Route("GET", f"{PREFIX}/faults", _faults),
    Route("PUT", f"{PREFIX}/faults", _set_faults),
    Route("DELETE", f"{PREFIX}/faults", _clear_faults),
]
