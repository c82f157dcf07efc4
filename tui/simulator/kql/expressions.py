"""Expressions compiled to closures: the tree is walked once, the rows pay for calls only."""

import operator
import re
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from functools import cache

from tui.simulator.kql.functions import FUNCTIONS, clock_functions, common_kind
from tui.simulator.kql.literals import Literals, Scalar, constant
from tui.simulator.kql.syntax import Node, nodes, refused
from tui.simulator.kql.values import Kind, Row, Value, equal, member_key, ordered, text, unequal


@cache
def _term(term: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![^\W_]){re.escape(term)}(?![^\W_])")


def _has(whole: str, term: str) -> bool:
    return _term(term).search(whole) is not None


_COMPARISONS: Mapping[str, Callable[[Value, Value], bool | None]] = {
    "==": equal,
    "!=": unequal,
    "=~": lambda left, right: text(left).lower() == text(right).lower(),
    "!~": lambda left, right: text(left).lower() != text(right).lower(),
    "<": ordered(operator.lt),
    "<=": ordered(operator.le),
    ">": ordered(operator.gt),
    ">=": ordered(operator.ge),
}
_MATCHES: Mapping[str, Callable[[str, str], bool]] = {
    "contains": lambda whole, part: part in whole,
    "startswith": str.startswith,
    "endswith": str.endswith,
    "has": _has,
}
_ARITHMETIC: Mapping[str, Callable[[Value, Value], Value]] = {
    "+": operator.add,
    "-": operator.sub,
    "*": operator.mul,
    "/": lambda left, right: int(left / right) if isinstance(left, int) and isinstance(right, int) else left / right,
    "%": operator.mod,
}
_COUNTABLE = (int, float, datetime, timedelta)
_LONGS = range(-(2**63), 2**63)


def _element(value: Value, key: Value) -> Value:
    if isinstance(value, dict):
        return value.get(key) if isinstance(key, str) else None
    if isinstance(value, list) and isinstance(key, int):
        return value[key] if -len(value) <= key < len(value) else None
    return None


def _arithmetic(calculate: Callable[[Value, Value], Value], left: Value, right: Value) -> Value:
    if not isinstance(left, _COUNTABLE) or not isinstance(right, _COUNTABLE):
        return None
    try:
        result = calculate(left, right)
    except (TypeError, ArithmeticError):
        return None
    return None if isinstance(result, int) and result not in _LONGS else result


def _arithmetic_kind(sign: str, left: Kind, right: Kind) -> Kind:
    kinds = {left, right}
    if "datetime" in kinds:
        return "timespan" if sign == "-" and kinds == {"datetime"} else "datetime"
    if "timespan" in kinds:
        return "real" if sign == "/" and kinds == {"timespan"} else "timespan"
    return common_kind([left, right]) if kinds <= {"long", "real"} else "real"


class Expressions(Literals):
    """Compiles an expression over these columns; each method handles the rule of grammar.lark that it is named after.

    Raises KqlError for a column or a function that there is not, and where a kind does not fit.
    """

    def __init__(self, columns: Mapping[str, Kind], now: datetime) -> None:
        self._columns = columns
        self._functions = {**FUNCTIONS, **clock_functions(now)}

    def _calculated(
        self, function: Callable[..., Value], arguments: list[Scalar], kind: Kind, name: str = ""
    ) -> Scalar:
        """A function of other expressions; calculated here and now when these do not depend on the row."""
        parts = [argument.evaluate for argument in arguments]
        if all(argument.constant for argument in arguments):
            return constant(function(*[part({}) for part in parts]), kind)
        if len(parts) == 1:
            (only,) = parts
            return Scalar(lambda row: function(only(row)), kind, name)
        if len(parts) == 2:
            first, second = parts
            return Scalar(lambda row: function(first(row), second(row)), kind, name)
        return Scalar(lambda row: function(*[part(row) for part in parts]), kind, name)

    def _column(self, tree: Node) -> Scalar:
        name = str(tree.children[0])
        if name not in self._columns:
            raise refused(tree, f"Failed to resolve column or scalar expression named '{name}'", name)
        return self.named(name)

    def named(self, name: str) -> Scalar:
        """The column of this name, which must be there; a missing string is empty."""
        kind = self._columns[name]
        if kind == "string":
            return Scalar(lambda row: row.get(name) or "", kind, name)
        return Scalar(lambda row: row.get(name), kind, name)

    def _field(self, tree: Node) -> Scalar:
        value, name = self.compile(nodes(tree)[0]), str(tree.children[1])
        return self._part(tree, value, constant(name, "string"), name)

    def _element(self, tree: Node) -> Scalar:
        value, key = [self.compile(node) for node in nodes(tree)]
        return self._part(tree, value, key, text(key.evaluate({})) if key.constant else "")

    def _part(self, tree: Node, value: Scalar, key: Scalar, name: str) -> Scalar:
        if value.kind != "dynamic":
            raise refused(tree, f"A part can be taken of a dynamic value only, not of one of kind {value.kind}.", name)
        return self._calculated(
            _element, [value, key], "dynamic", f"{value.name}_{name}" if value.name and name else ""
        )

    def _call(self, tree: Node) -> Scalar:
        name = str(tree.children[0])
        function = self._functions.get(name)
        if function is None:
            raise refused(tree, f"Unknown function: '{name}'.", name)
        arguments = [self.compile(node) for node in nodes(tree)]
        if not function.least <= len(arguments) <= function.most:
            counts = " to ".join(str(count) for count in sorted({function.least, function.most}))
            raise refused(tree, f"{name}(): function expects {counts} argument(s).", name)
        kind = function.result([argument.kind for argument in arguments])
        column = arguments[0].name if function.named_after_argument else ""
        return self._calculated(function.evaluate, arguments, kind, column)

    def _negative(self, tree: Node) -> Scalar:
        (value,) = [self.compile(node) for node in nodes(tree)]
        zero = timedelta(0) if value.kind == "timespan" else 0
        return self._calculated(lambda number: _arithmetic(operator.sub, zero, number), [value], value.kind)

    def _arithmetic(self, tree: Node) -> Scalar:
        left, right = [self.compile(node) for node in nodes(tree)]
        sign = str(tree.children[1])
        calculate = _ARITHMETIC[sign]
        kind = _arithmetic_kind(sign, left.kind, right.kind)
        return self._calculated(lambda first, second: _arithmetic(calculate, first, second), [left, right], kind)

    def _compare(self, tree: Node) -> Scalar:
        left, right = [self.compile(node) for node in nodes(tree)]
        return self._calculated(_COMPARISONS[str(tree.children[1])], [left, right], "bool")

    def _matches(self, tree: Node) -> Scalar:
        left, right = [self.compile(node) for node in nodes(tree)]
        word = str(tree.children[1])
        match = _MATCHES[word.removeprefix("!").removesuffix("_cs")]
        written = text if word.endswith("_cs") else _lowered
        wanted = not word.startswith("!")
        return self._calculated(
            lambda whole, part: match(written(whole), written(part)) is wanted, [left, right], "bool"
        )

    def _member(self, tree: Node) -> Scalar:
        value, *items = [self.compile(node) for node in nodes(tree)]
        word = str(tree.children[1])
        key = _lowered_key if "~" in word else member_key
        wanted = not word.startswith("!")

        def keys(*values: Value) -> frozenset[Value]:
            flat = [part for item in values for part in (item if isinstance(item, list) else [item])]
            return frozenset(found for part in flat if (found := key(part)) is not None)

        members = self._calculated(keys, items, "dynamic")
        return self._calculated(lambda found, known: (key(found) in known) is wanted, [value, members], "bool")

    def _between(self, tree: Node) -> Scalar:
        value, least, most = [self.compile(node) for node in nodes(tree)]
        wanted = not str(tree.children[1]).startswith("!")
        low, high = _COMPARISONS[">="], _COMPARISONS["<="]

        def inside(middle: Value, first: Value, last: Value) -> bool | None:
            above, below = low(middle, first), high(middle, last)
            return None if above is None or below is None else (above and below) == wanted

        return self._calculated(inside, [value, least, most], "bool")

    def _all_of(self, tree: Node) -> Scalar:
        return self._decided_by(False, tree)

    def _any_of(self, tree: Node) -> Scalar:
        return self._decided_by(True, tree)

    def _decided_by(self, deciding: bool, tree: Node) -> Scalar:
        """`and` is decided by the first false, `or` by the first true; else null if one was null."""
        tests = [self.compile(node).evaluate for node in nodes(tree)]
        undecided = not deciding

        def decide(row: Row) -> bool | None:
            outcome: bool | None = undecided
            for test in tests:
                holds = test(row)
                if holds is deciding:
                    return not undecided
                if holds is not undecided:
                    outcome = None
            return outcome

        return Scalar(decide, "bool")


def _lowered(value: Value) -> str:
    return text(value).lower()


def _lowered_key(value: Value) -> Value:
    return value.lower() if isinstance(value, str) else member_key(value)
