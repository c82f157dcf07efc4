"""What stands around galleries: the cloud, tenants, subscriptions, regions, providers, groups, usages."""

import pytest

from tests.simulated import (
    DENIED_SUBSCRIPTION,
    GALLERY,
    GROUP,
    HOME_TENANT,
    OTHER_TENANT,
    SUBSCRIPTION,
    Simulator,
    resource,
    small_world,
)
from tui.simulator.regions import REGIONS, canonical, display_name

SCOPE = f"/subscriptions/{SUBSCRIPTION}"


@pytest.mark.parametrize(("api_version", "path"), [("2022-09-01", []), ("2019-05-01", [0])])
def test_the_cloud_describes_itself_as_its_own_audience_without_sign_in(api_version: str, path: list[int]) -> None:
    simulator = Simulator()
    cloud = simulator.send("GET", f"/metadata/endpoints?api-version={api_version}", Authorization="").body
    for step in path:
        cloud = cloud[step]
    assert cloud["authentication"]["audiences"][0] == simulator.endpoint
    assert cloud["resourceManager"] == f"{simulator.endpoint}/"


def test_nothing_in_the_clouds_description_leads_to_a_real_address() -> None:
    simulator = Simulator()
    cloud = simulator.send("GET", "/metadata/endpoints?api-version=2022-09-01").body
    addresses = [each for each in cloud.values() if isinstance(each, str) and "://" in each]
    assert all(each.startswith(simulator.endpoint) or ".invalid" in each for each in addresses)
    assert all(each.endswith(".invalid") for each in cloud["suffixes"].values())


def test_all_tenants_are_listed_but_only_the_subscriptions_of_the_tokens_tenant() -> None:
    simulator = Simulator()
    assert [each["tenantId"] for each in simulator.get("/tenants").body["value"]] == [HOME_TENANT, OTHER_TENANT]
    listed = simulator.get("/subscriptions", api_version="2022-12-01").body
    assert [each["displayName"] for each in listed["value"]] == ["Production", "Labs", "Finance"]
    assert {each["tenantId"] for each in listed["value"]} == {HOME_TENANT}


def test_a_subscription_without_rights_can_be_read_itself_but_nothing_in_it() -> None:
    simulator = Simulator()
    assert simulator.get(f"/subscriptions/{DENIED_SUBSCRIPTION}").body["displayName"] == "Finance"
    assert simulator.get(f"/subscriptions/{DENIED_SUBSCRIPTION}/resourceGroups").status == 403


def test_regions_have_both_names_their_pair_and_their_zones() -> None:
    listed = Simulator().get(f"{SCOPE}/locations", api_version="2022-12-01").body["value"]
    regions = {each["name"]: each for each in listed}
    assert regions["westeurope"]["regionalDisplayName"] == "(Europe) West Europe"
    assert regions["westeurope"]["metadata"]["pairedRegion"][0]["name"] == "northeurope"
    assert len(regions["eastus2"]["availabilityZoneMappings"]) == 3
    assert "availabilityZoneMappings" not in regions["westus"]


def test_every_region_has_a_name_of_its_own_and_a_pair_that_exists() -> None:
    assert len(REGIONS) >= 55
    for name, region in REGIONS.items():
        assert name == canonical(region.display_name)
        assert display_name(name) == region.display_name
        assert region.paired is None or region.paired in REGIONS


def test_usages_count_what_is_in_the_region() -> None:
    usages = Simulator().get(f"{SCOPE}/providers/Microsoft.Compute/locations/EastUS2/usages").body["value"]
    counted = {each["name"]["value"]: (each["currentValue"], each["limit"]) for each in usages}
    assert counted == {"Gallery": (1, 100), "GalleryImage": (1, 1000), "GalleryImageVersion": (1, 10000)}


def test_an_unknown_region_has_no_usages() -> None:
    assert Simulator().get(f"{SCOPE}/providers/Microsoft.Compute/locations/atlantis/usages").status == 400


def test_a_provider_tells_its_types_with_regions_and_api_versions() -> None:
    simulator = Simulator()
    provider = simulator.get(f"{SCOPE}/providers/microsoft.compute").body
    types = {each["resourceType"]: each for each in provider["resourceTypes"]}
    assert provider["registrationState"] == "Registered"
    assert types["galleries/images/versions"]["apiVersions"][0] == "2026-03-03"
    assert "West Europe" in types["galleries"]["locations"]
    assert simulator.get(f"{SCOPE}/providers/Microsoft.Nothing").code == "InvalidResourceNamespace"
    assert "Microsoft.Compute" in {each["namespace"] for each in simulator.get(f"{SCOPE}/providers").body["value"]}


def test_resource_groups_are_listed_read_and_asked_after() -> None:
    simulator = Simulator()
    assert simulator.get(f"{SCOPE}/resourcegroups").names == ["rg-Images"]
    assert simulator.get(GROUP.lower()).body["id"] == GROUP
    assert simulator.send("HEAD", f"{GROUP}?api-version=2025-04-01").status == 204
    assert simulator.send("HEAD", f"{GROUP}x?api-version=2025-04-01").status == 404


def test_resources_are_listed_by_type_without_their_properties() -> None:
    machine = f"{GROUP}/providers/Microsoft.Compute/virtualMachines/vm-golden"
    simulator = Simulator(small_world(resource(machine)))
    listed = simulator.get(f"{SCOPE}/resources", "$filter=resourceType eq 'Microsoft.Compute/galleries'").body["value"]
    assert [each["id"] for each in listed] == [GALLERY]
    assert "properties" not in listed[0]
    assert len(simulator.get(f"{GROUP}/resources").body["value"]) == 4
    assert simulator.get(f"{SCOPE}/resources", "$filter=colour eq 'a'").code == "InvalidFilterInQueryString"


@pytest.mark.parametrize("kind", ["virtualMachines", "virtualMachineScaleSets", "images", "disks", "snapshots"])
def test_machines_images_disks_and_snapshots_are_read_and_listed(kind: str) -> None:
    own_id = f"{GROUP}/providers/Microsoft.Compute/{kind}/one"
    simulator = Simulator(small_world(resource(own_id)))
    assert simulator.get(own_id).body["id"] == own_id
    assert simulator.get(own_id.rpartition("/")[0]).names == ["one"]
    assert simulator.get(f"{SCOPE}/providers/Microsoft.Compute/{kind}").names == ["one"]


def test_managed_images_and_image_definitions_are_counted_apart() -> None:
    simulator = Simulator(small_world(resource(f"{GROUP}/providers/Microsoft.Compute/images/one")))
    simulator.get(f"{GROUP}/providers/Microsoft.Compute/images")
    simulator.get(f"{GALLERY}/images")
    counted = simulator.send("GET", "/_simulator/requests").body["by_route"]
    assert counted == {"GET images": 1, "GET managedImages": 1}
