"""The one table of settings: flags, variables, the file's check and the documentation come from it.

Order: flag, SIGSCOPE_* variable, settings file, default. Every value remembers where it came from.
"""

import difflib
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any, Literal

import msgspec
from msgspec import Meta, Struct

from tui.folders import settings_file

CloudName = Literal["public", "usgov", "china"]
Auth = Literal["auto", "cli", "device-code", "managed-identity", "environment"]
LogLevel = Literal["debug", "info", "warning", "error"]
Theme = Literal["dark", "light", "terminal"]
Origin = Literal["flag", "variable", "settings", "default"]


class Scope(Struct, frozen=True, forbid_unknown_fields=True):
    """A named set of subscriptions; a protected one takes no writes."""

    subscriptions: tuple[str, ...]
    protected: bool = False


class Settings(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True, rename="kebab"):
    """Every setting, as it is written in the settings file."""

    demo: Annotated[bool, Meta(description="explore the built-in simulator; nothing real is read or written")] = False
    endpoint: Annotated[
        str | None, Meta(description="a Resource Manager other than the cloud's, such as a simulator")
    ] = None
    ca_file: Annotated[str | None, Meta(description="certificates (PEM) trusted besides the system's")] = None
    cloud: Annotated[CloudName | None, Meta(description="the cloud; else az's active one, else public")] = None
    tenant: Annotated[str | None, Meta(description="only this tenant, by id or domain")] = None
    subscription: Annotated[tuple[str, ...], Meta(description="only these subscriptions, by id or name")] = ()
    scope: Annotated[str | None, Meta(description="only the subscriptions of this named scope")] = None
    auth: Annotated[Auth, Meta(description="how to sign in")] = "auto"
    read_only: Annotated[bool, Meta(description="never write to Azure")] = False
    log_level: Annotated[LogLevel, Meta(description="how much goes into the log file")] = "warning"
    theme: Annotated[Theme, Meta(description="colours: dark, light, or the terminal's own palette")] = "dark"
    ascii: Annotated[bool | None, Meta(description="signs, bars and borders in ASCII; else as the terminal can")] = None
    ambiguous: Annotated[Literal["narrow", "wide"], Meta(description="how wide the terminal draws ambiguous signs")] = (
        "narrow"
    )
    mouse: Annotated[bool, Meta(description="clicks and the wheel")] = True
    scopes: Annotated[dict[str, Scope], Meta(description="named sets of subscriptions")] = {}
    keys: Annotated[dict[str, str], Meta(description="keys by binding id, several with commas between")] = {}


FIELDS = {field.encode_name: field for field in msgspec.structs.fields(Settings)}


class SettingsError(ValueError):
    """A setting that cannot be used; the message names it, where it stands and the nearest right one."""


class Resolved(Struct, frozen=True):
    """The settings in force, where each came from, and the file that was read (None where there is none)."""

    settings: Settings
    origins: dict[str, Origin]
    file: Path | None


def resolve(flags: Mapping[str, Any], environ: Mapping[str, str], config: Path | None = None) -> Resolved:
    """Put the settings together from flags (unset ones left out), variables and the settings file.

    Raises SettingsError.
    """
    path = config or (Path(environ["SIGSCOPE_CONFIG"]) if environ.get("SIGSCOPE_CONFIG") else None)
    file = path or settings_file()
    layers: tuple[tuple[Origin, str, Mapping[str, Any]], ...] = (
        ("settings", str(file), _read_file(file, must_exist=path is not None)),
        ("variable", "the environment", _read_variables(environ)),
        ("flag", "the command line", flags),
    )
    merged: dict[str, Any] = {}
    origins: dict[str, Origin] = dict.fromkeys(FIELDS, "default")
    for origin, where, layer in layers:
        _check(layer, where)
        merged |= layer
        origins |= dict.fromkeys(layer, origin)
    settings = msgspec.convert(merged, Settings)
    if settings.scope and settings.scope not in settings.scopes:
        raise SettingsError(f"no scope is called {settings.scope}{_nearest(settings.scope, list(settings.scopes))}")
    return Resolved(settings, origins, file if file.exists() else None)


def variable(name: str) -> str:
    """The environment variable of a setting: `ca-file` is SIGSCOPE_CA_FILE."""
    return f"SIGSCOPE_{name.upper().replace('-', '_')}"


def _read_file(path: Path, *, must_exist: bool) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        if must_exist:
            raise SettingsError(f"{path}: there is no such file") from None
        return {}
    except (OSError, ValueError) as error:
        raise SettingsError(f"{path}: {error}") from error


def _read_variables(environ: Mapping[str, str]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for name, field in FIELDS.items():
        text = environ.get(variable(name))
        if not text or name in ("scopes", "keys"):
            continue
        if name == "subscription":
            found[name] = text.replace(",", " ").split()
        else:
            try:
                found[name] = msgspec.convert(text, field.type, strict=False)
            except msgspec.ValidationError as error:
                raise SettingsError(f"{variable(name)}={text}: {error}") from error
    return found


def _check(layer: Mapping[str, Any], where: str) -> None:
    for name, value in layer.items():
        field = FIELDS.get(name)
        if field is None:
            raise SettingsError(f"{where}: no setting is called {name}{_nearest(name, list(FIELDS))}")
        try:
            msgspec.convert(value, field.type)
        except msgspec.ValidationError as error:
            raise SettingsError(f"{where}: {name}: {error}") from error


def _nearest(name: str, known: list[str]) -> str:
    near = difflib.get_close_matches(name, known, n=1, cutoff=0.0)
    return f": did you mean {near[0]}?" if near else ""
