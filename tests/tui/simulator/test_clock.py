"""World time and wire time."""

import pytest

from tests.simulated import TurnedClock
from tui.simulator.clock import WorldClock, iso, parse_time

START = parse_time("2026-11-20T09:12:00Z")


def test_world_time_runs_at_its_speed_over_wire_time_and_goes_on_from_there_at_another() -> None:
    wire = TurnedClock()
    clock = WorldClock(START, wire, speed=10)
    wire.advance(6)
    assert iso(clock.now()) == "2026-11-20T09:13:00.0000000+00:00"
    clock.run_at(60)
    wire.advance(1)
    assert iso(clock.now()) == "2026-11-20T09:14:00.0000000+00:00"
    clock.run_at(0)
    wire.advance(3600)
    assert iso(clock.now()) == "2026-11-20T09:14:00.0000000+00:00"


def test_a_jump_plays_what_is_due_on_the_way_in_order_each_at_its_own_time() -> None:
    clock = WorldClock(START, TurnedClock())
    played: list[tuple[str, float]] = []

    def first() -> None:
        played.append(("first", clock.now() - START))
        clock.at(clock.now() + 5, lambda: played.append(("made on the way", clock.now() - START)))

    clock.at(START + 20, lambda: played.append(("second", clock.now() - START)))
    clock.at(START + 10, first)
    clock.at(START + 90, lambda: played.append(("not yet", 0.0)))
    clock.advance(60)
    assert played == [("first", 10.0), ("made on the way", 15.0), ("second", 20.0)]
    assert clock.now() == START + 60


@pytest.mark.parametrize(
    ("speed", "world", "wire"), [(1, 60, 60), (10, 60, 6), (1000, 60, 1), (7, 60, 9), (1, 0, 1), (0, 60, 1)]
)
def test_retry_after_is_whole_wire_seconds_and_at_least_one(speed: float, world: float, wire: int) -> None:
    assert WorldClock(START, TurnedClock(), speed).wire_seconds(world) == wire


@pytest.mark.parametrize("text", ["2026-11-20T09:12:00Z", "2026-11-20T10:12:00+01:00", "2026-11-20T09:12:00"])
def test_times_are_read_with_or_without_an_offset(text: str) -> None:
    assert parse_time(text) == START
