"""Copies that fail: sources that do not fit, and plans for versions that are created or mended later."""

import pytest

from tests.simulated import DEFINITION, Simulator, image_version, region_row, resource, small_world
from tests.tui.simulator.stage import (
    COMPUTE,
    HOUR,
    NEW,
    STANDING,
    created,
    definition,
    edited,
    machine,
    managed_image,
    operation,
    put,
    version_body,
    writable,
    writable_world,
)
from tui.simulator.scenario import Body

ODD = f"{COMPUTE}/images/odd"
ODD_MACHINE = f"{COMPUTE}/virtualMachines/odd"
INTERNAL = "Failed with internal server error."


def planned(*plans: Body) -> Simulator:
    """Make a simulator with plans for the new version."""
    return Simulator({**writable_world(), "plans": [{"version": NEW, **each} for each in plans]})


def failure(simulator: Simulator, body: Body) -> Body:
    """Create a version whose operation fails, and give the error."""
    answer = put(simulator, NEW, body)
    assert answer.status == 201
    simulator.advance(HOUR)
    ended = operation(simulator, answer)
    assert ended["status"] == "Failed"
    error: Body = ended["error"]
    return error


@pytest.mark.parametrize(
    ("properties", "words"),
    [
        (
            {"hyperVGeneration": "V1"},
            "Hypervisor generation ['V1'] than the parent gallery image Hypervisor generation",
        ),
        (
            {"storageProfile": {"osDisk": {"osType": "Windows", "osState": "Generalized"}}},
            "OS type ['Windows'] than the parent gallery image OS type ['Linux'].",
        ),
    ],
)
def test_an_image_of_another_kind_fails_the_operation_and_every_region(properties: Body, words: str) -> None:
    simulator = writable(managed_image(ODD, **properties))
    error = failure(simulator, version_body("eastus2", "westeurope", source={"source": {"id": ODD}}))
    assert error["code"] == "Conflict"
    assert error["message"].startswith(f"The resource with id '{ODD}' has a different {words}")
    assert {each["details"] for each in simulator.regions(NEW).values()} == {error["message"]}
    properties = simulator.get(NEW).body["properties"]
    assert properties["provisioningState"] == "Failed"
    assert "osDiskImage" not in properties["storageProfile"]


def test_a_machine_with_another_plan_fails_the_operation() -> None:
    plan = {"name": "n", "publisher": "p", "product": "q"}
    simulator = writable({**machine(ODD_MACHINE), "plan": plan})
    error = failure(simulator, version_body(source={"source": {"virtualMachineId": ODD_MACHINE}}))
    assert error["code"] == "Conflict"
    assert """has a different plan ['{"name":"n","publisher":"p","product":"q"}'] than""" in error["message"]
    assert "parent gallery image plan ['null']" in error["message"]


def test_a_machine_with_the_plan_of_the_definition_fits() -> None:
    plan = {"name": "n", "publisher": "p", "product": "q"}
    simulator = writable({**machine(ODD_MACHINE), "plan": plan}, definition(DEFINITION, purchasePlan=plan))
    body = version_body(source={"source": {"virtualMachineId": ODD_MACHINE}})
    assert created(simulator, NEW, body)["properties"]["provisioningState"] == "Succeeded"


@pytest.mark.parametrize(
    ("mode", "gb", "state"), [("Full", 2520, "Failed"), ("Shallow", 2520, "Succeeded"), ("Full", 2048, "Succeeded")]
)
def test_a_source_over_two_terabytes_is_copied_in_shallow_mode_only(mode: str, gb: int, state: str) -> None:
    simulator = writable(managed_image(ODD, gb=gb))
    body = version_body("eastus2", source={"source": {"id": ODD}}, replicationMode=mode)
    answer = put(simulator, NEW, body)
    simulator.advance(HOUR)
    ended = operation(simulator, answer)
    assert ended["status"] == state
    if state == "Failed":
        assert ended["error"]["code"] == "GallerySourceResourceExceedsMaxSize"
        assert (
            "source resource size 2520 exceeds the max size 2048 supported."
            in simulator.regions(NEW)["eastus2"]["details"]
        )


def test_a_snapshot_over_two_terabytes_is_too_large_as_well() -> None:
    large = f"{COMPUTE}/snapshots/large"
    source = {"osDiskImage": {"source": {"id": large}}}
    error = failure(writable(resource(large, {"diskSizeGB": 4095})), version_body(source=source))
    assert error["code"] == "GallerySourceResourceExceedsMaxSize"


def test_a_version_whose_creation_failed_is_not_published_again_before_it_is_deleted() -> None:
    simulator = writable(managed_image(ODD, hyperVGeneration="V1"))
    body = version_body(source={"source": {"id": ODD}})
    failure(simulator, body)
    assert put(simulator, NEW, body).code == "OperationNotAllowed"
    simulator.write("DELETE", NEW)
    simulator.advance(HOUR)
    assert put(simulator, NEW, version_body()).status == 201


def test_a_plan_waits_for_the_version_that_it_is_for() -> None:
    simulator = planned({"region": "westeurope", "to": "Failed", "details": INTERNAL, "after_seconds": 600})
    error = failure(simulator, version_body("eastus2", "westeurope"))
    assert error["message"].startswith(
        "Gallery replication jobs failed in one or more regions. The failing regions' details are as follows: "
        f"'{{region:westeurope, detail:{INTERNAL}}}'. If retry does not work, then please do an update by removing"
    )
    regions = simulator.regions(NEW)
    assert (regions["westeurope"]["details"], regions["eastus2"]["state"]) == (INTERNAL, "Completed")


def test_the_same_update_again_mends_a_failed_region_once_its_plan_is_used_up() -> None:
    rows = [region_row("eastus2", "Completed", 100), region_row("westeurope", "Failed", 34)]
    broken = image_version(STANDING, "eastus2", "westeurope", summary=rows)
    again = {"version": STANDING, "region": "westeurope", "to": "Failed", "details": INTERNAL, "waiting": True}
    simulator = Simulator(small_world(broken, definition(DEFINITION), plans=[again]))
    assert simulator.regions(STANDING)["westeurope"]["state"] == "Failed"
    states = []
    for _ in range(2):
        put(simulator, STANDING, edited(simulator, STANDING))
        assert simulator.regions(STANDING)["westeurope"]["state"] == "Replicating"
        simulator.advance(HOUR)
        states.append(simulator.regions(STANDING)["westeurope"]["state"])
    assert states == ["Failed", "Completed"]
    assert simulator.get(STANDING).body["properties"]["provisioningState"] == "Succeeded"


def test_a_region_that_failed_can_be_taken_away_and_added_back() -> None:
    rows = [region_row("eastus2", "Completed", 100), region_row("westeurope", "Failed", 34)]
    simulator = Simulator(
        small_world(image_version(STANDING, "eastus2", "westeurope", summary=rows), definition(DEFINITION))
    )
    whole = edited(simulator, STANDING)
    created(simulator, STANDING, edited(simulator, STANDING, targetRegions=[{"name": "eastus2"}]))
    assert set(simulator.regions(STANDING)) == {"eastus2"}
    created(simulator, STANDING, whole)
    assert simulator.regions(STANDING)["westeurope"]["state"] == "Completed"


def test_a_missing_region_is_begun_by_the_next_update() -> None:
    rows = [region_row("eastus2", "Completed", 100)]
    simulator = Simulator(
        small_world(image_version(STANDING, "eastus2", "westeurope", summary=rows), definition(DEFINITION))
    )
    assert set(simulator.regions(STANDING)) == {"eastus2"}
    put(simulator, STANDING, edited(simulator, STANDING))
    assert simulator.regions(STANDING)["westeurope"] == region_row("westeurope", "Replicating", 0)


def test_an_operation_does_not_wait_for_a_region_that_stalls_beside_others() -> None:
    simulator = planned({"region": "westeurope", "stall_at": 37})
    answer = put(simulator, NEW, version_body("eastus2", "westeurope"))
    simulator.advance(HOUR)
    assert operation(simulator, answer)["status"] == "Succeeded"
    assert simulator.regions(NEW)["westeurope"] == region_row("westeurope", "Replicating", 37)
    put(simulator, NEW, edited(simulator, NEW, replicaCount=2))
    simulator.advance(HOUR)
    assert simulator.get(NEW).body["properties"]["provisioningState"] == "Succeeded"


def test_a_version_that_stalls_in_its_only_region_stays_creating_and_can_be_deleted() -> None:
    simulator = planned({"region": "eastus2", "stall_at": 37})
    answer = put(simulator, NEW, version_body())
    simulator.advance(24 * HOUR)
    assert operation(simulator, answer)["status"] == "InProgress"
    assert simulator.write("DELETE", NEW).status == 202


def test_plans_that_nothing_has_used_are_written_down_to_wait_on() -> None:
    late = {"region": "westeurope", "to": "Failed", "details": INTERNAL}
    simulator = planned(late, {"region": "westeurope", "stall_at": 5})
    put(simulator, NEW, version_body("eastus2", "westeurope"))
    plans = simulator.send("GET", "/_simulator/world").body["plans"]
    assert [(each["region"], each.get("to"), each.get("waiting")) for each in plans] == [
        ("eastus2", "Completed", None),
        ("westeurope", "Failed", None),
        ("westeurope", None, True),
    ]
