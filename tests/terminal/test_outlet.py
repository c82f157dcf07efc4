"""Writing to a terminal never waits for it."""

import os
import threading
import tty
from collections.abc import Iterator
from typing import TextIO

import pytest

from tui.terminal import outlet as outlet_module
from tui.terminal.outlet import RESTORE, Outlet

FRAME = "frame " * 2000


class Line:
    """A raw pty, with an outlet at its program's end."""

    def __init__(self, encoding: str = "utf-8") -> None:
        self.master, slave = os.openpty()
        tty.setraw(slave)
        self.file: TextIO = os.fdopen(slave, "w", encoding=encoding)
        self.outlet = Outlet(self.file)
        self.outlet.start()

    def read(self, length: int) -> bytes:
        """Read exactly `length` bytes as the terminal would."""
        data = b""
        while len(data) < length:
            data += os.read(self.master, length - len(data))
        return data

    def hang_up(self) -> None:
        if self.master >= 0:
            os.close(self.master)
            self.master = -1


@pytest.fixture
def line() -> Iterator[Line]:
    line = Line()
    yield line
    line.hang_up()
    line.outlet.stop()
    line.file.close()


def test_what_is_written_while_nobody_reads_waits_and_comes_in_order(line: Line) -> None:
    texts = [f"{number} {FRAME}" for number in range(50)]
    for text in texts:
        line.outlet.write(text)
    assert line.outlet.busy
    assert line.read(len("".join(texts))) == "".join(texts).encode()


def test_who_waits_for_it_is_told_when_all_has_been_taken(line: Line) -> None:
    drained = threading.Event()
    line.outlet.write(FRAME * 20)
    line.outlet.call_when_drained(drained.set)
    assert not drained.is_set()
    line.read(len(FRAME) * 20)
    assert drained.wait(5)
    assert not line.outlet.busy


def test_who_asks_when_nothing_is_queued_is_told_at_once(line: Line) -> None:
    drained = threading.Event()
    line.outlet.call_when_drained(drained.set)
    assert drained.wait(5)


def test_a_terminal_left_in_non_blocking_mode_gets_everything(line: Line) -> None:
    os.set_blocking(line.file.fileno(), False)
    line.outlet.write(FRAME * 20)
    assert line.read(len(FRAME) * 20) == (FRAME * 20).encode()


def test_a_terminal_that_is_gone_swallows_everything(line: Line) -> None:
    drained = threading.Event()
    line.hang_up()
    line.outlet.write(FRAME)
    line.outlet.call_when_drained(drained.set)
    assert drained.wait(5)
    line.outlet.write(FRAME)
    line.outlet.stop()
    assert not line.outlet.is_alive()


def test_stopping_writes_what_is_left(line: Line) -> None:
    line.outlet.write("last words")
    line.outlet.stop()
    assert line.read(10) == b"last words"


def test_stopping_before_a_stalled_terminal_leaves_it_restored_and_nothing_else(
    line: Line, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(outlet_module, "PATIENCE", 0.05)
    line.outlet.write(FRAME * 100)
    line.outlet.stop()
    assert not line.outlet.is_alive()
    seen = b""
    while not seen.endswith(RESTORE.encode()):
        seen += os.read(line.master, 65536)
    assert len(seen) < len(FRAME) * 10


def test_a_locale_without_the_characters_gets_question_marks() -> None:
    line = Line(encoding="latin-1")
    line.outlet.write("é ✓")
    line.outlet.stop()
    assert line.read(3) == b"\xe9 ?"
    line.hang_up()
    line.file.close()
