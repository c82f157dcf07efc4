"""Deleting: in the right order, with the service's lag, and having versions back."""

import pytest

from tests.simulated import DEFINITION, GALLERY, Simulator
from tests.tui.simulator.stage import (
    HOUR,
    IMAGE,
    NEW,
    STANDING,
    created,
    definition,
    edited,
    operation,
    put,
    version_body,
    writable,
)
from tui.simulator.scenario import Body

POLICY = {"isSoftDeleteEnabled": True, "retentionPeriodInDays": 31, "gracePeriodInDays": 8}
DAY = 86400.0
BURIED = f"{GALLERY}/softDeletedArtifactTypes/Images/artifacts/ubuntu-2204/versions"


def recycling(**policy: object) -> Simulator:
    """Make a simulator whose gallery keeps what is deleted."""
    simulator = writable()
    softly = {"location": "eastus2", "properties": {"softDeletePolicy": {**POLICY, **policy}}}
    created(simulator, GALLERY, softly)
    return simulator


def buried(simulator: Simulator) -> list[Body]:
    """List what can be had back."""
    value: list[Body] = simulator.get(BURIED).body["value"]
    return value


def test_what_has_something_in_it_is_not_deleted_and_the_refusal_names_it() -> None:
    simulator = writable()
    refused = simulator.write("DELETE", DEFINITION)
    assert (refused.status, refused.code) == (409, "CannotDeleteResource")
    assert "Cannot delete resource while nested resources exist." in refused.body["error"]["message"]
    assert STANDING in refused.body["error"]["message"]
    assert simulator.write("DELETE", GALLERY).code == "CannotDeleteResource"


def test_a_parent_counts_its_child_for_ten_seconds_more() -> None:
    empty = f"{GALLERY}/images/empty"
    simulator = writable(definition(empty))
    version = f"{empty}/versions/1.0.0"
    created(simulator, version, version_body())
    deletion = simulator.write("DELETE", version)
    while operation(simulator, deletion)["status"] == "InProgress":
        simulator.advance(1)
    assert simulator.get(version).status == 404
    refused = simulator.write("DELETE", empty)
    assert (refused.status, refused.code) == (409, "CannotDeleteResource")
    assert version in refused.body["error"]["message"]
    simulator.advance(10)
    assert simulator.write("DELETE", empty).status == 202


def test_a_version_that_is_being_deleted_takes_no_update_but_another_deletion() -> None:
    simulator = writable()
    body = edited(simulator, replicaCount=2)
    first = simulator.write("DELETE", STANDING)
    refused = put(simulator, STANDING, body)
    assert (refused.status, refused.code) == (409, "OperationNotAllowed")
    assert "not allowed on 2.4.1; since it is marked for deletion." in refused.body["error"]["message"]
    again = simulator.write("DELETE", STANDING)
    assert (again.status, again.headers["x-ms-request-id"]) == (202, first.headers["x-ms-request-id"])


def test_deletion_can_be_blocked_until_the_end_of_life() -> None:
    simulator = writable()
    body = version_body("eastus2", endOfLifeDate="2026-12-01T00:00:00Z")
    body["properties"]["safetyProfile"] = {"blockDeletionBeforeEndOfLife": True}
    created(simulator, NEW, body)
    refused = simulator.write("DELETE", NEW)
    assert (refused.status, refused.code) == (409, "DeleteGalleryImageVersionBlockedBeforeEndOfLife")
    simulator.advance(12 * DAY)
    assert simulator.write("DELETE", NEW).status == 202


def test_a_deleted_version_is_listed_with_its_times_for_as_long_as_the_policy_says() -> None:
    simulator = recycling()
    now = simulator.core.state.clock.now()
    simulator.write("DELETE", STANDING)
    simulator.advance(HOUR)
    assert simulator.get(STANDING).status == 404
    (listed,) = buried(simulator)
    assert listed["id"] == f"{BURIED}/2.4.1"
    assert listed["type"] == "Microsoft.Compute/galleries/softDeletedArtifactTypes/artifacts/versions"
    times = listed["properties"]
    assert times["resourceArmId"] == STANDING
    assert times["softDeletedTime"].startswith("2026-11-20T10:12:00")
    assert times["consumptionEndTime"].startswith("2026-12-21T10:12:00")
    assert times["hardDeletionTargetTime"].startswith("2026-12-29T10:12:00")
    simulator.advance(39 * DAY - (simulator.core.state.clock.now() - now) - 1)
    assert len(buried(simulator)) == 1
    simulator.advance(2)
    assert buried(simulator) == []


@pytest.mark.parametrize("asked", [{"tags": {}}, {"properties": {"restore": True}}])
def test_a_deleted_version_is_had_back_by_a_put_of_next_to_nothing(asked: Body) -> None:
    simulator = recycling()
    before = simulator.get(STANDING).body["properties"]
    simulator.write("DELETE", STANDING)
    simulator.advance(HOUR)
    answer = put(simulator, STANDING, {"location": "eastus2", **asked}, "2024-03-03")
    assert (answer.status, answer.body["properties"]["provisioningState"]) == (200, "Updating")
    simulator.advance(HOUR)
    assert simulator.get(STANDING).body["properties"] == before
    assert buried(simulator) == []
    assert simulator.regions(STANDING)["westeurope"]["state"] == "Completed"


def test_another_version_cannot_take_the_place_of_a_deleted_one() -> None:
    simulator = recycling()
    simulator.write("DELETE", STANDING)
    simulator.advance(HOUR)
    assert put(simulator, STANDING, version_body()).code == "OperationNotAllowed"
    assert len(buried(simulator)) == 1


def test_a_deletion_can_bypass_it() -> None:
    simulator = recycling()
    simulator.write("DELETE", STANDING, query="bypassSoftDelete=true")
    simulator.advance(HOUR)
    assert buried(simulator) == []
    assert simulator.get(STANDING).status == 404


def test_what_holds_versions_that_can_be_had_back_is_not_deleted() -> None:
    simulator = recycling()
    simulator.write("DELETE", STANDING)
    simulator.advance(HOUR)
    refused = simulator.write("DELETE", DEFINITION)
    assert refused.code == "CannotDeleteResource"
    assert "softDeletedArtifactTypes" in refused.body["error"]["message"]


def test_without_a_policy_days_are_seven_and_without_one_enabled_nothing_is_kept() -> None:
    simulator = writable()
    simulator.write("DELETE", STANDING)
    simulator.advance(HOUR)
    assert buried(simulator) == []
    softly = {"location": "eastus2", "properties": {"softDeletePolicy": {"isSoftDeleteEnabled": True}}}
    created(simulator, GALLERY, softly)
    created(simulator, NEW, version_body())
    simulator.write("DELETE", NEW)
    simulator.advance(HOUR)
    times = buried(simulator)[0]["properties"]
    assert (times["softDeletedTime"][:13], times["hardDeletionTargetTime"][:13]) == ("2026-11-20T12", "2026-11-27T12")


def test_only_images_are_kept() -> None:
    answer = recycling().get(BURIED.replace("/Images/", "/Applications/"))
    assert (answer.status, answer.code) == (400, "InvalidParameter")


def test_what_can_be_had_back_outlives_the_writing_down_of_a_world() -> None:
    simulator = recycling()
    simulator.write("DELETE", STANDING)
    simulator.advance(HOUR)
    before = buried(simulator)
    written = simulator.send("GET", "/_simulator/world").body
    assert simulator.send("PUT", "/_simulator/world", written).status == 204
    assert buried(simulator) == before
    assert created(simulator, STANDING, {"location": "eastus2"})["properties"]["storageProfile"]["source"] == {
        "id": IMAGE
    }
