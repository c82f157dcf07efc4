"""Literals, and what a compiled expression is."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from math import isfinite
from string import ascii_lowercase

from tui.simulator.kql.syntax import Node, nodes, refused
from tui.simulator.kql.values import Kind, Row, Value, as_json, moment_value

_ESCAPE = re.compile(r"\\(u[0-9A-Fa-f]{4}|U[0-9A-Fa-f]{8}|x[0-9A-Fa-f]{2}|.)")
_ESCAPED = {"n": "\n", "t": "\t", "r": "\r", "0": "\0", "a": "\a", "b": "\b", "f": "\f", "v": "\v"}
_SECONDS = {"d": 86400, "h": 3600, "m": 60, "s": 1, "ms": 1e-3, "microsecond": 1e-6, "tick": 1e-7}
_LAST_CHARACTER = 0x10FFFF
_SURROGATES = range(0xD800, 0xE000)
_LONGEST_INTEGER = 2**63 - 1


@dataclass(frozen=True, slots=True)
class Scalar:
    """A compiled expression: what it gives for a row, of which kind, and the column name that it would take."""

    evaluate: Callable[[Row], Value]
    kind: Kind
    name: str = ""
    constant: bool = False


def constant(value: Value, kind: Kind) -> Scalar:
    """The expression that is this value for every row."""
    return Scalar(lambda row: value, kind, constant=True)


class Literals:
    """Compiles literals; each method handles the rule of grammar.lark that it is named after."""

    def compile(self, tree: Node) -> Scalar:
        """The expression that a tree stands for; raises KqlError."""
        scalar: Scalar = getattr(self, f"_{tree.data}")(tree)
        return scalar

    def _string(self, tree: Node) -> Scalar:
        return _literal(tree, string_value, "string")

    def _verbatim(self, tree: Node) -> Scalar:
        return _literal(tree, verbatim_value, "string")

    def _integer(self, tree: Node) -> Scalar:
        return _literal(tree, integer_value, "long")

    def _real(self, tree: Node) -> Scalar:
        return _literal(tree, real_value, "real")

    def _timespan(self, tree: Node) -> Scalar:
        return _literal(tree, timespan_value, "timespan")

    def _moment(self, tree: Node) -> Scalar:
        written = str(tree.children[0])
        moment = moment_value(written[written.index("(") + 1 : -1].strip("'\" "))
        if moment is None:
            raise refused(tree, "The datetime literal is not valid.", written)
        return constant(moment, "datetime")

    def _true(self, _: Node) -> Scalar:
        return constant(True, "bool")

    def _false(self, _: Node) -> Scalar:
        return constant(False, "bool")

    def _null(self, _: Node) -> Scalar:
        return constant(None, "dynamic")

    def _dynamic(self, tree: Node) -> Scalar:
        return constant(self._value(nodes(tree)[0]), "dynamic")

    def _array(self, tree: Node) -> Scalar:
        return constant([self._value(item) for item in nodes(tree)], "dynamic")

    def _bag(self, tree: Node) -> Scalar:
        pairs = [nodes(pair) for pair in nodes(tree)]
        return constant({self._value(key): self._value(value) for key, value in pairs}, "dynamic")

    def _value(self, tree: Node) -> Value:
        return as_json(self.compile(tree).evaluate({}))


def _literal(tree: Node, read: Callable[[str], Value], kind: Kind) -> Scalar:
    written = str(tree.children[0])
    try:
        return constant(read(written), kind)
    except ValueError as wrong:
        raise refused(tree, str(wrong), written) from None


def string_value(literal: str) -> str:
    """What a quoted literal says; raises ValueError for an escape that there is not."""
    return _ESCAPE.sub(lambda match: _unescaped(match[1]), literal[1:-1])


def _unescaped(escape: str) -> str:
    if len(escape) > 1:
        code = int(escape[1:], 16)
        if code > _LAST_CHARACTER or code in _SURROGATES:
            raise ValueError(f"Not a character: \\{escape}")
        return chr(code)
    if escape in "\\'\"":
        return escape
    if escape in _ESCAPED:
        return _ESCAPED[escape]
    raise ValueError(f"Unknown escape: \\{escape}")


def verbatim_value(literal: str) -> str:
    """What an @-literal says: nothing is escaped in it, its own quote stands twice."""
    quote = literal[1]
    return literal[2:-1].replace(quote * 2, quote)


def integer_value(literal: str) -> int:
    """A long; raises ValueError beyond 64 bits."""
    if len(literal) > 20 or int(literal) > _LONGEST_INTEGER:
        raise ValueError("The number does not fit into a long.")
    return int(literal)


def real_value(literal: str) -> float:
    """A real; raises ValueError where it is infinite."""
    if not isfinite(number := float(literal)):
        raise ValueError("The number does not fit into a real.")
    return number


def timespan_value(literal: str) -> timedelta:
    """The time that `1d`, `2.5h`, `30m`, `10s` or `100ms` stand for; raises ValueError where it is too long."""
    amount = literal.rstrip(ascii_lowercase)
    try:
        return timedelta(seconds=float(amount) * _SECONDS[literal.removeprefix(amount)])
    except OverflowError:
        raise ValueError("The timespan is too long.") from None
