"""The program inside tmux: what tmux keeps of it is what its user sees, whatever happens to the client."""

import re
import shutil
import subprocess
import tempfile
import time
from base64 import b64encode
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from tests.terminal.conftest import SIGSCOPE
from tests.terminal.pty import Pty

TMUX = shutil.which("tmux")
pytestmark = pytest.mark.skipif(TMUX is None, reason="tmux is not installed")

CONFIG = """
set -g status off
set -s escape-time 0
"""
OPENED = "2.4.1 · img_prod / ubuntu-2204-hardened"
PATIENCE = 20.0


class Tmux:
    """A tmux server with a socket of its own, and the clients that look at its one session."""

    def __init__(self, folder: Path, home: Path, clients: ExitStack) -> None:
        self._command = [TMUX or "tmux", "-u", "-S", str(folder / "socket"), "-f", str(folder / "tmux.conf")]
        (folder / "tmux.conf").write_text(CONFIG)
        self._environment = {"HOME": str(home), "XDG_STATE_HOME": str(home), "XDG_CONFIG_HOME": str(home), "TMUX": ""}
        self._clients = clients

    def client(self, *arguments: str, columns: int, rows: int) -> Pty:
        """Run tmux in a terminal."""
        terminal = Pty([*self._command, *arguments], columns=columns, rows=rows, environment=self._environment)
        return self._clients.enter_context(terminal)

    def run(self, *arguments: str) -> str:
        """Tell the server something, and return what it answers."""
        done = subprocess.run([*self._command, *arguments], capture_output=True, text=True, check=False)
        return done.stdout

    def shown(self) -> list[str]:
        """What tmux keeps of the screen."""
        return [line.rstrip() for line in self.run("capture-pane", "-p").splitlines()]


@pytest.fixture
def tmux(tmp_path: Path) -> Iterator[Tmux]:
    """A server, which is ended with all that runs in it."""
    folder = tempfile.mkdtemp(prefix="tmux-")  # the path of a socket must be short
    with ExitStack() as clients:
        server = Tmux(Path(folder), tmp_path, clients)
        try:
            yield server
        finally:
            server.run("kill-server")
            shutil.rmtree(folder)


def wait_until(holds: Callable[[], bool], told: Callable[[], str]) -> None:
    deadline = time.monotonic() + PATIENCE
    while not holds():
        assert time.monotonic() < deadline, told()
        time.sleep(0.05)


def assert_same(tmux: Tmux, terminal: Pty, *texts: str) -> None:
    """Wait until tmux and the terminal show the same, these texts in it."""

    def seen() -> list[str]:
        return [line.rstrip() for line in terminal.screen()]

    def same() -> bool:
        screen = seen()
        return all(any(text in line for line in screen) for text in texts) and screen == tmux.shown()

    wait_until(same, lambda: "\n".join([f"not the same, or no {texts}:", *seen(), "in tmux:", *tmux.shown()]))


@pytest.mark.parametrize("size", [(80, 24), (120, 40)], ids=["80x24", "120x40"])
def test_what_tmux_keeps_is_what_is_seen_through_moves_detaching_and_a_client_of_another_size(
    tmux: Tmux, size: tuple[int, int]
) -> None:
    columns, rows = size
    terminal = tmux.client("new-session", *SIGSCOPE.argv, columns=columns, rows=rows)
    terminal.wait_for("100 %", timeout=PATIENCE)
    assert_same(tmux, terminal, OPENED, "✗ Failed", "SIMULATOR")
    for keys in ("k", "\t", "j", "?"):
        terminal.send(keys)
    assert_same(tmux, terminal, "the body as the service sends it")
    terminal.send("\x1b")
    tmux.run("detach-client")
    assert terminal.wait_for_exit().code == 0
    assert terminal.modes_changed() == set()
    again = tmux.client("attach-session", columns=columns, rows=rows)
    assert_same(tmux, again, "ubuntu-2204-hardened", "✗ Failed")
    again.resize(100, 30)
    assert_same(tmux, again, "ubuntu-2204-hardened", "✗ Failed")
    assert len(tmux.shown()) == 30
    again.send("q")
    assert again.wait_for_exit().code == 0
    assert again.modes_changed() == set()


def test_what_is_copied_is_in_the_buffer_of_tmux_and_sent_on_to_the_terminal(tmux: Tmux) -> None:
    terminal = tmux.client("new-session", *SIGSCOPE.argv, columns=120, rows=40)
    terminal.wait_for(OPENED, timeout=PATIENCE)
    terminal.send("y")
    terminal.wait_for("id put into tmux's buffer")
    copied = tmux.run("show-buffer")
    assert copied.startswith("/subscriptions/")
    assert copied.endswith("/galleries/img_prod/images/ubuntu-2204-hardened/versions/2.4.1")
    sent_on = b64encode(copied.encode()).decode()
    terminal.arrival(rf"\x1b\]52;[a-z]*;{re.escape(sent_on)}".encode())
    terminal.send("q")
    assert terminal.wait_for_exit().code == 0
