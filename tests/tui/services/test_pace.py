"""The pace of background reading: a burst, then a steady trickle."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.tui.services.virtual_clock import VirtualClock
from tui.services.pace import Pace


def spent_at_once(pace: Pace) -> int:
    """How many readings may start before one must wait."""
    spent = 0
    while pace.wait() == 0:
        pace.spend()
        spent += 1
    return spent


async def test_a_burst_goes_at_once_and_the_rest_as_fast_as_allowed() -> None:
    clock = VirtualClock()
    pace = Pace(clock, burst=10, per_second=4)
    assert spent_at_once(pace) == 10
    assert pace.wait() == pytest.approx(0.25)
    await clock.advance(2)
    assert spent_at_once(pace) == 8


async def test_what_was_saved_up_is_never_more_than_a_burst() -> None:
    clock = VirtualClock()
    pace = Pace(clock, burst=10, per_second=4)
    await clock.advance(3600)
    assert spent_at_once(pace) == 10


async def test_what_was_spent_beyond_the_burst_is_paid_back() -> None:
    clock = VirtualClock()
    pace = Pace(clock, burst=10, per_second=4)
    for _ in range(18):
        pace.spend()
    assert pace.wait() == pytest.approx(9 / 4)


@given(st.lists(st.floats(0, 100), max_size=50))
async def test_no_stretch_of_time_lets_more_through_than_a_burst_and_the_rate(pauses: list[float]) -> None:
    clock = VirtualClock()
    pace = Pace(clock, burst=10, per_second=4)
    spent = 0
    for pause in pauses:
        await clock.advance(pause)
        spent += spent_at_once(pace)
        assert spent <= 10 + 4 * clock.monotonic() + 1e-6
