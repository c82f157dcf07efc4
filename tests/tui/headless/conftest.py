"""A shell to type commands into, with a simulated Azure behind it."""

from collections.abc import AsyncIterator

import pytest

from tests.simulated import Simulator, served
from tests.tui.headless.stage import Shell, readable_world


@pytest.fixture
async def simulator() -> AsyncIterator[Simulator]:
    """The small world over HTTPS, all of it readable."""
    async with served(readable_world()) as simulator:
        yield simulator


@pytest.fixture
def shell(shell: Shell, monkeypatch: pytest.MonkeyPatch, simulator: Simulator) -> Shell:
    """A shell whose environment signs in to the simulator."""
    # The second try is meant to wait; here nobody does.
    monkeypatch.setattr("tui.azure.throttling._PAUSES", (0.0, 0.0))
    shell.visit(simulator)
    return shell
