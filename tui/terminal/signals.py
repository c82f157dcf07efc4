"""Signals that end, stop or continue the program, taken on the event loop.

Taken there, and not in a Python signal handler, because what they do writes to the terminal, and a handler may run
between any two bytecodes: inside the very lock that it then needs.
"""

import asyncio
import os
import signal
from collections.abc import Callable
from typing import Final

HANGUP_CODE: Final = 128 + signal.SIGHUP
"""The exit code when the terminal went away, whether a signal told it or not."""


def end_on_signals(loop: asyncio.AbstractEventLoop, end: Callable[[int], None]) -> None:
    """Call `end` with 128 + n for SIGTERM, SIGINT and SIGHUP; a SIGHUP ignored since the start (nohup) stays so."""
    for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
        if number != signal.SIGHUP or signal.getsignal(number) != signal.SIG_IGN:
            loop.add_signal_handler(number, end, 128 + number)


def stop_and_continue_on_signals(
    loop: asyncio.AbstractEventLoop, stop: Callable[[], None], go_on: Callable[[], None]
) -> None:
    """Call `stop` for SIGTSTP (ctrl+z) and `go_on` for SIGCONT (fg)."""
    loop.add_signal_handler(signal.SIGTSTP, stop)
    loop.add_signal_handler(signal.SIGCONT, go_on)


def has_shell() -> bool:
    """Whether some shell could continue the program once stopped: its parent lives in the same session."""
    try:
        return os.getsid(os.getppid()) == os.getsid(0)
    except OSError:
        return False
