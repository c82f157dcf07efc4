"""Reading galleries, definitions and versions as Azure Resource Manager serves them."""

import json

import pytest

from tests.simulated import (
    DEFINITION,
    DENIED_SUBSCRIPTION,
    FOREIGN_SUBSCRIPTION,
    GALLERY,
    GROUP,
    SUBSCRIPTION,
    VERSION,
    Simulator,
    image_version,
    resource,
    small_world,
)

GALLERIES = f"/subscriptions/{SUBSCRIPTION}/providers/Microsoft.Compute/galleries"


def test_a_version_is_answered_with_display_names_wanted_and_canonical_names_in_its_status() -> None:
    properties = Simulator().get(VERSION, "$expand=ReplicationStatus").body["properties"]
    assert [each["name"] for each in properties["publishingProfile"]["targetRegions"]] == ["East US 2", "West Europe"]
    assert [each["region"] for each in properties["replicationStatus"]["summary"]] == ["eastus2", "westeurope"]


def test_a_status_row_has_the_recorded_keys_in_their_order_and_no_details_when_nothing_is_wrong() -> None:
    row = Simulator().regions()["eastus2"]
    assert list(row.items()) == [("progress", 100), ("region", "eastus2"), ("state", "Completed")]


def test_replication_status_is_answered_on_demand_only_and_never_in_lists() -> None:
    simulator = Simulator()
    assert "replicationStatus" not in simulator.get(VERSION).body["properties"]
    listed = simulator.get(f"{DEFINITION}/versions", "$expand=ReplicationStatus").body["value"]
    assert all("replicationStatus" not in each["properties"] for each in listed)


@pytest.mark.parametrize("value", ["ReplicationStatus", "replicationstatus", "REPLICATIONSTATUS"])
def test_expand_is_taken_in_any_case(value: str) -> None:
    assert "replicationStatus" in Simulator().get(VERSION, f"$expand={value}").body["properties"]


def test_an_unknown_expand_is_refused_and_named() -> None:
    answer = Simulator().get(VERSION, "$expand=Everything")
    assert (answer.status, answer.code) == (400, "InvalidParameter")
    assert "Everything" in answer.body["error"]["message"]


def test_paths_match_in_any_case_and_the_stored_case_is_answered() -> None:
    answer = Simulator().get(VERSION.upper())
    assert (answer.status, answer.body["id"]) == (200, VERSION)


def test_bodies_begin_with_name_id_type_location_tags_properties() -> None:
    turned = dict(reversed(resource(GALLERY, kind="odd").items()))
    answer = Simulator(small_world(resources=[turned])).get(GALLERY)
    assert list(answer.body) == ["name", "id", "type", "location", "tags", "properties", "kind"]


def test_the_lists_of_galleries_and_only_these_write_the_resource_group_in_capitals() -> None:
    simulator = Simulator()
    for path in (GALLERIES, f"{GROUP}/providers/Microsoft.Compute/galleries"):
        assert [each["id"].split("/")[4] for each in simulator.get(path).body["value"]] == ["RG-IMAGES"]
    for path in (f"{GALLERY}/images", f"{DEFINITION}/versions"):
        assert [each["id"].split("/")[4] for each in simulator.get(path).body["value"]] == ["rg-Images"]
    assert simulator.get(GALLERY).body["id"] == GALLERY


def test_a_long_list_comes_in_pages_linked_on_the_host_that_was_asked() -> None:
    versions = [image_version(f"{DEFINITION}/versions/1.0.{n}", "eastus2") for n in range(7)]
    simulator = Simulator(small_world(*versions), page_size=3)
    url = f"https://other.host:99{DEFINITION}/versions?api-version=2026-03-03"
    names, pages = [], 0
    while url:
        assert url.startswith("https://other.host:99/")
        answer = simulator.send("GET", url)
        names += answer.names
        pages += 1
        url = answer.body.get("nextLink", "")
    assert (pages, len(names), len(set(names))) == (3, 8, 8)


@pytest.mark.parametrize("token", ["%FF", "AAA", "/w=="])
def test_a_spoilt_skip_token_is_refused(token: str) -> None:
    assert Simulator().get(GALLERIES, f"$skiptoken={token}").status == 400


@pytest.mark.parametrize(
    ("path", "status", "code"),
    [
        (VERSION.replace("2.4.1", "9.9.9"), 404, "ResourceNotFound"),
        (GALLERY.replace("img_prod", "nope"), 404, "ResourceNotFound"),
        (DEFINITION.replace("img_prod", "nope"), 404, "ParentResourceNotFound"),
        (f"{DEFINITION}x/versions", 404, "ParentResourceNotFound"),
        (GALLERY.replace("rg-Images", "rg-none"), 404, "ResourceGroupNotFound"),
        (GALLERIES.replace(SUBSCRIPTION, "dddddddd-0000-4000-8000-000000000001"), 404, "SubscriptionNotFound"),
        (GALLERIES.replace(SUBSCRIPTION, DENIED_SUBSCRIPTION), 403, "AuthorizationFailed"),
        (GALLERIES.replace(SUBSCRIPTION, FOREIGN_SUBSCRIPTION), 401, "InvalidAuthenticationTokenTenant"),
        (f"{GALLERY}/unheardOf", 404, "InvalidResourceType"),
        ("/nothing/here", 404, "NotFound"),
    ],
)
def test_what_is_not_there_or_not_allowed_is_refused_in_the_services_words(path: str, status: int, code: str) -> None:
    answer = Simulator().get(path)
    assert (answer.status, answer.code) == (status, code)
    assert answer.headers["x-ms-failure-cause"] == "gateway"


def test_a_missing_resource_is_named_as_the_caller_wrote_it() -> None:
    message = Simulator().get(f"{GALLERY}/images/Nope").body["error"]["message"]
    missing = "The Resource 'Microsoft.Compute/galleries/img_prod/images/Nope' under resource group 'rg-Images'"
    assert message.startswith(f"{missing} was not found.")


def test_a_refused_list_names_the_action_and_the_scope_that_a_right_is_wanted_over() -> None:
    message = Simulator().get(GALLERIES.replace(SUBSCRIPTION, DENIED_SUBSCRIPTION)).body["error"]["message"]
    assert "perform action 'Microsoft.Compute/galleries/read'" in message
    assert f"over scope '/subscriptions/{DENIED_SUBSCRIPTION}' or" in message


def test_a_gallery_that_may_not_be_read_is_left_out_of_the_list() -> None:
    hidden = f"{GROUP}/providers/Microsoft.Compute/galleries/secret"
    simulator = Simulator(small_world(resource(hidden), denied=[hidden]))
    assert simulator.get(GALLERIES).names == ["img_prod"]
    assert simulator.get(hidden).status == 403


@pytest.mark.parametrize("api_version", ["2050-01-01", "yesterday", "2023-07-04", "2026-03-03-preview"])
def test_an_api_version_that_galleries_do_not_have_is_refused_with_those_that_they_have(api_version: str) -> None:
    answer = Simulator().get(GALLERY, api_version=api_version)
    assert (answer.status, answer.code) == (400, "InvalidApiVersionParameter")
    assert "2018-06-01" in answer.body["error"]["message"]


@pytest.mark.parametrize("path", [GALLERY, f"/subscriptions/{SUBSCRIPTION}", "/tenants"])
def test_a_request_without_api_version_is_refused(path: str) -> None:
    answer = Simulator().send("GET", path)
    assert (answer.status, answer.code) == (400, "MissingApiVersionParameter")


def test_an_older_api_version_does_not_show_what_came_later_and_leaves_the_stored_body_alone() -> None:
    storage = {"source": {"id": "/some/image"}, "osDiskImage": {"sizeInGB": 30, "source": {}}}
    safety = {"reportedForPolicyViolation": False}
    made = image_version(VERSION, "eastus2", safetyProfile=safety, storageProfile=storage)
    simulator = Simulator(small_world(resources=[resource(GALLERY), resource(DEFINITION), made]))
    old = simulator.get(VERSION, api_version="2018-06-01").body["properties"]
    assert old == {
        "provisioningState": "Succeeded",
        "publishingProfile": {
            "source": {"managedImage": {"id": "/some/image"}},
            "targetRegions": [{"name": "East US 2", "regionalReplicaCount": 1}],
            "replicaCount": 1,
        },
        "storageProfile": {"osDiskImage": {"sizeInGB": 30}},
    }
    new = simulator.get(VERSION).body["properties"]
    assert (new["storageProfile"], new["safetyProfile"]) == (storage, safety)


def test_who_a_gallery_is_shared_with_is_answered_on_demand_only() -> None:
    groups = [{"type": "Subscriptions", "ids": [SUBSCRIPTION]}]
    shared = resource(GALLERY, {"sharingProfile": {"permissions": "Groups", "groups": groups}})
    simulator = Simulator(small_world(resources=[shared]))
    assert simulator.get(GALLERY).body["properties"]["sharingProfile"] == {"permissions": "Groups"}
    for option in ("$expand=sharingProfile%2FGroups", "$select=Permissions"):
        assert simulator.get(GALLERY, option).body["properties"]["sharingProfile"]["groups"] == groups
    assert simulator.get(GALLERIES).body["value"][0]["properties"]["sharingProfile"] == {"permissions": "Groups"}


@pytest.mark.parametrize("method", ["PUT", "PATCH", "DELETE", "POST"])
def test_a_write_that_is_not_simulated_is_honestly_refused_and_reported(method: str) -> None:
    said: list[str] = []
    answer = Simulator(report=said.append).send(method, f"{DEFINITION}/versions?api-version=2026-03-03", {})
    assert (answer.status, answer.code) == (400, "NotSupportedBySimulator")
    assert said == [f"{method} {DEFINITION}/versions: this write is not simulated"]


def test_an_unknown_route_is_reported() -> None:
    said: list[str] = []
    Simulator(report=said.append).get("/nothing/here")
    assert said == ["GET /nothing/here: no such route"]


def test_the_same_seed_and_requests_give_the_same_bytes() -> None:
    def play() -> list[tuple[object, ...]]:
        simulator = Simulator(small_world(), seed=7)
        paths = [VERSION, GALLERIES, f"{DEFINITION}x/versions", "/tenants"]
        answers = [simulator.get(each).raw for each in paths]
        return [(each.body, json.dumps(dict(each.headers), sort_keys=True)) for each in answers]

    assert play() == play()


def test_every_answer_carries_the_worlds_date_and_the_services_ids() -> None:
    headers = Simulator().get(VERSION).headers
    assert headers["Date"] == "Fri, 20 Nov 2026 09:12:00 GMT"
    assert headers["x-ms-request-id"] == headers["x-ms-correlation-request-id"]
