"""What anybody reads of galleries that are open to the community."""

import pytest

from tests.shared import EULA, LUN, OPENED, PUBLIC_NAME, PUBLISHED, location_of, open_gallery, world_of_sharing
from tests.simulated import EMPTY_SUBSCRIPTION, FOREIGN_SUBSCRIPTION, SUBSCRIPTION, Simulator, small_world
from tests.tui.simulator.stage import HOUR

HERE = location_of("eastus2", "communityGalleries")
THERE = location_of("westeurope", "communityGalleries")
OPEN = f"{HERE}/{PUBLIC_NAME}"
IMAGE = f"{OPEN}/images/debian"
ID = f"/CommunityGalleries/{PUBLIC_NAME}"
DISCLAIMER = "https://aka.ms/community-gallery-disclaimer"
LISTED = "communitygalleryresources| where type == 'microsoft.compute/locations/communitygalleries' "


def community() -> Simulator:
    """Make the world of sharing."""
    return Simulator(world_of_sharing())


def test_a_gallery_tells_who_publishes_it_and_nothing_of_its_subscription() -> None:
    metadata = {
        "publisherUri": "https://fabrikam.com",
        "publisherContact": "images@fabrikam.com",
        "eula": EULA,
        "publicNames": [PUBLIC_NAME],
    }
    body = {
        "properties": {"communityMetadata": metadata, "disclaimer": DISCLAIMER},
        "communityMetadata": metadata,
        "location": "eastus2",
        "name": PUBLIC_NAME,
        "identifier": {"uniqueId": ID},
    }
    answer = community().get(OPEN)
    assert (answer.body, list(answer.body)) == (body, list(body))
    assert FOREIGN_SUBSCRIPTION not in str(answer.body)


def test_a_definition_does_not_tell_its_publisher_offer_and_sku() -> None:
    body = community().get(IMAGE).body
    assert body["properties"] == {
        "disclaimer": DISCLAIMER,
        "osType": "Linux",
        "osState": "Generalized",
        "identifier": {"publisher": "", "offer": "", "sku": ""},
        "recommended": {},
        "hyperVGeneration": "V2",
        "architecture": "x64",
    }
    assert body["identifier"] == {"uniqueId": f"{ID}/Images/debian"}
    assert community().get(f"{OPEN}/images").body == {"value": [body]}


def test_a_version_tells_of_its_disks_and_that_nobody_answers_for_it() -> None:
    body = community().get(f"{IMAGE}/versions/1.0.0").body
    assert body["properties"] == {
        "disclaimer": DISCLAIMER,
        "publishedDate": PUBLISHED,
        "excludeFromLatest": False,
        "storageProfile": {
            "osDiskImage": {"diskSizeGB": 30, "hostCaching": "ReadWrite"},
            "dataDiskImages": [{"lun": LUN, "diskSizeGB": 10, "hostCaching": "None"}],
        },
    }
    assert body["identifier"] == {"uniqueId": f"{ID}/Images/debian/Versions/1.0.0"}
    assert community().get(f"{IMAGE}/versions").names == ["0.9.0", "1.0.0", "1.1.0", "1.2.0"]
    assert community().get(f"{THERE}/{PUBLIC_NAME}/images/debian/versions").names == ["1.0.0"]


def test_it_is_open_to_every_subscription_and_by_its_public_name_only() -> None:
    simulator = community()
    labs = location_of("eastus2", "communityGalleries", EMPTY_SUBSCRIPTION)
    assert simulator.get(f"{labs}/{PUBLIC_NAME.upper()}").body["name"] == PUBLIC_NAME
    assert simulator.get(f"{HERE}/{FOREIGN_SUBSCRIPTION}-IMG_OPEN").code == "NotFound"
    assert simulator.get(f"{location_of('westus', 'communityGalleries')}/{PUBLIC_NAME}").code == "NotFound"


def test_nobody_can_list_them_but_resource_graph() -> None:
    reports: list[str] = []
    answer = Simulator(world_of_sharing(), report=reports.append).get(HERE)
    assert (answer.status, answer.code, len(reports)) == (404, "InvalidResourceType", 1)


def test_one_that_was_not_enabled_yet_is_nobodys_to_read() -> None:
    simulator = Simulator(world_of_sharing(enabled=False))
    assert simulator.get(OPEN).code == "NotFound"
    assert simulator.graph(LISTED).body["data"] == []


def test_a_gallery_is_open_once_it_is_enabled_and_no_longer_when_that_is_reset() -> None:
    own = OPENED.replace(FOREIGN_SUBSCRIPTION, SUBSCRIPTION)
    mine = {**open_gallery(enabled=False), "id": own}
    simulator, seen = Simulator(small_world(mine)), []
    for operation in ("EnableCommunity", "Reset"):
        assert simulator.write("POST", f"{own}/share", {"operationType": operation}).status == 202
        simulator.advance(HOUR)
        seen.append(simulator.get(OPEN).status)
    assert seen == [200, 404]


def test_an_api_version_from_before_there_were_any_is_refused() -> None:
    simulator = community()
    assert simulator.get(OPEN, api_version="2020-09-30").code == "InvalidApiVersionParameter"
    assert simulator.get(OPEN, api_version="2021-07-01").status == 200


def test_resource_graph_lists_them_region_by_region_as_az_asks_for_them() -> None:
    rows = community().graph(f"{LISTED}| where location == 'westeurope' ", top=30).body["data"]
    assert [(each["id"], each["tenantId"], each["subscriptionId"]) for each in rows] == [
        (f"/providers/Microsoft.Compute/locations/westeurope{ID}", "", "")
    ]
    assert rows[0]["properties"] == community().get(f"{THERE}/{PUBLIC_NAME}").body


@pytest.mark.parametrize(
    ("kind", "counts"),
    [
        ("", {"eastus2": 1, "westeurope": 1}),
        ("/images", {"eastus2": 1, "westeurope": 1}),
        ("/images/versions", {"eastus2": 4, "westeurope": 1}),
    ],
)
def test_resource_graph_knows_what_is_in_them(kind: str, counts: dict[str, int]) -> None:
    query = f"communitygalleryresources | where type =~ 'Microsoft.Compute/locations/communityGalleries{kind}'"
    rows = community().graph(f"{query} | summarize count() by location").body["data"]
    assert {each["location"]: each["count_"] for each in rows} == counts


def test_what_is_offered_shows_in_resource_graph_at_once() -> None:
    simulator, seen = community(), []
    for _ in range(2):
        rows = simulator.graph("communitygalleryresources | where name == '1.1.0' | project location").body["data"]
        seen.append({each["location"] for each in rows})
        simulator.advance(HOUR)
    assert seen == [{"eastus2"}, {"eastus2", "westeurope"}]


def test_what_is_not_open_to_the_community_is_not_in_resource_graphs_list_of_it() -> None:
    names = {each["name"] for each in community().graph("communitygalleryresources").body["data"]}
    assert names == {PUBLIC_NAME, "debian", "0.9.0", "1.0.0", "1.1.0", "1.2.0"}
