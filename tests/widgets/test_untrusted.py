"""Whatever a server sends, a terminal only draws it."""

from __future__ import annotations

import subprocess
import sys
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from widgets.untrusted import Shown, cell_width, clip, content, file_name, fit, joined, literal, visible

BIDI = "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
hostile = st.text(
    st.one_of(st.characters(), st.sampled_from("\x1b\x9b\x07[]/@" + BIDI + "\ufe0f\u200d\u0301\ud800日👍"))
)


@given(hostile)
def test_nothing_that_a_terminal_obeys_or_hides_comes_through(text: str) -> None:
    for character in visible(text):
        assert unicodedata.category(character) not in {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}
        assert character not in BIDI


@given(hostile)
def test_lines_and_tabs_are_all_that_text_of_many_lines_keeps(text: str) -> None:
    shown = visible(text, multiline=True)
    assert {character for character in shown if unicodedata.category(character) == "Cc"} <= {"\n", "\t"}
    assert shown.count("\n") == text.count("\n")


@given(hostile)
def test_what_is_visible_stays_as_it_is(text: str) -> None:
    assert visible(visible(text)) == visible(text)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("img_prod [/b] [@click=app.quit]x[/]", "img_prod [/b] [@click=app.quit]x[/]"),
        ("\x1b]52;c;aGk=\x07", r"\x1b]52;c;aGk=\x07"),
        ("\x9b2J\x7f", r"\x9b2J\x7f"),
        ("two\r\nlines\t!", r"two\r\nlines\t!"),
        ("gpj\u202egpj.exe", r"gpj\u202egpj.exe"),
        ("zero\u200bwidth\ufeff", r"zero\u200bwidth\ufeff"),
        ("line\u2028paragraph\u2029", r"line\u2028paragraph\u2029"),
        ("non\u00a0breaking", r"non\xa0breaking"),
        ("tag\U000e0041", r"tag\U000e0041"),
        ("private\ue000", r"private\ue000"),
        ("lone\ud800", r"lone\ud800"),
        ("filler\u3164", r"filler\u3164"),
        ("日本語 한국어 naïve ✓ 👍 🇩🇪\u3000", "日本語 한국어 naïve ✓ 👍 🇩🇪\u3000"),
        ("cafe\u0301", "cafe\u0301"),
        ("\u0301lost accent", r"\u0301lost accent"),
        ("e" + "\u0301" * 6, "e" + "\u0301" * 4 + r"\u0301" + "\u0301"),
        ("⚠\ufe0f", "⚠"),
        ("a\ufe0f", r"a\ufe0f"),
        ("👩\u200d💻", r"👩\u200d💻"),
        ("👍\U0001f3fd", r"👍\U0001f3fd"),
    ],
)
def test_hostile_and_honest_texts_look_like_this(text: str, shown: str) -> None:
    assert visible(text) == shown


def test_words_of_our_own_pass_as_they_stand_and_words_of_others_do_not() -> None:
    assert literal("✗ Failed") == "✗ Failed"
    with pytest.raises(ValueError, match=r"\\x1b\[2J"):
        literal("\x1b[2J")


def test_parts_are_joined_with_our_own_words_between() -> None:
    assert joined([literal("img_prod"), literal("2.4.1")], " / ") == "img_prod / 2.4.1"


@given(hostile)
def test_markup_in_content_is_text(text: str) -> None:
    assert content(text).plain.replace("\t", "") == visible(text, multiline=True).replace("\t", "")


@given(hostile, st.integers(0, 12), st.sampled_from(["left", "right"]), st.sampled_from(["…", "..", ""]))
def test_fitted_text_takes_exactly_its_cells(text: str, cells: int, align: str, ellipsis: str) -> None:
    shown = fit(visible(text), cells, "left" if align == "left" else "right", ellipsis)
    assert cell_width(shown) == cells


@given(hostile, st.integers(0, 12))
def test_clipped_text_is_never_wider_than_asked_and_short_text_is_left_alone(text: str, cells: int) -> None:
    shown = visible(text)
    clipped = clip(shown, cells)
    assert cell_width(clipped) <= cells
    assert (clipped == shown) == (cell_width(shown) <= cells)


@pytest.mark.parametrize(
    ("text", "cells", "clipped"),
    [
        ("ubuntu-2204-hardened", 13, "ubuntu-2204-…"),
        ("日本語", 4, "日 …"),
        ("日本語", 5, "日本…"),
        ("abc", 1, "…"),
        ("abc", 0, ""),
    ],
)
def test_long_text_ends_in_an_ellipsis(text: str, cells: int, clipped: str) -> None:
    assert clip(Shown(text), cells) == clipped


@given(hostile)
def test_a_file_name_stays_in_its_folder_whatever_it_is_made_of(text: str) -> None:
    name = file_name(text)
    assert name
    assert not set(name) & set('/\\:*?"<>|\0 \n')
    assert not name.startswith((".", "-"))
    assert not name.endswith(".")
    assert len(name.encode()) <= 120


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("img_prod/ubuntu-2204/2.4.1", "img_prod_ubuntu-2204_2.4.1"),
        ("../../etc/passwd", "_.._etc_passwd"),
        ("-rf", "rf"),
        ("CON.txt", "_CON.txt"),
        ("com1", "_com1"),
        ("console", "console"),
        ("...", "unnamed"),
        ("", "unnamed"),
        ("日" * 100, "日" * 40),
    ],
)
def test_file_names_look_like_this(text: str, name: str) -> None:
    assert file_name(text) == name


def test_showing_text_loads_neither_textual_nor_rich() -> None:
    code = (
        "import sys; from widgets.untrusted import *; fit(visible('a\\x1b'), 9); file_name('a');"
        "print([name for name in sys.modules if name.split('.')[0] in ('textual', 'rich')])"
    )
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "[]\n"
