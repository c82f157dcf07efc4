"""The program itself in a terminal: what its user sees, and that no process of it is left."""

import json
import os
import shlex
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.terminal.conftest import SIGSCOPE, Launcher, Program
from tests.terminal.pty import Pty
from tests.tui.screens.hostile import hostile_world

ROOT = Path(__file__).parents[2]
OPENED = "2.4.1 · img_prod / ubuntu-2204-hardened"
REGIONS = {"West Europe", "Brazil South", "North Europe", "Southeast Asia", "East US 2 (home)", "West US 3"}


def processes() -> dict[int, tuple[int, str]]:
    """Parent and command of every process that still runs."""
    listed = subprocess.run(["ps", "-A", "-o", "pid=,ppid=,stat=,args="], capture_output=True, text=True, check=True)
    rows = (line.split(maxsplit=3) for line in listed.stdout.splitlines())
    return {int(pid): (int(parent), args[0] if args else "") for pid, parent, stat, *args in rows if stat[0] != "Z"}


def simulator_of(terminal: Pty) -> int:
    """The process of the demo's simulator."""
    (child,) = [pid for pid, (parent, args) in processes().items() if parent == terminal.pid and "simulate" in args]
    return child


def wait_until_gone(process: int, seconds: float = 8.0) -> None:
    deadline = time.monotonic() + seconds
    while process in processes():
        assert time.monotonic() < deadline, f"process {process} is left"
        time.sleep(0.05)


def opened(start: Launcher, *, ignore_hangup: bool = False) -> tuple[Pty, int]:
    """The demo with all of its first screen, and its simulator."""
    terminal = start(SIGSCOPE, ignore_hangup=ignore_hangup)
    terminal.wait_for(OPENED, timeout=30)
    return terminal, simulator_of(terminal)


ENDINGS: dict[str, tuple[Callable[[Pty], object], int]] = {
    "q": (lambda terminal: terminal.send("q"), 0),
    "ctrl+c twice": (lambda terminal: terminal.send("\x03\x03"), 0),
    "SIGTERM": (lambda terminal: os.kill(terminal.pid, signal.SIGTERM), 143),
    "SIGHUP": (lambda terminal: os.kill(terminal.pid, signal.SIGHUP), 129),
    "a hang-up": (lambda terminal: terminal.hang_up(), 129),
    "kill -9": (lambda terminal: os.kill(terminal.pid, signal.SIGKILL), -signal.SIGKILL),
}


def test_the_demo_opens_on_the_worst_version_with_its_six_regions(start: Launcher) -> None:
    terminal, _ = opened(start)
    terminal.wait_for("West US 3")
    screen = terminal.screen()
    assert "SIMULATOR" in screen[0]
    shown = {region for region in REGIONS if any(region in line for line in screen)}
    assert shown == REGIONS
    order = [next(at for at, line in enumerate(screen) if f" {state} " in line) for state in ("Failed", "Missing")]
    assert order == sorted(order)


@pytest.mark.parametrize("ending", ENDINGS)
def test_no_process_is_left_however_it_ends(start: Launcher, ending: str) -> None:
    end, code = ENDINGS[ending]
    terminal, simulator = opened(start, ignore_hangup=ending == "a hang-up")
    end(terminal)
    assert terminal.wait_for_exit().code == code
    wait_until_gone(simulator)
    if code >= 0 and ending != "a hang-up":
        assert terminal.modes_changed() == set()
        assert terminal.echoes()


def test_quitting_while_the_simulator_is_still_starting_leaves_none(start: Launcher) -> None:
    terminal = start(SIGSCOPE)
    deadline = time.monotonic() + 10
    while not (children := [pid for pid, (parent, _) in processes().items() if parent == terminal.pid]):
        assert time.monotonic() < deadline
    terminal.send("q")
    assert terminal.wait_for_exit().code == 0
    for child in children:
        wait_until_gone(child)


def test_keys_typed_before_the_first_frame_are_not_lost(start: Launcher) -> None:
    terminal = start(SIGSCOPE, ready=False)
    terminal.send("?")
    terminal.wait_for("filter the pane")
    terminal.send("qq")
    assert terminal.wait_for_exit().code == 0


def test_the_second_start_paints_the_capture_before_the_simulator_has_answered(start: Launcher) -> None:
    terminal, _ = opened(start)
    terminal.wait_for("West US 3")
    terminal.send("q")
    assert terminal.wait_for_exit().code == 0
    again = start(SIGSCOPE, ready=False)
    painted, signed_in = again.arrival(b"West US 3"), again.arrival(b"Contoso \xc2\xb7 demo")
    assert painted < signed_in
    again.send("q")
    assert again.wait_for_exit().code == 0


def test_at_80x24_and_60x15_the_worst_is_still_in_sight(start: Launcher) -> None:
    terminal, _ = opened(start)
    terminal.resize(80, 24)
    terminal.wait_for("✗ Failed")
    terminal.resize(60, 15)
    terminal.wait_for("✗ 3")
    terminal.send("\t")
    terminal.wait_for("✗ Failed")


@pytest.mark.parametrize("redirection", ["< /dev/null", "> /dev/null", "2> error", "| cat"])
def test_without_a_terminal_on_all_three_streams_it_says_so_in_one_line(start: Launcher, redirection: str) -> None:
    command = f"{shlex.join(SIGSCOPE.argv)} {redirection}; code=${{PIPESTATUS[0]}}; cat error 2>&-; exit $code"
    terminal = start(
        Program("redirected", ("bash", "-c", f"cd FOLDER; PYTHONPATH={ROOT} {command}"), ready=""), ready=False
    )
    terminal.wait_for("sigscope: the explorer needs a terminal; scripts have sigscope list and sigscope status")
    assert terminal.wait_for_exit().code == 2
    assert terminal.modes_changed() == set()
    assert terminal.output.count(b"\n") == 1


HOSTILE_BYTES = [
    b"\x1b]52",
    b"\xc2\x9b",
    b"\xc2\x90",
    b"\xe2\x80\xae",
    b"\xe2\x81\xa6",
    b"\xe2\x80\x8b",
    b"\x07",
    b"\x00",
    b"\x7f",
]
"""OSC 52, C1 as UTF-8, bidirectional controls, zero width, control characters: what Textual has no need to write."""

WALK = ("\t", "\r", "\x1b", "!", "q", "\t", "kkkk", "llll", "jjjj", "z", "z", "f", "f", "/[/x]\r", "\x1b", "r")
LEAVING = (*("\x1b",) * 5, "q", "q")
"""Out of whatever page the walk has ended on, and out of the program."""


def test_no_hostile_byte_of_a_server_reaches_the_terminal(start: Launcher) -> None:
    scenario = start.folder / "hostile.json"
    scenario.write_text(json.dumps(hostile_world()))
    serve = [sys.executable, "-m", "tui", "simulate", "--scenario", str(scenario), "--until-eof"]
    with subprocess.Popen(serve, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as simulator:
        assert simulator.stdout is not None
        at = json.loads(simulator.stdout.readline())
        identity = [f"IDENTITY_ENDPOINT={at['identity_endpoint']}", f"IDENTITY_HEADER={at['identity_header']}"]
        options = ["--endpoint", at["endpoint"], "--ca-file", at["ca_file"], "--auth", "managed-identity"]
        argv = ("env", *identity, sys.executable, "-m", "tui", *options)
        terminal = start(Program("hostile", argv, ready="Galleries"))
        terminal.wait_for(r"\x1b]52", timeout=30)
        terminal.wait_for("West Europe")
        for keys in WALK:
            terminal.send(keys)
            terminal.wait_for_quiet(0.1)
        for keys in LEAVING:
            terminal.send(keys)
            terminal.wait_for_quiet(0.1)
        assert terminal.wait_for_exit().code == 0
        assert [each for each in HOSTILE_BYTES if each in terminal.output] == []
        assert terminal.modes_changed() == set()
        simulator.communicate()
