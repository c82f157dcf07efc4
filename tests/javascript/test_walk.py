"""A gallery's whole life, and what others share, walked with the SDK for JavaScript, which decodes in its own way."""

import json
import os
import subprocess
from pathlib import Path

import pytest

from tests.javascript.program import ABSENT, FOLDER, NODE, PRESENT
from tests.shared import (
    OPENED,
    PUBLIC_NAME,
    SHARED,
    UNIQUE_NAME,
    WITH_SUBSCRIPTION,
    contents,
    open_gallery,
    shared_gallery,
)
from tests.simulated import GROUP, SUBSCRIPTION
from tests.started import started
from tests.tui.simulator.stage import IMAGE, managed_image, writable_world

pytestmark = pytest.mark.skipif(not PRESENT, reason=ABSENT)

EUROPEAN = IMAGE.replace("golden", "european")
OFFERED = ["0.9.0", "1.0.0", "1.1.0", "1.2.0"]


def test_the_sdk_for_javascript_walks_a_gallerys_life(tmp_path: Path) -> None:
    others = [shared_gallery(WITH_SUBSCRIPTION), *contents(SHARED), open_gallery(), *contents(OPENED)]
    world = writable_world({**managed_image(EUROPEAN), "location": "westeurope"}, *others)
    with started(world, tmp_path, "--speed", "36000", "--page-size", "2") as announced:
        walk = {"subscription": SUBSCRIPTION, "group": GROUP.rpartition("/")[2], "image": EUROPEAN}
        walk |= announced | {"unique": UNIQUE_NAME, "open": PUBLIC_NAME}
        told = {"WALK": json.dumps(walk), "PACKAGES": str(FOLDER), "NODE_EXTRA_CA_CERTS": announced["ca_file"]}
        command = [NODE or "node", str(Path(__file__).with_name("walk.mjs"))]
        done = subprocess.run(command, env=os.environ | told, capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 0, done.stderr
    report = json.loads(done.stdout)
    assert (report["gallery"]["provisioningState"], report["gallery"]["location"]) == ("Succeeded", "westeurope")
    assert (report["patched"]["tags"], report["exists"]) == ({"ring": "1"}, {"body": True})
    assert report["definition"]["architecture"] == "x64"
    regions = report["version"]["publishingProfile"]["targetRegions"]
    assert [(each["name"], each["regionalReplicaCount"]) for each in regions] == [("West Europe", 1), ("East US 2", 2)]
    assert report["version"]["storageProfile"]["osDiskImage"]["sizeInGB"] == 30
    assert report["expanded"]["replicationStatus"]["aggregatedState"] == "Completed"
    assert (report["pages"], report["buried"]) == ([2, 1], ["1.0.2"])
    assert report["refused"] == [404, "ResourceNotFound"]
    assert (report["shared"], report["open"]["communityMetadata"]["publicNames"]) == (OFFERED, [PUBLIC_NAME])
