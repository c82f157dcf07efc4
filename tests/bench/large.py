"""200,000 versions over 40 subscriptions, as Resource Graph answers them; run by itself it leaves a capture of them."""

from __future__ import annotations

import gc
import json
import os
import sys
import tracemalloc
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any, Final

import msgspec

from tests.bench import last_capture
from tui.azure.wire import GRAPH_ROWS
from tui.connector import Connector
from tui.folders import folders
from tui.model.gallery import Subscription
from tui.model.precedence import Source, Stamp
from tui.services.captures import Captures, Place
from tui.services.inventory import Inventory
from tui.settings import Settings

SUBSCRIPTIONS: Final = 40
DEFINITIONS: Final = 20
"""In each subscription, all in one gallery."""

VERSIONS: Final = 200_000
LARGEST: Final = 10_000
"""Versions of the first definition; the others share the rest."""

REGIONS: Final = ("East US 2", "West Europe", "North Europe", "Southeast Asia", "West US 3", "Brazil South")
PAGE: Final = 1000

_TENANT: Final = "00000000-0000-4000-8000-000000000002"
_NOW: Final = datetime(2026, 11, 20, 9, 12, tzinfo=UTC)


def gallery_id(subscription: int) -> str:
    """Return the id of a subscription's gallery."""
    return (
        f"/subscriptions/{_guid(subscription)}/resourceGroups/rg-images-{subscription:03}"
        f"/providers/Microsoft.Compute/galleries/gal_{subscription:03}"
    )


def definition_id(subscription: int, definition: int) -> str:
    """Return the id of a definition; the first of the first subscription is the largest."""
    return f"{gallery_id(subscription)}/images/ubuntu-2204-hardened-{definition:02}"


def write_capture() -> float:
    """Read it all into an inventory, save a capture, and return the bytes that a version takes in memory."""
    inventory, stamp = Inventory(), Stamp(Source.GRAPH, _NOW)
    gc.collect()
    tracemalloc.start()
    for number in range(SUBSCRIPTIONS):
        inventory.take(Subscription(_guid(number), f"Contoso {number:02}", _TENANT, "Enabled"), stamp)
    for page in _pages():
        for row in GRAPH_ROWS.many(page).items:
            inventory.take(row, stamp)
    gc.collect()
    taken = tracemalloc.get_traced_memory()[0]
    tracemalloc.stop()
    connector = Connector(Settings(endpoint=last_capture.ENDPOINT), os.environ)
    captures = Captures(folders(demo=False).captures, connector.way)
    for _ in captures.saving(inventory, "ana@contoso.com", _NOW, Place(), {}):
        pass
    return taken / VERSIONS


def _pages() -> Iterator[list[msgspec.Raw]]:
    """Yield what a query answers, row by row undecoded, so many at a time."""
    page: list[msgspec.Raw] = []
    for row in _rows():
        page.append(msgspec.Raw(msgspec.json.encode(row)))
        if len(page) == PAGE:
            yield page
            page = []
    yield page


def _rows() -> Iterator[dict[str, Any]]:
    rest = VERSIONS - LARGEST
    others = SUBSCRIPTIONS * DEFINITIONS - 1
    for subscription in range(SUBSCRIPTIONS):
        yield _row(gallery_id(subscription), "microsoft.compute/galleries", {})
        for definition in range(DEFINITIONS):
            own_id = definition_id(subscription, definition)
            yield _row(own_id, "microsoft.compute/galleries/images", {"osType": "Linux", "osState": "Generalized"})
            place = subscription * DEFINITIONS + definition
            count = rest // others + (place <= rest % others) if place else LARGEST
            yield from (_version(own_id, place, number) for number in range(count))


def _version(definition: str, place: int, number: int) -> dict[str, Any]:
    """Make a version with a source and a moment of its own; the regions are those of all versions of its definition."""
    targets = [
        {"name": name, "regionalReplicaCount": 1 + (place + nth) % 3, "storageAccountType": "Standard_ZRS"}
        for nth, name in enumerate(REGIONS)
    ]
    published = (_NOW - timedelta(minutes=7 * number, seconds=place % 60)).isoformat()
    machine = f"/subscriptions/{_guid(99)}/resourceGroups/rg-build/providers/Microsoft.Compute/virtualMachines"
    properties = {
        "provisioningState": "Succeeded",
        "publishingProfile": {
            "targetRegions": targets,
            "replicaCount": 1,
            "excludeFromLatest": False,
            "publishedDate": published,
            "endOfLifeDate": "2027-11-20T00:00:00+00:00",
            "storageAccountType": "Standard_LRS",
            "replicationMode": "Full",
        },
        "storageProfile": {
            "source": {"virtualMachineId": f"{machine}/build-{place:03}-{number:05}"},
            "osDiskImage": {"sizeInGB": 30},
        },
    }
    name = f"{definition}/versions/{2026 - number // 1000}.{number // 10 % 100}.{number % 10}"
    return _row(name, "microsoft.compute/galleries/images/versions", properties, {"ring": "prod", "team": "core"})


def _row(own_id: str, kind: str, properties: dict[str, Any], tags: dict[str, str] | None = None) -> dict[str, Any]:
    return {"id": own_id, "type": kind, "location": "eastus2", "tags": tags or {}, "properties": properties}


def _guid(number: int) -> str:
    return f"00000000-0000-4000-8000-{number:012}"


def main() -> int:
    """Write the capture, and say what a version takes in memory."""
    sys.stdout.write(json.dumps({"bytes": write_capture()}))
    return 0


if __name__ == "__main__":
    sys.exit(main())
