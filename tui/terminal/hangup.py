"""Notices that the terminal is gone, which no signal tells where SIGHUP is ignored (nohup) or sent to another group."""

import select
import termios
import threading
from collections.abc import Callable
from typing import Final

INTERVAL_MS: Final = 1000
"""How often the terminal is asked where `poll` does not report a hang-up by itself."""


def watch(descriptor: int, on_hangup: Callable[[], None]) -> None:
    """Call `on_hangup`, from a thread of its own, when the terminal behind `descriptor` has hung up.

    A thread, for by then the event loop may be spinning on a dead descriptor or be stuck.
    """
    threading.Thread(target=_wait, args=(descriptor, on_hangup), name="terminal-hangup", daemon=True).start()


def _wait(descriptor: int, on_hangup: Callable[[], None]) -> None:
    poller = select.poll()
    poller.register(descriptor, 0)  # nothing asked for: POLLHUP and POLLERR always come
    while not poller.poll(INTERVAL_MS):
        try:
            termios.tcgetattr(descriptor)
        except termios.error:
            break
    on_hangup()
