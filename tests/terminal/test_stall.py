"""A terminal that takes nothing for a while stops nothing but the picture."""

import re
import time

from tests.terminal.conftest import SMALL_APP, Launcher, Program

STALL = 3.0


def test_the_program_runs_on_while_its_terminal_stalls(start: Launcher) -> None:
    terminal = start(SMALL_APP)
    terminal.send("s")
    terminal.wait_for("BBBB")
    terminal.send("g")
    terminal.wait_for("gap")
    with terminal.stalled():
        time.sleep(STALL)
        terminal.send("g")
    terminal.wait_for("gap")
    found = re.search(r"gap (\d+) ms, (\d+) frames", terminal.screen()[0])
    assert found is not None
    assert int(found[1]) < 500


def test_what_changed_meanwhile_is_shown_when_the_terminal_goes_on(start: Launcher, program: Program) -> None:
    terminal = start(program)
    with terminal.stalled():
        for columns, rows in [(90, 30), (300, 100), (110, 35)] * 4:
            terminal.resize(columns, rows)
            time.sleep(0.05)
    terminal.wait_for(program.ready)
    if program is SMALL_APP:
        terminal.wait_for("size 110x35")
    terminal.send("q")
    assert terminal.wait_for_exit().code == 0
