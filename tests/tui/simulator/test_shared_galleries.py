"""What a consumer reads of galleries that others share with its subscription or its tenant."""

import pytest

from tests.shared import (
    LUN,
    PUBLISHED,
    SHARED,
    UNIQUE_NAME,
    WITH_SUBSCRIPTION,
    WITH_TENANT,
    contents,
    location_of,
    shared_gallery,
    world_of_sharing,
)
from tests.simulated import (
    DENIED_SUBSCRIPTION,
    EMPTY_SUBSCRIPTION,
    FOREIGN_SUBSCRIPTION,
    OTHER_TENANT,
    SUBSCRIPTION,
    Simulator,
    resource,
    small_world,
)
from tests.tui.simulator.stage import HOUR
from tui.simulator.scenario import Body

HERE = location_of("eastus2")
THERE = location_of("westeurope")
ABROAD = location_of("eastus2", subscription=FOREIGN_SUBSCRIPTION)
GALLERY = f"{HERE}/{UNIQUE_NAME}"
IMAGE = f"{GALLERY}/images/debian"
ID = f"/SharedGalleries/{UNIQUE_NAME}"
SOMEBODY_ELSE = {"type": "Subscriptions", "ids": [EMPTY_SUBSCRIPTION]}
NEW = SHARED.replace("img_shared", "img_new").replace(FOREIGN_SUBSCRIPTION, SUBSCRIPTION)


def consumer(*groups: Body, permissions: str = "Groups") -> Simulator:
    """Make the world of sharing; shared with the subscription that asks unless told otherwise."""
    return Simulator(world_of_sharing(*groups, permissions=permissions))


@pytest.mark.parametrize(
    ("groups", "listed", "of_tenant", "opened"),
    [
        ([WITH_SUBSCRIPTION], True, False, 200),
        ([WITH_TENANT], False, True, 200),
        ([WITH_SUBSCRIPTION, WITH_TENANT], True, True, 200),
        ([SOMEBODY_ELSE], False, False, 404),
        ([{"type": "AADTenants", "ids": [OTHER_TENANT]}], False, False, 404),
    ],
    ids=["subscription", "tenant", "both", "another subscription", "another tenant"],
)
def test_what_is_shared_with_a_subscription_and_with_its_tenant_is_listed_apart(
    groups: list[Body], listed: bool, of_tenant: bool, opened: int
) -> None:
    simulator = consumer(*groups)
    assert simulator.get(HERE).names == [UNIQUE_NAME] * listed
    assert simulator.get(HERE, "sharedTo=Tenant").names == [UNIQUE_NAME] * of_tenant
    assert simulator.get(GALLERY).status == opened


def test_ids_are_the_same_in_any_case() -> None:
    upper = {"type": "Subscriptions", "ids": [SUBSCRIPTION.upper()]}
    assert (
        consumer(upper).get(GALLERY.lower().replace("sharedgalleries", "SHAREDGALLERIES")).body["name"] == UNIQUE_NAME
    )


def test_a_gallery_that_was_made_private_again_is_shared_with_nobody() -> None:
    assert consumer(WITH_SUBSCRIPTION, permissions="Private").get(HERE).names == []


def test_a_shared_gallery_has_no_id_but_a_unique_one() -> None:
    body = {
        "identifier": {"uniqueId": ID},
        "properties": {"artifactTags": {"team": "images"}},
        "location": "eastus2",
        "name": UNIQUE_NAME,
    }
    answer = consumer().get(GALLERY)
    assert (answer.body, list(answer.body)) == (body, list(body))
    assert consumer().get(HERE).body == {"value": [body]}


def test_its_definitions_tell_what_a_consumer_needs() -> None:
    body = {
        "identifier": {"uniqueId": f"{ID}/Images/debian"},
        "properties": {
            "osType": "Linux",
            "osState": "Generalized",
            "identifier": {"publisher": "Fabrikam", "offer": "debian", "sku": "13"},
            "recommended": {},
            "hyperVGeneration": "V2",
            "architecture": "x64",
        },
        "location": "eastus2",
        "name": "debian",
    }
    assert consumer().get(IMAGE).body == body
    assert consumer().get(f"{GALLERY}/images").body == {"value": [body]}


def test_its_versions_tell_of_their_disks_and_not_of_other_regions() -> None:
    body = {
        "identifier": {"uniqueId": f"{ID}/Images/debian/Versions/1.0.0"},
        "properties": {
            "publishedDate": PUBLISHED,
            "excludeFromLatest": False,
            "storageProfile": {
                "osDiskImage": {"diskSizeGB": 30, "hostCaching": "ReadWrite"},
                "dataDiskImages": [{"lun": LUN, "diskSizeGB": 10, "hostCaching": "None"}],
            },
        },
        "location": "eastus2",
        "name": "1.0.0",
    }
    assert consumer().get(f"{IMAGE}/versions/1.0.0").body == body
    assert consumer().get(f"{IMAGE}/versions").body["value"][1] == body


def test_a_version_is_offered_where_it_is_complete_and_whatever_its_age() -> None:
    simulator = consumer()
    assert simulator.get(f"{IMAGE}/versions").names == ["0.9.0", "1.0.0", "1.1.0", "1.2.0"]
    assert simulator.get(f"{THERE}/{UNIQUE_NAME}/images/debian/versions").names == ["1.0.0"]
    old = simulator.get(f"{IMAGE}/versions/0.9.0").body["properties"]
    assert (old["excludeFromLatest"], old["endOfLifeDate"]) == (True, PUBLISHED)


def test_a_copy_that_completes_is_offered_from_then_on() -> None:
    simulator, own = consumer(), f"{THERE}/{UNIQUE_NAME}/images/debian/versions/1.1.0"
    assert simulator.get(own).status == 404
    simulator.advance(HOUR)
    assert simulator.get(own).body["location"] == "westeurope"


def test_one_that_is_excluded_from_latest_in_a_region_is_so_there_only() -> None:
    version = contents(SHARED)[2]
    version["properties"]["publishingProfile"]["targetRegions"][1]["excludeFromLatest"] = True
    simulator = Simulator(small_world(shared_gallery(WITH_SUBSCRIPTION), *contents(SHARED)[:2], version))
    excluded = [
        simulator.get(f"{region}/{UNIQUE_NAME}/images/debian/versions/1.0.0").body["properties"]["excludeFromLatest"]
        for region in (HERE, THERE)
    ]
    assert excluded == [False, True]


def test_what_is_encrypted_or_was_made_in_another_region_is_not_shared() -> None:
    simulator = consumer()
    for path in (f"{IMAGE}/versions/2.0.0", f"{IMAGE}/versions/3.0.0", f"{GALLERY}/images/elsewhere"):
        answer = simulator.get(path)
        assert (answer.status, answer.code) == (404, "NotFound")
    assert simulator.get(f"{location_of('westus')}/{UNIQUE_NAME}").code == "NotFound"


def test_a_gallery_is_seen_in_its_own_region_before_anything_is_in_it() -> None:
    simulator = Simulator(small_world(shared_gallery(WITH_SUBSCRIPTION)))
    assert simulator.get(HERE).names == [UNIQUE_NAME]
    assert simulator.get(f"{GALLERY}/images").names == []
    assert simulator.get(THERE).names == []


def test_a_region_is_asked_for_by_either_name() -> None:
    answer = consumer().get(f"{location_of('East US 2')}/{UNIQUE_NAME}")
    assert (answer.status, answer.body["location"]) == (200, "eastus2")


@pytest.mark.parametrize(
    ("path", "query", "api_version", "status", "code"),
    [
        (location_of("atlantis"), "", "2026-03-03", 400, "NoRegisteredProviderFound"),
        (HERE, "sharedTo=everybody", "2026-03-03", 400, "InvalidParameter"),
        (HERE, "", "2019-12-01", 400, "InvalidApiVersionParameter"),
        (location_of("eastus2", subscription=DENIED_SUBSCRIPTION), "", "2026-03-03", 403, "AuthorizationFailed"),
        (ABROAD, "", "2026-03-03", 401, "InvalidAuthenticationTokenTenant"),
        (f"{HERE}/nobody-KNOWS", "", "2026-03-03", 404, "NotFound"),
        (f"{GALLERY}/images/nope/versions", "", "2026-03-03", 404, "NotFound"),
    ],
)  # fmt: skip
def test_what_cannot_be_is_refused(path: str, query: str, api_version: str, status: int, code: str) -> None:
    answer = consumer().get(path, query, api_version)
    assert (answer.status, answer.code) == (status, code)


def test_rights_on_the_publishers_own_resources_do_not_matter() -> None:
    world = world_of_sharing(denied=[f"/subscriptions/{FOREIGN_SUBSCRIPTION}"])
    assert len(Simulator(world).get(f"{IMAGE}/versions").names) == 4


def test_a_long_list_comes_in_pages_that_do_not_tell_whose_it_is() -> None:
    simulator = Simulator(world_of_sharing(), page_size=3)
    first = simulator.get(f"{IMAGE}/versions")
    second = simulator.send("GET", first.body["nextLink"])
    assert first.names + second.names == ["0.9.0", "1.0.0", "1.1.0", "1.2.0"]
    assert "rg-images" not in first.body["nextLink"].lower()


def test_an_older_api_version_does_not_show_what_came_later() -> None:
    simulator, own = consumer(), f"{IMAGE}/versions/1.0.0"
    assert list(simulator.get(own, api_version="2021-07-01").body["properties"]) == ["publishedDate"]
    assert list(simulator.get(GALLERY, api_version="2021-07-01").body) == ["identifier", "location", "name"]


@pytest.mark.parametrize(
    ("path", "policy"),
    [
        (HERE, "ListGallery3Min;149"),
        (GALLERY, "GetGallery3Min;349"),
        (f"{GALLERY}/images", "ListGalleryArtifact3Min;199"),
        (IMAGE, "GetGalleryArtifact3Min;599"),
        (f"{IMAGE}/versions", "ListGalleryArtifactVersion3Min;799"),
        (f"{IMAGE}/versions/1.0.0", "GetGalleryArtifactVersion3Min;1999"),
    ],
)
def test_each_read_counts_under_its_own_policy(path: str, policy: str) -> None:
    left = consumer().get(path).headers["x-ms-ratelimit-remaining-resource"]
    assert left.startswith(f"Microsoft.Compute/{policy},")


def test_a_gallery_is_seen_once_it_is_shared_and_no_longer_when_that_is_reset() -> None:
    simulator = Simulator()
    body = {"location": "eastus2", "properties": {"sharingProfile": {"permissions": "Groups"}}}
    assert simulator.write("PUT", NEW, body).status == 201
    simulator.advance(HOUR)
    seen = [simulator.get(HERE).names]
    for asked in ({"operationType": "Add", "groups": [WITH_SUBSCRIPTION]}, {"operationType": "Reset"}):
        assert simulator.write("POST", f"{NEW}/share", asked).status == 202
        simulator.advance(HOUR)
        seen.append(simulator.get(HERE).names)
    assert seen == [[], [f"{SUBSCRIPTION}-IMG_NEW"], []]


def test_a_scenario_need_not_tell_the_unique_name() -> None:
    gallery = resource(SHARED, {"sharingProfile": {"permissions": "Groups", "groups": [WITH_TENANT]}})
    assert Simulator(small_world(gallery)).get(HERE, "sharedTo=tenant").names == [UNIQUE_NAME]
