"""The part of the Kusto query language that Azure Resource Graph understands and this simulator evaluates."""

from tui.simulator.kql.errors import KqlError
from tui.simulator.kql.query import Query, compile_query, run

__all__ = ["KqlError", "Query", "compile_query", "run"]
