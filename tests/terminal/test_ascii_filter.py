"""Where only ASCII may be drawn, nothing else is, and nothing moves for it."""

from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.segment import Segment
from textual.color import Color

from tui.terminal.output_filter import AsciiFilter

BLACK = Color(0, 0, 0)


def drawn(text: str) -> str:
    return "".join(segment.text for segment in AsciiFilter().apply([Segment(text)], BLACK))


def test_what_has_a_stand_in_gets_it_and_the_rest_a_question_mark_for_each_cell() -> None:
    assert drawn("2 of 6 done · ubuntu-2204-h… ✗ 日本") == "2 of 6 done - ubuntu-2204-h~ ? ????"


def test_a_line_of_ascii_is_left_as_it_is() -> None:
    segments = [Segment("Contoso")]
    assert AsciiFilter().apply(segments, BLACK) is segments


@given(st.text(st.characters(exclude_categories=["C"]), max_size=30))
def test_whatever_is_shown_becomes_ascii_of_the_same_width(text: str) -> None:
    assert drawn(text).isascii()
    assert len(drawn(text)) == sum(map(cell_len, text))
