"""What goes over the line while one only looks: what has changed, and nothing where nothing has."""

from typing import Any

import pytest
from textual._compositor import ChopsUpdate, LayoutUpdate

from tests.tui.screens.stage import WIDE, Stage, Stages
from tests.tui.screens.walk import demo
from tests.tui.simulated_azure import SimulatedAzure
from tui.screens.explorer import AGES_EVERY
from tui.simulator.demo import demo_scenario
from tui.terminal.painted import Painted

TEN_MINUTES = 600.0
STILL = 0.000_001
"""World seconds a second: in ten minutes nothing moves, and nothing ages."""


class Line:
    """What the terminal of an app would get from now on."""

    def __init__(self, stage: Stage) -> None:
        self.sent = ""
        self._painted = Painted()
        self._app = stage.app

    def display(self, _: object, frame: Any) -> None:  # noqa: ANN401 - as Textual annotates it
        """Take a frame as the program's own display does."""
        if isinstance(frame, ChopsUpdate | LayoutUpdate):
            difference = self._painted.difference(frame, self._app.size)
            self.sent += difference.render_segments(self._app.console) if difference else ""


async def watched(stage: Stage, monkeypatch: pytest.MonkeyPatch, seconds: float) -> str:
    """What is sent in so many seconds after the screen stands."""
    line = Line(stage)
    monkeypatch.setattr(stage.app, "_display", line.display)
    stage.app.refresh(layout=True)
    await stage.settle()
    assert "SIMULATOR" in line.sent
    line.sent = ""
    for _ in range(int(seconds / AGES_EVERY)):
        await stage.pass_time(AGES_EVERY)
        stage.explorer._show_all()
        await stage.settle()
    return line.sent


async def test_ten_minutes_of_nothing_send_nothing(opened: Stages, monkeypatch: pytest.MonkeyPatch) -> None:
    azure = SimulatedAzure(opened.clock, demo_scenario(1), speed=STILL)
    async with demo(opened, WIDE, azure=azure) as stage:
        asked = sum(azure.asked_in.values())
        assert await watched(stage, monkeypatch, TEN_MINUTES) == ""
        assert sum(azure.asked_in.values()) > asked + 10


async def test_what_moves_sends_what_has_changed_of_it(opened: Stages, monkeypatch: pytest.MonkeyPatch) -> None:
    async with demo(opened, WIDE) as stage:
        sent = await watched(stage, monkeypatch, 120.0)
    assert 200 < len(sent.encode()) < 6000
