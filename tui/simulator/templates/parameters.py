"""The parameters of a template: what is declared, what is given, and how both are answered."""

from collections.abc import Mapping
from typing import Any, Final

from tui.simulator.scenario import Body
from tui.simulator.templates.expressions import Scope, TemplateError

_KINDS: Final = {
    "string": ("String", str),
    "securestring": ("SecureString", str),
    "int": ("Int", int),
    "bool": ("Bool", bool),
    "object": ("Object", dict),
    "secureobject": ("SecureObject", dict),
    "array": ("Array", list),
}
"""How a type is written in an answer, and what its values are."""


def kind_of(declared: Any) -> str:  # noqa: ANN401 - what a template says of a parameter or an output
    """Tell the type of a parameter or an output as it is answered; raises `TemplateError` for one that is none."""
    named = str(declared.get("type", "")) if isinstance(declared, dict) else ""
    if named.lower() not in _KINDS:
        known = ", ".join(name for name, _ in _KINDS.values())
        raise TemplateError(f"The type '{named}' is not valid. It is one of '{known}'.")
    return _KINDS[named.lower()][0]


def is_secret(kind: str) -> bool:
    """Tell whether values of a type are never answered."""
    return kind.startswith("Secure")


def valued(declared: Mapping[str, Any], given: Mapping[str, Any], group: Body) -> dict[str, Any]:
    """Give the value of each parameter; raises `TemplateError` where one is not given, not declared or not fit."""
    names = {each.lower(): each for each in declared}
    strange = [each for each in given if each.lower() not in names]
    if strange:
        raise TemplateError(
            f"The template parameters '{', '.join(strange)}' in the parameters file are not valid; they are not "
            "present in the original template and can therefore not be provided at deployment time. The only supported "
            f"parameters for this template are '{', '.join(declared)}'. Please see "
            "https://aka.ms/arm-pass-parameter-values for usage details."
        )
    sent = {names[each.lower()]: value for each, value in given.items()}
    values: dict[str, Any] = {}
    for name, told in declared.items():
        kind = kind_of(told)
        if name in sent:
            values[name] = _sent(name, sent[name])
        elif "defaultValue" in told:
            # A default may be made of the parameters above it.
            values[name] = Scope(values, {}, group).evaluate(told["defaultValue"])
        else:
            raise TemplateError(
                f"The value for the template parameter '{name}' is not provided. Please see "
                "https://aka.ms/arm-create-parameter-file for usage details."
            )
        _check(name, kind, values[name], told)
    return values


def answered(declared: Mapping[str, Any], values: Mapping[str, Any]) -> Body:
    """Make the parameters of a deployment as they are answered: with type and value, secrets without."""
    kinds = {name: kind_of(told) for name, told in declared.items()}
    return {
        name: {"type": kind} if is_secret(kind) else {"type": kind, "value": values[name]}
        for name, kind in kinds.items()
    }


def _sent(name: str, given: Any) -> Any:  # noqa: ANN401 - a JSON value
    if not isinstance(given, dict) or "value" not in given:
        raise TemplateError(f"The parameter '{name}' is not given by a value: nothing else is evaluated here.")
    return given["value"]


def _check(name: str, kind: str, value: Any, told: Mapping[str, Any]) -> None:  # noqa: ANN401 - a JSON value
    wanted = _KINDS[kind.lower()][1]
    # In Python a bool is an int; here it is not.
    if not isinstance(value, wanted) or (wanted is int and isinstance(value, bool)):
        raise TemplateError(
            f"Template parameter JToken type is not valid. Expected '{kind}' for '{name}'. Actual "
            f"'{type(value).__name__}'. Please see https://aka.ms/resource-manager-parameter-files for usage details."
        )
    allowed = told.get("allowedValues")
    if allowed is not None and value not in allowed:
        listed = ",".join(str(each) for each in allowed)
        raise TemplateError(
            f"The provided value '{value}' for the template parameter '{name}' is not valid. The value is not part of "
            f"the allowed value(s): '{listed}'."
        )
