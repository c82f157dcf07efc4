"""What every test gets: an environment and folders of its own, in UTC, with no variable of the machine's left over."""

import os
import time
from pathlib import Path

import pytest
from hypothesis import settings

# Examples are not timed: the machine that runs them may be busy.
settings.register_profile("unhurried", deadline=None)
settings.load_profile("unhurried")

_FOLDERS = {
    "HOME": "",
    "XDG_CONFIG_HOME": "config",
    "XDG_STATE_HOME": "state",
    "XDG_DATA_HOME": "data",
    "XDG_CACHE_HOME": "cache",
}
_TERMINAL = {"TERM": "xterm-256color", "COLORTERM": "truecolor", "LANG": "C.UTF-8"}
_UNWANTED = {
    *("NO_COLOR", "LC_ALL", "LC_CTYPE", "TMUX", "STY", "SSH_CONNECTION", "DISPLAY", "WAYLAND_DISPLAY"),
    *("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "NO_PROXY"),
}


@pytest.fixture(autouse=True)
def own_environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Clear what would change what the program does, and point every folder into an empty one."""
    for name in list(os.environ):
        if name.startswith("SIGSCOPE_") or name.upper() in _UNWANTED:
            monkeypatch.delenv(name)
    for name, folder in _FOLDERS.items():
        monkeypatch.setenv(name, str(tmp_path / folder))
    for name, value in _TERMINAL.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setenv("TZ", "UTC")
    time.tzset()


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say how many tests were held against recordings, and how many were not for want of them."""
    run, not_run = (
        sum(
            each.nodeid.startswith("tests/conformance/")
            for name in names
            for each in terminalreporter.stats.get(name, ())
        )
        for names in (("passed", "failed"), ("skipped",))
    )
    if run or not_run:
        terminalreporter.write_line(f"Conformance with recordings: {run} tests run, {not_run} not run.")
