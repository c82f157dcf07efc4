"""What Contoso shares in the demo, and what is shared with it."""

import json

import pytest

from tests.shared import location_of
from tests.simulated import Simulator
from tests.tui.simulator.demo.contoso import scenario


def subscription(name: str) -> str:
    """Give the id of a subscription."""
    return next(str(each["subscriptionId"]) for each in scenario()["subscriptions"] if each["displayName"] == name)


@pytest.fixture(scope="module")
def simulator() -> Simulator:
    """The demo, as it starts."""
    return Simulator(json.loads(json.dumps(scenario())))


def test_the_base_images_are_shared_with_the_other_subscriptions_of_the_company(simulator: Simulator) -> None:
    for name in ("Contoso Development", "Contoso Labs"):
        path = location_of("westeurope", subscription=subscription(name))
        (shared,) = simulator.get(path).names
        assert shared == f"{subscription('Contoso Production')}-IMG_SHARED"
        images = simulator.get(f"{path}/{shared}/images").names
        assert "ubuntu-2404-base" in images
        assert len(simulator.get(f"{path}/{shared}/images/ubuntu-2404-base/versions").names) == 14
        assert simulator.get(f"{path}/{shared}/images/rocky-9-cvm/versions").names == []


def test_fabrikam_shares_a_gallery_with_the_whole_company_and_one_with_everybody(simulator: Simulator) -> None:
    path = location_of("eastus2", subscription=subscription("Contoso Labs"))
    assert simulator.get(path).names == [f"{subscription('Contoso Production')}-IMG_SHARED"]
    assert simulator.get(path, "sharedTo=tenant").names == [f"{subscription('Fabrikam Retail')}-FAB_IMAGES"]
    query = "communitygalleryresources | where type =~ 'microsoft.compute/locations/communitygalleries'"
    rows = simulator.graph(f"{query} and location == 'northeurope'").body["data"]
    (name,) = [each["name"] for each in rows]
    opened = f"{location_of('northeurope', 'communityGalleries', subscription('Contoso Labs'))}/{name}"
    assert simulator.get(f"{opened}/images").names == ["debian-13-cloud", "debian-13-cloud-arm64"]
    assert len(simulator.get(f"{opened}/images/debian-13-cloud/versions").names) == 5
