"""Azure as the simulator's core plays it, on the test's clock, reached through the whole way to Azure but sockets."""

from azure.core.exceptions import IncompleteReadError, ServiceRequestError, ServiceResponseError
from azure.core.rest import HttpRequest

from tests.simulated import Simulator, small_world
from tests.tui.azure.scripted_transport import Reply, ScriptedTransport
from tests.tui.services.virtual_clock import VirtualClock
from tui.azure.clock import Clock
from tui.azure.connect import ConnectOptions, connect
from tui.azure.credentials import Identity
from tui.azure.directory import AzureDirectory
from tui.simulator.scenario import Body
from tui.simulator.wire import Request, Response


class SimulatedAzure:
    """A world that can be changed and spoiled; `reachable` cuts the way to it."""

    def __init__(self, clock: VirtualClock, scenario: Body | None = None, **options: float) -> None:
        self._clock = clock
        self._simulator = Simulator(scenario or small_world(), **options)
        self._began = self._simulator.wire.now
        self.core = self._simulator.core
        self.reachable = True

    def connect(self) -> AzureDirectory:
        """The way to it."""
        identity = Identity(self._simulator.identity_endpoint, self._simulator.identity_header)
        options = ConnectOptions(endpoint=self._simulator.endpoint, identity=identity)
        clock = Clock(self._clock.monotonic, lambda: self._began + self._clock.monotonic(), self._clock.sleep)
        return connect(options, environ={}, clock=clock, open_transport=lambda: ScriptedTransport(self._answer))

    def spoil(self, *faults: Body) -> None:
        """Let faults strike from now on, in place of those before."""
        self.core.state.faults.set(list(faults))

    def asked(self, route: str) -> int:
        """How often a route was asked."""
        by_route: dict[str, int] = self.core.state.ledger.report()["by_route"]
        return by_route.get(route, 0)

    def _answer(self, request: HttpRequest) -> Reply | Exception:
        if not self.reachable:
            refused = ServiceRequestError("not connected")
            refused.__cause__ = ConnectionRefusedError()
            return refused
        self._simulator.wire.now = self._began + self._clock.monotonic()
        body = str(request.content or "").encode()
        sent = Request.to(request.method, request.url, request.headers, body)
        identity = sent.path.startswith("/msi")
        return _delivered(self.core.token(sent) if identity else self.core.handle(sent))


def _delivered(response: Response) -> Reply | Exception:
    if response.drop:
        return ServiceResponseError("the connection was dropped")
    if response.cut_after_bytes is not None:
        return IncompleteReadError("the answer ended in its middle")
    return Reply(response.body, response.status, dict(response.headers))
