"""The way out when the program is told to end from outside: in order if it can, hard if it cannot."""

import os
import threading
from collections.abc import Callable
from typing import Final

GRACE: Final = 2.0
"""Seconds that the program has for ending in order."""


class Ending:
    """Ends the program once, with the first code given.

    `in_order` asks for it, from any thread. If the process still lives `GRACE` seconds later, because the event loop
    is stuck or a thread does not return, `at_last` saves what can be saved and the process ends without more ado.
    """

    def __init__(self, in_order: Callable[[int], None], at_last: Callable[[], None]) -> None:
        self._in_order = in_order
        self._at_last = at_last
        self._first = threading.Lock()

    @property
    def begun(self) -> bool:
        """Whether the program has been told to end."""
        return self._first.locked()

    def begin(self, code: int) -> None:
        """End the program with exit code `code`; later calls change nothing."""
        if not self._first.acquire(blocking=False):
            return
        deadline = threading.Timer(GRACE, self._end_hard, [code])
        deadline.daemon = True
        deadline.start()
        self._in_order(code)

    def _end_hard(self, code: int) -> None:
        try:
            self._at_last()
        finally:
            os._exit(code)
