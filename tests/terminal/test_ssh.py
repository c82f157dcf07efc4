"""The program at the other end of a real SSH connection, on loopback."""

import os
import signal
import time
import uuid
from collections.abc import Iterator
from contextlib import ExitStack, suppress
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from tests.terminal import sshd
from tests.terminal.pty import Pty
from tests.terminal.sshd import Server

OPENED = "2.4.1 · img_prod / ubuntu-2204-hardened"
WITHIN = 3.0
"""Seconds after a connection is gone within which nothing may be left."""


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    """A server, where one can be."""
    with TemporaryDirectory() as folder, ExitStack() as running:
        if reason := sshd.missing(Path(folder)):
            pytest.skip(reason)
        yield running.enter_context(sshd.serving(Path(folder)))


class Session:
    """The demo over SSH."""

    def __init__(self, server: Server, home: Path) -> None:
        self._mark = uuid.uuid4().hex
        places = dict.fromkeys(("HOME", "XDG_STATE_HOME", "XDG_CONFIG_HOME"), str(home))
        command = server.login(sshd.demo(), {**places, "MARK_OF_TEST": self._mark})
        self.terminal = Pty(command, environment=places)

    def processes(self) -> set[int]:
        """The processes of this session at the other end: the program, and its simulator."""
        found = set[int]()
        for environment in Path("/proc").glob("[0-9]*/environ"):
            with suppress(OSError):  # ended, or another user's
                if f"MARK_OF_TEST={self._mark}".encode() in environment.read_bytes():
                    found.add(int(environment.parent.name))
        return found

    def wait_until_gone(self) -> None:
        """Wait until nothing of it is left at the other end; raises AssertionError after `WITHIN` seconds."""
        deadline = time.monotonic() + WITHIN
        while left := self.processes():
            assert time.monotonic() < deadline, f"left: {left}"
            time.sleep(0.02)


@pytest.fixture
def session(server: Server, tmp_path: Path) -> Iterator[Session]:
    """The demo with all of its first screen."""
    session = Session(server, tmp_path)
    with session.terminal:
        session.terminal.wait_for(OPENED, timeout=30)
        yield session


def test_it_opens_moves_copies_and_quits(session: Session) -> None:
    terminal = session.terminal
    terminal.wait_for("✗ Failed")
    terminal.send("\x1b[A")
    terminal.wait_for("ubuntu-2204-hardened · img_prod")
    terminal.resize(80, 24)
    terminal.wait_for("│ Succeeded · Linux")
    terminal.send("y")
    terminal.wait_for("sent to the terminal")
    terminal.arrival(rb"\x1b\]52;c;[A-Za-z0-9+/=]+\x07")
    terminal.send("q")
    assert terminal.wait_for_exit().code == 0
    assert terminal.modes_changed() == set()
    assert terminal.echoes()
    session.wait_until_gone()


def test_a_connection_that_drops_leaves_nothing_behind(session: Session) -> None:
    assert len(session.processes()) == 2
    os.kill(session.terminal.pid, signal.SIGKILL)
    session.terminal.wait_for_exit()
    session.wait_until_gone()
