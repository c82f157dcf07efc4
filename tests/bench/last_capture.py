"""The capture on disk that the explorer paints its first frame from."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path

from tests.bench.first_frame import DEFINITIONS, GALLERY, REGIONS, SUBSCRIPTION, VERSIONS
from tui.connector import Connector
from tui.model.gallery import (
    Definition,
    Gallery,
    RegionStatus,
    Replication,
    Subscription,
    TargetRegion,
    Version,
)
from tui.model.ids import key_of
from tui.model.precedence import Source, Stamp
from tui.services.captures import Captures, Place
from tui.services.inventory import Inventory, Value
from tui.settings import Settings

ENDPOINT = "https://localhost:9"
"""Nothing listens there: what is measured is over before anything could answer."""

_SUBSCRIPTION_ID = "00000000-0000-4000-8000-000000000001"
_GALLERY_ID = f"/subscriptions/{_SUBSCRIPTION_ID}/resourceGroups/images/providers/Microsoft.Compute/galleries/{GALLERY}"


def command() -> list[str]:
    """Return how to start the explorer with the capture."""
    return [sys.executable, "-m", "tui", "--endpoint", ENDPOINT]


def environment(folder: Path) -> dict[str, str]:
    """Return what puts all state of the explorer into `folder`, on any system."""
    return {"HOME": str(folder), "XDG_STATE_HOME": str(folder), "XDG_CONFIG_HOME": str(folder)}


def write(environ: Mapping[str, str]) -> None:
    """Write the capture of the first frame to where the explorer looks for it in this environment."""
    inventory, now = Inventory(), datetime.now(UTC)
    for value in _values(now):
        inventory.take(value, Stamp(Source.GET, now))
    definition = f"{_GALLERY_ID}/images/{DEFINITIONS[0]}"
    place = Place(
        key_of(f"{definition}/versions/{VERSIONS[0]}"),
        (f"/subscriptions/{_SUBSCRIPTION_ID}", key_of(_GALLERY_ID), key_of(definition)),
    )
    way = Connector(Settings(endpoint=ENDPOINT), environ).way
    for _ in Captures(_folder(environ), way).saving(inventory, "ana@contoso.com", now, place, {}):
        pass


def _folder(environ: Mapping[str, str]) -> Path:
    """Ask the program itself, in its own process: where its state belongs depends on the system."""
    code = "from tui.folders import folders; print(folders(demo=False).captures)"
    asked = subprocess.run([sys.executable, "-c", code], env=environ, capture_output=True, text=True, check=True)
    folder = Path(asked.stdout.strip())
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def _values(now: datetime) -> Iterator[Value]:
    yield Subscription(_SUBSCRIPTION_ID, SUBSCRIPTION, "00000000-0000-4000-8000-000000000002", "Enabled")
    yield Gallery(id=_GALLERY_ID, location="eastus2", provisioning_state="Succeeded")
    for name in DEFINITIONS:
        yield Definition(id=f"{_GALLERY_ID}/images/{name}", location="eastus2", provisioning_state="Succeeded")
    for name in VERSIONS:
        yield Version(
            id=f"{_GALLERY_ID}/images/{DEFINITIONS[0]}/versions/{name}",
            location="eastus2",
            provisioning_state="Succeeded",
            published_date=now.isoformat(),
            target_regions=tuple(TargetRegion(region, 1, "Standard_LRS") for region in REGIONS),
            replication=Replication("Completed", tuple(RegionStatus(each, "Completed", 100) for each in REGIONS)),
        )
