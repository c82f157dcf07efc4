"""The aggregates of summarize: each one a function of the values that a group holds."""

from collections.abc import Callable, Mapping
from typing import NamedTuple

from tui.simulator.kql.values import Kind, Value, as_json, order_key, text


class Aggregate(NamedTuple):
    """An aggregate, the kind of its result (None: that of its argument), and how its column's name begins."""

    evaluate: Callable[[list[Value]], Value]
    kind: Kind | None
    prefix: str
    arguments: int = 1


def _present(values: list[Value]) -> list[Value]:
    return [value for value in values if value is not None]


def _set(values: list[Value]) -> list[Value]:
    return list({text(value): as_json(value) for value in _present(values)}.values())


def _sum(values: list[Value]) -> Value:
    numbers = [value for value in values if isinstance(value, (int, float)) and not isinstance(value, bool)]
    return sum(numbers)


AGGREGATES: Mapping[str, Aggregate] = {
    "count": Aggregate(len, "long", "count", arguments=0),
    "countif": Aggregate(lambda values: sum(value is True for value in values), "long", "countif"),
    "dcount": Aggregate(lambda values: len(_set(values)), "long", "dcount"),
    "sum": Aggregate(_sum, None, "sum"),
    "max": Aggregate(lambda values: max(_present(values), key=order_key, default=None), None, "max"),
    "min": Aggregate(lambda values: min(_present(values), key=order_key, default=None), None, "min"),
    "make_list": Aggregate(lambda values: [as_json(value) for value in _present(values)], "dynamic", "list"),
    "make_set": Aggregate(_set, "dynamic", "set"),
}
