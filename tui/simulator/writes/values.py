"""Refusals of single values, in the words that the service has for them.

Texts: recorded, or the troubleshooting page of shared images (Microsoft's documentation); where neither has one for a
case, the form of a neighbouring one is used.
"""

from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any, Final

from tui.simulator.clock import parse_time
from tui.simulator.wire import ArmError

_DATE: Final = "%Y-%m-%dT%H:%M:%S"


def invalid(message: str, target: str) -> ArmError:
    """Refuse a value: 400 InvalidParameter."""
    return ArmError(400, "InvalidParameter", message, target=target)


def invalid_value(path: str) -> ArmError:
    """Refuse a value that is none of those there are."""
    return invalid(f"The value of parameter {path} is invalid.", path)


def missing(path: str) -> ArmError:
    """Refuse for want of a value."""
    return invalid(f"Required parameter '{path}' is missing (null).", path)


def change_refused(path: str) -> ArmError:
    """Refuse to change what stays as it was made. The code was reported with such a text."""
    return ArmError(409, "PropertyChangeNotAllowed", f"Changing property '{path}' is not allowed.", target=path)


def not_allowed(message: str) -> ArmError:
    """Refuse for the state that things are in: 409 OperationNotAllowed."""
    return ArmError(409, "OperationNotAllowed", message)


def unchanged(before: Any, after: Any, path: str) -> None:  # noqa: ANN401 - JSON values
    """Raise where a value is another than before; ids and choices are the same in any case."""
    if _folded(before) != _folded(after):
        raise change_refused(path)


def choice(value: object, known: Iterable[str], path: str) -> str:
    """Give a value as the service writes it; raises where it is none of those known."""
    for each in known:
        if isinstance(value, str) and value.lower() == each.lower():
            return each
    raise invalid_value(path)


def in_range(value: int, low: int, high: int, path: str) -> int:
    """Give a number; raises where it is out of range."""
    if not low <= value <= high:
        message = (
            f"The value {value} of parameter {path} is out of range. The value must be between {low} and {high}, "
            "inclusive."
        )
        raise invalid(message, path)
    return value


def end_of_life(value: str, before: str | None, now: float, path: str) -> str:
    """Give an end of life as the service writes it; raises where it is no date, or a new one that has passed."""
    try:
        moment = parse_time(value)
    except ValueError:
        message = f"Could not convert string to DateTimeOffset: {value}. Path '{path.partition('.')[2]}'."
        raise ArmError(400, "BadRequest", message, target=path) from None
    written = f"{datetime.fromtimestamp(moment, UTC):{_DATE}}+00:00"
    if moment <= now and (before is None or parse_time(before) != moment):
        raise invalid("EndOfLifeDate must be set to a future date.", path)
    return before if before is not None and parse_time(before) == moment else written


def _folded(value: Any) -> Any:  # noqa: ANN401 - JSON values
    if isinstance(value, str):
        return value.lower()
    if isinstance(value, dict):
        return {name: _folded(each) for name, each in value.items()}
    return [_folded(each) for each in value] if isinstance(value, list) else value
