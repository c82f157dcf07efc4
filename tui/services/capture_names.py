"""What the newest capture names and nothing else of it, for who is in a hurry: half a second for 200,000 versions."""

import zlib
from collections.abc import Iterator
from contextlib import suppress
from itertools import islice
from pathlib import Path
from typing import NamedTuple

import msgspec
from msgspec import Struct

from tui.services.captures import SCHEMA, parts_of, schema_of


class Names(NamedTuple):
    """Ids of galleries, definitions and versions as the service spells them; subscriptions by their id."""

    ids: list[str]
    subscriptions: dict[str, str]


class _Named(Struct, gc=False):
    id: str
    name: str | None = None  # of subscriptions; whatever else is named by the end of its id


class _Chunk(Struct, gc=False):
    values: list[_Named] = []


def newest_names(folder: Path) -> Names:
    """What the newest capture in a folder names; nothing where there is none, and less where it is broken."""
    names = Names([], {})
    with suppress(OSError, ValueError, zlib.error):
        for each in _named(folder):
            if each.name is None:
                names.ids.append(each.id)
            else:
                names.subscriptions[each.id] = each.name
    return names


def _named(folder: Path) -> Iterator[_Named]:
    readable = [file for file in folder.glob("*.capture") if schema_of(file) == SCHEMA]
    newest = max(readable, key=lambda file: file.stat().st_mtime, default=None)
    decoder = msgspec.msgpack.Decoder(_Chunk)
    for each in islice(parts_of(newest.read_bytes()) if newest else (), 1, None):
        yield from decoder.decode(zlib.decompress(each)).values
