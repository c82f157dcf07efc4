"""Captures: the inventory on disk, painted at the next start before anything is asked of Azure.

One file per way to Azure and account, in chunks, so that a large one can be read and written without holding up the
screen. A file that is of another schema, or broken, is as good as none.
"""

import logging
import zlib
from collections.abc import Iterator
from datetime import datetime
from itertools import chain
from pathlib import Path
from typing import Final

import msgspec
from msgspec import Struct

from tui.model.estimate import Track
from tui.model.gallery import Definition, Gallery, Subscription, Version
from tui.model.precedence import Source, Stamp
from tui.services.inventory import Inventory
from tui.services.state_folder import replacing

SCHEMA = 2
CHUNK = 500
_LEVEL = 1  # 200,000 versions repeat themselves so much that the fastest compression makes 320 MB less than 10

_log = logging.getLogger(__name__)


class Place(Struct, frozen=True):
    """Where the explorer stood: the key under the cursor, the open ones, the filter, and where it came from."""

    cursor: str | None = None
    expanded: tuple[str, ...] = ()
    filter: str = ""
    problems_only: bool = False
    trail: tuple[str, ...] = ()


class Head(Struct, frozen=True):
    """What a capture is of: the way (cloud or endpoint, and the tenant asked for), whose, and when it was taken."""

    schema: int
    way: str
    account: str | None
    at: datetime
    place: Place = Place()


class _Schema(Struct):
    schema: int


class _Chunk(Struct, frozen=True, omit_defaults=True):
    values: list[Subscription | Gallery | Definition | Version] = []
    tracks: dict[str, dict[str, Track]] = {}


class Captures:
    """The captures in a folder."""

    def __init__(self, folder: Path, way: str) -> None:
        self.path: Final = folder / f"{zlib.crc32(way.encode()):08x}.capture"
        self._way = way

    def saving(
        self, inventory: Inventory, account: str | None, at: datetime, place: Place, tracks: dict[str, dict[str, Track]]
    ) -> Iterator[None]:
        """Write the inventory chunk by chunk, with a pause for the caller after each; it counts once that has ended.

        What cannot be written is logged, since a capture is a convenience.
        """
        head = Head(SCHEMA, self._way, account, at, place)
        chunks = chain(_chunks(inventory), (_Chunk(tracks=tracks),))
        parts = (zlib.compress(msgspec.msgpack.encode(each), _LEVEL) for each in chunks)
        try:
            with replacing(self.path) as file:
                for part in chain((msgspec.msgpack.encode(head),), parts):
                    file.write(len(part).to_bytes(4) + part)
                    yield
        except (OSError, ValueError, OverflowError) as error:
            _log.warning("the capture could not be written: %s", error)

    def open(self) -> "Capture | None":
        """The last capture of this way; None where there is none that can be read."""
        try:
            parts = list(parts_of(self.path.read_bytes()))
            head = msgspec.msgpack.decode(parts[0], type=Head)
        except (OSError, ValueError, IndexError) as error:
            if not isinstance(error, FileNotFoundError):
                _log.warning("the capture could not be read: %s", error)
            return None
        return Capture(head, parts[1:]) if head.schema == SCHEMA and head.way == self._way else None


class Capture:
    """A capture read from disk, its chunks still to be decoded."""

    def __init__(self, head: Head, chunks: list[bytes]) -> None:
        self.head = head
        self.tracks: dict[str, dict[str, Track]] = {}
        self._chunks = chunks

    def pour(self, inventory: Inventory) -> Iterator[None]:
        """Put it into the inventory chunk by chunk, with a pause for the caller after each."""
        stamp = Stamp(Source.CAPTURE, self.head.at)
        decoder = msgspec.msgpack.Decoder(_Chunk)
        for part in self._chunks:
            try:
                chunk = decoder.decode(zlib.decompress(part))
            except (ValueError, zlib.error) as error:
                _log.warning("the rest of the capture could not be read: %s", error)
                return
            for value in chunk.values:
                inventory.take(value, stamp)
            self.tracks |= chunk.tracks
            yield


def _chunks(inventory: Inventory) -> Iterator[_Chunk]:
    values = [entry.value for entry in inventory.entries()]
    for start in range(0, len(values), CHUNK):
        yield _Chunk(values[start : start + CHUNK])


def schema_of(file: Path) -> int | None:
    """The schema that a file names in its head, which alone is read; None for what is no capture. Raises OSError."""
    with file.open("rb") as capture:
        head = capture.read(int.from_bytes(capture.read(4)))
    try:
        return msgspec.msgpack.decode(head, type=_Schema).schema
    except ValueError:
        return None


def parts_of(data: bytes) -> Iterator[bytes]:
    """The parts of a capture, the head first; raises ValueError where the last is cut off."""
    start = 0
    while start < len(data):
        end = start + 4 + int.from_bytes(data[start : start + 4])
        if end > len(data):
            raise ValueError("the file ends in the middle of a chunk")
        yield data[start + 4 : end]
        start = end
