"""`sigscope config`: the settings in force, what is wrong in their file, and the schema of that file."""

import sys
from pathlib import Path
from typing import Literal

import msgspec

from tui.configuration.check import check
from tui.configuration.schema import schema
from tui.headless.exits import Exit
from tui.headless.output import Row, as_json, say, write_rows
from tui.settings import FIELDS, Resolved, Settings
from widgets.untrusted import visible

_KEYS = ("setting", "value", "origin")


def show(resolved: Resolved, form: Literal["table", "json"]) -> Exit:
    """Print every setting with its value and where that came from."""
    if form == "json":
        write_rows([_as_object(resolved, name) for name in FIELDS], (), "json")
    else:
        write_rows(setting_rows(resolved), _KEYS, "table")
    for each in resolved.complained:
        say(f"{each}; the default stands")
    return Exit.DONE


def setting_rows(resolved: Resolved) -> list[Row]:
    """A row for each setting, its origin in words."""
    return [
        {"setting": name, "value": _in_words(resolved.settings, name), "origin": _origin(resolved, name)}
        for name in FIELDS
    ]


def check_file(file: Path, *, must_exist: bool) -> Exit:
    """Print everything that is wrong in a settings file, or that nothing is; raises SettingsError."""
    if not must_exist and not file.exists():
        sys.stdout.write(visible(f"{file}: there is no such file, and every setting has its default") + "\n")
        return Exit.DONE
    found = check(file)
    for fault, line in found:
        place = f"{file}:{line}" if line else f"{file}"
        sys.stdout.write(visible(f"{place}: {fault}") + "\n")
    if not found:
        sys.stdout.write(visible(f"{file}: nothing is wrong") + "\n")
    return Exit.USAGE if found else Exit.DONE


def print_schema() -> Exit:
    """Print the JSON Schema of the settings file."""
    sys.stdout.write(f"{as_json(schema(), indent=2)}\n")
    return Exit.DONE


def _as_object(resolved: Resolved, name: str) -> Row:
    return {
        "setting": name,
        "value": _value(resolved.settings, name),
        "origin": resolved.origins[name],
        "source": resolved.source(name),
        "default": _value(Settings(), name),
    }


def _origin(resolved: Resolved, name: str) -> str:
    source = resolved.source(name) or resolved.origins[name]
    return f"variable {source}" if resolved.origins[name] == "variable" else source


def _in_words(settings: Settings, name: str) -> object:
    """As a table shows it: of a scope its subscriptions, and whether it is protected."""
    if name != "scopes":
        return _value(settings, name)
    return {
        each: f"{', '.join(scope.subscriptions)}{' (protected)' if scope.protected else ''}"
        for each, scope in settings.scopes.items()
    }


def _value(settings: Settings, name: str) -> object:
    """As JSON has it: lists for tuples."""
    return msgspec.json.decode(msgspec.json.encode(getattr(settings, FIELDS[name].name)))
