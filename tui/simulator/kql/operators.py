"""The tabular operators: each one compiled to a step from rows to rows, over columns known beforehand."""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import NamedTuple

from lark import Token

from tui.simulator.kql.aggregates import AGGREGATES
from tui.simulator.kql.expressions import Expressions
from tui.simulator.kql.literals import Scalar
from tui.simulator.kql.syntax import Node, nodes, refused
from tui.simulator.kql.values import Kind, Row, Value, order_key

Step = Callable[[Sequence[Row]], Sequence[Row]]

# "mv-expand: RowLimit default is 128" (Resource Graph, "Understanding the query language").
_EXPANDED_ROWS = 128


class _Ordering(NamedTuple):
    key: Callable[[Row], Value]
    descending: bool
    nulls_first: bool


class _Column(NamedTuple):
    name: str
    scalar: Scalar


class Operators:
    """Compiles one operator after the other; `columns` are those that the rows have after the last one.

    `limited` tells that the query cut its own rows, which rules out paging.
    """

    def __init__(self, columns: dict[str, Kind], now: datetime) -> None:
        self.columns = columns
        self.limited = False
        self._now = now

    def compile(self, tree: Node) -> Step:
        """The next step; raises KqlError."""
        step: Step = getattr(self, f"_{tree.data}")(tree)
        return step

    def _where(self, tree: Node) -> Step:
        (holds,) = [scalar.evaluate for scalar in self._scalars(tree)]
        return lambda rows: [row for row in rows if holds(row) is True]

    def _extend(self, tree: Node) -> Step:
        added = self._columns_of(tree)
        self.columns = {**self.columns, **_kinds(added)}
        parts = [(name, scalar.evaluate) for name, scalar in added]
        return lambda rows: [{**row, **{name: evaluate(row) for name, evaluate in parts}} for row in rows]

    def _project(self, tree: Node) -> Step:
        kept = self._columns_of(tree)
        self.columns = _kinds(kept)
        parts = [(name, scalar.evaluate) for name, scalar in kept]
        return lambda rows: [{name: evaluate(row) for name, evaluate in parts} for row in rows]

    def _project_away(self, tree: Node) -> Step:
        away = {str(name) for name in tree.children}
        if unknown := min(away - self.columns.keys(), default=""):
            raise refused(tree, f"Failed to resolve column named '{unknown}'", unknown)
        self.columns = {name: kind for name, kind in self.columns.items() if name not in away}
        return lambda rows: [{name: value for name, value in row.items() if name not in away} for row in rows]

    def _order_by(self, tree: Node) -> Step:
        orderings = [self._ordering(node) for node in nodes(tree)]
        return lambda rows: _sorted(rows, orderings)

    def _top(self, tree: Node) -> Step:
        number, order = nodes(tree)
        limit, ordering = self._limit(number), self._ordering(order)
        return lambda rows: _sorted(rows, [ordering])[:limit]

    def _take(self, tree: Node) -> Step:
        limit = self._limit(nodes(tree)[0])
        return lambda rows: rows[:limit]

    def _count(self, _: Node) -> Step:
        self.columns = {"Count": "long"}
        return lambda rows: [{"Count": len(rows)}]

    def _distinct(self, tree: Node) -> Step:
        expressions = self._expressions()
        kept = self._columns_of(tree) or [_Column(name, expressions.named(name)) for name in self.columns]
        return self._grouped(tree, kept, [])

    def _mv_expand(self, tree: Node) -> Step:
        ((name, scalar),) = self._columns_of(tree)
        if scalar.kind != "dynamic":
            raise refused(tree, "mv-expand: expanded expression expected to have dynamic type", name)
        self.columns = {**self.columns, name: "dynamic"}
        evaluate = scalar.evaluate
        return lambda rows: [{**row, name: part} for row in rows for part in _expanded(evaluate(row))]

    def _summarize(self, tree: Node) -> Step:
        parts = {str(node.data): node for node in nodes(tree)}
        if not parts:
            raise refused(tree, "summarize: expects an aggregate or a group key.")
        keys = self._columns_of(parts["by"]) if "by" in parts else []
        totals = [self._total(node) for node in nodes(parts["aggregates"])] if "aggregates" in parts else []
        return self._grouped(tree, keys, totals)

    def _total(self, tree: Node) -> tuple[_Column, Callable[[list[Value]], Value]]:
        """One aggregate: its column, whose scalar gives what is collected, and what is made of that."""
        named = str(tree.children[0]) if tree.data == "named" else ""
        call = nodes(tree)[0] if named else tree
        aggregate = AGGREGATES.get(str(call.children[0])) if call.data == "call" else None
        if aggregate is None:
            raise refused(call, "summarize: an aggregate function is expected.")
        arguments = self._scalars(call)
        if len(arguments) != aggregate.arguments:
            raise refused(call, f"{call.children[0]}(): function expects {aggregate.arguments} argument(s).")
        collected = arguments[0] if arguments else Scalar(lambda row: None, "long")
        name = named or f"{aggregate.prefix}_{collected.name}"
        kind = aggregate.kind or collected.kind
        return _Column(name, Scalar(collected.evaluate, kind)), aggregate.evaluate

    def _grouped(
        self, tree: Node, keys: list[_Column], totals: list[tuple[_Column, Callable[[list[Value]], Value]]]
    ) -> Step:
        for name, scalar in keys:
            if scalar.kind == "dynamic":
                raise refused(tree, f"Group key '{name}' is of a 'dynamic' type. Please use an explicit cast.", name)
        self.columns = _kinds([*keys, *(column for column, _ in totals)])
        key_parts = [column.scalar.evaluate for column in keys]
        key_names = [column.name for column in keys]

        def step(rows: Sequence[Row]) -> list[Row]:
            groups: dict[tuple[Value, ...], list[Row]] = {} if keys else {(): []}
            for row in rows:
                groups.setdefault(tuple([part(row) for part in key_parts]), []).append(row)
            return [
                dict(zip(key_names, key, strict=True))
                | {name: total([scalar.evaluate(row) for row in group]) for (name, scalar), total in totals}
                for key, group in groups.items()
            ]

        return step

    def _limit(self, number: Node) -> int:
        self.limited = True
        return int(self._expressions().compile(number).evaluate({}))

    def _ordering(self, tree: Node) -> _Ordering:
        (scalar,) = self._scalars(tree)
        if scalar.kind == "dynamic":
            raise refused(tree, "order operator: key can't be of dynamic type")
        words = {str(child) for child in tree.children if isinstance(child, Token)}
        descending = "asc" not in words
        return _Ordering(scalar.evaluate, descending, "first" in words or ("last" not in words and not descending))

    def _expressions(self) -> Expressions:
        return Expressions(self.columns, self._now)

    def _scalars(self, tree: Node) -> list[Scalar]:
        expressions = self._expressions()
        return [expressions.compile(node) for node in nodes(tree)]

    def _columns_of(self, tree: Node) -> list[_Column]:
        """The columns that the operator names, or that are named after what they are made of."""
        expressions = self._expressions()
        columns: list[_Column] = []
        for node in nodes(tree):
            scalar = expressions.compile(nodes(node)[0] if node.data == "named" else node)
            name = str(node.children[0]) if node.data == "named" else scalar.name
            columns.append(_Column(name or f"Column{len(columns) + 1}", scalar))
        return columns


def _kinds(columns: Sequence[_Column]) -> dict[str, Kind]:
    return {name: scalar.kind for name, scalar in columns}


def _sorted(rows: Sequence[Row], orderings: Sequence[_Ordering]) -> list[Row]:
    """Rows in order: by the last key first, as the sort is stable."""
    result = list(rows)
    for key, descending, nulls_first in reversed(orderings):
        keyed = [(key(row), row) for row in result]
        nulls = [row for value, row in keyed if value is None]
        others = [(order_key(value), row) for value, row in keyed if value is not None]
        others.sort(key=lambda pair: pair[0], reverse=descending)
        ordered = [row for _, row in others]
        result = nulls + ordered if nulls_first else ordered + nulls
    return result


def _expanded(value: Value) -> Sequence[Value]:
    """Elements of an array, one-entry bags of a bag, null for null, nothing for an empty array."""
    if isinstance(value, list):
        return value[:_EXPANDED_ROWS]
    if isinstance(value, dict):
        return [{key: part} for key, part in value.items()][:_EXPANDED_ROWS]
    return [value]
