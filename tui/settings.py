"""The one table of settings: flags, variables, the file's check and the documentation come from it.

Order: flag, SIGSCOPE_* variable, settings file, default. Every value remembers where it came from.
"""

from collections.abc import Mapping
from pathlib import Path
from types import UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin

import msgspec
from msgspec import Meta, Struct

from tui.folders import settings_file
from tui.nearest import did_you_mean, none_of

CloudName = Literal["public", "usgov", "china"]
Auth = Literal["auto", "cli", "device-code", "managed-identity", "environment"]
LogLevel = Literal["debug", "info", "warning", "error"]
Theme = Literal["dark", "light", "terminal"]
Clipboard = Literal["auto", "tmux", "osc52", "native", "off"]
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
    clipboard: Annotated[Clipboard, Meta(description="how to copy: auto finds what is likely right")] = "auto"
    mouse: Annotated[bool, Meta(description="clicks and the wheel")] = True
    pinned: Annotated[tuple[str, ...], Meta(description="subscriptions that stand first, by id or name")] = ()
    hidden: Annotated[
        tuple[str, ...], Meta(description="subscriptions that the explorer does not read, by id or name")
    ] = ()
    scopes: Annotated[dict[str, Scope], Meta(description="named sets of subscriptions")] = {}
    keys: Annotated[dict[str, str], Meta(description="keys by binding id, several with commas between")] = {}


FIELDS = {field.encode_name: field for field in msgspec.structs.fields(Settings)}
_TABLES = ("scopes", "keys", "pinned", "hidden")
"""Settings of the file alone."""


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
        raise SettingsError(f"no scope is called {settings.scope}{did_you_mean(settings.scope, settings.scopes)}")
    if "@" in (settings.endpoint or ""):
        raise SettingsError("endpoint: an address with a user name or a password in it is not taken")
    return Resolved(settings, origins, file if file.exists() else None)


def described(name: str) -> tuple[Any, str]:
    """The type of a setting without its None, and what it does."""
    kind, *extras = get_args(FIELDS[name].type)
    if get_origin(kind) in (Union, UnionType):
        kind = next(each for each in get_args(kind) if each is not type(None))
    return kind, next(each.description or "" for each in extras if isinstance(each, Meta))


def variable(name: str) -> str:
    """The environment variable of a setting: `ca-file` is SIGSCOPE_CA_FILE."""
    return f"SIGSCOPE_{name.upper().replace('-', '_')}"


def _read_file(path: Path, *, must_exist: bool) -> dict[str, Any]:
    if not path.exists():
        if must_exist:
            raise SettingsError(f"{path}: there is no such file")
        return {}
    import tomllib  # most have no settings file, and their start need not wait for it

    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise SettingsError(f"{path}: {error}") from error


def _read_variables(environ: Mapping[str, str]) -> dict[str, Any]:
    known = {variable(name): name for name in FIELDS if name not in _TABLES}
    found: dict[str, Any] = {}
    for each, text in environ.items():
        if not each.startswith(variable("")) or each == variable("config") or not text:
            continue
        name = known.get(each)
        if name is None:
            raise SettingsError(f"no variable is called {each}{did_you_mean(each, known)}")
        value = [part.strip() for part in text.split(",") if part.strip()] if name == "subscription" else text
        found[name] = _converted(name, value, each, strict=False)
    return found


def _check(layer: Mapping[str, Any], where: str) -> None:
    for name, value in layer.items():
        if name not in FIELDS:
            raise SettingsError(f"{where}: no setting is called {name}{did_you_mean(name, FIELDS)}")
        if name == "scopes" and isinstance(value, dict):
            _check_scopes(value, where)
        _converted(name, value, f"{where}: {name}")


def _check_scopes(scopes: Mapping[str, Any], where: str) -> None:
    known = Scope.__struct_fields__
    for name, scope in scopes.items():
        for key in scope if isinstance(scope, dict) else ():
            if key not in known:
                raise SettingsError(f"{where}: scopes.{name}: no setting is called {key}{did_you_mean(key, known)}")


def _converted(name: str, value: object, place: str, *, strict: bool = True) -> Any:  # noqa: ANN401 - of the setting's type
    try:
        return msgspec.convert(value, FIELDS[name].type, strict=strict)
    except msgspec.ValidationError as error:
        kind, _ = described(name)
        if get_origin(kind) is Literal and isinstance(value, str):
            raise SettingsError(f"{place}: {none_of(value, get_args(kind))}") from error
        if kind is bool:
            raise SettingsError(f"{place}: {value} is neither true nor false") from error
        raise SettingsError(f"{place}: {error}") from error
