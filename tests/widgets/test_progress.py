"""Bars that tell how far something is."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from widgets.progress import bar
from widgets.untrusted import cell_width


@pytest.mark.parametrize(
    ("percent", "drawn", "ascii_only"),
    [
        (0, "░░░░░░░░░░", "----------"),
        (34, "███▍░░░░░░", "###-------"),
        (45, "████▌░░░░░", "####------"),
        (69, "██████▉░░░", "######----"),
        (100, "██████████", "##########"),
        (1, "▏░░░░░░░░░", "#---------"),
        (99, "█████████▉", "#########-"),
        (-5, "░░░░░░░░░░", "----------"),
        (250, "██████████", "##########"),
    ],
)
def test_a_bar_looks_like_this(percent: int, drawn: str, ascii_only: str) -> None:
    assert bar(percent, 10) == drawn
    assert bar(percent, 10, ascii_only=True) == ascii_only


@given(st.integers(1, 99), st.integers(2, 40))
def test_only_nothing_looks_like_nothing_and_only_all_like_all(percent: int, cells: int) -> None:
    for ascii_only in (False, True):
        shown = bar(percent, cells, ascii_only=ascii_only)
        assert shown not in {bar(0, cells, ascii_only=ascii_only), bar(100, cells, ascii_only=ascii_only)}
        assert cell_width(shown) == cells
