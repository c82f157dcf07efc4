"""The settings as far as they are typed on the command line, before and after the command."""

import os
from pathlib import Path
from typing import Any

import click
from click.core import ParameterSource

from tui.settings import Resolved, resolve


def note(ctx: click.Context, option: click.Parameter, value: object) -> None:
    """Keep what was typed; what comes after the command wins, subscriptions add up."""
    if option.name and ctx.get_parameter_source(option.name) is ParameterSource.COMMANDLINE:
        typed, setting = _typed(ctx), option.name.replace("_", "-")
        typed[setting] = (*typed.get(setting, ()), *value) if isinstance(value, tuple) else value


def settings_file_typed(ctx: click.Context) -> Path | None:
    """The settings file that --config names, if any."""
    config = _typed(ctx).get("config")
    return Path(config) if config else None


def resolve_typed(ctx: click.Context) -> Resolved:
    """The settings in force on this command line; raises SettingsError."""
    flags = {name: value for name, value in _typed(ctx).items() if name != "config"}
    return resolve(flags, os.environ, settings_file_typed(ctx))


def _typed(ctx: click.Context) -> dict[str, Any]:
    typed: dict[str, Any] = ctx.meta.setdefault(__name__, {})
    return typed
