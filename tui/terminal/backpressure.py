"""Frames held back while the terminal does not take them."""

from collections.abc import Callable
from typing import Protocol


class Queue(Protocol):
    """Where frames are queued: `outlet.Outlet`."""

    @property
    def busy(self) -> bool:
        """Whether something is not taken yet."""

    def call_when_drained(self, callback: Callable[[], object]) -> None:
        """Call `callback`, on any thread, once everything is taken or given up."""


class Gate:
    """Shut while frames queue up: a stalled terminal must not stall the program, a slow one must not show old frames.

    A frame that finds another one still on its way goes out behind it and shuts the gate; the gate opens when both
    have been taken. So at most two frames are ever queued, and a terminal that keeps up never shuts it.

    `hold` must keep the app from painting, `release` let it go on; `release` is told whether a frame was lost
    meanwhile, so that all must be painted anew. `later` runs a call on the app's thread.
    """

    def __init__(
        self,
        hold: Callable[[], None],
        release: Callable[[bool], None],
        later: Callable[[Callable[[], None]], object],
    ) -> None:
        self._hold = hold
        self._release = release
        self._later = later
        self._lost = False
        self.open = True

    def send(self, queue: Queue, paint: Callable[[], None]) -> None:
        """Let `paint` write a frame to `queue` if the gate is open."""
        if not self.open:
            self._lost = True
            return
        behind = queue.busy
        paint()
        if behind:
            self.open = False
            self._hold()
            queue.call_when_drained(lambda: self._later(self._open))

    def _open(self) -> None:
        lost, self._lost = self._lost, False
        self.open = True
        self._release(lost)
