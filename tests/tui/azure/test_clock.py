"""The server's time, whatever the clock here says."""

from datetime import UTC, datetime

import pytest

from tests.tui.azure.scripted_transport import WALL, FakeClock
from tui.azure.clock import ServerClock


def at(second: int) -> datetime:
    return datetime(2026, 11, 20, 9, 12, second, tzinfo=UTC)


def test_before_any_answer_it_is_the_time_here() -> None:
    assert ServerClock(FakeClock().clock).now() == datetime.fromtimestamp(WALL, UTC)


def test_an_answer_s_date_and_the_time_since_are_the_server_s_time() -> None:
    host = FakeClock()
    clock = ServerClock(host.clock)
    clock.heard("Fri, 20 Nov 2026 09:12:00 GMT")
    host.time += 7
    assert clock.now() == at(7)


def test_a_date_cut_to_its_second_does_not_set_the_clock_back() -> None:
    host = FakeClock()
    clock = ServerClock(host.clock)
    clock.heard("Fri, 20 Nov 2026 09:12:00 GMT")
    host.time += 1.9
    clock.heard("Fri, 20 Nov 2026 09:12:01 GMT")
    assert clock.now().microsecond == 900_000


def test_a_slow_answer_does_not_set_the_clock_back() -> None:
    host = FakeClock()
    clock = ServerClock(host.clock)
    clock.heard("Fri, 20 Nov 2026 09:12:00 GMT")
    host.time += 30
    clock.heard("Fri, 20 Nov 2026 09:12:01 GMT", under_way=29)
    assert clock.now() == at(30)


def test_a_server_whose_clock_was_set_back_is_followed_at_once() -> None:
    host = FakeClock()
    clock = ServerClock(host.clock)
    clock.heard("Fri, 20 Nov 2026 09:12:40 GMT")
    clock.heard("Fri, 20 Nov 2026 09:12:00 GMT", under_way=2)
    assert clock.now() == at(0)


def test_a_server_whose_time_runs_faster_is_followed() -> None:
    host = FakeClock()
    clock = ServerClock(host.clock)
    clock.heard("Fri, 20 Nov 2026 09:12:00 GMT")
    host.time += 1
    clock.heard("Fri, 20 Nov 2026 09:12:10 GMT")
    assert clock.now() == at(10)


@pytest.mark.parametrize("date", [None, "", "yesterday", "Fri, 99 Nov 2026 09:12:00 GMT"])
def test_a_date_that_makes_no_sense_changes_nothing(date: str | None) -> None:
    clock = ServerClock(FakeClock().clock)
    before = clock.now()
    clock.heard(date)
    assert clock.now() == before
