"""All that the simulator holds while it runs."""

from collections.abc import Callable

from tui.simulator.buckets import Limits
from tui.simulator.clock import WireClock, WorldClock, parse_time
from tui.simulator.deployments import Deployment
from tui.simulator.durations import Durations
from tui.simulator.faults import Faults
from tui.simulator.graph import Graph
from tui.simulator.guids import Guids
from tui.simulator.ledger import Ledger
from tui.simulator.loading import load_world
from tui.simulator.operations import Operations
from tui.simulator.scenario import Scenario
from tui.simulator.tokens import Caller, Tokens
from tui.simulator.wire import Request, Response
from tui.simulator.world import World


class State:
    """The world with its clock and Graph, which a scenario replaces, and what outlives them."""

    world: World
    clock: WorldClock
    graph: Graph
    dispatch: Callable[[Request, Caller], Response]
    """Carries out a request that a deployment makes in its caller's name: the core's, past its limits and counts."""

    def __init__(
        self,
        scenario: Scenario,
        *,
        wire: WireClock,
        seed: int,
        speed: float,
        page_size: int,
        graph_lag: float,
        enforce_limits: bool,
        report: Callable[[str], None],
    ) -> None:
        self.wire = wire
        self.page_size = page_size
        self.report = report
        self.guids = Guids(f"requests {seed}")
        self.tokens = Tokens(wire, Guids(f"tokens {seed}"))
        self.limits = Limits(wire, enforce_limits)
        self.faults = Faults()
        self.ledger = Ledger()
        self.operations = Operations(seed)
        self.durations = Durations(seed)
        self._graph_lag = graph_lag
        self.load(scenario, speed)

    @property
    def home_tenant(self) -> str:
        """The tenant that tokens are for."""
        return self.world.tenants[0].tenant_id

    def load(self, scenario: Scenario, speed: float) -> None:
        """Put another world in place of this one; raises ValueError where the scenario does not hold together."""
        clock = WorldClock(parse_time(scenario.now), self.wire, speed)
        world = load_world(scenario, clock)
        self.operations.clear()
        self.tokens.names = {each.tenant_id: each.account for each in scenario.tenants if each.account}
        self.deployments: dict[str, Deployment] = {}
        """The runs of deployments, by their keys."""
        self.clock, self.world, self.graph = clock, world, Graph(world, self._graph_lag)
