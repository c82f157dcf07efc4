"""A terminal for tests: runs a program in a pty, reads what it paints, and misbehaves on demand."""

import os
import re
import select
import signal
import termios
import threading
import time
import uuid
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from operator import itemgetter
from pathlib import Path
from typing import Final, Self

from tests.terminal.emulator import Emulator, modes_changed

SYNCHRONISED_OUTPUT: Final = {b"\x1b[?2026$p": b"\x1b[?2026;2$y"}
"""What programs ask most terminals of today, and their answer."""

NOT_INHERITED: Final = ("TEXTUAL", "SIGSCOPE_", "NO_COLOR", "PYTEST_", "COLUMNS", "LINES")


@dataclass(frozen=True, slots=True)
class Exit:
    """How a process ended: its exit code, negative for a signal, and the processor time that it took in all."""

    code: int
    cpu_seconds: float


class Pty:
    """A program in a terminal of its own, as the leader of a new session. A context: what still runs at its end dies.

    `answers` maps queries to what the terminal replies; `ignore_hangup` starts the program as nohup would.
    """

    def __init__(
        self,
        argv: Sequence[str],
        *,
        columns: int = 120,
        rows: int = 40,
        environment: Mapping[str, str] | None = None,
        answers: Mapping[bytes, bytes] = SYNCHRONISED_OUTPUT,
        ignore_hangup: bool = False,
    ) -> None:
        self.output = b""
        self._arrivals: list[tuple[float, int]] = []  # when something came, the length of the output then
        self._changed = threading.Condition()
        self._stalled = self._closed = False
        self._answers = answers
        self._emulator = Emulator(columns, rows)
        self._emulated = 0
        self._exit: Exit | None = None
        self._mark = uuid.uuid4().hex
        self._woken, self._wake = os.pipe()
        self._master, slave = os.openpty()
        termios.tcsetwinsize(slave, (rows, columns))
        if ignore_hangup:
            argv = ["/bin/sh", "-c", 'trap "" HUP; exec "$@"', "sh", *argv]
        self.started = time.perf_counter()
        self.pid = os.posix_spawnp(
            argv[0],
            list(argv),
            _environment({"PTY_MARK": self._mark, **(environment or {})}),
            setsid=True,
            setsigdef=[signal.SIGHUP],  # whoever runs the tests may ignore it, as nohup does
            # The first terminal that the leader of a session opens becomes that session's own.
            file_actions=[
                (os.POSIX_SPAWN_OPEN, 0, os.ttyname(slave), os.O_RDWR, 0),
                (os.POSIX_SPAWN_DUP2, 0, 1),
                (os.POSIX_SPAWN_DUP2, 0, 2),
            ],
        )
        os.close(slave)
        self._reader = threading.Thread(target=self._read, name=f"pty-{self.pid}", daemon=True)
        self._reader.start()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        with suppress(ProcessLookupError, PermissionError):  # it has ended, as most tests want it
            os.killpg(self.pid, signal.SIGKILL)
        self.wait_for_exit()
        self.hang_up()
        os.close(self._wake)
        os.close(self._woken)

    # What the program shows

    def screen(self) -> list[str]:
        """Return the lines that the terminal shows now."""
        with self._changed:
            self._emulator.feed(self.output[self._emulated :])
            self._emulated = len(self.output)
            return self._emulator.lines

    def wait_for(self, text: str, timeout: float = 10.0) -> None:
        """Wait until the screen shows `text` on one line; raises TimeoutError with the screen."""
        deadline = time.monotonic() + timeout
        while not any(text in line for line in self.screen()):
            with self._changed:
                if self._emulated < len(self.output):
                    continue
                if self._closed or not self._changed.wait(deadline - time.monotonic()):
                    raise TimeoutError("\n".join([f"{text!r} is not on the screen:", *self.screen()]))

    def arrival(self, pattern: bytes, start: int = 0, timeout: float = 10.0) -> float:
        """Return when (time.perf_counter) the output from byte `start` on first held the expression `pattern`."""
        expression, deadline = re.compile(pattern), time.monotonic() + timeout
        with self._changed:
            while (found := expression.search(self.output, start)) is None:
                if self._closed or not self._changed.wait(deadline - time.monotonic()):
                    raise TimeoutError(f"{pattern!r} did not come; last: {self.output[-300:]!r}")
            return self.arrived(found.end())

    def arrived(self, length: int) -> float:
        """Return when (time.perf_counter) the first so many bytes of the output had come."""
        return self._arrivals[bisect_left(self._arrivals, length, key=itemgetter(1))][0]

    def wait_for_quiet(self, seconds: float, timeout: float = 10.0) -> int:
        """Wait until nothing has come for `seconds`, and return the length of the output then."""
        deadline = time.monotonic() + timeout
        with self._changed:
            while self._changed.wait(seconds):
                if time.monotonic() > deadline:
                    raise TimeoutError(f"The program writes on and on; last: {self.output[-300:]!r}")
            return len(self.output)

    def modes_changed(self) -> set[int]:
        """Return the private modes that differ from a fresh terminal's: empty once the program has cleaned up."""
        with self._changed:
            return modes_changed(self.output)

    def echoes(self) -> bool:
        """Return whether the terminal echoes, edits lines and makes signals of keys, as a shell expects."""
        wanted = termios.ECHO | termios.ICANON | termios.ISIG
        return bool(termios.tcgetattr(self._master)[3] & wanted == wanted)

    # What the terminal and its user do

    def send(self, keys: str | bytes) -> float:
        """Type `keys`; returns when (time.perf_counter)."""
        now = time.perf_counter()
        os.write(self._master, keys.encode() if isinstance(keys, str) else keys)
        return now

    def resize(self, columns: int, rows: int) -> None:
        """Give the terminal another size; the kernel tells the program."""
        self.screen()
        with self._changed:
            self._emulator.resize(columns, rows)
            termios.tcsetwinsize(self._master, (rows, columns))

    @contextmanager
    def stalled(self) -> Iterator[None]:
        """Read nothing meanwhile, like a lost connection or a paused multiplexer."""
        self._stalled = True
        os.write(self._wake, b"x")
        try:
            yield
        finally:
            self._stalled = False
            os.write(self._wake, b"x")

    def hang_up(self) -> None:
        """Take the terminal away, as a dropped connection does."""
        if self._master >= 0:
            self._closed = True
            os.write(self._wake, b"x")
            self._reader.join()
            os.close(self._master)
            self._master = -1

    # The process

    def wait_for_exit(self, timeout: float = 10.0) -> Exit:
        """Wait for the end of the program; raises TimeoutError."""
        deadline = time.monotonic() + timeout
        while self._exit is None:
            pid, status, usage = os.wait4(self.pid, os.WNOHANG)
            if pid:
                self._exit = Exit(os.waitstatus_to_exitcode(status), usage.ru_utime + usage.ru_stime)
            elif time.monotonic() > deadline:
                raise TimeoutError(f"The program still runs; last: {self.output[-300:]!r}")
            else:
                time.sleep(0.005)
        if not self._stalled:
            self._reader.join(1.0)  # what it wrote last is still on its way
        return self._exit

    def leaves_processes(self, patience: float = 3.0) -> bool:
        """Return whether a process that the program started is still there after `patience` seconds at most."""
        deadline = time.monotonic() + patience
        while left := self._has_processes():
            if time.monotonic() > deadline:
                break
            time.sleep(0.02)
        return left

    def _has_processes(self) -> bool:
        for environment in Path("/proc").glob("[0-9]*/environ"):  # a child may be in a session of its own
            with suppress(OSError):  # ended, or another user's
                if self._mark.encode() in environment.read_bytes():
                    return True
        try:
            os.killpg(self.pid, 0)
        except ProcessLookupError:
            return False
        return True

    def _read(self) -> None:
        alive = True
        while alive and not self._closed:
            ready = select.select([self._woken] if self._stalled else [self._woken, self._master], [], [])[0]
            if self._woken in ready:
                os.read(self._woken, 64)
            else:
                alive = self._receive()
        with self._changed:
            self._closed = True
            self._changed.notify_all()

    def _receive(self) -> bool:
        try:
            data = os.read(self._master, 65536)
        except OSError:  # Linux, once nothing has the terminal open any more
            data = b""
        with self._changed:
            self.output += data
            self._arrivals.append((time.perf_counter(), len(self.output)))
            self._changed.notify_all()
        for query, answer in self._answers.items():
            if query in data:
                os.write(self._master, answer)
        return bool(data)


def _environment(extra: Mapping[str, str]) -> dict[str, str]:
    inherited = {name: value for name, value in os.environ.items() if not name.startswith(NOT_INHERITED)}
    return inherited | {"TERM": "xterm-256color", "COLORTERM": "truecolor", "LANG": "C.UTF-8", **extra}
