"""Ages, durations and dates in few words; ages move in steps, so that a still screen stays still."""

from datetime import datetime, timedelta

from tui.model.times import parse_time

_STEPS = (1, 2, 5, 10, 30, 60, 120, 300, 600, 1440)


def age(then: datetime | None, now: datetime) -> str:
    """How long ago, in steps: now, 1, 2, 5, 10, 30 min, 1, 2, 5, 10 h, then whole days."""
    if then is None:
        return ""
    minutes = (now - then).total_seconds() / 60
    if minutes < 1:
        return "now"
    if minutes >= 1440:
        return f"{int(minutes // 1440)} d"
    step = max(each for each in _STEPS if each <= minutes)
    return f"{step} min" if step < 60 else f"{step // 60} h"


def ago(then: datetime | None, now: datetime) -> str:
    """The age as it stands in a sentence."""
    text = age(then, now)
    return "just now" if text == "now" else f"{text} ago" if text else ""


def duration(length: timedelta) -> str:
    """A length of time to the minute, or to the hour where it is long."""
    minutes = round(length.total_seconds() / 60)
    if minutes < 1:
        return "< 1 min"
    if minutes < 120:
        return f"{minutes} min"
    return f"{round(minutes / 60)} h"


def moment(text: str | None, now: datetime) -> str:
    """A time of the service in this machine's time zone: 20 Nov 07:12, or the day where it is of another year than now.

    The text itself where it is no time.
    """
    read = parse_time(text)
    if read is None or abs(read.year - now.year) > 1:
        return day(text)
    local = read.astimezone()
    return f"{local.day} {local:%b %H:%M}" if local.year == now.astimezone().year else f"{local:%Y-%m-%d}"


def day(text: str | None) -> str:
    """The day of a time of the service; the text itself where it is no time."""
    read = parse_time(text)
    return read.date().isoformat() if read else text or ""
