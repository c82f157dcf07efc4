"""From the text of a query to its tree."""

from functools import cache, lru_cache

from lark import Lark, Token, Tree
from lark.exceptions import UnexpectedCharacters, UnexpectedInput, UnexpectedToken

from tui.simulator.kql.errors import KqlError

Node = Tree[Token]


@cache
def _parser() -> Lark:
    return Lark.open("grammar.lark", rel_to=__file__, start="query", parser="lalr", propagate_positions=True)


@lru_cache(maxsize=256)
def parse(query: str) -> Node:
    """The tree of a query; raises KqlError where the grammar ends."""
    try:
        return _parser().parse(query)
    except UnexpectedToken as unexpected:
        token = str(unexpected.token) or "<EOF>"
        if "SUMMARIZE" in unexpected.expected and unexpected.token.type == "NAME":
            raise KqlError("InvalidQueryLanguage", code="InvalidQueryLanguage", token=token) from None
        raise _failure(unexpected, token) from None
    except UnexpectedCharacters as unexpected:
        raise _failure(unexpected, unexpected.char) from None


def _failure(unexpected: UnexpectedInput, token: str) -> KqlError:
    return KqlError("ParserFailure", code="ParserFailure", line=unexpected.line, column=unexpected.column, token=token)


def nodes(tree: Node) -> list[Node]:
    """What the tree holds beside its bare words."""
    return [child for child in tree.children if not isinstance(child, Token)]


def refused(tree: Node, message: str, token: str = "") -> KqlError:
    """The error that points at this part of the query."""
    return KqlError(message, line=tree.meta.line, column=tree.meta.column, token=token)
