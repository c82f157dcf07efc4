"""The options that the table of settings gives to the command line."""

import re
from collections.abc import Callable
from datetime import timedelta
from typing import TYPE_CHECKING, Any, Literal, TypeVar, get_args, get_origin

import click

from tui.command_line import completion
from tui.command_line.typed import note
from tui.nearest import none_of
from tui.settings import FIELDS, described, variable

if TYPE_CHECKING:
    Choice = click.Choice[str]
else:
    Choice = click.Choice  # not to be subscripted before click 8.4

CONNECTION = (
    "demo",
    "endpoint",
    "ca-file",
    "cloud",
    "tenant",
    "subscription",
    "scope",
    "auth",
    "read-only",
    "log-level",
)
_METAVARS = {"endpoint": "URL", "ca-file": "PEM", "tenant": "ID", "subscription": "ID", "scope": "NAME"}

_MORE: dict[str, dict[str, Any]] = {
    "ca-file": {"type": click.Path()},
    "subscription": {"shell_complete": completion.subscriptions},
    "scope": {"shell_complete": completion.scopes},
}
"""What completes the values of some."""

_UNITS = {"": "seconds", "s": "seconds", "m": "minutes", "h": "hours", "d": "days"}

Decorated = TypeVar("Decorated", bound=Callable[..., Any] | click.Command)


class OneOf(Choice):
    """One of a few words; a wrong one is told the nearest."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:  # noqa: ANN401 - click's own
        """Give the word back; raises BadParameter."""
        word = str(value)
        return word if word in self.choices else self.fail(none_of(word, self.choices), param, ctx)


def length_of_time(text: str) -> timedelta:
    """Read 90s, 30m, 6h or 1d, seconds where no unit is named; raises BadParameter."""
    found = re.fullmatch(r"(\d{1,6})([smhd]?)", text, re.ASCII)
    if not found:
        raise click.BadParameter(f"{text} is no length of time: write 90s, 30m or 6h")
    return timedelta(**{_UNITS[found[2]]: int(found[1])})


def setting_options(names: tuple[str, ...]) -> Callable[[Decorated], Decorated]:
    """Give a command the options of these settings; what was typed is found by `tui.command_line.typed`."""

    def decorate(command: Decorated) -> Decorated:
        for name in reversed(names):
            command = _option(name)(command)
        help_text = f"another settings file  [{variable('config')}]"
        config = click.option(
            "--config", metavar="FILE", type=click.Path(), help=help_text, expose_value=False, callback=note
        )
        return config(command)

    return decorate


def _option(name: str) -> Callable[[Decorated], Decorated]:
    kind, description = described(name)
    flag = f"--{name}"
    arguments: dict[str, Any] = {
        "help": f"{description}  [{variable(name)}]",
        "expose_value": False,
        "callback": note,
    }
    if kind is bool:
        if FIELDS[name].default:
            flag = f"--{name}/--no-{name}"
        arguments |= {"is_flag": True, "default": None}
    elif get_origin(kind) is Literal:
        arguments["type"] = OneOf(get_args(kind))
    else:
        arguments |= {"metavar": _METAVARS.get(name), "multiple": get_origin(kind) is tuple, **_MORE.get(name, {})}
    return click.option(flag, **arguments)
