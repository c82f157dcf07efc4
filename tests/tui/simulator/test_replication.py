"""Replication that moves in world time."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.simulated import VERSION, Simulator, image_version, region_row, small_world
from tui.simulator.replication import TICK, copy_seconds, motion
from tui.simulator.scenario import Body, Plan

FAILURE = "Failed with internal server error."


def world(summary: list[Body], *plans: Body, state: str = "Succeeded", **properties: object) -> Simulator:
    version = image_version(
        VERSION, "eastus2", "westeurope", "brazilsouth", summary=summary, provisioningState=state, **properties
    )
    return Simulator(small_world(resources=[version], plans=[{"version": VERSION, **each} for each in plans]))


def advance(simulator: Simulator, seconds: float) -> None:
    assert simulator.send("POST", "/_simulator/clock", {"advance_seconds": seconds}).status == 200


def test_a_region_goes_along_its_plan_from_where_it_stands_to_complete() -> None:
    simulator = world(
        [region_row("westeurope", "Replicating", 60)], {"region": "westeurope", "to": "Completed", "after_seconds": 600}
    )
    assert simulator.regions()["westeurope"] == {"progress": 60, "region": "westeurope", "state": "Replicating"}
    advance(simulator, 300)
    assert simulator.regions()["westeurope"] == {"progress": 80, "region": "westeurope", "state": "Replicating"}
    advance(simulator, 299)
    assert simulator.regions()["westeurope"]["state"] == "Replicating"
    advance(simulator, 1)
    assert simulator.regions()["westeurope"] == {"progress": 100, "region": "westeurope", "state": "Completed"}


def test_a_region_that_is_to_fail_fails_with_its_details_short_of_the_end() -> None:
    simulator = world(
        [region_row("westeurope", "Replicating", 10)],
        {"region": "West Europe", "to": "Failed", "details": FAILURE, "after_seconds": 200},
    )
    advance(simulator, 200)
    row = simulator.regions()["westeurope"]
    assert (row["state"], row["details"]) == ("Failed", FAILURE)
    assert 10 < row["progress"] < 100


def test_a_stalled_region_stays_where_it_is_for_good() -> None:
    simulator = world([region_row("westeurope", "Replicating", 20)], {"region": "westeurope", "stall_at": 37})
    advance(simulator, 86400)
    assert simulator.regions()["westeurope"] == {"progress": 37, "region": "westeurope", "state": "Replicating"}


def test_a_wanted_region_without_a_row_stays_missing_and_without_a_status_all_are_complete() -> None:
    assert set(world([region_row("eastus2", "Completed", 100)]).regions()) == {"eastus2"}
    assert {each["state"] for each in Simulator().regions().values()} == {"Completed"}


def test_a_region_under_way_without_a_plan_ends_complete_within_the_measured_time() -> None:
    simulator = world([region_row("eastus2", "Replicating", 0)])
    advance(simulator, 316)
    assert simulator.regions()["eastus2"]["state"] == "Replicating"
    advance(simulator, 541 - 316)
    assert simulator.regions()["eastus2"]["state"] == "Completed"


def test_a_shallow_copy_takes_half_a_minute() -> None:
    simulator = world([region_row("eastus2", "Replicating", 0)])
    shallow = image_version(VERSION, "eastus2", summary=[region_row("eastus2", "Replicating", 0)])
    shallow["properties"]["publishingProfile"]["replicationMode"] = "Shallow"
    simulator = Simulator(small_world(resources=[shallow]))
    advance(simulator, 60)
    assert simulator.regions()["eastus2"]["state"] == "Completed"


@pytest.mark.parametrize(
    ("states", "aggregated"),
    [
        (["Completed", "Completed"], "Completed"),
        (["Completed", "Replicating"], "InProgress"),
        (["Failed", "Replicating"], "InProgress"),
        (["Failed", "Completed"], "Failed"),
        (["Unknown", "Completed"], "Unknown"),
        ([], "Unknown"),
    ],
)
def test_the_state_over_all_regions_follows_from_theirs(states: list[str], aggregated: str) -> None:
    regions = zip(("eastus2", "westeurope"), states, strict=False)
    simulator = world([region_row(region, state, 40) for region, state in regions])
    status = simulator.get(VERSION, "$expand=ReplicationStatus").body["properties"]["replicationStatus"]
    assert status["aggregatedState"] == aggregated


@pytest.mark.parametrize(("end", "state"), [("Completed", "Succeeded"), ("Failed", "Failed")])
def test_a_version_being_created_settles_when_its_last_region_comes_to_rest(end: str, state: str) -> None:
    plans = ({"region": "eastus2", "to": "Completed", "after_seconds": 90}, {"region": "westeurope", "to": end})
    simulator = world([], *plans, state="Creating")
    assert simulator.get(VERSION).body["properties"]["provisioningState"] == "Creating"
    advance(simulator, 3600)
    assert simulator.get(VERSION).body["properties"]["provisioningState"] == state


def test_a_version_being_created_starts_in_all_its_regions() -> None:
    version = image_version(VERSION, "eastus2", "westeurope", provisioningState="Creating")
    simulator = Simulator(small_world(resources=[version]))
    assert {each["progress"] for each in simulator.regions().values()} == {0}
    assert {each["state"] for each in simulator.regions().values()} == {"Replicating"}


plans = st.one_of(
    st.none(),
    st.builds(Plan, st.just(VERSION), st.just("eastus2"), st.sampled_from(["Completed", "Failed"])),
    st.builds(
        Plan,
        st.just(VERSION),
        st.just("eastus2"),
        st.sampled_from(["Completed", "Failed"]),
        after_seconds=st.floats(0, 10**5),
    ),
    st.builds(Plan, st.just(VERSION), st.just("eastus2"), stall_at=st.integers(0, 100)),
)


@given(plans, st.integers(0, 100), st.lists(st.floats(0, 10**6), min_size=2))
def test_progress_never_goes_back_and_stays_within_its_bounds(
    plan: Plan | None, start: int, moments: list[float]
) -> None:
    moving = motion(plan, start, 0.0, copy_seconds("Full", 1, "key"))
    rows = [moving.row("eastus2", moment) for moment in sorted(moments)]
    progress = [row["progress"] for row in rows]
    assert progress == sorted(progress)
    assert all(start <= each <= 100 for each in progress)
    assert all((each["state"] == "Completed") <= (each["progress"] == 100) for each in rows)


@given(st.sampled_from(["Full", "Shallow"]), st.integers(0, 30), st.text())
def test_durations_fall_on_the_services_ticks_and_are_the_same_every_time(mode: str, nth: int, key: str) -> None:
    seconds = copy_seconds(mode, nth, key)
    assert seconds % TICK == 0
    assert seconds == copy_seconds(mode, nth, key)
