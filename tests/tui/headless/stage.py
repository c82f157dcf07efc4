"""The command line as a script runs it: arguments in, exit code, stdout and stderr out."""

import asyncio
import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest

from tests.simulated import Simulator, small_world
from tui.cli import main
from tui.folders import settings_file
from tui.simulator.scenario import Body


@dataclass(frozen=True, slots=True)
class Ran:
    """How a command ended, and what it said."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:  # noqa: ANN401 - whatever the command prints
        """The one JSON value on stdout."""
        return json.loads(self.out)

    @property
    def lines(self) -> list[str]:
        """The lines on stdout."""
        return self.out.splitlines()

    @property
    def objects(self) -> list[dict[str, Any]]:
        """One JSON object for each line on stdout."""
        return [json.loads(line) for line in self.lines]

    @property
    def names(self) -> list[str]:
        """The names in a JSON array."""
        return [each["name"] for each in self.json]


class Shell:
    """Runs sigscope in this process; its environment is that of the test, which signs in to a simulator."""

    def __init__(self, captured: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
        self.environ = monkeypatch
        self.history: list[Ran] = []
        self._captured = captured

    def visit(self, simulator: Simulator) -> None:
        """Point the environment at a simulator."""
        self.environ.setenv("SIGSCOPE_ENDPOINT", simulator.endpoint)
        self.environ.setenv("SIGSCOPE_CA_FILE", str(simulator.ca_file))
        self.environ.setenv("IDENTITY_ENDPOINT", simulator.identity_endpoint)
        self.environ.setenv("IDENTITY_HEADER", simulator.identity_header)

    def settings(self, text: str) -> None:
        """Write the settings file that is read unless another is named."""
        file = settings_file()
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")

    def type(self, *words: str) -> Ran:
        """Run a command line; not for use where a loop runs."""
        self._captured.readouterr()
        code = main(words)
        out, err = self._captured.readouterr()
        ran = Ran(code, out, err)
        self.history.append(ran)
        return ran

    async def run(self, *words: str) -> Ran:
        """Run a command line beside the simulator that answers it."""
        return await asyncio.to_thread(self.type, *words)


def strike(simulator: Simulator, *faults: dict[str, object]) -> None:
    """Let these faults spoil the simulator's answers from now on."""
    simulator.core.state.faults.set(list(faults))


def readable_world(*more: Body, **replaced: object) -> Body:
    """Make the small world without what its account may not read."""
    world = small_world(*more)
    (home, _), (*subscriptions, _) = world["tenants"], world["subscriptions"]
    return {**world, "tenants": [home], "subscriptions": subscriptions, "denied": [], **replaced}


class TurningClock:
    """A clock on which sleeping turns the simulator's time on, so that nobody waits."""

    def __init__(self, simulator: Simulator) -> None:
        self.slept: list[float] = []
        self._simulator = simulator
        self._events: dict[int, Callable[[], None]] = {}

    def turns(self, simulator: Simulator) -> None:
        """Turn another simulator's time from now on."""
        self._simulator = simulator

    def after(self, sleeps: int, event: Callable[[], None]) -> None:
        """Have something happen once so many sleeps are over."""
        self._events[sleeps] = event

    def monotonic(self) -> float:
        """Seconds slept so far."""
        return sum(self.slept)

    async def sleep(self, seconds: float) -> None:
        """Let that many seconds pass there."""
        self.slept.append(seconds)
        self._simulator.wire.advance(seconds)
        self._events.get(len(self.slept), lambda: None)()
