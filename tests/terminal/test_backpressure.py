"""Frames are held back while the terminal does not take them, and nothing is missing afterwards."""

from collections.abc import Callable

from textual._compositor import ChopsUpdate, LayoutUpdate
from textual.geometry import Region

from tui.terminal.backpressure import Gate

WHOLE = Region(0, 0, 80, 24)


def part(line: int) -> ChopsUpdate:
    """Return a frame of cells 3 to 8 of a line."""
    return ChopsUpdate([], [(line, 3, 8)], [])


class SlowTerminal:
    """Stands in for the outlet: takes frames when told to."""

    def __init__(self) -> None:
        self.queued: list[ChopsUpdate | LayoutUpdate] = []
        self.waiting: list[Callable[[], object]] = []

    @property
    def busy(self) -> bool:
        return bool(self.queued)

    def call_when_drained(self, callback: Callable[[], object]) -> None:
        self.waiting.append(callback)

    def take_all(self) -> None:
        self.queued.clear()
        waiting, self.waiting = self.waiting, []
        for callback in waiting:
            callback()


class Painter:
    """Sends frames through a gate and notes what the gate asks to paint anew."""

    def __init__(self) -> None:
        self.terminal = SlowTerminal()
        self.asked: list[set[Region]] = []
        self.gate = Gate(repaint=self.asked.append, later=lambda call: call())

    def paint(self, frame: ChopsUpdate | LayoutUpdate) -> None:
        self.gate.send(self.terminal, frame, lambda: self.terminal.queued.append(frame))


def test_a_terminal_that_keeps_up_is_never_held() -> None:
    painter = Painter()
    for frame in map(part, range(3)):
        painter.paint(frame)
        assert painter.terminal.queued == [frame]
        painter.terminal.take_all()
    assert painter.gate.open
    assert painter.asked == []


def test_the_second_frame_in_a_row_shuts_the_gate_until_both_are_taken() -> None:
    painter = Painter()
    painter.paint(part(1))
    assert painter.gate.open
    painter.paint(part(2))
    assert len(painter.terminal.queued) == 2
    assert not painter.gate.open
    painter.terminal.take_all()
    assert painter.gate.open
    assert painter.asked == []


def test_only_the_places_of_frames_held_back_are_painted_anew() -> None:
    painter = Painter()
    for line in (1, 2, 3, 4, 3):
        painter.paint(part(line))
    assert len(painter.terminal.queued) == 2
    painter.terminal.take_all()
    assert painter.asked == [{Region(3, 3, 5, 1), Region(3, 4, 5, 1)}]


def test_a_whole_screen_held_back_is_painted_whole() -> None:
    painter = Painter()
    for _ in range(3):
        painter.paint(LayoutUpdate([], WHOLE))
    painter.terminal.take_all()
    assert painter.asked == [{WHOLE}]


def test_each_time_the_gate_shuts_it_starts_with_nothing_missed() -> None:
    painter = Painter()
    for line in (1, 2, 3):
        painter.paint(part(line))
    painter.terminal.take_all()
    painter.paint(part(5))
    painter.paint(part(6))
    painter.terminal.take_all()
    assert painter.asked == [{Region(3, 3, 5, 1)}]
