"""What is written to the terminal, without ever waiting for it."""

import os
import select
import termios
import threading
from collections.abc import Callable
from contextlib import suppress
from typing import Final, TextIO

from textual.drivers._writer_thread import WriterThread

RESTORE: Final = (
    "\x18"  # ends a sequence that was cut off half-way
    "\x1b[?2026l\x1b[?2004l\x1b[?7h\x1b[?2048l\x1b[?1000l\x1b[?1003l\x1b[?1015l\x1b[?1006l\x1b[?1016l"
    "\x1b[<u\x1b[0m\x1b[?1049l\x1b[?25h\x1b[?1004l"
)
"""All that Textual's driver turns on, turned off, for when its own words can no longer reach the terminal."""

CHUNK: Final = 4096
"""Bytes a write, so that progress shows in the middle of a frame even where writes block."""

PATIENCE: Final = 2.0
"""Seconds without a byte taken after which a terminal counts as stalled when the program wants to leave."""


RETRY: Final = 0.1
"""Seconds between two tries while the terminal takes nothing: the room that `abandon` makes wakes nobody."""


class Outlet(WriterThread):
    """Textual's writer thread, with a queue that never makes its caller wait.

    Textual's own blocks the event loop once 30 writes are queued. Here the queue is unbounded and the `Gate` bounds it,
    by holding frames back. A terminal that is gone swallows everything in silence: `hangup` is what notices.
    """

    def __init__(self, file: TextIO) -> None:
        super().__init__(file)
        self._descriptor = _open_for_itself(file.fileno())
        self._encoding = file.encoding
        self._changed = threading.Condition()
        self._pending: list[str] = []
        self._drained: list[Callable[[], object]] = []
        self._writing = self._ending = self._cut = self._gone = False
        self._taken = 0

    @property
    def busy(self) -> bool:
        """Whether something written is not yet taken by the terminal."""
        return self._writing or bool(self._pending)

    def write(self, text: str) -> None:
        """Queue `text`; returns at once."""
        with self._changed:
            if not (self._gone or self._ending):
                self._pending.append(text)
                self._changed.notify()

    def call_when_drained(self, callback: Callable[[], object]) -> None:
        """Call `callback`, on the writer's thread, as soon as all that is queued now has been taken or given up."""
        with self._changed:
            self._drained.append(callback)
            self._changed.notify()

    def run(self) -> None:
        """Write what is queued, all of it at once, until stopped."""
        while (text := self._take()) is not None:
            self._deliver(text.encode(self._encoding, "replace"))
        os.close(self._descriptor)

    def _take(self) -> str | None:
        with self._changed:
            self._writing = False
            while not self._pending:
                for callback in self._drained:
                    callback()
                self._drained.clear()
                if self._ending:
                    return None
                self._changed.wait()
            text = "".join(self._pending)
            self._pending.clear()
            self._writing, self._cut = True, False
            return text

    def _deliver(self, data: bytes) -> None:
        rest = memoryview(data)
        while rest and not self._cut:
            try:
                taken = os.write(self._descriptor, rest[:CHUNK])
            except BlockingIOError:
                select.select([], [self._descriptor], [], RETRY)
                continue
            except OSError:
                self._gone = True
                return
            rest = rest[taken:]
            self._taken += taken

    def stop(self) -> None:
        """Write what is left and end; a terminal that takes nothing for `PATIENCE` seconds is left as by `abandon`."""
        with self._changed:
            self._ending = True
            self._changed.notify()
        while self.is_alive():
            taken = self._taken
            self.join(PATIENCE)
            if self.is_alive() and self._taken == taken:
                self.abandon()
                return

    def abandon(self, wait: float = 0.3) -> None:
        """Drop all that the terminal has not taken, put it back in order, and wait up to `wait` seconds for that."""
        with self._changed:
            self._ending = self._cut = True
            with suppress(termios.error):  # the terminal is gone
                termios.tcflush(self.fileno(), termios.TCOFLUSH)
            self._pending[:] = [RESTORE]
            self._changed.notify()
        self.join(wait)


def _open_for_itself(descriptor: int) -> int:
    """Open the terminal behind `descriptor` anew, so that not blocking does not extend to the shell and its programs.

    Where that cannot be, after `su` or with a file in its place, writes block, but no one other than the writer.
    """
    try:
        return os.open(os.ttyname(descriptor), os.O_WRONLY | os.O_NOCTTY | os.O_NONBLOCK)
    except OSError:
        return os.dup(descriptor)
