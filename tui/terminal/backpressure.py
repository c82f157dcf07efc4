"""Frames held back while the terminal does not take them."""

from collections.abc import Callable
from typing import Protocol

from textual._compositor import ChopsUpdate, LayoutUpdate
from textual.geometry import Region


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
    have been taken. So at most two frames are ever queued, and a terminal that keeps up never shuts it. Of the frames
    that come meanwhile only the places are kept, which `repaint` then paints as they are by that time: a slow line
    carries what changed, never a whole screen for one cell. `later` runs a call on the app's thread.

    (`App.batch_update` would hold frames too, but while it does, Textual 8.2.8 lays out two sizes in turns for ever if
    the terminal is resized twice.)
    """

    def __init__(self, repaint: Callable[[set[Region]], None], later: Callable[[Callable[[], None]], object]) -> None:
        self._repaint = repaint
        self._later = later
        self._missed: set[Region] = set()
        self.open = True

    def send(self, queue: Queue, frame: ChopsUpdate | LayoutUpdate, paint: Callable[[], None]) -> None:
        """Let `paint` write `frame` to `queue` if the gate is open."""
        if not self.open:
            self._missed |= _places(frame)
            return
        behind = queue.busy
        paint()
        if behind:
            self.open = False
            queue.call_when_drained(lambda: self._later(self._open))

    def _open(self) -> None:
        missed, self._missed = self._missed, set()
        self.open = True
        if missed:
            self._repaint(missed)


def _places(frame: ChopsUpdate | LayoutUpdate) -> set[Region]:
    if isinstance(frame, LayoutUpdate):
        return {frame.region}
    return {Region(start, line, end - start, 1) for line, start, end in frame.spans}
