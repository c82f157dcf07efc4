"""An error of the program's own: the terminal is given back, one line says where the report is."""

import stat

import pytest

from tests.terminal.conftest import SMALL_APP, Launcher
from tests.terminal.small_app import SECRET


@pytest.mark.parametrize("key", ["x", "w"], ids=["in a handler", "in a worker"])
def test_a_crash_leaves_a_clean_screen_and_one_line_that_names_the_report(start: Launcher, key: str) -> None:
    terminal = start(SMALL_APP)
    terminal.send(key)
    assert terminal.wait_for_exit().code == 70
    assert terminal.modes_changed() == set()
    assert terminal.echoes()
    log = start.folder / "log" / "sigscope.log"
    said = terminal.output.rpartition(b"\x1b[?1006l")[2].decode().strip()
    assert said == f"sigscope ended on an error of its own (RuntimeError). The report is in {log}"
    report = log.read_text()
    assert "action_crash" in report
    assert "Authorization: Bearer [redacted]" in report


@pytest.mark.parametrize("keys", ["x", "w", "tq"], ids=["in a handler", "in a worker", "in a thread"])
def test_no_secret_reaches_the_terminal_or_the_log(start: Launcher, keys: str) -> None:
    terminal = start(SMALL_APP)
    terminal.send(keys)
    terminal.wait_for_exit()
    log = start.folder / "log" / "sigscope.log"
    assert SECRET not in terminal.output.decode()
    assert SECRET not in log.read_text()
    assert stat.S_IMODE(log.stat().st_mode) == 0o600
    assert stat.S_IMODE(log.parent.stat().st_mode) == 0o700


def test_an_error_in_a_thread_is_in_the_log_and_nowhere_on_the_screen(start: Launcher) -> None:
    terminal = start(SMALL_APP)
    terminal.send("t")
    terminal.wait_for("thread ended")
    assert not any("Traceback" in line for line in terminal.screen())
    assert "RuntimeError" in (start.folder / "log" / "sigscope.log").read_text()
    terminal.send("q")
    assert terminal.wait_for_exit().code == 0
