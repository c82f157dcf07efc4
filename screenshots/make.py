"""Make the pictures of the README from the running demo: python -m screenshots.make."""

import asyncio
import os
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from textual.pilot import Pilot

from tui.app import SigscopeApp
from tui.connector import Connector
from tui.settings import resolve

HERE = Path(__file__).parent

# The world stands nearly still, so that two runs give one picture.
STILL = ("simulate", "--scenario", "demo", "--seed", "1", "--speed", "0.001", "--until-eof")
PICTURES: dict[str, tuple[tuple[int, int], tuple[str, ...]]] = {
    "wide": ((120, 40), ()),
    "80x24": ((80, 24), ()),
    "definition": ((120, 40), ("up",)),
    "problems": ((120, 30), ("f",)),
    "help": ((120, 36), ("question_mark",)),
}
LONGEST_WAIT = 30.0


async def picture(name: str, size: tuple[int, int], keys: Sequence[str] = ()) -> Path:
    """Open the demo in a terminal of a size, press keys, and keep what is seen."""
    resolved = resolve({"demo": True}, {})
    app = SigscopeApp(resolved, Connector(resolved.settings, {}, STILL))
    async with app.run_test(size=size) as pilot:
        await _settled(pilot)
        await pilot.press(*keys)
        await pilot.pause(0.5)
        path = HERE / f"{name}.svg"
        path.write_text(app.export_screenshot(title="sigscope --demo"), encoding="utf-8")
    return path


async def _settled(pilot: Pilot[int]) -> None:
    """Wait until every version was read once and the explorer stands on the worst of them."""
    app = pilot.app
    async with asyncio.timeout(LONGEST_WAIT):
        while not (isinstance(app, SigscopeApp) and app.explorer.settled):
            await pilot.pause(0.1)
    await pilot.pause(0.5)


async def main() -> None:
    """Make them all."""
    os.environ |= {"TZ": "UTC", "TERM": "xterm-256color"}
    time.tzset()
    for name, (size, keys) in PICTURES.items():
        with tempfile.TemporaryDirectory() as state:
            os.environ |= {"XDG_STATE_HOME": state, "XDG_CONFIG_HOME": state}
            print(await picture(name, size, keys))  # noqa: T201 - it is run by hand


if __name__ == "__main__":
    asyncio.run(main())
