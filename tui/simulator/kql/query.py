"""Whole queries: compiled once the moment is known, run over tables of rows."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, NamedTuple

from lark import Token

from tui.simulator.kql.errors import KqlError
from tui.simulator.kql.operators import Operators, Step
from tui.simulator.kql.syntax import nodes, parse
from tui.simulator.kql.values import Kind, Row, as_json

_DEFAULT_TABLE = "resources"

# What every row of Resources, ResourceContainers and CommunityGalleryResources has (Resource Graph, "Tables").
_COLUMNS: Mapping[str, Kind] = {
    **dict.fromkeys(
        ("id", "name", "type", "tenantId", "kind", "location", "resourceGroup", "subscriptionId", "managedBy"), "string"
    ),
    **dict.fromkeys(("sku", "plan", "properties", "tags", "identity", "zones", "extendedLocation"), "dynamic"),
}


class Query(NamedTuple):
    """A compiled query: the table it reads, its steps, the columns of its answer, and whether it may be paged.

    Pages need the id column and no take, limit or top (Resource Graph, "Paging results").
    """

    table: str
    steps: Sequence[Step]
    columns: Mapping[str, Kind]
    pageable: bool

    def rows(self, tables: Mapping[str, Sequence[Row]]) -> list[Row]:
        """The answer over these tables, keyed by lower-cased name; rows that no operator made anew are shared."""
        if self.table not in tables:
            raise KqlError(f"Failed to resolve table or column expression named '{self.table}'", token=self.table)
        rows: Sequence[Row] = tables[self.table]
        for step in self.steps:
            rows = step(rows)
        timely = [name for name, kind in self.columns.items() if kind in {"datetime", "timespan"}]
        if timely:
            return [{**row, **{name: as_json(row[name]) for name in timely}} for row in rows]
        return list(rows)


def compile_query(query: str, *, now: datetime) -> Query:
    """A query made ready to run at this moment; raises KqlError for what Resource Graph, or this subset, refuses."""
    try:
        tree = parse(query)
        first = tree.children[0]
        operators = Operators(dict(_COLUMNS), now)
        steps = [operators.compile(node) for node in nodes(tree)]
    except RecursionError:
        raise KqlError("The query is nested too deeply.") from None
    table = str(first).lower() if isinstance(first, Token) else _DEFAULT_TABLE
    pageable = "id" in operators.columns and not operators.limited
    return Query(table, steps, operators.columns, pageable)


def run(query: str, tables: Mapping[str, Sequence[dict[str, Any]]], *, now: datetime) -> list[dict[str, Any]]:
    """The rows that a query gives over these tables at this moment; raises KqlError."""
    try:
        return compile_query(query, now=now).rows(tables)
    except RecursionError:
        raise KqlError("The query is nested too deeply.") from None
