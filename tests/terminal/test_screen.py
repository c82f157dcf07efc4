"""The program inside GNU screen."""

import re
import shutil
import tempfile
from base64 import b64encode
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.terminal.conftest import SIGSCOPE
from tests.terminal.pty import Pty

SCREEN = shutil.which("screen")
pytestmark = pytest.mark.skipif(SCREEN is None, reason="GNU screen is not installed")
ID = rb"\x1b\]52;c;([A-Za-z0-9+/]+=*)\x07"


@pytest.fixture
def sockets() -> Iterator[str]:
    """A folder of its own for what screen listens on, whose path must be short."""
    with tempfile.TemporaryDirectory(prefix="screen-") as folder:
        yield folder


def test_it_is_seen_moves_and_what_it_copies_reaches_the_terminal(tmp_path: Path, sockets: str) -> None:
    places = dict.fromkeys(("HOME", "XDG_STATE_HOME", "XDG_CONFIG_HOME"), str(tmp_path))
    argv = [SCREEN or "screen", "-U", "-c", "/dev/null", *SIGSCOPE.argv]
    with Pty(argv, environment={**places, "SCREENDIR": sockets, "STY": ""}) as terminal:
        terminal.wait_for("2.4.1 · img_prod / ubuntu-2204-hardened", timeout=30)
        terminal.send("y")
        terminal.wait_for("id sent through GNU screen")
        terminal.arrival(ID)
        found = re.search(ID, terminal.output)
        assert found is not None
        assert b64encode(b"/subscriptions/")[:-4] in found[1]
        terminal.send("\x1b[A")
        terminal.wait_for("ubuntu-2204-hardened · img_prod")
        terminal.send("q")
        assert terminal.wait_for_exit().code == 0
        assert terminal.modes_changed() == set()
