"""All that is wrong in a settings file, more than would keep it from being used."""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import urlsplit

import msgspec

from tui.configuration.faults import Fault, faults_of
from tui.configuration.remapping import remapping
from tui.configuration.toml_lines import line_of
from tui.settings import Settings, SettingsError, contradictions, read_toml, without

_AT_LINE = re.compile(r"at line (\d+)")
_GUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.IGNORECASE)
_NEARLY_A_GUID = re.compile(r"\{?[0-9a-f-]{28,44}\}?", re.IGNORECASE)
_ARM_ID = re.compile(r"/subscriptions/([^/]+)", re.IGNORECASE)


class Found(NamedTuple):
    """A fault and its line, from 1; None where it has none."""

    fault: Fault
    line: int | None


def check(file: Path) -> list[Found]:
    """Everything that is wrong in a file, in the order of its lines; raises SettingsError where it cannot be read."""
    text = _text_of(file)
    try:
        values = read_toml(text)
    except ValueError as error:
        at = _AT_LINE.search(str(error))
        return [Found(Fault((), str(error)), int(at[1]) if at else len(text.splitlines()))]
    found = (Found(fault, line_of(text, fault.at)) for fault in _faults(values))
    return sorted(found, key=lambda each: each.line or 0)


def _text_of(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8")
    except FileNotFoundError as error:
        raise SettingsError(f"{file}: there is no such file") from error
    except (OSError, ValueError) as error:
        raise SettingsError(f"{file}: {error}") from error


def _faults(values: Mapping[str, Any]) -> Iterator[Fault]:
    wrong = list(faults_of(values, Settings))
    yield from wrong
    settings = msgspec.convert(without(values, wrong), Settings)
    broken = {fault.at[:2] for fault in wrong}
    if ("scopes", settings.scope) not in broken:
        yield from contradictions(settings)
    yield from remapping(settings.keys).faults
    yield from _of_form(settings)


def _of_form(settings: Settings) -> Iterator[Fault]:
    """What has the right type, and yet leads nowhere."""
    for field in ("subscription", "pinned", "hidden"):
        yield from _of_subscriptions(getattr(settings, field), (field,))
    for name, scope in settings.scopes.items():
        path = ("scopes", name, "subscriptions")
        yield from _of_subscriptions(scope.subscriptions, path)
        if not scope.subscriptions and name != settings.scope:
            yield Fault(path, "the scope names no subscription")
    if settings.endpoint and "@" not in settings.endpoint and not _leads_somewhere(settings.endpoint):
        yield Fault(("endpoint",), f"{settings.endpoint} is no address: write https://HOST:PORT")
    if settings.ca_file and not Path(settings.ca_file).exists():
        yield Fault(("ca-file",), f"{settings.ca_file}: there is no such file")


def _of_subscriptions(subscriptions: tuple[str, ...], path: tuple[str, ...]) -> Iterator[Fault]:
    for each in subscriptions:
        if not each.strip() or each != each.strip():
            yield Fault(path, f'"{each}" is neither id nor name of a subscription: there are blanks in it')
        elif arm_id := _ARM_ID.match(each):
            yield Fault(path, f"{each} is more than the id of a subscription: did you mean {arm_id[1]}?")
        elif _NEARLY_A_GUID.fullmatch(each) and not _GUID.fullmatch(each):
            yield Fault(path, f"{each} is no id of a subscription, which is 8-4-4-4-12 hexadecimal digits")


def _leads_somewhere(endpoint: str) -> bool:
    try:
        parts = urlsplit(endpoint)
        return parts.scheme in ("https", "http") and bool(parts.hostname) and parts.port != 0
    except ValueError:
        return False
