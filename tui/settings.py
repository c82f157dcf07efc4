"""The one table of settings: flags, variables, the file's check and the documentation come from it.

Order: flag, SIGSCOPE_* variable, settings file, default. Every value remembers where it came from.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Annotated, Any, Literal, get_args

import msgspec
from msgspec import Meta, Struct

from tui.configuration.faults import Fault, bare, faults_of
from tui.folders import settings_file
from tui.nearest import did_you_mean

CloudName = Literal["public", "usgov", "china"]
Auth = Literal["auto", "cli", "device-code", "managed-identity", "environment"]
LogLevel = Literal["debug", "info", "warning", "error"]
Theme = Literal["dark", "light", "terminal"]
Clipboard = Literal["auto", "tmux", "osc52", "native", "off"]
Origin = Literal["flag", "variable", "settings", "default"]


class Scope(Struct, frozen=True, forbid_unknown_fields=True):
    """A named set of subscriptions; a protected one takes no writes."""

    subscriptions: Annotated[tuple[str, ...], Meta(description="its subscriptions, by id or name")]
    protected: Annotated[bool, Meta(description="never write to these")] = False


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
    resume: Annotated[
        bool, Meta(description="open as it was left: with the filter too, and the way back and forward")
    ] = False
    mouse: Annotated[bool, Meta(description="clicks and the wheel")] = True
    pinned: Annotated[tuple[str, ...], Meta(description="subscriptions that stand first, by id or name")] = ()
    hidden: Annotated[
        tuple[str, ...], Meta(description="subscriptions that the explorer does not read, by id or name")
    ] = ()
    scopes: Annotated[dict[str, Scope], Meta(description="named sets of subscriptions")] = {}
    keys: Annotated[dict[str, str], Meta(description="keys by binding id, several with commas between")] = {}


def guard(settings: Settings) -> str:
    """What keeps writes off, as the header says it; empty where nothing does."""
    if settings.read_only:
        return "READ-ONLY"
    scope = settings.scopes.get(settings.scope or "")
    return f"PROTECTED {settings.scope}" if scope and scope.protected else ""


FIELDS = {field.encode_name: field for field in msgspec.structs.fields(Settings)}
FILE_ONLY = ("scopes", "keys", "pinned", "hidden")
"""Settings that have neither flag nor variable."""
LOOKS = ("theme", "ascii", "ambiguous", "clipboard", "mouse", "resume")
"""How it looks and feels."""
HARMLESS = (*LOOKS, "keys", "pinned")
"""What is wrong with these in the file never stops a start."""


class SettingsError(ValueError):
    """A setting that cannot be used; the message names it, where it stands and the nearest right one."""


class Resolved(Struct, frozen=True):
    """The settings in force, where each came from, and the file that was read (None where there is none).

    `complaints` are the faults of that file for which a default stands.
    """

    settings: Settings
    origins: dict[str, Origin]
    file: Path | None
    complaints: tuple[Fault, ...] = ()

    @property
    def complained(self) -> tuple[str, ...]:
        """The complaints, each with its file."""
        return tuple(f"{self.file}: {each}" for each in self.complaints)

    def source(self, name: str) -> str | None:
        """The variable or the file that a setting came from; None for a flag and for a default."""
        return {"variable": variable(name), "settings": str(self.file)}.get(self.origins[name])


def resolve(flags: Mapping[str, Any], environ: Mapping[str, str], config: Path | None = None) -> Resolved:
    """Put the settings together from flags (unset ones left out), variables and the settings file.

    A fault of looks or keys in the file costs the default of what it is about, and is a complaint. Raises
    SettingsError for all others.
    """
    named = file_named(environ, config)
    file = named or settings_file()
    found, complaints = _usable(_read_file(file, must_exist=named is not None))
    layers: tuple[tuple[Origin, str, Mapping[str, Any]], ...] = (
        ("settings", str(file), found),
        ("variable", "the environment", _read_variables(environ)),
        ("flag", "the command line", flags),
    )
    merged: dict[str, Any] = {}
    origins: dict[str, Origin] = dict.fromkeys(FIELDS, "default")
    for origin, where, layer in layers:
        _refuse(list(faults_of(layer, Settings)), where)
        merged |= layer
        origins |= dict.fromkeys(layer, origin)
    settings = msgspec.convert(merged, Settings)
    _refuse(contradictions(settings))
    return Resolved(settings, origins, file if file.exists() else None, complaints)


def contradictions(settings: Settings) -> list[Fault]:
    """What cannot be, though each setting by itself is as it should be."""
    wrong = []
    scope = settings.scopes.get(settings.scope) if settings.scope else None
    if settings.scope and scope is None:
        said = f"no scope is called {settings.scope}{did_you_mean(settings.scope, settings.scopes)}"
        wrong.append(Fault(("scope",), said))
    if scope and not scope.subscriptions:
        wrong.append(Fault(("scope",), f"the scope {settings.scope} names no subscription"))
    if "@" in (settings.endpoint or ""):
        wrong.append(Fault(("endpoint",), "an address with a user name or a password in it is not taken"))
    return wrong


def described(name: str) -> tuple[Any, str]:
    """The type of a setting without its None, and what it does."""
    annotated = FIELDS[name].type
    return bare(annotated), next(each.description or "" for each in get_args(annotated) if isinstance(each, Meta))


def variable(name: str) -> str:
    """The environment variable of a setting: `ca-file` is SIGSCOPE_CA_FILE."""
    return f"SIGSCOPE_{name.upper().replace('-', '_')}"


def file_named(environ: Mapping[str, str], config: Path | None = None) -> Path | None:
    """The settings file that --config names, else SIGSCOPE_CONFIG; None where neither does."""
    named = environ.get(variable("config"))
    return config or (Path(named) if named else None)


def read_toml(text: str) -> dict[str, Any]:
    """What a text in TOML says; a binding id with dots in it may stand without quotes. Raises ValueError."""
    import tomllib  # most have no settings file, and their start need not wait for it

    found = tomllib.loads(text)
    keys = found.get("keys")
    return {**found, "keys": dict(_joined(keys))} if isinstance(keys, dict) else found


def without(values: Mapping[str, Any], wrong: Iterable[Fault]) -> dict[str, Any]:
    """The values without those that are at fault; a scope that lacks a part of its own goes as a whole."""
    left = dict(values)
    for fault in wrong:
        left = _removed(left, fault.at if fault.name is not None else fault.at[:2])
    return left


def _removed(values: Mapping[str, Any], path: Sequence[str]) -> dict[str, Any]:
    first, *rest = path
    if rest and isinstance(values.get(first), Mapping):
        return {**values, first: _removed(values[first], rest)}
    return {name: each for name, each in values.items() if name != first}


def _joined(table: Mapping[str, Any], before: str = "") -> Iterator[tuple[str, Any]]:
    for name, value in table.items():
        if isinstance(value, dict) and value:
            yield from _joined(value, f"{before}{name}.")
        else:
            yield f"{before}{name}", value


def _read_file(path: Path, *, must_exist: bool) -> dict[str, Any]:
    if not path.exists():
        if must_exist:
            raise SettingsError(f"{path}: there is no such file")
        return {}
    try:
        return read_toml(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise SettingsError(f"{path}: {error}") from error


def _usable(found: dict[str, Any]) -> tuple[dict[str, Any], tuple[Fault, ...]]:
    """What the file says, without what is wrong of looks and keys, and that."""
    wrong = tuple(each for each in faults_of(found, Settings) if each.at[0] in HARMLESS)
    return without(found, wrong), wrong


def _read_variables(environ: Mapping[str, str]) -> dict[str, Any]:
    known = {variable(name): name for name in FIELDS if name not in FILE_ONLY}
    found: dict[str, Any] = {}
    for each, text in environ.items():
        if not each.startswith(variable("")) or each == variable("config") or not text:
            continue
        name = known.get(each)
        if name is None:
            raise SettingsError(f"no variable is called {each}{did_you_mean(each, known)}")
        value = [part.strip() for part in text.split(",") if part.strip()] if name == "subscription" else text
        _refuse(list(faults_of(value, FIELDS[name].type, (each,), strict=False)))
        found[name] = msgspec.convert(value, FIELDS[name].type, strict=False)
    return found


def _refuse(faults: Sequence[Fault], where: str = "") -> None:
    if faults:
        more = f" (and {len(faults) - 1} more)" if len(faults) > 1 else ""
        raise SettingsError(": ".join(filter(None, (where, f"{faults[0]}{more}"))))
