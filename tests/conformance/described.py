"""The published description of the service: which fields it knows of a kind of body."""

import json
from collections.abc import Iterator
from functools import cache
from typing import Any

from tests.conformance.recordings import FOLDER
from tui.simulator.scenario import Body

_FOLDER = FOLDER / "spec" / "2023-07-03"


@cache
def _document(file: str) -> Body:
    read: Body = json.loads((_FOLDER / file).read_bytes())
    return read


def undescribed(body: object, file: str, kind: str) -> list[str]:
    """Give the paths of a body that the description of its kind, in one of the files, does not know."""
    return list(_unknown(body, file, {"$ref": f"#/definitions/{kind}"}, ""))


def _unknown(value: object, file: str, schema: Body, path: str) -> Iterator[str]:
    file, schema = _resolved(file, schema)
    if isinstance(value, list):
        for each in value:
            yield from _unknown(each, file, schema.get("items", {}), path)
    elif isinstance(value, dict):
        known = dict(_fields(file, schema))
        for name, each in value.items():
            if name in known:
                yield from _unknown(each, *known[name], f"{path}.{name}")
            elif "additionalProperties" not in schema:
                yield f"{path}.{name}"


def _fields(file: str, schema: Body) -> Iterator[tuple[str, tuple[str, Body]]]:
    file, schema = _resolved(file, schema)
    for each in schema.get("allOf", []):
        yield from _fields(file, each)
    for name, each in schema.get("properties", {}).items():
        yield name, (file, each)


def _resolved(file: str, schema: Body) -> tuple[str, Body]:
    while "$ref" in schema:
        other, _, pointer = schema["$ref"].partition("#")
        file = other.removeprefix("./") or file
        found: Any = _document(file)
        for step in pointer.strip("/").split("/"):
            found = found[step]
        schema = found
    return file, schema
