"""Of a frame only what looks different goes out, and the terminal shows the frame all the same."""

from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual._compositor import LayoutUpdate
from textual.geometry import Region, Size
from textual.strip import Strip

from tui.terminal.painted import Painted

WIDTH, HEIGHT = 12, 3
SIZE = Size(WIDTH, HEIGHT)
RED, PLAIN = Style(color="red"), Style()
LETTERS = st.sampled_from(["a", "b", " ", "日", "é", "e\u0301", "│"])


@st.composite
def frames(draw: st.DrawFn) -> list[Strip]:
    """Lines of exactly the width, of letters of one and two cells in two styles."""
    return [draw(lines()) for _ in range(HEIGHT)]


@st.composite
def lines(draw: st.DrawFn) -> Strip:
    segments, left = [], WIDTH
    while left:
        letter = draw(LETTERS)
        width = cell_len(letter)
        if width <= left:
            segments.append(Segment(letter, draw(st.sampled_from([RED, PLAIN]))))
            left -= width
    return Strip(segments)


class Terminal:
    """Shows what was written, cell by cell."""

    def __init__(self) -> None:
        self.painted = Painted()
        self.cells: list[list[tuple[str, Style | None]]] = [[("", None)] * WIDTH for _ in range(HEIGHT)]
        self.written = 0

    def draw(self, frame: list[Strip]) -> None:
        update = LayoutUpdate([[strip] for strip in frame], Region(0, 0, WIDTH, HEIGHT))
        difference = self.painted.difference(update, SIZE)
        for y, x, strip in difference.pieces if difference else ():
            cells = spread(strip)
            self.written += len(cells)
            self.cells[y][x : x + len(cells)] = cells


def spread(strip: Strip) -> list[tuple[str, Style | None]]:
    cells: list[tuple[str, Style | None]] = []
    for text, style, _ in strip:
        for letter in text:
            width = cell_len(letter)
            if not width:
                cells[-1] = (cells[-1][0] + letter, style)
            cells += [(letter, style), *[("", style)] * (width - 1)] if width else []
    return cells


@given(st.lists(frames(), min_size=1, max_size=5))
def test_whatever_frames_follow_each_other_the_last_is_what_one_sees(drawn: list[list[Strip]]) -> None:
    terminal = Terminal()
    for frame in drawn:
        terminal.draw(frame)
        assert terminal.cells == [spread(strip) for strip in frame]


@given(frames())
def test_a_frame_that_looks_the_same_writes_nothing(frame: list[Strip]) -> None:
    terminal = Terminal()
    terminal.draw(frame)
    written = terminal.written
    assert written == WIDTH * HEIGHT
    terminal.draw(frame)
    assert terminal.written == written


@given(frames())
def test_after_the_terminal_may_have_forgotten_all_is_written_again(frame: list[Strip]) -> None:
    terminal = Terminal()
    terminal.draw(frame)
    terminal.painted.forget()
    terminal.draw(frame)
    assert terminal.written == 2 * WIDTH * HEIGHT


def test_changes_far_apart_leave_out_what_lies_between() -> None:
    painted = Painted()
    size, region = Size(60, 1), Region(0, 0, 60, 1)

    def draw(text: str) -> list[tuple[int, str]]:
        difference = painted.difference(LayoutUpdate([[Strip([Segment(text)])]], region), size)
        return [(piece.x, piece.strip.text) for piece in difference.pieces] if difference else []

    draw("." * 60)
    assert draw("x" + "." * 58 + "y") == [(0, "x"), (59, "y")]
    assert draw("xz" + "." * 4 + "z" + "." * 52 + "y") == [(1, "z....z")]
