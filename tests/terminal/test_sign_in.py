"""Signing in from the explorer: az gets the terminal, and the screen comes back after it."""

import os
import sys
from pathlib import Path

from tests.terminal.pty import Pty

AZ = """#!/bin/sh
case "$*" in
  login*) printf 'signing in as '; read who; echo "$who" > "$HOME/signed-in" ;;
  *) echo "ERROR: Please run 'az login' to setup account." >&2; exit 1 ;;
esac
"""


def test_az_login_has_the_terminal_to_itself_and_the_screen_comes_back(tmp_path: Path) -> None:
    az = tmp_path / "az"
    az.write_text(AZ)
    az.chmod(0o755)
    env = {"PATH": f"{tmp_path}{os.pathsep}{os.environ['PATH']}", "HOME": str(tmp_path), "SSH_CONNECTION": ""}
    with Pty([sys.executable, "-m", "tui"], environment=env) as terminal:
        terminal.wait_for("Not signed in", timeout=30)
        terminal.send("a")
        terminal.wait_for("the screen comes back after it")
        terminal.send("a")
        terminal.wait_for("signing in as")
        assert terminal.echoes()
        terminal.send("ana\r")
        terminal.wait_for("Galleries")
        assert (tmp_path / "signed-in").read_text() == "ana\n"
        terminal.send("q")
        assert terminal.wait_for_exit().code == 0
        assert terminal.modes_changed() == set()
