"""Azure as the simulator's core plays it, on the test's clock, reached through the whole way to Azure but sockets."""

from collections import Counter

from azure.core.exceptions import (
    IncompleteReadError,
    ServiceRequestError,
    ServiceResponseError,
    ServiceResponseTimeoutError,
)
from azure.core.pipeline.transport import AsyncHttpTransport
from azure.core.rest import AsyncHttpResponse, HttpRequest

from tests.simulated import Answer, Simulator, small_world
from tests.tui.azure.scripted_transport import Reply
from tests.tui.azure.scripted_transport import Response as Received
from tests.tui.services.virtual_clock import VirtualClock
from tui.azure.clock import Clock
from tui.azure.connect import ConnectOptions, connect
from tui.azure.credentials import Identity
from tui.azure.directory import AzureDirectory
from tui.simulator.scenario import Body
from tui.simulator.wire import Request, Response

SILENCE = 30.0
"""Seconds without a byte after which a transport gives up on an answer."""


class SimulatedAzure:
    """A world that can be changed and spoiled; `reachable` cuts the way to it.

    `asked_in` counts the requests that arrived by the second of the test's clock; `host_ahead` is by how many seconds
    the wall clock of this machine is wrong.
    """

    def __init__(self, clock: VirtualClock, scenario: Body | None = None, **options: float) -> None:
        self._clock = clock
        self._simulator = Simulator(scenario or small_world(), **options)
        self._began = self._simulator.wire.now
        self.core = self._simulator.core
        self.reachable = True
        self.host_ahead = 0.0
        self.asked_in: Counter[int] = Counter()

    def connect(self) -> AzureDirectory:
        """The way to it."""
        identity = Identity(self._simulator.identity_endpoint, self._simulator.identity_header)
        options = ConnectOptions(endpoint=self._simulator.endpoint, identity=identity)
        clock = Clock(self._clock.monotonic, lambda: self._now() + self.host_ahead, self._clock.sleep)
        return connect(options, environ={}, clock=clock, open_transport=lambda: _Transport(self, self._clock))

    def spoil(self, *faults: Body) -> None:
        """Let faults strike from now on, in place of those before."""
        self.core.state.faults.set(list(faults))

    def asked(self, route: str) -> int:
        """How often a route was asked."""
        by_route: dict[str, int] = self.core.state.ledger.report()["by_route"]
        return by_route.get(route, 0)

    def sleep(self, seconds: float) -> None:
        """Let this machine sleep: time goes on for Azure, and stands still here."""
        self._began += seconds

    def write(self, method: str, path: str, body: object = None) -> Answer:
        """Write as somebody else does, from elsewhere: faults do not strike there."""
        self._simulator.wire.now = self._now()
        faults = self.core.state.faults
        listed, faults.listed = faults.listed, []
        self._simulator.token = self._simulator.new_token()
        answer = self._simulator.write(method, path, body)
        faults.listed = listed
        return answer

    def answer(self, request: HttpRequest) -> Response:
        """Answer a request; raises ServiceRequestError while nothing is reachable."""
        if not self.reachable:
            raise ServiceRequestError("not connected") from ConnectionRefusedError()
        self.asked_in[int(self._clock.monotonic())] += 1
        self._simulator.wire.now = self._now()
        body = str(request.content or "").encode()
        sent = Request.to(request.method, request.url, request.headers, body)
        identity = sent.path.startswith("/msi")
        return self.core.token(sent) if identity else self.core.handle(sent)

    def _now(self) -> float:
        return self._began + self._clock.monotonic()


class _Transport(AsyncHttpTransport[HttpRequest, AsyncHttpResponse]):
    """Carries requests to a simulated Azure, and its answers back in their own time."""

    def __init__(self, azure: SimulatedAzure, clock: VirtualClock) -> None:
        self._azure = azure
        self._clock = clock

    async def send(self, request: HttpRequest, **_: object) -> AsyncHttpResponse:
        """Send a request; raises what a connection does that breaks off or falls silent."""
        response = self._azure.answer(request)
        if response.delay_seconds:
            await self._clock.sleep(min(response.delay_seconds, SILENCE))
        if response.delay_seconds > SILENCE:
            raise ServiceResponseTimeoutError("nothing came for a while")
        if response.drop:
            raise ServiceResponseError("the connection was dropped")
        if response.cut_after_bytes is not None:
            raise IncompleteReadError("the answer ended in its middle")
        return Received(request, Reply(response.body, response.status, dict(response.headers)))

    async def open(self) -> None:
        """Nothing to open."""

    async def close(self) -> None:
        """Nothing to close."""

    async def __aexit__(self, *_: object) -> None:
        pass
