"""However the program is ended, the terminal is as it was and no process stays."""

import os
import signal
import time
from base64 import b64encode

import pytest

from tests.terminal.conftest import SMALL_APP, Launcher, Program
from tests.terminal.pty import Pty

STUCK = b64encode(b"stuck")
SIGNALS = {signal.SIGTERM: 143, signal.SIGHUP: 129, signal.SIGINT: 130}


def assert_clean(terminal: Pty) -> None:
    assert terminal.modes_changed() == set()
    assert terminal.echoes()
    assert not terminal.leaves_processes()


@pytest.mark.parametrize("number", SIGNALS, ids=lambda number: number.name)
def test_a_signal_ends_it_with_its_code_and_a_clean_screen(
    start: Launcher, program: Program, number: signal.Signals
) -> None:
    terminal = start(program)
    os.kill(terminal.pid, number)
    assert terminal.wait_for_exit().code == SIGNALS[number]
    assert_clean(terminal)


def test_quitting_leaves_a_clean_screen(start: Launcher, program: Program) -> None:
    terminal = start(program)
    terminal.send("q")
    assert terminal.wait_for_exit().code == 0
    assert_clean(terminal)


@pytest.mark.parametrize("ignore_hangup", [False, True], ids=["SIGHUP", "SIGHUP ignored"])
def test_a_hangup_ends_it_in_order(start: Launcher, program: Program, ignore_hangup: bool) -> None:
    terminal = start(program, ignore_hangup=ignore_hangup)
    terminal.hang_up()
    assert terminal.wait_for_exit(timeout=3).code == 129
    assert not terminal.leaves_processes()
    if program is SMALL_APP:
        assert (start.folder / "ended-in-order").exists()


def test_a_hangup_in_the_middle_of_painting_ends_it(start: Launcher) -> None:
    terminal = start(SMALL_APP, ignore_hangup=True)
    terminal.send("s")
    terminal.wait_for("BBBB")
    terminal.hang_up()
    assert terminal.wait_for_exit(timeout=3).code == 129


def test_a_hangup_ends_it_even_if_its_loop_is_stuck(start: Launcher) -> None:
    terminal = start(SMALL_APP, ignore_hangup=True)
    terminal.send("b")
    terminal.arrival(STUCK)
    terminal.hang_up()
    assert terminal.wait_for_exit(timeout=5).code == 129
    assert not (start.folder / "ended-in-order").exists()


def test_a_stopped_program_can_be_ended(start: Launcher, program: Program) -> None:
    terminal = start.from_shell(program)
    terminal.send("\x1a")
    terminal.wait_for("Stopped")
    terminal.send("set -b; kill %1\n")
    terminal.wait_for("Exit 143")


def test_a_signal_ends_even_a_stuck_loop_with_a_clean_screen(start: Launcher) -> None:
    terminal = start(SMALL_APP)
    terminal.send("b")
    terminal.arrival(STUCK)
    time.sleep(0.1)  # a signal in the very moment before a system call is seen only after it
    os.kill(terminal.pid, signal.SIGTERM)
    assert terminal.wait_for_exit(timeout=5).code == 143
    assert not (start.folder / "ended-in-order").exists()
    assert_clean(terminal)


def test_a_signal_ends_it_while_its_terminal_stalls_and_leaves_that_clean(start: Launcher) -> None:
    terminal = start(SMALL_APP)
    terminal.send("s")
    terminal.wait_for("BBBB")
    with terminal.stalled():
        time.sleep(0.5)
        os.kill(terminal.pid, signal.SIGTERM)
        assert terminal.wait_for_exit(timeout=8).code == 143
    terminal.arrival(rb"\x1b\[\?1049l")
    assert_clean(terminal)
