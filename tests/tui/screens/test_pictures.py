"""How the demo looks: a few pictures, for what words do not catch. `pytest --snapshot-update` takes new ones."""

from collections.abc import Callable

import pytest
from textual.pilot import Pilot

from tests.tui.screens.stage import InProcess, Stage
from tests.tui.services.virtual_clock import VirtualClock
from tests.tui.simulated_azure import SimulatedAzure
from tui.app import SigscopeApp
from tui.settings import resolve
from tui.simulator.demo import demo_scenario

Compare = Callable[..., bool]

LOOKS: dict[str, tuple[tuple[int, int], dict[str, object]]] = {
    "wide": ((120, 40), {}),
    "80x24": ((80, 24), {}),
    "light": ((120, 40), {"theme": "light"}),
    "terminal": ((120, 40), {"theme": "terminal"}),
}


@pytest.mark.usefixtures("opened")
@pytest.mark.parametrize("look", LOOKS)
def test_the_demo_looks_as_it_did(snap_compare: Compare, clock: VirtualClock, look: str) -> None:
    size, settings = LOOKS[look]
    resolved = resolve({"demo": True, **settings}, {})
    app = SigscopeApp(resolved, InProcess(resolved.settings, SimulatedAzure(clock, demo_scenario(1)).connect))

    async def stand(pilot: Pilot[int]) -> None:
        stage = Stage(app, pilot, clock)
        for _ in range(120):
            await stage.pass_time(0.5)
            if stage.explorer.settled:
                break
        assert stage.explorer.settled
        await stage.settle()

    assert snap_compare(app, run_before=stand, terminal_size=size)
