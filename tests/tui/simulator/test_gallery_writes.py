"""Writing galleries, and sharing them."""

from itertools import count
from typing import Any

import pytest

from tests.simulated import GALLERY, GROUP, SUBSCRIPTION, Answer, Simulator, resource, small_world
from tests.tui.simulator.stage import HOUR, created, operation, put, writable
from tui.simulator.scenario import Body

NEW = GALLERY.replace("img_prod", "Img.New_1")
COMMUNITY = {
    "publisherUri": "https://contoso.com",
    "publisherContact": "images@contoso.com",
    "eula": "https://contoso.com/eula",
    "publicNamePrefix": "contoso",
}
FRIEND = "cccccccc-0000-4000-8000-000000000001"


def shared_gallery(permissions: str, **profile: object) -> Simulator:
    """Make a simulator whose gallery is shared so."""
    return Simulator(
        small_world(resources=[resource(GALLERY, {"sharingProfile": {"permissions": permissions, **profile}})])
    )


def share(simulator: Simulator, operation_type: str, *groups: Body) -> Answer:
    """Post to the gallery's `share`."""
    body = {"operationType": operation_type, **({"groups": list(groups)} if groups else {})}
    return simulator.write("POST", f"{GALLERY}/share", body)


def sharing(simulator: Simulator, path: str = GALLERY) -> Body:
    """Read how the gallery is shared."""
    simulator.advance(HOUR)
    profile: Body = simulator.get(path, "$expand=SharingProfile/Groups").body["properties"]["sharingProfile"]
    return profile


def test_a_new_gallery_gets_a_unique_name_and_keeps_no_tags_that_were_not_sent() -> None:
    body = created(writable(), NEW, {"location": "East US 2", "properties": {"description": "ours"}})
    assert body["properties"] == {
        "description": "ours",
        "identifier": {"uniqueName": f"{SUBSCRIPTION}-IMG.NEW_1"},
        "provisioningState": "Succeeded",
    }
    assert (body["name"], body["id"], body["location"]) == ("Img.New_1", NEW, "eastus2")
    assert "tags" not in body


def test_tags_that_were_sent_empty_are_answered_empty() -> None:
    assert created(writable(), NEW, {"location": "eastus2", "tags": {}})["tags"] == {}


def test_a_put_replaces_the_description_and_leaves_the_policies_that_it_does_not_tell_of() -> None:
    simulator = writable()
    policy = {"isSoftDeleteEnabled": True, "retentionPeriodInDays": 31, "gracePeriodInDays": 8}
    created(simulator, NEW, {"location": "eastus2", "properties": {"description": "a", "softDeletePolicy": policy}})
    properties = created(simulator, NEW, {"location": "eastus2", "properties": {}})["properties"]
    assert "description" not in properties
    assert properties["softDeletePolicy"] == policy


def test_about_half_of_the_updates_have_ended_when_they_are_answered() -> None:
    simulator = writable()
    states = set()
    for n in range(20):
        answer = put(simulator, GALLERY, {"location": "eastus2", "tags": {"n": f"{n}"}})
        states.add(answer.body["properties"]["provisioningState"])
        simulator.advance(HOUR)
    assert states == {"Updating", "Succeeded"}


def test_an_identity_gets_its_ids_and_keeps_them() -> None:
    simulator = writable()
    asked = {"location": "eastus2", "identity": {"type": "SystemAssigned", "userAssignedIdentities": {"/u/1": {}}}}
    identity = created(simulator, NEW, asked)["identity"]
    assert set(identity) == {"type", "principalId", "tenantId", "userAssignedIdentities"}
    assert set(identity["userAssignedIdentities"]["/u/1"]) == {"principalId", "clientId"}
    assert created(simulator, NEW, asked)["identity"] == identity
    assert "identity" not in created(simulator, NEW, {"location": "eastus2", "identity": {"type": "None"}})


@pytest.mark.parametrize(
    ("name", "code", "said"),
    [
        ("with-dash", "InvalidParameter", "Gallery name is invalid. Allowed characters are English alphanumeric"),
        ("a" * 81, "InvalidParameter", "up to 80 characters total"),
        ("_start", "InvalidParameter", "Gallery name is invalid."),
        ("end_", "InvalidResourceName", "has these invalid trailing characters: '_'"),
        ("end.", "InvalidResourceName", "has these invalid trailing characters: '.'"),
    ],
)
def test_a_name_that_is_none_is_refused(name: str, code: str, said: str) -> None:
    answer = put(writable(), GALLERY.replace("img_prod", name), {"location": "eastus2"})
    assert (answer.status, answer.code) == (400, code)
    assert said in answer.body["error"]["message"]


def test_a_name_is_unique_in_its_subscription_not_only_in_its_group() -> None:
    other = f"/subscriptions/{SUBSCRIPTION}/resourceGroups/rg-other"
    simulator = writable(resource(f"{other}/providers/Microsoft.Compute/disks/any"))
    answer = put(simulator, GALLERY.replace(GROUP, other).upper(), {"location": "eastus2"})
    assert (answer.status, answer.code) == (409, "OperationNotAllowed")
    assert (
        f"The gallery name 'IMG_PROD' is not unique within the subscription '{SUBSCRIPTION}'"
        in (answer.body["error"]["message"])
    )


@pytest.mark.parametrize(
    ("path", "body", "status", "code"),
    [
        (NEW, {}, 400, "LocationRequired"),
        (NEW, {"location": "atlantis"}, 400, "LocationNotAvailableForResourceType"),
        (GALLERY, {"location": "westus"}, 409, "InvalidResourceLocation"),
        (NEW.replace("rg-Images", "rg-none"), {"location": "eastus2"}, 404, "ResourceGroupNotFound"),
        (NEW, [], 400, "InvalidRequestContent"),
        (NEW, {"location": "eastus2", "tags": {"a": 1}}, 400, "InvalidRequestContent"),
        (NEW, {"location": "eastus2", "properties": {"description": 5}}, 400, "InvalidRequestContent"),
    ],
)
def test_a_place_or_a_body_that_is_none_is_refused(path: str, body: object, status: int, code: str) -> None:
    answer = put(writable(), path, body)
    assert (answer.status, answer.code) == (status, code)


def test_what_the_simulator_does_not_know_of_is_kept_and_answered() -> None:
    properties = created(writable(), NEW, {"location": "eastus2", "properties": {"newerThanThis": {"a": [1]}}})
    assert properties["properties"]["newerThanThis"] == {"a": [1]}


def test_a_subscription_has_100_galleries_in_a_region() -> None:
    galleries = [resource(GALLERY.replace("img_prod", f"gal_{n}")) for n in range(99)]
    simulator = writable(*galleries, resource(f"{GROUP}/providers/Microsoft.Compute/disks/elsewhere"))
    full = put(simulator, NEW, {"location": "eastus2"})
    assert (full.status, full.code) == (409, "OperationNotAllowed")
    assert "Current Limit: 100, Current Usage: 100" in full.body["error"]["message"]
    assert put(simulator, NEW, {"location": "westus"}).status == 201
    usages = simulator.get(f"/subscriptions/{SUBSCRIPTION}/providers/Microsoft.Compute/locations/westus/usages").body
    assert usages["value"][0] == {
        "limit": 100,
        "unit": "Count",
        "currentValue": 1,
        "name": {"value": "Gallery", "localizedValue": "Gallery"},
    }


def test_a_community_gallery_gets_its_public_name_and_is_enabled_by_share_only() -> None:
    simulator = writable()
    asked = {"permissions": "Community", "communityGalleryInfo": COMMUNITY}
    body = created(simulator, GALLERY, {"location": "eastus2", "properties": {"sharingProfile": asked}})
    info = body["properties"]["sharingProfile"]["communityGalleryInfo"]
    assert info["communityGalleryEnabled"] is False
    assert info["publicNames"][0].startswith("contoso-")
    assert share(simulator, "EnableCommunity").status == 202
    assert sharing(simulator)["communityGalleryInfo"] == {**info, "communityGalleryEnabled": True}


def test_an_older_answer_that_keeps_the_prefix_to_itself_can_be_written_back() -> None:
    info = {name: value for name, value in COMMUNITY.items() if name != "publicNamePrefix"}
    older = {**info, "communityGalleryEnabled": False, "publicNames": ["contoso-1"]}
    profile = {"permissions": "Community", "communityGalleryInfo": older}
    simulator = Simulator(small_world(resources=[resource(GALLERY, {"sharingProfile": profile})]))
    body = created(simulator, GALLERY, {"location": "eastus2", "properties": {"sharingProfile": profile}})
    assert body["properties"]["sharingProfile"] == profile


@pytest.mark.parametrize("absent", COMMUNITY)
def test_a_community_gallery_wants_all_four_of_its_fields(absent: str) -> None:
    info = {name: value for name, value in COMMUNITY.items() if name != absent}
    profile = {"permissions": "Community", "communityGalleryInfo": info}
    answer = put(writable(), NEW, {"location": "eastus2", "properties": {"sharingProfile": profile}})
    assert (answer.status, answer.body["error"]["target"].rpartition(".")[2]) == (400, absent)


def test_a_gallery_becomes_one_for_groups_at_its_creation_only() -> None:
    simulator = writable()
    body = {"location": "eastus2", "properties": {"sharingProfile": {"permissions": "Groups"}}}
    refused = put(simulator, GALLERY, body)
    assert (refused.status, refused.code) == (409, "PropertyChangeNotAllowed")
    assert created(simulator, NEW, body)["properties"]["sharingProfile"] == {"permissions": "Groups"}


def test_groups_are_added_once_and_taken_away_and_a_reset_makes_the_gallery_private() -> None:
    simulator = shared_gallery("Groups")
    tenants = {"type": "AADTenants", "ids": ["t1"]}
    answer = share(simulator, "Add", tenants, {"type": "subscriptions", "ids": [SUBSCRIPTION, FRIEND]})
    assert (answer.status, answer.body) == (202, None)
    assert {"Azure-AsyncOperation", "Location"} <= set(answer.headers)
    assert operation(simulator, answer)["status"] == "InProgress"
    both = [{"type": "Subscriptions", "ids": [SUBSCRIPTION, FRIEND]}, tenants]
    assert sharing(simulator) == {"permissions": "Groups", "groups": both}
    share(simulator, "Add", {"type": "Subscriptions", "ids": [FRIEND]})
    assert sharing(simulator)["groups"] == both
    share(simulator, "Remove", {"type": "Subscriptions", "ids": [SUBSCRIPTION]}, tenants)
    assert sharing(simulator)["groups"] == [{"type": "Subscriptions", "ids": [FRIEND]}]
    share(simulator, "Reset")
    assert sharing(simulator) == {"permissions": "Private"}


@pytest.mark.parametrize(
    ("permissions", "operation_type", "groups", "status", "code"),
    [
        ("Private", "Add", [{"type": "Subscriptions", "ids": [FRIEND]}], 409, "OperationNotAllowed"),
        ("Groups", "EnableCommunity", [], 409, "OperationNotAllowed"),
        ("Groups", "Add", [], 400, "InvalidParameter"),
        ("Groups", "Add", [{"type": "Friends", "ids": [FRIEND]}], 400, "InvalidParameter"),
        ("Groups", "Add", [{"type": "Subscriptions"}], 400, "InvalidParameter"),
        ("Groups", "Add", [{"type": "Subscriptions", "ids": [f"{n}" for n in range(31)]}], 400, "InvalidParameter"),
        ("Groups", "Add", [{"type": "AADTenants", "ids": [f"{n}" for n in range(6)]}], 400, "InvalidParameter"),
        ("Groups", "Give", [{"type": "Subscriptions", "ids": [FRIEND]}], 400, "InvalidParameter"),
    ],
)
def test_a_share_that_cannot_be_is_refused(
    permissions: str, operation_type: str, groups: list[Any], status: int, code: str
) -> None:
    answer = share(shared_gallery(permissions), operation_type, *groups)
    assert (answer.status, answer.code) == (status, code)


def test_sharing_is_limited_to_10_in_3_minutes_and_a_refusal_counts_and_tells_what_is_left() -> None:
    simulator = shared_gallery("Private")
    refused = share(simulator, "Add", {"type": "Subscriptions", "ids": [FRIEND]})
    assert refused.headers["x-ms-ratelimit-remaining-resource"].startswith("Microsoft.Compute/PostShareGallery3Min;9,")
    throttled = next(n for n in count(1) if share(simulator, "Reset").status == 429)
    assert throttled == 10
    simulator.wire.advance(180)
    simulator.advance(HOUR)
    assert share(simulator, "Reset").status == 202
