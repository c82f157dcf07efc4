"""The simulator without sockets: a request in, a response out, against clocks that are passed in."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from email.utils import format_datetime
from typing import Final

from tui.simulator.api_versions import api_version_of
from tui.simulator.clock import WireClock
from tui.simulator.refusals import admit, not_simulated, unknown_route
from tui.simulator.routes import (
    control,
    deployments,
    directory,
    features,
    galleries,
    graph,
    groups,
    locks,
    metadata,
    neighbours,
    network,
    operation_results,
    operations,
    platform_images,
    providers,
    proxies,
    skus,
)
from tui.simulator.routing import Call, Route, Router
from tui.simulator.scenario import Scenario
from tui.simulator.state import State
from tui.simulator.tokens import Caller
from tui.simulator.wire import JSON_TYPE, ArmError, Request, Response

_FAMILIES: Final = (
    deployments,
    directory,
    features,
    galleries,
    graph,
    groups,
    locks,
    neighbours,
    network,
    operation_results,
    operations,
    platform_images,
    providers,
    proxies,
    skus,
)
_WRITES: Final = {"PUT", "PATCH", "POST", "DELETE"}


def _say_nothing(_: str) -> None:
    pass


class Core:
    """Azure Resource Manager for one scenario.

    `wire` tells wire time in seconds since 1970; world time starts at the scenario's `now` and runs at `speed` over it.
    `report` is told of what the simulator cannot answer, a line each. Raises ValueError where the scenario does not
    hold together.
    """

    def __init__(
        self,
        scenario: Scenario,
        *,
        wire: WireClock,
        seed: int = 1,
        speed: float = 1.0,
        latency_seconds: float = 0.0,
        page_size: int = 50,
        graph_lag: float = 60.0,
        enforce_limits: bool = True,
        report: Callable[[str], None] = _say_nothing,
    ) -> None:
        self.state = State(
            scenario,
            wire=wire,
            seed=seed,
            speed=speed,
            page_size=page_size,
            graph_lag=graph_lag,
            enforce_limits=enforce_limits,
            report=report,
        )
        self._latency = latency_seconds
        self._router = Router(route for family in _FAMILIES for route in family.ROUTES)
        self._control = Router(control.ROUTES)
        self.state.dispatch = self._dispatch

    def handle(self, request: Request) -> Response:
        """Answer a request of the HTTPS endpoint."""
        self.state.clock.play()
        key = request.path.rstrip("/").lower()
        if key.startswith(control.PREFIX):
            return self._dressed(request, self._steer(request, key))
        if key == metadata.PATH:
            return self._spoiled(request, lambda: metadata.endpoints(request))
        routes = self._router.find(key)
        route = routes.get(request.method)
        response = self._spoiled(request, lambda: self._answer(request, key, route, known=bool(routes)))
        self.state.ledger.count(route.title if route else f"{request.method} unknown", response.status)
        return response

    def token(self, request: Request) -> Response:
        """Answer a request of the identity endpoint, as App Service serves it."""
        return self._spoiled(request, lambda: self.state.tokens.endpoint(request, self.state.home_tenant))

    def _spoiled(self, request: Request, answer: Callable[[], Response]) -> Response:
        """Let a fault in force have its way with the answer, or come before it."""
        fault = self.state.faults.strike(request)
        response = Response() if fault and fault.replaces else answer()
        if fault:
            response = fault.spoil(response)
        return self._dressed(request, replace(response, delay_seconds=response.delay_seconds + self._latency))

    def _dressed(self, request: Request, response: Response) -> Response:
        """Put the headers on that every answer has."""
        moment = datetime.fromtimestamp(int(self.state.clock.now()), UTC)
        request_id = self.state.guids()
        headers = {
            "Cache-Control": "no-cache",
            "Date": format_datetime(moment, usegmt=True),
            "x-ms-request-id": request_id,
            "x-ms-correlation-request-id": request.headers.get("x-ms-correlation-request-id", request_id),
            "x-ms-routing-request-id": f"SIMULATOR:{moment:%Y%m%dT%H%M%SZ}:{request_id}",
        }
        if response.body:
            headers["Content-Type"] = JSON_TYPE
        return replace(response, headers={**headers, **response.headers})

    def _answer(self, request: Request, key: str, route: Route | None, *, known: bool) -> Response:
        quota: dict[str, str] = {}
        try:
            caller = self.state.tokens.check(request)
            if route is None or not route.own_quota:
                scope = key.split("/", 3)[2] if key.startswith("/subscriptions/") else "tenant"
                quota = self.state.limits.arm(scope, caller.object_id, request.method)
            if route is None:
                raise self._unanswerable(request, key, known=known)
            response = self._carry_out(request, key, route, caller)
        except ArmError as error:
            response = error.response()
        return replace(response, headers={**quota, **response.headers}) if quota else response

    def _dispatch(self, request: Request, caller: Caller) -> Response:
        """Answer what a deployment asks for: neither counted nor slowed, but by the rules for whoever started it."""
        key = request.path.rstrip("/").lower()
        route = self._router.find(key).get(request.method)
        try:
            if route is None:
                raise self._unanswerable(request, key, known=False)
            return self._carry_out(request, key, route, caller)
        except ArmError as error:
            return error.response()

    def _carry_out(self, request: Request, key: str, route: Route, caller: Caller) -> Response:
        api_version = api_version_of(request, route.resource_type)
        params = Router.params(route, request.path)
        if "subscription" in params:
            admit(self.state.world, request, key, params["subscription"], caller, route)
            if self.state.world.locks and request.method in _WRITES:
                self.state.world.locks.refuse(request, key)
        return route.handler(Call(self.state, request, params, key, caller, api_version))

    def _unanswerable(self, request: Request, key: str, *, known: bool) -> ArmError:
        if known and request.method in _WRITES:
            self.state.report(f"{request.method} {request.path}: this write is not simulated")
            return not_simulated(request)
        self.state.report(f"{request.method} {request.path}: no such route")
        return unknown_route(request, key)

    def _steer(self, request: Request, key: str) -> Response:
        """Answer a request that controls the simulator: no fault, limit or delay stands in its way."""
        route = self._control.find(key).get(request.method)
        try:
            caller = self.state.tokens.check(request)
            if route is None:
                raise ArmError(404, "NotFound", f"The simulator has no control '{request.method} {request.path}'.")
            return route.handler(Call(self.state, request, {}, key, caller, ""))
        except ArmError as error:
            return error.response()
