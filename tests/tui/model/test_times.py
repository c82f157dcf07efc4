"""Times as the service writes them."""

from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.model.times import iso, parse_time

OFFSETS = st.integers(-14 * 60, 14 * 60).map(lambda minutes: timezone(timedelta(minutes=minutes)))

FIRST_DAY = datetime(1, 1, 2, tzinfo=UTC).replace(tzinfo=None)
LAST_DAY = datetime(9999, 12, 30, tzinfo=UTC).replace(tzinfo=None)


@given(st.datetimes(FIRST_DAY, LAST_DAY, timezones=OFFSETS))
def test_a_time_survives_being_written_and_read(moment: datetime) -> None:
    text = iso(moment)
    assert text is not None
    assert len(text) == len("2026-11-20T09:12:00Z")
    assert parse_time(text) == moment.replace(microsecond=0)
    assert parse_time(moment.isoformat()) == moment


@pytest.mark.parametrize(
    ("text", "means"),
    [
        ("2023-07-10T18:06:34.5984092-07:00", datetime(2023, 7, 11, 1, 6, 34, 598409, UTC)),
        ("2023-07-10T18:06:34.5984092+00:00", datetime(2023, 7, 10, 18, 6, 34, 598409, UTC)),
        ("2023-07-10T18:06:34", datetime(2023, 7, 10, 18, 6, 34, tzinfo=UTC)),
        ("2023-07-10T18:06:34Z", datetime(2023, 7, 10, 18, 6, 34, tzinfo=UTC)),
        (" 2023-07-10 ", datetime(2023, 7, 10, tzinfo=UTC)),
        ("0001-01-01T00:00:00", datetime(1, 1, 1, tzinfo=UTC)),
    ],
)
def test_times_are_read_as_the_service_writes_them(text: str, means: datetime) -> None:
    assert parse_time(text) == means


@pytest.mark.parametrize(
    "text", [None, "", "soon", "2023-13-01", "0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-14:00", "\x1b[31m"]
)
def test_what_is_no_time_is_none(text: str | None) -> None:
    assert parse_time(text) is None


@given(st.text())
def test_no_text_breaks_the_reading_of_a_time(text: str) -> None:
    read = parse_time(text)
    assert read is None or read.tzinfo is UTC


def test_no_time_is_written_as_none() -> None:
    assert iso(None) is None
