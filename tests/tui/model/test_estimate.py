"""How long a replication still takes, and whether it has stopped."""

from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.tui.contoso import NOW
from tui.model.estimate import STALLED_AFTER, Estimate, Track, estimate, observe, stalled_since, usual

MINUTE = timedelta(minutes=1)


def seen(*readings: tuple[float, int | None], state: str = "Replicating") -> Track:
    """The track of readings, each at so many minutes after NOW."""
    track: Track | None = None
    for minutes, progress in readings:
        track = observe(track, state, progress, NOW + minutes * MINUTE)
    assert track is not None
    return track


def left(track: Track | None, minutes: float = 0.0, size_gb: int | None = None, mode: str | None = None) -> Estimate:
    """The estimate at so many minutes after NOW."""
    return estimate(track, NOW + minutes * MINUTE, size_gb=size_gb, mode=mode)


@pytest.mark.parametrize(
    "readings",
    [
        [(0, 0)],
        [(0, 0), (1, 50)],
        [(0, 10), (1, 14), (2, 19)],
        [(0, 0), (1, 50), (2, 50), (3, 50)],
        [(0, 0), (1, 20), (2, 40), (3, 5)],
    ],
    ids=["one reading", "two readings", "nine points", "two distinct readings", "started anew"],
)
def test_nothing_is_measured_before_three_readings_and_ten_points(readings: list[tuple[float, int]]) -> None:
    track = seen(*readings)
    assert left(track) == Estimate(usual(None, None) * ((100 - track.progress) / 100), measured=False)


def test_after_three_readings_and_ten_points_the_rate_tells_the_time_left() -> None:
    track = seen((0, 10), (2, 20), (4, 30))
    assert left(track, 4) == Estimate(14 * MINUTE, measured=True)
    assert left(track, 5) == Estimate(13 * MINUTE, measured=True)


def test_ten_points_in_three_readings_are_enough() -> None:
    assert left(seen((0, 10), (1, 15), (2, 20)), 2) == Estimate(16 * MINUTE, measured=True)


def test_the_time_left_is_never_less_than_nothing() -> None:
    assert left(seen((0, 10), (2, 50), (4, 90)), 60) == Estimate(timedelta(0), measured=True)


def test_what_was_never_seen_takes_what_is_usual() -> None:
    assert left(None) == Estimate(timedelta(seconds=428), measured=False)


@pytest.mark.parametrize(
    ("size_gb", "mode", "seconds"),
    [
        (None, None, 428),
        (1, "Full", 428),
        (30, "Full", 428),
        (60, None, 856),
        (2048, "Shallow", 35),
        (None, "shallow", 35),
    ],
)
def test_what_is_usual_grows_with_the_size_but_not_for_shallow_ones(
    size_gb: int | None, mode: str | None, seconds: float
) -> None:
    assert usual(size_gb, mode) == timedelta(seconds=seconds)


@given(
    st.lists(st.tuples(st.integers(1, 40), st.none() | st.integers(0, 100)), min_size=1),
    st.integers(0, 500),
    st.none() | st.integers(0, 4096),
)
def test_whatever_is_read_an_estimate_is_possible_and_not_negative(
    steps: list[tuple[int, int | None]], later: int, size_gb: int | None
) -> None:
    minutes = 0
    readings: list[tuple[float, int | None]] = []
    for pause, progress in steps:
        minutes += pause
        readings.append((minutes, progress))
    track = seen(*readings)
    assert left(track, minutes + later, size_gb).left >= timedelta(0)
    assert track.since <= track.at <= track.seen == NOW + minutes * MINUTE
    assert track.progress == (readings[-1][1] or 0) >= track.first_progress


def test_a_region_is_stalled_once_it_was_seen_without_progress_for_half_an_hour() -> None:
    assert stalled_since(seen((0, 37), (29.9, 37))) is None
    assert stalled_since(seen((0, 37), (30, 37))) == NOW
    assert stalled_since(seen((0, 37), (10, 38), (30, 38))) is None
    assert stalled_since(seen((0, 37), (10, 37)), after=10 * MINUTE) == NOW


def test_time_in_which_nobody_looked_makes_nothing_stall() -> None:
    track = seen((0, 30), (1, 37))
    assert stalled_since(track) is None
    next_morning = observe(track, "Replicating", 90, NOW + timedelta(hours=14))
    assert stalled_since(next_morning) is None
    assert stalled_since(None) is None


@pytest.mark.parametrize("state", ["Failed", "Missing", "Unknown", "Completed"])
def test_only_what_replicates_can_stall(state: str) -> None:
    assert stalled_since(seen((0, 37), (600, 37), state=state), after=STALLED_AFTER) is None


def test_progress_that_falls_or_another_state_starts_anew() -> None:
    track = seen((0, 10), (10, 60))
    for state, progress in (("Replicating", 40), ("Failed", 60)):
        again = observe(track, state, progress, NOW + 20 * MINUTE)
        assert (again.state, again.since, again.first_progress, again.observations) == (
            state,
            NOW + 20 * MINUTE,
            progress,
            1,
        )


@pytest.mark.parametrize("at", [NOW, NOW - MINUTE])
def test_the_same_answer_twice_or_an_older_one_changes_nothing(at: datetime) -> None:
    track = seen((0, 10))
    assert observe(track, "Replicating", 20, at) is track
