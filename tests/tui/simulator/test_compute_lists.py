"""What Compute lists beside resources: images of the marketplace, and sizes of machines."""

import pytest

from tests.simulated import SUBSCRIPTION, Simulator

COMPUTE = f"/subscriptions/{SUBSCRIPTION}/providers/Microsoft.Compute"
PUBLISHERS = f"{COMPUTE}/locations/westus/publishers"
SKUS = f"{PUBLISHERS}/Canonical/artifacttypes/vmimage/offers/0001-com-ubuntu-server-jammy/skus"
JAMMY = f"{SKUS}/22_04-lts-gen2/versions"
API = "2024-11-01"


def names(simulator: Simulator, path: str) -> list[str]:
    """Read a bare list, and give its names."""
    return [each["name"] for each in simulator.get(path, api_version=API).body]


def test_images_are_found_level_by_level() -> None:
    simulator = Simulator()
    assert names(simulator, PUBLISHERS) == ["Canonical", "MicrosoftWindowsServer"]
    assert "0001-com-ubuntu-server-jammy" in names(simulator, SKUS.rpartition("/0001")[0])
    assert names(simulator, SKUS) == ["22_04-lts", "22_04-lts-gen2"]
    (version,) = names(simulator, JAMMY)
    image = simulator.get(f"{JAMMY}/{version}", api_version=API).body
    assert (image["location"], image["name"]) == ("westus", version)
    assert image["id"].startswith(f"/Subscriptions/{SUBSCRIPTION}/Providers/Microsoft.Compute/Locations/westus/Publish")
    assert image["properties"]["hyperVGeneration"] == "V2"
    assert image["properties"]["osDiskImage"]["operatingSystem"] == "Linux"


def test_versions_tell_their_generation_where_it_is_asked_for() -> None:
    simulator = Simulator()
    (plain,) = simulator.get(JAMMY, api_version=API).body
    assert "properties" not in plain
    (told,) = simulator.get(JAMMY, "$expand=properties&$orderby=name desc&$top=1", API).body
    assert told["properties"]["hyperVGeneration"] == "V2"
    listed = simulator.get(SKUS, "$orderby=name desc&$top=1", API).body
    assert [each["name"] for each in listed] == ["22_04-lts-gen2"]


@pytest.mark.parametrize(
    ("path", "status", "code"),
    [
        (f"{JAMMY}/1.0.0", 404, "NotFound"),
        (JAMMY.replace("Canonical", "Nobody"), 404, "NotFound"),
        (PUBLISHERS.replace("westus", "atlantis"), 400, "NoRegisteredProviderFound"),
    ],
)
def test_what_is_not_known_of_the_marketplace_is_refused(path: str, status: int, code: str) -> None:
    answer = Simulator().get(path, api_version=API)
    assert (answer.status, answer.code) == (status, code)


def test_sizes_are_listed_by_region_with_the_zones_that_it_has() -> None:
    simulator = Simulator()
    everywhere = simulator.get(f"{COMPUTE}/skus", api_version="2021-07-01").body["value"]
    here = simulator.get(f"{COMPUTE}/skus", "$filter=location eq 'West Europe'", "2021-07-01").body["value"]
    assert 0 < len(here) < len(everywhere)
    assert {each["locations"][0] for each in here} == {"westeurope"}
    size = next(each for each in here if each["name"] == "Standard_D2s_v5")
    assert {"name": "vCPUs", "value": "2"} in size["capabilities"]
    assert size["locationInfo"][0]["zones"] == ["1", "2", "3"]
    without = simulator.get(f"{COMPUTE}/skus", "$filter=location eq 'westus'", "2021-07-01").body["value"]
    assert without[0]["locationInfo"][0]["zones"] == []
    assert simulator.get(f"{COMPUTE}/skus", "$filter=name eq 'a'", "2021-07-01").code == "InvalidFilter"
