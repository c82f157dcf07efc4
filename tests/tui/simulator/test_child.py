"""The simulator as a process of its own."""

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tui.simulator.child import ChildError, start_child

SERVE = "import sys; from tui.simulator.command import *; sys.exit(serve(SimulateOptions(scenario='empty', {})))"
START = "import tui.simulator.child, tui.simulator.command, sys; print([m for m in {} if m in sys.modules])"


def simulate(options: str = "until_eof=True") -> list[str]:
    return [sys.executable, "-c", SERVE.format(options)]


async def test_a_child_announces_itself_and_ends_with_its_parents_stdin() -> None:
    child = await start_child(simulate())
    announced = child.announcement
    assert announced.endpoint.startswith("https://localhost:")
    assert announced.identity_endpoint.startswith("http://localhost:")
    assert os.access(announced.ca_file, os.R_OK)
    await child.stop()
    assert not os.access(announced.ca_file, os.R_OK)
    with pytest.raises(ProcessLookupError):
        os.kill(announced.pid, 0)


async def test_a_child_that_does_not_heed_its_stdin_is_terminated(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tui.simulator.child._STOP_SECONDS", 0.3)
    child = await start_child(simulate("until_eof=False"))
    await child.stop()
    assert not os.access(child.announcement.ca_file, os.R_OK)


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("import sys; sys.exit('no such scenario')", "no such scenario"),
        ("print('hello')", "without a word"),
        ("print('{}')", "without a word"),
        ("pass", "without a word"),
    ],
)
async def test_a_child_that_does_not_come_up_is_reported_with_its_last_words(code: str, said: str) -> None:
    with pytest.raises(ChildError, match=said):
        await start_child([sys.executable, "-c", code])


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_ends_it_cleanly_with_one_line_said_and_nothing_left(number: signal.Signals) -> None:
    pipe = subprocess.PIPE
    with subprocess.Popen(simulate("until_eof=False"), stdin=pipe, stdout=pipe, stderr=pipe, text=True) as process:
        assert process.stdout is not None
        announced = json.loads(process.stdout.readline())
        process.send_signal(number)
        rest, errors = process.communicate(timeout=20)
    assert (process.returncode, rest, errors) == (0, "", "")
    assert not Path(announced["ca_file"]).exists()


def test_what_the_app_imports_to_start_a_simulator_loads_none_of_its_libraries() -> None:
    heavy = ["aiohttp", "trustme", "cryptography", "lark"]
    done = subprocess.run([sys.executable, "-c", START.format(heavy)], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"
