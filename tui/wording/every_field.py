"""Every field of a body, in words and groups for people: those too that nothing else here knows of.

What may be changed after creation is marked; source: Microsoft's documentation of what each `update` takes, and
recorded updates.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

import msgspec

from tui.model.ids import Kind
from tui.model.redaction import redact

_SHOUTED = ("OS", "URI", "EULA", "SKU", "LUN", "GB", "CPU", "VHD", "URL", "VM", "API", "UEFI")
_WORDS = {"vcpus": "vCPUs", "vcpu": "vCPU", **{each.lower(): each for each in _SHOUTED}}
_PARTS = re.compile(r"hyperV|vCPUs?|[A-Z]+(?![a-z])|[A-Z]?[a-z0-9]+|[^A-Za-z0-9]+")
_NAMING = ("name", "region", "lun", "type", "id")
"""What a thing in a list is called by, the first of these that it has."""

EDITABLE: Mapping[Kind, frozenset[str]] = {
    "subscription": frozenset(),
    "gallery": frozenset(
        {"tags", "properties.description", "properties.softDeletePolicy", "properties.sharingProfile"}
    ),
    "definition": frozenset(
        {
            "tags",
            "properties.description",
            "properties.endOfLifeDate",
            "properties.recommended",
            "properties.releaseNoteUri",
            "properties.disallowed",
        }
    ),
    "version": frozenset(
        {
            "tags",
            "properties.publishingProfile.targetRegions",
            "properties.publishingProfile.replicaCount",
            "properties.publishingProfile.excludeFromLatest",
            "properties.publishingProfile.endOfLifeDate",
            "properties.safetyProfile",
        }
    ),
}


class FieldLine(NamedTuple):
    """A field, or with an empty value a heading, so many levels below its group."""

    level: int
    label: str
    value: str = ""
    editable: bool = False


def every_field(body: bytes, kind: Kind | None) -> list[FieldLine]:
    """All that a body says; empty where it is no JSON object. Of no kind is what cannot be changed."""
    try:
        decoded = msgspec.json.decode(body)
    except msgspec.DecodeError:
        return []
    if not isinstance(decoded, dict):
        return []
    properties = decoded.pop("properties", {})
    resource = FieldLine(0, "Resource"), *_fields(decoded, kind, "", 1)
    return [*resource, *_fields(properties, kind, "properties", 0)]


def in_words(name: str) -> str:
    """A field's name as people would say it: `hyperVGeneration` is "Hyper-V generation"."""
    words = [_word(part) for part in _PARTS.findall(name)]
    text = " ".join(word for word in words if word.strip())
    return text[:1].upper() + text[1:] if text[:2] != "vC" else text


def _word(part: str) -> str:
    if part == "hyperV":
        return "Hyper-V"
    return _WORDS.get(part.lower(), part.lower())


def _fields(values: object, kind: Kind | None, path: str, level: int) -> Iterator[FieldLine]:
    for name, value in values.items() if isinstance(values, dict) else ():
        yield from _field(str(name), value, kind, f"{path}.{name}".lstrip("."), level)


def _field(name: str, value: Any, kind: Kind | None, path: str, level: int) -> Iterator[FieldLine]:  # noqa: ANN401 - a JSON value
    label = name if path.startswith("tags.") else in_words(name)
    editable = any(path == each or path.startswith(f"{each}.") for each in (EDITABLE[kind] if kind else ()))
    if isinstance(value, dict) and value:
        yield FieldLine(level, label, editable=editable)
        yield from _fields(value, kind, path, level + 1)
    elif isinstance(value, list) and any(isinstance(each, dict) for each in value):
        yield FieldLine(level, label, editable=editable)
        for at, each in enumerate(value, 1):
            yield from _item(at, each, kind, path, level + 1)
    else:
        yield FieldLine(level, label, _said(value), editable)


def _item(at: int, value: Any, kind: Kind | None, path: str, level: int) -> Iterator[FieldLine]:  # noqa: ANN401 - a JSON value
    if not isinstance(value, dict):
        yield FieldLine(level, str(at), _said(value))
        return
    naming = next((each for each in _NAMING if value.get(each) is not None), None)
    name = _said(value[naming]) if naming else str(at)
    rest = {other: each for other, each in value.items() if other != naming}
    if set(rest) == {"value"}:
        yield FieldLine(level, name, _said(rest["value"]))
        return
    yield FieldLine(level, name)
    yield from _fields(rest, kind, path, level + 1)


def _said(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if value is None or value == {}:
        return "none"
    if isinstance(value, list):
        return ", ".join(map(_said, value)) or "none"
    return redact(str(value))
