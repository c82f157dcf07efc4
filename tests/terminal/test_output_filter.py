"""Nothing but text and style leaves through the output filter."""

from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual.color import Color

from tests.terminal.conftest import SMALL_APP, Launcher
from tui.terminal.output_filter import OutputFilter

BLACK = Color(0, 0, 0)
FORBIDDEN = {
    *map(chr, [*range(0x20), *range(0x7F, 0xA0), 0x61C, 0x200E, 0x200F, *range(0x2028, 0x202F), *range(0x2066, 0x206A)])
}

hostile_texts = st.text(st.characters() | st.sampled_from(sorted(FORBIDDEN)), max_size=40)


@given(st.lists(hostile_texts, max_size=5))
def test_no_control_nor_bidi_character_passes_and_all_else_does(texts: list[str]) -> None:
    segments = [Segment(text, Style(bold=True)) for text in texts]
    filtered = OutputFilter().apply(segments, BLACK)
    assert not FORBIDDEN.intersection("".join(segment.text for segment in filtered))
    for text, segment in zip(texts, filtered, strict=True):
        assert segment.text == "".join(character for character in text if character not in FORBIDDEN)
        assert segment.style == Style(bold=True)


def test_leaving_a_forbidden_character_out_moves_no_cell() -> None:
    assert {cell_len(character) for character in FORBIDDEN} == {0}


def test_clean_lines_pass_as_they_are() -> None:
    segments = [Segment("│ ✓ Completed  ██▉░ 90 % "), Segment("日本語 no\u00a0break 👩\u200d💻")]
    assert OutputFilter().apply(segments, BLACK) is segments


@given(hostile_texts.filter(FORBIDDEN.intersection))
def test_a_link_that_carries_an_escape_is_no_link(address: str) -> None:
    segments = [Segment("here", Style(link=address, bold=True)), Segment("there", Style(link="https://example.org/"))]
    here, there = OutputFilter().apply(segments, BLACK)
    assert here.style is not None
    assert here.style.link is None
    assert here.style.bold
    assert there is segments[1] or there.style == segments[1].style


def test_raw_text_shown_by_a_widget_does_not_reach_the_terminal(start: Launcher) -> None:
    terminal = start(SMALL_APP)
    seen = terminal.wait_for_quiet(0.2)
    terminal.send("h")
    terminal.wait_for("end")
    shown = terminal.output[seen:].decode()
    assert "hostile" in shown
    assert "\x1b]" not in shown
    assert "\x1b[31m" not in shown
    assert not FORBIDDEN.intersection(shown) - {"\x1b", "\n", "\r"}
