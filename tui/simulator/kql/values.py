"""What values mean: as text, in comparison, in order. A missing value is None; a missing string is empty."""

import json
import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any, Literal

Kind = Literal["string", "long", "real", "bool", "datetime", "timespan", "dynamic"]
# What a cell holds: JSON as Python reads it, or a datetime or timedelta.
Value = Any
Row = dict[str, Value]

_STAMP = re.compile(r"(\d{4}-\d\d-\d\d)(?:[T ](\d\d:\d\d)(:\d\d)?(?:\.(\d{1,7}))?\s*(Z|[+-]\d\d:?\d\d)?)?")
_FAMILY: dict[type, str] = {
    str: "text", int: "number", float: "number", bool: "bool", datetime: "moment", timedelta: "time"
}  # fmt: skip


def text(value: Value) -> str:
    """As tostring() gives it: nothing for null, compact JSON for arrays and bags, seven digits of a second."""
    if isinstance(value, str):
        return value
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, datetime):
        return f"{value.astimezone(UTC):%Y-%m-%dT%H:%M:%S.%f}0Z"
    if isinstance(value, timedelta):
        return _time(value)
    if isinstance(value, (dict, list)):
        return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return str(value)


def _time(span: timedelta) -> str:
    sign, span = ("-", -span) if span < timedelta(0) else ("", span)
    minutes, seconds = divmod(span.seconds, 60)
    days = f"{span.days}." if span.days else ""
    fraction = f".{span.microseconds:06d}0" if span.microseconds else ""
    return f"{sign}{days}{minutes // 60:02d}:{minutes % 60:02d}:{seconds:02d}{fraction}"


def as_json(value: Value) -> Value:
    """A value as it stands in an answer, where moments and times are text."""
    return text(value) if isinstance(value, (datetime, timedelta)) else value


def equal(left: Value, right: Value) -> bool | None:
    """Null when both are null, false when one is, and false between values of two kinds.

    Source: the Kusto reference, "Null values".
    """
    if left is None or right is None:
        return None if left is right else False
    return _alike(left, right) and bool(left == right)


def unequal(left: Value, right: Value) -> bool | None:
    """The opposite of `equal`, null where that is null."""
    same = equal(left, right)
    return None if same is None else not same


def ordered(compare: Callable[[Value, Value], bool]) -> Callable[[Value, Value], bool | None]:
    """A comparison such as operator.lt, null where a side is null or the two sides have no common order."""
    return lambda left, right: compare(left, right) if _alike(left, right) else None


def _alike(left: Value, right: Value) -> bool:
    family = _FAMILY.get(type(left))
    return family is not None and family == _FAMILY.get(type(right))


def member_key(value: Value) -> Value:
    """What `in` looks up: equal keys are equal values, and null, arrays and bags have none."""
    if isinstance(value, str):
        return value
    family = _FAMILY.get(type(value))
    return None if family is None else (family, value)


def order_key(value: Value) -> tuple[str, Value]:
    """Sorts values of one kind by themselves and mixed ones by kind; never called with null."""
    family = _FAMILY.get(type(value))
    return (family, value) if family is not None else ("~", text(value))


def moment_value(written: str) -> datetime | None:
    """The moment in UTC that an ISO 8601 text names, with up to 7 digits of a second, or None."""
    match = _STAMP.fullmatch(written.strip())
    if match is None:
        return None
    day, minutes, seconds, fraction, offset = match.groups()
    stamp = f"{day}T{minutes or '00:00'}{seconds or ':00'}.{(fraction or '0')[:6].ljust(6, '0')}{offset or 'Z'}"
    try:
        return datetime.fromisoformat(stamp).astimezone(UTC)
    except (ValueError, OverflowError):
        return None
