"""How long operations take."""

from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.simulator.durations import Durations, Kind

RECORDED: dict[Kind, tuple[float, float]] = {
    "gallery": (0.1, 30),
    "gallery deletion": (0, 18),
    "definition": (0, 30),
    "definition deletion": (0, 2),
    "version update": (150, 421),
    "version deletion": (25, 150),
    "share": (0.1, 241),
}
"""The shortest and the longest of thousands."""
TICK = 15.0


@pytest.mark.parametrize("kind", RECORDED)
@given(st.integers())
def test_every_duration_is_within_what_was_recorded_and_long_ones_end_on_ticks(kind: Kind, seed: int) -> None:
    shortest, longest = RECORDED[kind]
    seconds = Durations(seed)(kind)
    assert shortest <= seconds <= longest + TICK
    assert seconds <= TICK or seconds % TICK == 0


@pytest.mark.parametrize(("kind", "median"), [("version update", 150), ("version deletion", 90), ("share", 0.4)])
def test_the_median_is_the_recorded_one(kind: Kind, median: float) -> None:
    durations = Durations(1)
    drawn = sorted(durations(kind) for _ in range(1001))
    assert drawn[500] == pytest.approx(median, rel=0.1)


def test_the_same_seed_takes_the_same_time() -> None:
    one, other = Durations(3), Durations(3)
    assert [one(kind) for kind in get_args(Kind)] == [other(kind) for kind in get_args(Kind)]
