"""What reading a list of versions costs beside `json.loads` of the same bytes."""

import json
import statistics
import time
from collections.abc import Callable

import msgspec

from tests.bench.figure import Figure
from tests.tui.azure.bodies import version_body
from tui.azure.wire import VERSIONS, Listing

_VERSIONS = 1000
_RUNS = 9


def measure() -> list[Figure]:
    """Read 1000 versions in 20 regions each, status included, one of them broken; medians of alternating runs."""
    page = _page()
    listing = msgspec.json.Decoder(Listing)

    def ours() -> None:
        read = VERSIONS.many(listing.decode(page).value)
        if (len(read.items), len(read.unreadable)) != (_VERSIONS - 1, 1):
            raise AssertionError("the broken body spoils more or less than its own row")

    ours_ms, reference_ms = _alternating(ours, lambda: json.loads(page))
    return [Figure("decode 1000 versions x 20 regions", ours_ms, reference_ms, "ms", limit_ratio=1.25)]


def _page() -> bytes:
    bodies = [version_body(f"1.0.{number}") for number in range(_VERSIONS)]
    bodies[_VERSIONS // 2]["properties"]["publishingProfile"]["targetRegions"][3]["regionalReplicaCount"] = "two"
    return json.dumps({"value": bodies}).encode()


def _alternating(ours: Callable[[], object], reference: Callable[[], object]) -> tuple[float, float]:
    """The medians of both, in milliseconds, taken in turn so that a busy machine is as hard on one as on the other."""
    pairs = [(_milliseconds(ours), _milliseconds(reference)) for _ in range(_RUNS)]
    return statistics.median(pair[0] for pair in pairs), statistics.median(pair[1] for pair in pairs)


def _milliseconds(work: Callable[[], object]) -> float:
    started = time.perf_counter()
    work()
    return (time.perf_counter() - started) * 1000
