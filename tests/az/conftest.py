"""Az, signed in to a world to walk in."""

from collections.abc import Iterator

import pytest

from tests.az.program import ABSENT, PROGRAM
from tests.az.signed_in import Az, signed_in
from tests.shared import OPENED, SHARED, WITH_SUBSCRIPTION, contents, open_gallery, shared_gallery
from tests.simulated import DEFINITION, GALLERY, image_version, region_row, resource
from tests.tui.simulator.stage import definition, writable_world
from tui.simulator.scenario import Body

NEEDS_AZ = [pytest.mark.xdist_group("az"), pytest.mark.skipif(PROGRAM is None, reason=ABSENT)]
"""One worker runs them all, so that it signs in once."""
CHANGED = f"{DEFINITION}/versions/2.5.0"
UNWANTED = f"{DEFINITION}/versions/2.6.0"
MOVING = f"{DEFINITION}/versions/2.7.0"
BIN = GALLERY.replace("img_prod", "img_bin")
KEPT = f"{BIN}/images/ubuntu/versions/1.0.0"
IN_GROUP = "--resource-group rg-Images"


def world() -> Body:
    """Make a world with versions to read, to change and to delete, one moving, a bin, and what others share."""
    stalled = image_version(MOVING, "eastus2", "westus3", summary=[region_row("eastus2", "Completed", 100)])
    stalled["properties"]["replicationStatus"]["summary"].append(region_row("westus3", "Replicating", 37))
    return writable_world(
        image_version(CHANGED, "East US 2"),
        image_version(UNWANTED, "East US 2"),
        stalled,
        resource(BIN, {"softDeletePolicy": {"isSoftDeleteEnabled": True, "retentionPeriodInDays": 30}}),
        definition(f"{BIN}/images/ubuntu"),
        image_version(KEPT, "East US 2"),
        shared_gallery(WITH_SUBSCRIPTION),
        *contents(SHARED),
        open_gallery(),
        *contents(OPENED),
        plans=[{"version": MOVING, "region": "westus3", "stall_at": 37}],
    )


@pytest.fixture(scope="session")
def az(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Az]:
    """Az, signed in once to one simulator."""
    assert PROGRAM is not None
    with signed_in(PROGRAM, world(), tmp_path_factory.mktemp("az")) as az:
        yield az
