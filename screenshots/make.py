"""Make the pictures of the README and of the tests from the running app: python -m screenshots.make [NAME]...

The app runs on the simulator's core in this process, on a clock that stands still: two runs give one picture.
"""

import asyncio
import html
import os
import re
import sys
import tempfile
import time
from contextlib import ExitStack
from pathlib import Path
from unittest.mock import patch

from screenshots.scenes import SCENES, Scene
from tests.tui.screens.stage import InProcess, Stage
from tests.tui.services.virtual_clock import VirtualClock
from tests.tui.simulated_azure import SimulatedAzure
from tui.app import SigscopeApp
from tui.settings import resolve
from tui.simulator.demo import demo_scenario
from tui.simulator.scenario import document, empty_scenario

HERE = Path(__file__).parent
ENVIRONMENT = {"TZ": "UTC", "TERM": "xterm-256color", "COLORTERM": "truecolor", "LANG": "C.UTF-8"}
LONGEST_WAIT = 120
_CELL = 12.2
"""How wide a cell of the exported pictures is."""
_TEXT = re.compile(r'<text [^>]*\bx="([\d.]+)" y="([\d.]+)" textLength[^>]*>([^<]*)</text>')


async def taken(scene: Scene) -> str:
    """The picture of a scene, as SVG."""
    clock = VirtualClock()
    world = demo_scenario(1) if scene.world == "demo" else document(empty_scenario(1))
    azure = SimulatedAzure(clock, world, graph_lag=scene.graph_lag)
    if scene.before:
        scene.before(azure)
    resolved = resolve({"demo": True, **scene.settings}, {})
    with ExitStack() as patched:
        patched.enter_context(patch("tui.app.SystemClock", lambda: clock))
        patched.enter_context(patch("tui.app.FLUSH_EVERY", 0.0))
        patched.enter_context(patch("tui.app.first_time", lambda _: scene.first_time))
        patched.enter_context(patch("tui.screens.explorer.OPENED_AFTER", 0.001))
        app = SigscopeApp(resolved, InProcess(resolved.settings, azure.connect))
        async with app.run_test(size=scene.size, notifications=True) as pilot:
            stage = Stage(app, pilot, clock)
            await _settled(stage, scene)
            await stage.press(*scene.keys)
            if scene.play:
                await scene.play(stage, azure)
            await stage.pass_time(0.5)
            return app.export_screenshot(title="sigscope --demo")


def text_of(svg: str) -> list[str]:
    """The lines that a picture shows, as text; wide letters leave the cells behind them empty."""
    lines: dict[float, str] = {}
    for x, y, text in _TEXT.findall(svg):
        before = lines.get(float(y), "").ljust(round(float(x) / _CELL))
        lines[float(y)] = before + html.unescape(text).replace("\xa0", " ")
    return [lines[y].rstrip() for y in sorted(lines)]


async def _settled(stage: Stage, scene: Scene) -> None:
    """Wait until every version was read once and the explorer stands on the worst of them."""
    for _ in range(LONGEST_WAIT if scene.settled else 4):
        await stage.pass_time(0.5)
        if stage.explorer.settled:
            break
    await stage.settle()


def main(names: list[str]) -> None:
    """Make those that are named, else all."""
    for name in names or SCENES:
        path = HERE / f"{name}.svg"
        with tempfile.TemporaryDirectory() as state:
            os.environ |= {**ENVIRONMENT, "HOME": state, "XDG_STATE_HOME": state, "XDG_CONFIG_HOME": state}
            time.tzset()
            path.write_text(asyncio.run(taken(SCENES[name])), encoding="utf-8")
        print(path)  # noqa: T201 - it is run by hand


if __name__ == "__main__":
    main(sys.argv[1:])
