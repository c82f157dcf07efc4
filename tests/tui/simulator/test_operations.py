"""Operations: first answers, polling, ends, as Azure Resource Manager has them."""

import json
from urllib.parse import parse_qs, urlsplit

import pytest

from tests.simulated import GALLERY, SUBSCRIPTION, Simulator
from tests.tui.simulator.stage import (
    HOUR,
    NEW,
    STANDING,
    created,
    edited,
    operation,
    put,
    version_body,
    writable,
    writable_world,
)

NEW_GALLERY = GALLERY.replace("img_prod", "img_new")


def test_a_creation_is_answered_201_with_the_resource_creating_and_one_link() -> None:
    answer = put(writable(), NEW_GALLERY, {"location": "eastus2"})
    assert (answer.status, answer.body["properties"]["provisioningState"]) == (201, "Creating")
    assert "Azure-AsyncOperation" in answer.headers
    assert "Location" not in answer.headers
    assert answer.headers["azure-asyncnotification"] == "Enabled"


def test_an_update_is_answered_200_with_the_version_updating() -> None:
    simulator = writable()
    answer = put(simulator, STANDING, edited(simulator, replicaCount=2))
    assert (answer.status, answer.body["properties"]["provisioningState"]) == (200, "Updating")


def test_a_patch_is_answered_200_and_changes_what_it_tells_and_nothing_else() -> None:
    simulator = writable()
    before = simulator.get(STANDING).body
    answer = simulator.write("PATCH", STANDING, {"tags": {"ring": "all"}})
    assert (answer.status, answer.body["properties"]["provisioningState"]) == (200, "Updating")
    simulator.advance(HOUR)
    after = simulator.get(STANDING).body
    assert after["tags"] == {"ring": "all"}
    assert after["properties"]["publishingProfile"] == before["properties"]["publishingProfile"]
    assert after["properties"]["storageProfile"] == before["properties"]["storageProfile"]


def test_a_deletion_is_answered_202_without_a_body_and_with_two_links() -> None:
    answer = writable().write("DELETE", STANDING)
    assert (answer.status, answer.body) == (202, None)
    assert "monitor=true" in answer.headers["Location"]
    assert "monitor" not in answer.headers["Azure-AsyncOperation"]


def test_what_is_not_there_is_deleted_with_204() -> None:
    simulator = writable()
    assert simulator.write("DELETE", NEW).status == 204
    missing = simulator.write("DELETE", NEW.replace("rg-Images", "rg-none"))
    assert (missing.status, missing.code) == (404, "ResourceGroupNotFound")


def test_the_operation_is_named_after_the_first_answers_request_and_its_place_as_the_caller_wrote_it() -> None:
    answer = put(writable(), NEW_GALLERY, {"location": "East US 2"})
    link = urlsplit(answer.headers["Azure-AsyncOperation"])
    operations = f"/subscriptions/{SUBSCRIPTION}/providers/Microsoft.Compute/locations/EastUS2/capsOperations"
    assert link.path == f"{operations}/{answer.headers['x-ms-request-id']}"


def test_the_link_carries_a_signature_of_kilobytes_which_must_come_back_whole() -> None:
    simulator = writable()
    link = put(simulator, NEW_GALLERY, {"location": "eastus2"}).headers["Azure-AsyncOperation"]
    query = parse_qs(urlsplit(link).query)
    assert set(query) == {"api-version", "t", "c", "s", "h"}
    assert 3000 < len(link) < 4200
    assert simulator.send("GET", link).status == 200
    cut = simulator.send("GET", link[:-3])
    assert (cut.status, cut.code) == (403, "AuthorizationFailed")
    assert simulator.send("GET", link.replace("&h=", "&h=%C3%A9")).status == 403
    assert simulator.send("GET", link.partition("&t=")[0]).status == 200


def test_an_operation_tells_when_it_started_and_ended_and_no_percentage() -> None:
    simulator = writable()
    answer = put(simulator, NEW, version_body())
    running = operation(simulator, answer)
    assert list(running) == ["startTime", "status", "name"]
    assert running["status"] == "InProgress"
    simulator.advance(HOUR)
    ended = operation(simulator, answer)
    assert list(ended) == ["startTime", "endTime", "status", "name"]
    assert (ended["status"], ended["name"]) == ("Succeeded", answer.headers["x-ms-request-id"])
    assert "2026-11-20T09:17" < ended["endTime"] < "2026-11-20T09:22"


def test_a_failed_operation_is_http_200_with_the_error_in_its_body_and_leaves_the_version_failed() -> None:
    details = "Failed with internal server error."
    simulator = Simulator({**writable_world(), "plans": [_plan("westeurope", to="Failed", details=details)]})
    answer = put(simulator, NEW, version_body("eastus2", "westeurope"))
    simulator.advance(HOUR)
    polled = simulator.send("GET", answer.headers["Azure-AsyncOperation"])
    assert (polled.status, polled.body["status"]) == (200, "Failed")
    assert f"{{region:westeurope, detail:{details}}}" in polled.body["error"]["message"]
    assert simulator.get(NEW).body["properties"]["provisioningState"] == "Failed"


def test_location_answers_202_and_then_200_both_empty() -> None:
    simulator = writable()
    link = simulator.write("DELETE", STANDING).headers["Location"]
    running = simulator.send("GET", link)
    assert (running.status, running.body) == (202, None)
    simulator.advance(HOUR)
    ended = simulator.send("GET", link)
    assert (ended.status, ended.body) == (200, None)


@pytest.mark.parametrize(("speed", "seconds"), [(1, "60"), (10, "6"), (7, "9"), (1000, "1")])
def test_operations_of_versions_say_when_to_ask_again_in_wire_seconds(speed: float, seconds: str) -> None:
    simulator = writable(speed=speed)
    answer = put(simulator, NEW, version_body())
    assert answer.headers["Retry-After"] == seconds
    assert simulator.send("GET", answer.headers["Azure-AsyncOperation"]).headers["Retry-After"] == seconds
    simulator.advance(HOUR)
    assert "Retry-After" not in simulator.send("GET", answer.headers["Azure-AsyncOperation"]).headers


def test_operations_of_galleries_and_definitions_do_not_say_when_to_ask_again() -> None:
    answer = put(writable(), NEW_GALLERY, {"location": "eastus2"})
    assert "Retry-After" not in answer.headers


def test_an_operation_that_is_unknown_is_not_found_in_this_location() -> None:
    path = f"/subscriptions/{SUBSCRIPTION}/providers/Microsoft.Compute/locations/eastus2/capsOperations/nope"
    answer = writable().get(path)
    assert (answer.status, answer.body["error"]["message"]) == (404, "The entity was not found in this Azure location.")


def test_a_deletion_overtakes_a_creation_whose_operation_then_is_canceled() -> None:
    simulator = writable()
    creation = put(simulator, NEW, version_body())
    simulator.advance(60)
    assert simulator.write("DELETE", NEW).status == 202
    assert operation(simulator, creation)["status"] == "Canceled"
    simulator.advance(HOUR)
    assert simulator.get(NEW).status == 404


def test_in_2018_an_update_was_answered_202_with_both_links() -> None:
    simulator = writable()
    answer = put(simulator, STANDING, edited(simulator, replicaCount=2), "2018-06-01")
    assert (answer.status, answer.body["properties"]["provisioningState"]) == (202, "Updating")
    assert "Location" in answer.headers


def test_polling_is_counted_under_a_name_and_a_policy_of_its_own() -> None:
    simulator = writable()
    answer = put(simulator, NEW, version_body())
    polled = simulator.send("GET", answer.headers["Azure-AsyncOperation"])
    assert polled.headers["x-ms-ratelimit-remaining-resource"].startswith(
        "Microsoft.Compute/GetOperationStatus3Min;4999"
    )
    by_route = simulator.send("GET", "/_simulator/requests").body["by_route"]
    assert by_route == {"PUT versions/{v}": 1, "GET capsOperations/{id}": 1}


def test_the_same_seed_and_writes_give_the_same_bytes() -> None:
    def play() -> list[tuple[object, ...]]:
        simulator = writable(seed=5)
        answers = [
            put(simulator, NEW_GALLERY, {"location": "eastus2", "identity": {"type": "SystemAssigned"}}),
            put(simulator, NEW, version_body("eastus2", "japaneast")),
        ]
        answers += [simulator.send("GET", answers[1].headers["Azure-AsyncOperation"])]
        simulator.advance(HOUR)
        answers += [simulator.get(NEW, "$expand=ReplicationStatus"), simulator.write("DELETE", NEW)]
        return [(each.raw.body, json.dumps(dict(each.headers), sort_keys=True)) for each in answers]

    assert play() == play()


def test_writing_a_world_down_in_the_middle_of_a_creation_loses_its_operation_but_not_its_end() -> None:
    simulator = writable()
    answer = put(simulator, NEW, version_body())
    simulator.advance(120)
    written = simulator.send("GET", "/_simulator/world").body
    assert simulator.send("PUT", "/_simulator/world", written).status == 204
    assert simulator.send("GET", answer.headers["Azure-AsyncOperation"]).status == 404
    assert put(simulator, NEW, version_body()).code == "Conflict"
    simulator.advance(HOUR)
    properties = simulator.get(NEW).body["properties"]
    assert properties["provisioningState"] == "Succeeded"
    assert properties["storageProfile"]["osDiskImage"]["sizeInGB"] == 30


def test_a_settled_write_can_be_followed_by_another() -> None:
    simulator = writable()
    assert created(simulator, NEW, version_body())["properties"]["provisioningState"] == "Succeeded"
    assert put(simulator, NEW, edited(simulator, NEW, replicaCount=3)).status == 200


def _plan(region: str, **more: object) -> dict[str, object]:
    return {"version": NEW, "region": region, **more}
