"""ctrl+z and fg, as with any other program of a shell."""

import os
import signal
import time

from tests.terminal.conftest import PROMPT, SMALL_APP, Launcher, Program
from tests.terminal.pty import Pty


def painted_lines(terminal: Pty) -> list[int]:
    return [number for number, line in enumerate(terminal.screen()) if line.strip()]


def test_ctrl_z_gives_the_shell_a_clean_screen_and_fg_paints_everything_anew(start: Launcher, program: Program) -> None:
    terminal = start.from_shell(program)
    terminal.wait_for_quiet(0.3)
    before = painted_lines(terminal)
    for _ in range(2):
        terminal.send("\x1a")
        terminal.wait_for("Stopped")
        terminal.wait_for(PROMPT)
        assert terminal.modes_changed() == set()
        assert terminal.echoes()
        terminal.send("fg\n")
        terminal.wait_for(program.ready)
        terminal.wait_for_quiet(0.3)
        assert painted_lines(terminal) == before
    terminal.send("q")
    terminal.wait_for(PROMPT)
    assert terminal.modes_changed() == set()


def test_a_size_changed_while_stopped_is_taken_up(start: Launcher) -> None:
    terminal = start.from_shell(SMALL_APP)
    terminal.send("\x1a")
    terminal.wait_for("Stopped")
    terminal.resize(100, 30)
    terminal.send("fg\n")
    terminal.wait_for("size 100x30")


def test_in_the_background_it_stays_stopped_until_fg(start: Launcher, program: Program) -> None:
    terminal = start.from_shell(program)
    terminal.send("\x1a")
    terminal.wait_for("Stopped")
    terminal.send("clear; bg\n")
    terminal.wait_for("&")
    terminal.send("clear; jobs\n")
    terminal.wait_for("Stopped")
    assert terminal.modes_changed() == set()
    terminal.send("fg\n")
    terminal.wait_for(program.ready)


def test_without_a_shell_ctrl_z_says_so_and_stops_nothing(start: Launcher, program: Program) -> None:
    terminal = start(program)
    terminal.send("\x1a")
    terminal.wait_for("No shell")
    terminal.send("q")
    assert terminal.wait_for_exit().code == 0


def test_stopped_and_continued_from_outside_it_reads_each_key_once(start: Launcher) -> None:
    terminal = start(SMALL_APP)
    os.kill(terminal.pid, signal.SIGSTOP)
    os.kill(terminal.pid, signal.SIGCONT)
    terminal.wait_for_quiet(0.3)
    for _ in range(5):
        terminal.send("k")
        time.sleep(0.02)
    terminal.wait_for("5 keys")
