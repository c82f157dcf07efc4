"""Ages, durations and dates in few words."""

import time
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.tui.contoso import NOW
from tui.wording.ages import age, ago, day, duration, moment

STEPS = ["now", "1 min", "2 min", "5 min", "10 min", "30 min", "1 h", "2 h", "5 h", "10 h", "1 d"]


@pytest.mark.parametrize(
    ("minutes", "text"),
    [
        (-60, "now"),
        (0, "now"),
        (0.99, "now"),
        (1, "1 min"),
        (4.9, "2 min"),
        (29, "10 min"),
        (59, "30 min"),
        (60, "1 h"),
        (119, "1 h"),
        (600, "10 h"),
        (1439, "10 h"),
        (1440, "1 d"),
        (60 * 24 * 400, "400 d"),
    ],
)
def test_an_age_is_told_in_steps(minutes: float, text: str) -> None:
    assert age(NOW - timedelta(minutes=minutes), NOW) == text


def test_an_age_changes_ten_times_on_its_first_day_and_never_back() -> None:
    texts = [age(NOW, NOW + timedelta(seconds=second)) for second in range(0, 86401, 20)]
    assert list(dict.fromkeys(texts)) == STEPS
    assert texts == sorted(texts, key=STEPS.index)


def test_an_age_stands_in_a_sentence() -> None:
    assert ago(NOW - timedelta(hours=1), NOW) == "1 h ago"
    assert ago(NOW, NOW) == "just now"
    assert (age(None, NOW), ago(None, NOW)) == ("", "")


@pytest.mark.parametrize(
    ("seconds", "text"),
    [
        (-5, "< 1 min"),
        (0, "< 1 min"),
        (29, "< 1 min"),
        (31, "1 min"),
        (428, "7 min"),
        (119 * 60, "119 min"),
        (120 * 60, "2 h"),
        (6 * 3600, "6 h"),
        (30 * 3600, "30 h"),
    ],
)
def test_a_duration_is_told_to_the_minute_or_the_hour(seconds: float, text: str) -> None:
    assert duration(timedelta(seconds=seconds)) == text


@pytest.mark.parametrize(
    ("zone", "text", "shown"),
    [
        ("UTC", "2026-11-20T07:12:00.1234567+00:00", "20 Nov 07:12"),
        ("Asia/Tokyo", "2026-11-20T07:12:00+00:00", "20 Nov 16:12"),
        ("Asia/Tokyo", "2026-12-31T20:00:00+00:00", "2027-01-01"),
        ("America/New_York", "2027-01-01T03:00:00+00:00", "31 Dec 22:00"),
        ("UTC", "2025-11-20T07:12:00+00:00", "2025-11-20"),
        ("America/New_York", "0001-01-01T00:00:00", "0001-01-01"),
        ("Asia/Tokyo", "9999-12-31T23:59:59Z", "9999-12-31"),
        ("UTC", "soon", "soon"),
        ("UTC", None, ""),
    ],
)
def test_a_time_is_told_in_the_zone_of_the_machine_and_to_the_minute_within_the_year(
    monkeypatch: pytest.MonkeyPatch, zone: str, text: str | None, shown: str
) -> None:
    monkeypatch.setenv("TZ", zone)
    time.tzset()
    try:
        assert moment(text, NOW) == shown
    finally:
        monkeypatch.setenv("TZ", "UTC")
        time.tzset()


def test_the_year_is_that_of_the_server_and_not_of_this_machine() -> None:
    assert moment("2031-02-03T04:05:00Z", datetime(2031, 2, 4, tzinfo=UTC)) == "3 Feb 04:05"


@pytest.mark.parametrize(
    ("text", "shown"),
    [("2027-11-20T23:59:00-05:00", "2027-11-21"), ("0001-01-01", "0001-01-01"), ("never", "never"), (None, "")],
)
def test_a_day_is_told_as_it_is_in_utc(text: str | None, shown: str) -> None:
    assert day(text) == shown


@given(st.text() | st.datetimes(timezones=st.timezones()).map(datetime.isoformat))
def test_whatever_the_service_sends_for_a_time_is_shown(text: str) -> None:
    assert (moment(text, NOW) == "") == (day(text) == "") == (text == "")
