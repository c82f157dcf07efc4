"""JSON as Resource Manager reads it: with comments, names without quotes, and strings of several lines.

Recorded: az sends a template file as it stands, under a name without quotes.
"""

import json
from functools import cache
from typing import Any, Final

import msgspec
from lark import Lark, Token, Transformer, v_args
from lark.exceptions import UnexpectedInput, VisitError

_GRAMMAR: Final = r"""
    ?value: object | array | STRING -> string | NUMBER -> number | "true" -> true | "false" -> false | "null" -> null
    object: "{" [pair ("," pair)* [","]] "}"
    pair: (STRING | NAME) ":" value
    array: "[" [value ("," value)* [","]] "]"
    STRING: /"(?:[^"\\]|\\.)*"/s
    NUMBER: /-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/
    NAME: /[A-Za-z_$][\w$]*/
    COMMENT: /\/\/[^\n]*/ | /\/\*.*?\*\//s
    %ignore /[\s\ufeff]+/
    %ignore COMMENT
"""


@v_args(inline=True)
class _Values(Transformer[Token, Any]):
    def string(self, token: Token) -> str:
        # A string of several lines holds its line breaks as they are.
        text: str = json.loads(token, strict=False)
        return text

    def number(self, token: Token) -> int | float:
        number: int | float = json.loads(token)
        return number

    def true(self) -> bool:
        return True

    def false(self) -> bool:
        return False

    def null(self) -> None:
        return None

    def pair(self, name: Token, value: Any) -> tuple[str, Any]:  # noqa: ANN401 - a JSON value
        return (json.loads(name, strict=False) if name.startswith('"') else str(name)), value

    def object(self, *pairs: tuple[str, Any] | None) -> dict[str, Any]:
        return dict(each for each in pairs if each is not None)

    def array(self, *values: Any) -> list[Any]:  # noqa: ANN401 - JSON values
        return list(values)


@cache
def _parser() -> Lark:
    return Lark(_GRAMMAR, start="value", parser="lalr", transformer=_Values(), maybe_placeholders=False)


def read_commented_json(data: bytes) -> Any:  # noqa: ANN401 - what JSON holds is known to the reader of the body only
    """Decode a body; raises ValueError where it is no JSON even so."""
    try:
        return msgspec.json.decode(data)
    except msgspec.DecodeError as strict:
        try:
            return _parser().parse(data.decode())
        except (UnexpectedInput, VisitError, ValueError):
            raise ValueError(str(strict)) from None
