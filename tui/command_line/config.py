"""`sigscope config`: what may be typed of it."""

import os
from pathlib import Path
from typing import TYPE_CHECKING

import click

from tui.command_line import examples
from tui.command_line.manual import Page, PageGroup
from tui.command_line.options import CONNECTION, OneOf, setting_options
from tui.command_line.typed import resolve_typed, settings_file_typed
from tui.folders import settings_file
from tui.settings import LOOKS, SettingsError, file_named

if TYPE_CHECKING:
    from typing import Literal


@click.group(cls=PageGroup, examples=examples.CONFIG, exits=(0, 2))
def config() -> None:
    """Show the settings, check their file, or print its schema.

    A setting comes from a flag, else from a variable, else from the settings file, else it has its default.
    """


@config.command(cls=Page, examples=examples.SHOW, exits=(0, 2), connects=False)
@click.option(
    "-o", "--output", type=OneOf(["table", "json"]), default="table", show_default=True, help="how to print it"
)
@setting_options(CONNECTION + LOOKS)
@click.pass_context
def show(ctx: click.Context, /, output: "Literal['table', 'json']") -> int:
    """Show every setting, its value, and where that comes from.

    The origin is a flag, the name of a variable, the path of the settings file, or the default. What is wrong of looks
    and keys in the file is told on stderr: the default stands for it.
    """
    from tui.configuration.remapping import with_usable_keys
    from tui.headless.config_command import show as print_settings

    try:
        return print_settings(with_usable_keys(resolve_typed(ctx)), output)
    except SettingsError as error:
        raise click.UsageError(str(error), ctx) from error


@config.command(cls=Page, examples=examples.CHECK, exits=(0, 2))
@click.argument("file", type=click.Path(), required=False)
@click.pass_context
def check(ctx: click.Context, /, file: str | None) -> int:
    """Tell everything that is wrong in a settings file, with its lines.

    Names, values, keys by binding id and what two things would share one, scopes, the form of subscriptions. Without
    FILE it is the one that is read: that of --config, SIGSCOPE_CONFIG, or the usual one.
    """
    from tui.headless.config_command import check_file

    named = Path(file) if file else file_named(os.environ, settings_file_typed(ctx))
    try:
        return check_file(named or settings_file(), must_exist=named is not None)
    except SettingsError as error:
        raise click.UsageError(str(error), ctx) from error


@config.command(cls=Page, examples=examples.SCHEMA, exits=(0,))
def schema() -> int:
    """Print the JSON Schema of the settings file, for editors.

    Every setting with what it does, its values and its default, and every binding id with the keys that it has.
    """
    from tui.headless.config_command import print_schema

    return print_schema()
