"""The filter grammar of `/` and `--filter`: terms that must all hold.

`word` is found anywhere, `'exact` is a whole value, `!term` must not hold, `key:value` looks at one field; double
quotes hold a value with spaces together. Nothing depends on letter case.
"""

import difflib
import re
from collections.abc import Callable, Collection, Iterable
from typing import NamedTuple, Protocol


class Fields(Protocol):
    """The texts of a row by the names of its fields; any mapping will do."""

    def get(self, key: str, default: Collection[str], /) -> Collection[str]:
        """The texts of one field."""
        ...

    def values(self) -> Iterable[Collection[str]]:
        """The texts of all fields."""
        ...


_TERM = re.compile(
    r"""\s*(?P<not>!?)(?:(?P<key>[A-Za-z_]+):(?!//))?(?P<exact>'?)(?:"(?P<quoted>[^"]*)("|$)|(?P<bare>\S*))"""
)


class FilterError(ValueError):
    """The filter names a key that the rows do not have; the message names the nearest one."""


class Term(NamedTuple):
    """One condition; `key` is empty where any field may hold the value."""

    value: str
    key: str = ""
    exact: bool = False
    negated: bool = False

    def holds(self, fields: Fields) -> bool:
        """Whether a row with these fields fulfils it."""
        values = fields.get(self.key, ()) if self.key else [each for group in fields.values() for each in group]
        found = any(self._fits(value.lower()) for value in values)
        return found is not self.negated

    def _fits(self, value: str) -> bool:
        return value == self.value if self.exact else self.value in value


def parse_filter(text: str, keys: Collection[str] | None = None) -> Callable[[Fields], bool]:
    """The test that a filter text stands for; an empty text lets everything through.

    `keys` are the field names that the rows have: another one raises FilterError.
    """
    terms = list(_terms(text))
    for term in terms:
        if keys is not None and term.key and term.key not in keys:
            near = difflib.get_close_matches(term.key, keys, n=1, cutoff=0.0)
            raise FilterError(f"no field is called {term.key}: did you mean {near[0] if near else 'a plain word'}?")
    return lambda fields: all(term.holds(fields) for term in terms)


def _terms(text: str) -> list[Term]:
    terms = []
    for found in _TERM.finditer(text):
        quoted, bare = found["quoted"], found["bare"]
        value = (quoted if quoted is not None else bare or "").lower()
        if value:
            key = (found["key"] or "").lower()
            terms.append(Term(value, key, exact=bool(found["exact"]), negated=bool(found["not"])))
    return terms
