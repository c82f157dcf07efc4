"""Expressions of templates: literals, parameters, variables, concat, resourceId, resourceGroup, and parts of a whole.

Documented: Microsoft's page on the syntax and expressions of templates.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cache, lru_cache
from typing import Any, Final

from lark import Lark, Token, Tree
from lark.exceptions import UnexpectedInput

from tui.simulator.scenario import Body

_USAGE: Final = "Please see https://aka.ms/arm-functions for usage details."


class TemplateError(ValueError):
    """What is wrong with a template, in a sentence."""


@dataclass(slots=True)
class Scope:
    """What expressions can speak of."""

    parameters: Mapping[str, Any]
    variables: Mapping[str, Any]
    group: Body
    """The resource group that is deployed to, as its GET answers it."""
    _known: dict[str, Any] = field(default_factory=dict)
    _asked: list[str] = field(default_factory=list)

    def evaluate(self, value: Any) -> Any:  # noqa: ANN401 - a JSON value in, a JSON value out
        """Evaluate every expression in a value; raises `TemplateError` for one that is not known here."""
        if isinstance(value, dict):
            return {str(self.evaluate(name)): self.evaluate(each) for name, each in value.items()}
        if isinstance(value, list):
            return [self.evaluate(each) for each in value]
        if not isinstance(value, str) or not value.startswith("[") or not value.endswith("]"):
            return value
        if value.startswith("[["):
            return value[1:]
        return self._of(_parsed(value[1:-1]))

    def _of(self, node: Tree[Token]) -> Any:  # noqa: ANN401 - a JSON value
        word = next((str(each) for each in node.children if isinstance(each, Token)), "")
        values = [self._of(each) for each in node.children if isinstance(each, Tree)]
        if node.data == "string":
            return word[1:-1].replace("''", "'")
        if node.data == "integer":
            return int(word)
        if node.data == "call":
            return self._call(word, values)
        return _part(values[0], word if node.data == "member" else values[1])

    def _call(self, name: str, arguments: list[Any]) -> Any:  # noqa: ANN401 - JSON values
        function = _FUNCTIONS.get(name.lower())
        if function is None:
            raise TemplateError(f"The template function '{name}' is not valid. {_USAGE}")
        return function(self, arguments)

    def parameter(self, name: str) -> Any:  # noqa: ANN401 - a JSON value
        """Give a parameter."""
        found = _named(self.parameters, name)
        if found is None:
            raise TemplateError(
                f"The template parameter '{name}' is not found. Please see "
                "https://aka.ms/arm-syntax-parameters for usage details."
            )
        return self.parameters[found]

    def variable(self, name: str) -> Any:  # noqa: ANN401 - a JSON value
        """Give a variable, which may be made of others."""
        found = _named(self.variables, name)
        if found is None or found in self._asked:
            why = "is not found" if found is None else "is made of itself"
            raise TemplateError(
                f"The template variable '{name}' {why}. Please see https://aka.ms/arm-syntax-variables for usage "
                "details."
            )
        if found not in self._known:
            self._asked.append(found)
            self._known[found] = self.evaluate(self.variables[found])
            self._asked.remove(found)
        return self._known[found]


def resource_id(group: str, kind: str, *names: str) -> str:
    """Make the id of a resource in a group, by the group's id; raises `TemplateError` for too many names or too few."""
    namespace, *types = kind.strip("/").split("/")
    if len(types) != len(names) or not types:
        raise TemplateError(
            f"Unable to evaluate template language function 'resourceId': the type '{kind}' requires '{len(types)}' "
            "resource name argument(s). Please see https://aka.ms/arm-resource-functions/#resourceid for usage details."
        )
    path = "/".join(f"{each}/{name}" for each, name in zip(types, names, strict=True))
    return f"{group}/providers/{namespace}/{path}"


def _parameters(scope: Scope, arguments: list[Any]) -> Any:  # noqa: ANN401 - a JSON value
    return scope.parameter(*_words("parameters", arguments, 1))


def _variables(scope: Scope, arguments: list[Any]) -> Any:  # noqa: ANN401 - a JSON value
    return scope.variable(*_words("variables", arguments, 1))


def _concat(_: Scope, arguments: list[Any]) -> Any:  # noqa: ANN401 - a text or an array
    if arguments and all(isinstance(each, list) for each in arguments):
        return [each for listed in arguments for each in listed]
    if not arguments or any(isinstance(each, dict | list | bool | None) for each in arguments):
        raise TemplateError(
            "Unable to evaluate template language function 'concat': all of its parameters are texts, or all of them "
            f"are arrays. {_USAGE}"
        )
    return "".join(str(each) for each in arguments)


def _resource_id(scope: Scope, arguments: list[Any]) -> str:
    words = _words("resourceId", arguments)
    nth = next((n for n, each in enumerate(words[:3]) if "/" in each), None)
    if nth is None:
        raise TemplateError(f"Unable to evaluate template language function 'resourceId': it names no type. {_USAGE}")
    _, _, subscription, _, group = scope.group["id"].split("/")
    if nth > 0:
        group = words[nth - 1]
    if nth > 1:
        subscription = words[0]
    return resource_id(f"/subscriptions/{subscription}/resourceGroups/{group}", *words[nth:])


def _resource_group(scope: Scope, arguments: list[Any]) -> Body:
    _words("resourceGroup", arguments, 0)
    return scope.group


_FUNCTIONS: Final[Mapping[str, Callable[[Scope, list[Any]], Any]]] = {
    "parameters": _parameters,
    "variables": _variables,
    "concat": _concat,
    "resourceid": _resource_id,
    "resourcegroup": _resource_group,
}


def _words(function: str, arguments: list[Any], count: int | None = None) -> list[str]:
    """Give the arguments of a function as texts; raises where they are not, or not as many as it takes."""
    words = [each for each in arguments if isinstance(each, str)]
    if len(words) != len(arguments) or (count is not None and len(words) != count):
        raise TemplateError(
            f"Unable to evaluate template language function '{function}': its parameters are not valid. {_USAGE}"
        )
    return words


def _part(whole: Any, name: Any) -> Any:  # noqa: ANN401 - JSON values
    """Give a property of an object, whose names have any case, or an item of an array."""
    if isinstance(whole, dict) and isinstance(name, str):
        found = _named(whole, name)
        if found is not None:
            return whole[found]
        raise TemplateError(
            f"The language expression property '{name}' doesn't exist, available properties are '{', '.join(whole)}'. "
            f"{_USAGE}"
        )
    if isinstance(whole, list) and isinstance(name, int) and 0 <= name < len(whole):
        return whole[name]
    raise TemplateError(f"The language expression property '{name}' can't be evaluated. {_USAGE}")


def _named(values: Mapping[str, Any], name: str) -> str | None:
    return next((each for each in values if each.lower() == name.lower()), None)


@cache
def _parser() -> Lark:
    return Lark.open("grammar.lark", rel_to=__file__, start="expression", parser="lalr", maybe_placeholders=False)


@lru_cache(maxsize=256)
def _parsed(text: str) -> Tree[Token]:
    try:
        return _parser().parse(text)
    except UnexpectedInput:
        raise TemplateError(
            f"The template language expression '{text}' is not valid, or of a kind that is not evaluated here. {_USAGE}"
        ) from None
