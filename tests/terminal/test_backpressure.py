"""Frames are held back while the terminal does not take them, and none is missing afterwards."""

from collections.abc import Callable

from tui.terminal.backpressure import Gate


class SlowTerminal:
    """Stands in for the outlet: takes frames when told to."""

    def __init__(self) -> None:
        self.queued: list[str] = []
        self.waiting: list[Callable[[], object]] = []

    @property
    def busy(self) -> bool:
        return bool(self.queued)

    def call_when_drained(self, callback: Callable[[], object]) -> None:
        self.waiting.append(callback)

    def take_all(self) -> None:
        self.queued.clear()
        for callback in self.waiting:
            callback()
        self.waiting.clear()


class Painter:
    """Sends frames through a gate and notes what the gate asks of the app."""

    def __init__(self) -> None:
        self.terminal = SlowTerminal()
        self.asked: list[str] = []
        self.gate = Gate(
            hold=lambda: self.asked.append("hold"),
            release=lambda lost: self.asked.append("paint all" if lost else "paint what changed"),
            later=lambda call: call(),
        )

    def paint(self, frame: str) -> None:
        self.gate.send(self.terminal, lambda: self.terminal.queued.append(frame))


def test_a_terminal_that_keeps_up_is_never_held() -> None:
    painter = Painter()
    for frame in "abc":
        painter.paint(frame)
        assert painter.terminal.queued == [frame]
        painter.terminal.take_all()
    assert painter.asked == []
    assert painter.gate.open


def test_the_second_frame_in_a_row_shuts_the_gate_until_both_are_taken() -> None:
    painter = Painter()
    painter.paint("a")
    painter.paint("b")
    assert painter.terminal.queued == ["a", "b"]
    assert not painter.gate.open
    painter.terminal.take_all()
    assert painter.gate.open
    assert painter.asked == ["hold", "paint what changed"]


def test_after_frames_that_came_all_the_same_everything_is_painted_anew() -> None:
    painter = Painter()
    for frame in "abcd":
        painter.paint(frame)
    assert painter.terminal.queued == ["a", "b"]
    painter.terminal.take_all()
    assert painter.asked == ["hold", "paint all"]
    painter.paint("e")
    painter.paint("f")
    painter.terminal.take_all()
    assert painter.asked == ["hold", "paint all", "hold", "paint what changed"]
