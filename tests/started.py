"""A simulator that runs as a process of its own, for programs that reach it over the network only."""

import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tui.simulator.scenario import Body


@contextmanager
def started(scenario: Body, folder: Path, *options: str) -> Iterator[dict[str, str]]:
    """Start one of a scenario; gives what it announces."""
    file = folder / "scenario.json"
    file.write_text(json.dumps(scenario))
    command = [sys.executable, "-m", "tui", "simulate", "--scenario", str(file), *options, "--until-eof"]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    ) as simulator:
        assert simulator.stdout is not None
        try:
            announced: dict[str, str] = json.loads(simulator.stdout.readline())
            yield announced
        finally:
            simulator.communicate()
