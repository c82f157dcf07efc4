"""The demo shows what the pictures of the screens show."""

import json
from datetime import datetime

from tests.tui.simulator.demo.contoso import (
    DEFINITIONS,
    GALLERIES,
    VERSIONS,
    Body,
    actual,
    of_type,
    readable,
    regions_in,
    scenario,
    version,
    wanted,
)

UBUNTU = "img_prod/ubuntu-2204-hardened"


def subscription_names(bodies: list[Body]) -> list[str]:
    names = {each["subscriptionId"]: each["displayName"] for each in scenario()["subscriptions"]}
    return [names[body["id"].split("/")[2]] for body in bodies]


def test_contoso_has_five_subscriptions_and_fabrikam_is_another_tenant() -> None:
    contoso, fabrikam = scenario()["tenants"]
    assert (contoso["displayName"], contoso["defaultDomain"]) == ("Contoso", "contoso.com")
    assert fabrikam["displayName"] == "Fabrikam"
    own = [each for each in scenario()["subscriptions"] if each["tenantId"] == contoso["tenantId"]]
    assert [each["displayName"].removeprefix("Contoso ") for each in own] == [
        "Production", "Development", "Sandbox", "Labs", "Finance",
    ]  # fmt: skip
    assert scenario()["denied"] == [f"/subscriptions/{own[-1]['subscriptionId']}"]


def test_nine_galleries_forty_definitions_and_312_versions_may_be_read() -> None:
    assert (len(of_type(GALLERIES)), len(of_type(DEFINITIONS)), len(of_type(VERSIONS))) == (9, 40, 312)
    assert "Contoso Labs" not in subscription_names(of_type(GALLERIES))


def test_what_may_not_be_read_is_there_all_the_same() -> None:
    hidden = [body for body in of_type(GALLERIES, scenario()["resources"]) if body not in readable()]
    assert subscription_names(hidden) == ["Contoso Finance", "Fabrikam Retail", "Fabrikam Retail"]


def test_the_header_counts_three_failures_three_moving_and_one_missing() -> None:
    failed = {path for path, _ in regions_in("Failed")}
    assert list(regions_in("Failed")) == [
        (f"{UBUNTU}/2.4.1", "westeurope"),
        ("img_prod/windows-2022/10.0.9", "northeurope"),
        ("gal_dev/nightly/2026.1119.3", "eastus2"),
    ]
    assert [path for path in failed if version(path)["properties"]["provisioningState"] == "Failed"] == [
        "gal_dev/nightly/2026.1119.3"
    ]
    moving = [found for found in regions_in("Replicating") if found != ("img_shared/sles-15/1.8.0", "japaneast")]
    assert moving == [
        (f"{UBUNTU}/2.4.1", "northeurope"),
        (f"{UBUNTU}/2.4.1", "southeastasia"),
        ("img_prod/windows-2022/10.0.10", "westeurope"),
    ]
    assert list(regions_in("Missing")) == [(f"{UBUNTU}/2.4.1", "brazilsouth")]


def test_the_hardened_ubuntu_stands_as_in_the_picture() -> None:
    body = version(f"{UBUNTU}/2.4.1")
    publishing, storage = body["properties"]["publishingProfile"], body["properties"]["storageProfile"]
    assert body["tags"] == {"team": "core", "ring": "prod"}
    assert body["properties"]["provisioningState"] == "Succeeded"
    assert publishing["publishedDate"].startswith("2026-11-20T07:12:")
    assert publishing["endOfLifeDate"].startswith("2027-11-20")
    assert publishing["replicationMode"] == "Full"
    assert storage["source"]["virtualMachineId"].endswith("/virtualMachines/vm-golden-ubuntu")
    assert storage["osDiskImage"]["sizeInGB"] == 30
    regions = [(row["name"], row["regionalReplicaCount"], row["storageAccountType"]) for row in wanted(body).values()]
    assert sorted(regions) == [
        ("Brazil South", 1, "Standard_LRS"),
        ("East US 2", 2, "Standard_ZRS"),
        ("North Europe", 1, "Standard_LRS"),
        ("Southeast Asia", 1, "Standard_LRS"),
        ("West Europe", 2, "Standard_ZRS"),
        ("West US 3", 1, "Standard_LRS"),
    ]
    assert actual(body)["westeurope"] == {
        "progress": 34, "region": "westeurope", "state": "Failed", "details": "Failed with internal server error.",
    }  # fmt: skip
    assert {region: row["progress"] for region, row in actual(body).items() if row["state"] != "Failed"} == {
        "eastus2": 100, "westus3": 100, "northeurope": 69, "southeastasia": 45,
    }  # fmt: skip


def test_the_hardened_ubuntu_has_twelve_versions_of_which_old_lines_have_ended() -> None:
    versions = [body for body in of_type(VERSIONS) if f"/{UBUNTU.replace('/', '/images/')}/" in body["id"]]
    assert [body["name"] for body in versions][:3] == ["2.4.1", "2.4.0", "2.3.7"]
    assert len(versions) == 12
    ends = [body["properties"]["publishingProfile"]["endOfLifeDate"] for body in versions]
    assert [end < scenario()["now"] for end in ends] == [False, False] + [True] * 10


def test_older_versions_of_the_hardened_ubuntu_stand_where_the_matrix_shows_them() -> None:
    def replicas(number: str) -> dict[str, int]:
        targets = wanted(version(f"{UBUNTU}/{number}"))
        return {region: target["regionalReplicaCount"] for region, target in targets.items()}

    assert replicas("2.4.0").items() >= {"eastus2": 2, "westeurope": 2, "brazilsouth": 1, "japaneast": 1}.items()
    assert replicas("2.3.7").items() >= {"eastus2": 1, "westeurope": 1}.items()
    assert "brazilsouth" not in replicas("2.3.7")


def test_what_moves_ends_when_the_picture_says_and_one_region_never_does() -> None:
    ends = {(plan["version"].rpartition("/")[2], plan["region"]): plan for plan in scenario()["plans"]}
    assert ends[("2.4.1", "northeurope")]["after_seconds"] == 9 * 60
    assert ends[("2.4.1", "southeastasia")]["after_seconds"] == 14 * 60
    assert max(plan.get("after_seconds", 0) for plan in ends.values()) == 14 * 60
    assert ends[("1.8.0", "japaneast")]["stall_at"] == 37
    assert actual(version("img_shared/sles-15/1.8.0"))["japaneast"]["progress"] == 37
    assert {(path.rpartition("/")[2], region) for path, region in regions_in("Replicating")} == ends.keys()


def test_failures_speak_with_the_words_of_the_service() -> None:
    too_large = actual(version("img_prod/windows-2022/10.0.9"))["northeurope"]
    assert too_large["progress"] == 0
    assert "source resource size 2520 exceeds the max size 2048 supported" in too_large["details"]
    nightly = version("gal_dev/nightly/2026.1119.3")
    other_generation = actual(nightly)["eastus2"]["details"]
    assert "['V2'] than the parent gallery image Hypervisor generation ['V1']" in other_generation
    assert "osDiskImage" not in nightly["properties"]["storageProfile"]


def test_img_prod_holds_three_definitions_and_41_versions_in_its_region() -> None:
    names = {body["name"] for body in of_type(DEFINITIONS) if "/galleries/img_prod/" in body["id"]}
    assert names == {"rhel-9-base", "ubuntu-2204-hardened", "windows-2022"}
    here = [body for body in of_type(VERSIONS) if body["location"] == "eastus2"]
    assert subscription_names(here).count("Contoso Production") == 41


def test_machines_and_scale_sets_hang_on_what_has_failed() -> None:
    def users(kind: str, region: str, path: str) -> int:
        gallery, definition, number = path.split("/")
        image = f'/galleries/{gallery}/images/{definition}/versions/{number}"'
        there = [body for body in of_type(f"Microsoft.Compute/{kind}") if body["location"] == region]
        return sum(image in json.dumps(body) for body in there)

    assert users("virtualMachines", "westeurope", f"{UBUNTU}/2.4.1") == 12
    assert users("virtualMachines", "brazilsouth", f"{UBUNTU}/2.4.1") == 2
    assert users("virtualMachineScaleSets", "northeurope", "img_prod/windows-2022/10.0.9") == 3


def test_nothing_was_published_in_the_future() -> None:
    now = datetime.fromisoformat(scenario()["now"])
    for body in of_type(VERSIONS, scenario()["resources"]):
        published = body["properties"]["publishingProfile"]["publishedDate"]
        assert datetime.fromisoformat(published[:26] + published[27:]) < now
