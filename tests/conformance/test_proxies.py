"""What consumers read of shared and community galleries has the fields that are published, and no others."""

import pytest

from tests.conformance.described import undescribed
from tests.conformance.recordings import NEEDS_RECORDINGS
from tests.shared import PUBLIC_NAME, UNIQUE_NAME, location_of, world_of_sharing
from tests.simulated import Simulator

pytestmark = NEEDS_RECORDINGS

TOLD_TWICE = ".communityMetadata"
"""Recorded, and not described: community galleries tell it beside their properties too."""


@pytest.mark.parametrize(
    ("below", "kind"),
    [("", ""), ("/images/debian", "Image"), ("/images/debian/versions/1.0.0", "ImageVersion")],
    ids=["gallery", "definition", "version"],
)
@pytest.mark.parametrize(("family", "name"), [("shared", UNIQUE_NAME), ("community", PUBLIC_NAME)])
def test_a_proxy_has_the_fields_that_are_described(family: str, name: str, below: str, kind: str) -> None:
    path = f"{location_of('eastus2', f'{family}Galleries')}/{name}{below}"
    body = Simulator(world_of_sharing()).get(path).body
    unknown = undescribed(body, f"{family}Gallery.json", f"{family.title()}Gallery{kind}")
    assert [each for each in unknown if each != TOLD_TWICE] == []
    assert "uniqueId" in body["identifier"]
