"""Signals that end, stop or continue the program."""

import asyncio
import os
import signal
from collections.abc import Callable
from types import FrameType
from typing import Final

HANGUP_CODE: Final = 128 + signal.SIGHUP
"""The exit code when the terminal went away, whether a signal told it or not."""


def end_on_signals(end: Callable[[int], None]) -> None:
    """Call `end` with 128 + n for SIGTERM, SIGINT and SIGHUP; a SIGHUP ignored since the start (nohup) stays so.

    Not taken on the loop, which may be stuck: `end` is called between any two bytecodes and must wait for no lock.
    """

    def handle(number: int, _: FrameType | None) -> None:
        end(128 + number)

    for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
        if number != signal.SIGHUP or signal.getsignal(number) != signal.SIG_IGN:
            signal.signal(number, handle)


def stop_and_continue_on_signals(
    loop: asyncio.AbstractEventLoop, stop: Callable[[], None], go_on: Callable[[], None]
) -> None:
    """Call `stop` for SIGTSTP (ctrl+z) and `go_on` for SIGCONT (fg), on the loop, for both write to the terminal."""
    loop.add_signal_handler(signal.SIGTSTP, stop)
    loop.add_signal_handler(signal.SIGCONT, go_on)


def has_shell() -> bool:
    """Whether some shell could continue the program once stopped: its parent lives in the same session."""
    try:
        return os.getsid(os.getppid()) == os.getsid(0)
    except OSError:
        return False
