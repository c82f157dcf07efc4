"""The options that the table of settings gives to the command line."""

from collections.abc import Callable
from types import UnionType
from typing import Annotated, Any, Literal, TypeVar, Union, get_args, get_origin, get_type_hints

import click
from click.core import ParameterSource
from msgspec import Meta

from tui.settings import FIELDS, Settings, variable

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
LOOKS = ("theme", "ascii", "ambiguous", "mouse")
_METAVARS = {"endpoint": "URL", "ca-file": "PEM", "tenant": "ID", "subscription": "ID", "scope": "NAME"}

Decorated = TypeVar("Decorated", bound=Callable[..., Any] | click.Command)


def setting_options(names: tuple[str, ...]) -> Callable[[Decorated], Decorated]:
    """Give a command the options of these settings; what was typed is found by `typed_settings`."""

    def decorate(command: Decorated) -> Decorated:
        for name in reversed(names):
            command = _option(name)(command)
        help_text = f"another settings file  [{variable('config')}]"
        return click.option("--config", metavar="FILE", help=help_text, expose_value=False, callback=_note)(command)

    return decorate


def typed_settings(ctx: click.Context) -> dict[str, Any]:
    """The settings typed on this command line, `config` among them, before or after the command."""
    typed: dict[str, Any] = ctx.meta.setdefault(__name__, {})
    return typed


def _note(ctx: click.Context, option: click.Parameter, value: object) -> None:
    """Keep what was typed; what comes after the command wins, subscriptions add up."""
    if option.name and ctx.get_parameter_source(option.name) is ParameterSource.COMMANDLINE:
        typed, setting = typed_settings(ctx), option.name.replace("_", "-")
        typed[setting] = (*typed.get(setting, ()), *value) if isinstance(value, tuple) else value


def _option(name: str) -> Callable[[Decorated], Decorated]:
    kind, description = _described(name)
    flag = f"--{name}"
    arguments: dict[str, Any] = {
        "help": f"{description}  [{variable(name)}]",
        "expose_value": False,
        "callback": _note,
    }
    if kind is bool:
        if FIELDS[name].default:
            flag = f"--{name}/--no-{name}"
        arguments |= {"is_flag": True, "default": None}
    elif get_origin(kind) is Literal:
        arguments["type"] = click.Choice(get_args(kind))
    else:
        arguments |= {"metavar": _METAVARS.get(name), "multiple": get_origin(kind) is tuple}
    return click.option(flag, **arguments)


def _described(name: str) -> tuple[Any, str]:
    """The type of a setting without its None, and what it does."""
    hint = get_type_hints(Settings, include_extras=True)[FIELDS[name].name]
    kind, *extras = get_args(hint) if get_origin(hint) is Annotated else (hint,)
    if get_origin(kind) in (Union, UnionType):
        kind = next(each for each in get_args(kind) if each is not type(None))
    meta = next((each for each in extras if isinstance(each, Meta)), None)
    return kind, (meta.description if meta else None) or ""
