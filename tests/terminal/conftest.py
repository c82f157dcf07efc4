"""Runs each program that stands on `tui.terminal` in a terminal of its own."""

import shlex
import sys
from collections.abc import Iterator, Mapping
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import pytest

from tests.terminal.pty import SYNCHRONISED_OUTPUT, Pty


@dataclass(frozen=True, slots=True)
class Program:
    """A program to run: its command, in which FOLDER stands for an empty folder, and what its first frame shows."""

    name: str
    argv: tuple[str, ...]
    ready: str

    def command(self, folder: Path) -> list[str]:
        """Return what to run with `folder` for all that the program writes."""
        return [argument.replace("FOLDER", str(folder)) for argument in self.argv]


SMALL_APP: Final = Program("small_app", (sys.executable, "-m", "tests.terminal.small_app", "FOLDER"), ready="ready")
SIGSCOPE: Final = Program("sigscope", (sys.executable, "-m", "tui", "--demo"), ready="Galleries")
PROGRAMS: Final = (SMALL_APP, SIGSCOPE)

SHELL: Final = ("bash", "--norc", "--noprofile", "--noediting", "-i")
PROMPT: Final = "prompt> "


class Launcher:
    """Starts programs in terminals, and ends what still runs when the test is over."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._terminals = ExitStack()
        self._environment = {"HOME": str(folder), "XDG_STATE_HOME": str(folder), "XDG_CONFIG_HOME": str(folder)}

    def __call__(
        self,
        program: Program,
        *,
        columns: int = 120,
        rows: int = 40,
        answers: Mapping[bytes, bytes] = SYNCHRONISED_OUTPUT,
        ignore_hangup: bool = False,
        ready: bool = True,
    ) -> Pty:
        """Start `program` and, if `ready`, wait for its first frame."""
        terminal = Pty(
            program.command(self.folder),
            columns=columns,
            rows=rows,
            environment=self._environment,
            answers=answers,
            ignore_hangup=ignore_hangup,
        )
        self._terminals.enter_context(terminal)
        if ready:
            terminal.wait_for(program.ready)
        return terminal

    def from_shell(self, program: Program) -> Pty:
        """Start `program` from a shell with job control and wait for its first frame."""
        terminal = self._terminals.enter_context(Pty(SHELL, environment={**self._environment, "PS1": PROMPT}))
        terminal.wait_for(PROMPT)
        terminal.send(shlex.join(program.command(self.folder)) + "\n")
        terminal.wait_for(program.ready)
        return terminal

    def close(self) -> None:
        """End what still runs."""
        self._terminals.close()


@pytest.fixture(params=PROGRAMS, ids=lambda program: program.name)
def program(request: pytest.FixtureRequest) -> Program:
    """Return each program in turn."""
    chosen: Program = request.param
    return chosen


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Launcher]:
    """Return what starts programs in terminals."""
    launcher = Launcher(tmp_path)
    yield launcher
    launcher.close()
