"""How a query is refused."""

from typing import Any

INVALID_QUERY = (
    "Query is invalid. Please refer to the documentation for the Azure Resource Graph service "
    "and fix the error before retrying."
)


class KqlError(Exception):
    """A query that is refused; `details` is what the service lists in `error.details` of its 400.

    Recorded: `ParserFailure` with line, characterPositionInLine and token; `InvalidQueryLanguage` at -1, -1 for an
    operator that Resource Graph does not offer. `SemanticError` is modelled: its texts are Kusto's own.
    """

    def __init__(
        self, message: str, *, code: str = "SemanticError", line: int = -1, column: int = -1, token: str = ""
    ) -> None:
        where = f" (line {line}, column {column})" if line > 0 else ""
        super().__init__(f"{INVALID_QUERY} {message}{where}")
        cause: dict[str, Any] = {"code": code, "message": message, "line": line, "characterPositionInLine": column}
        if token:
            cause["token"] = token
        self.details: list[dict[str, Any]] = [{"code": "InvalidQuery", "message": INVALID_QUERY}, cause]
