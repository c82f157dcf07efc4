"""The scalar functions: one table, every one a plain function of values."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, timedelta
from math import isfinite
from typing import NamedTuple

import msgspec

from tui.simulator.kql.errors import KqlError
from tui.simulator.kql.values import Kind, Value, moment_value, text

_MANY = 64


class Function(NamedTuple):
    """A scalar function, how many arguments it takes, and the kind of its result, given theirs."""

    evaluate: Callable[..., Value]
    least: int
    most: int
    kind: Kind | Callable[[Sequence[Kind]], Kind]
    named_after_argument: bool = False

    def result(self, kinds: Sequence[Kind]) -> Kind:
        """The kind of the result for arguments of these kinds."""
        return self.kind(kinds) if callable(self.kind) else self.kind


def common_kind(kinds: Sequence[Kind]) -> Kind:
    """The one kind of all, else dynamic."""
    return kinds[0] if len(set(kinds)) == 1 else "dynamic"


def _integer(value: Value) -> int | None:
    number = _real(value) if not isinstance(value, int) else int(value)
    if isinstance(value, str):
        try:
            return int(value)
        except ValueError:
            return None
    return None if number is None else int(number)


def _real(value: Value) -> float | None:
    try:
        number = float(value) if isinstance(value, (int, float, str)) else None
    except (ValueError, OverflowError):
        return None
    return number if number is not None and isfinite(number) else None


def _boolean(value: Value) -> bool | None:
    if isinstance(value, str):
        number = _integer(value)
        return {"true": True, "false": False}.get(value.lower()) if number is None else bool(number)
    return bool(value) if isinstance(value, (bool, int, float)) else None


def _moment(value: Value) -> datetime | None:
    return value if isinstance(value, datetime) else moment_value(value) if isinstance(value, str) else None


def _parse_json(value: Value) -> Value:
    if not isinstance(value, str):
        return value
    try:
        return msgspec.json.decode(value)
    except (ValueError, RecursionError):
        return value


def _split(source: Value, delimiter: Value, index: Value = None) -> list[str]:
    whole, between = text(source), text(delimiter)
    parts = whole.split(between) if between else [whole]
    return parts if index is None else parts[index : index + 1] if isinstance(index, int) and index >= 0 else []


def _coalesce(*values: Value) -> Value:
    return next((value for value in values if value is not None and value != ""), values[-1])


def _case(*arguments: Value) -> Value:
    choices = zip(arguments[:-1:2], arguments[1::2], strict=True)
    return next((value for holds, value in choices if holds is True), arguments[-1])


def _case_kind(kinds: Sequence[Kind]) -> Kind:
    if len(kinds) % 2 == 0:
        raise KqlError("case(): function expects an odd number of arguments.")
    return common_kind([*kinds[1::2], kinds[-1]])


def _is_empty(value: Value) -> bool:
    return value is None or value == ""


def shifted(moment: Value, span: Value) -> datetime | None:
    """A moment moved by a timespan, null where one is missing or the calendar ends."""
    try:
        return moment + span if isinstance(moment, datetime) and isinstance(span, timedelta) else None
    except OverflowError:
        return None


FUNCTIONS: Mapping[str, Function] = {
    "tostring": Function(text, 1, 1, "string", named_after_argument=True),
    "toint": Function(_integer, 1, 1, "long", named_after_argument=True),
    "tolong": Function(_integer, 1, 1, "long", named_after_argument=True),
    "todouble": Function(_real, 1, 1, "real", named_after_argument=True),
    "toreal": Function(_real, 1, 1, "real", named_after_argument=True),
    "tobool": Function(_boolean, 1, 1, "bool", named_after_argument=True),
    "todatetime": Function(_moment, 1, 1, "datetime", named_after_argument=True),
    "tolower": Function(lambda value: text(value).lower(), 1, 1, "string"),
    "toupper": Function(lambda value: text(value).upper(), 1, 1, "string"),
    "strcat": Function(lambda *values: "".join(map(text, values)), 1, _MANY, "string"),
    "split": Function(_split, 2, 3, "dynamic"),
    "array_length": Function(lambda value: len(value) if isinstance(value, list) else None, 1, 1, "long"),
    "parse_json": Function(_parse_json, 1, 1, "dynamic"),
    "todynamic": Function(_parse_json, 1, 1, "dynamic"),
    "coalesce": Function(_coalesce, 2, _MANY, common_kind),
    "iff": Function(lambda holds, yes, no: yes if holds is True else no, 3, 3, lambda kinds: common_kind(kinds[1:])),
    "iif": Function(lambda holds, yes, no: yes if holds is True else no, 3, 3, lambda kinds: common_kind(kinds[1:])),
    "case": Function(_case, 3, _MANY, _case_kind),
    "not": Function(lambda value: None if value is None else value is not True, 1, 1, "bool"),
    "isnull": Function(lambda value: value is None, 1, 1, "bool"),
    "isnotnull": Function(lambda value: value is not None, 1, 1, "bool"),
    "isempty": Function(_is_empty, 1, 1, "bool"),
    "isnotempty": Function(lambda value: not _is_empty(value), 1, 1, "bool"),
}


def clock_functions(now: datetime) -> dict[str, Function]:
    """The functions that ask what time it is."""
    return {
        "now": Function(lambda offset=timedelta(0): shifted(now, offset), 0, 1, "datetime"),
        "ago": Function(lambda span: shifted(now, -span) if isinstance(span, timedelta) else None, 1, 1, "datetime"),
    }
