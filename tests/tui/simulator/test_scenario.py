"""Scenarios: read, checked, put in place, written down."""

from pathlib import Path

import pytest

from tests.simulated import (
    DEFINITION,
    GALLERY,
    SUBSCRIPTION,
    VERSION,
    Simulator,
    image_version,
    region_row,
    resource,
    small_world,
)
from tui.simulator.scenario import Body, scenario_from_file

STRAY = GALLERY.replace(SUBSCRIPTION, "cccccccc-0000-4000-8000-000000000001")


def moving_world() -> Body:
    rows = [region_row("eastus2", "Completed", 100), region_row("westeurope", "Replicating", 20)]
    version = image_version(VERSION, "eastus2", "westeurope", "japaneast", summary=rows)
    plans = [
        {"version": VERSION, "region": "westeurope", "to": "Completed", "after_seconds": 400},
        {"version": VERSION, "region": "japaneast", "stall_at": 37},
    ]
    return small_world(resources=[resource(GALLERY), version], plans=plans)


def test_a_world_written_down_and_put_in_place_goes_on_as_if_nothing_had_happened() -> None:
    one, other = Simulator(moving_world()), Simulator()
    for simulator in (one, other):
        simulator.send("POST", "/_simulator/clock", {"advance_seconds": 150})
    written = one.send("GET", "/_simulator/world").body
    assert other.send("PUT", "/_simulator/world", written).status == 204
    assert other.send("GET", "/_simulator/world").body == written
    assert other.regions() == one.regions()
    for simulator in (one, other):
        simulator.send("POST", "/_simulator/clock", {"advance_seconds": 300})
    assert other.regions()["westeurope"]["state"] == one.regions()["westeurope"]["state"] == "Completed"
    assert other.send("GET", "/_simulator/clock").body["now"] == "2026-11-20T09:19:30.0000000+00:00"


def test_the_speed_outlives_a_change_of_worlds() -> None:
    simulator = Simulator()
    simulator.send("POST", "/_simulator/clock", {"speed": 60})
    simulator.send("PUT", "/_simulator/world", small_world())
    simulator.wire.advance(1)
    assert simulator.send("GET", "/_simulator/clock").body == {"now": "2026-11-20T09:13:00.0000000+00:00", "speed": 60}


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"resources": [{"id": "/subscriptions/x"}]}, "not the id of a resource in a resource group"),
        ({"resources": [{"name": "nameless"}]}, "a resource without an id: 'nameless'"),
        ({"resources": [resource(STRAY)]}, "a resource in a subscription that is not there"),
        ({"plans": [{"version": DEFINITION, "region": "eastus2", "stall_at": 1}]}, "what can be no version here"),
        (
            {"plans": [{"version": f"{STRAY}/images/i/versions/1.0.0", "region": "eastus2", "stall_at": 1}]},
            "no version",
        ),
        ({"plans": [{"version": "nowhere", "region": "eastus2", "stall_at": 1}]}, "no version here: nowhere"),
        ({"plans": [{"version": VERSION, "region": "eastus2"}]}, "either `to` or `stall_at`"),
        ({"plans": [{"version": VERSION, "region": "eastus2", "to": "Done"}]}, "Completed or Failed, not 'Done'"),
        ({"plans": [{"version": VERSION, "region": "eastus2", "too": "Failed"}]}, "unknown field `too`"),
        ({"resources": [{**resource(VERSION), "properties": None}]}, "not a body as a GET answers it: /subscriptions/"),
        ({"resources": [image_version(VERSION, summary=[{"state": "Failed"}])]}, "KeyError('region')"),
        ({"tenants": []}, "needs a tenant"),
        ({"now": "soon"}, "soon"),
        ({"planes": []}, "unknown field `planes`"),
    ],
)
def test_a_scenario_that_does_not_hold_together_is_refused_and_the_world_stays(change: Body, said: str) -> None:
    simulator = Simulator()
    answer = simulator.send("PUT", "/_simulator/world", small_world(**change))
    assert (answer.status, answer.code) == (400, "InvalidScenario")
    assert said in answer.body["error"]["message"]
    assert simulator.get(VERSION).status == 200


def test_a_scenario_file_that_is_none_is_named(tmp_path: Path) -> None:
    file = tmp_path / "broken.json"
    file.write_text('{"now": 5}')
    with pytest.raises(ValueError, match=r"broken\.json: not a scenario: .*now"):
        scenario_from_file(file)


def test_a_resource_group_is_implied_by_what_is_in_it() -> None:
    group = Simulator().get(GALLERY.partition("/providers")[0]).body
    assert (group["name"], group["location"], group["type"]) == (
        "rg-Images",
        "eastus2",
        "Microsoft.Resources/resourceGroups",
    )


@pytest.mark.parametrize(
    ("order", "said"),
    [
        ({"advance_secs": 5}, "Did you mean 'advance_seconds'?"),
        ({"speed": -1}, "speed must be a number of at least 0"),
        ({"speed": True}, "speed must be a number"),
        ([5], "must be an object"),
    ],
)
def test_a_wrong_order_to_the_clock_is_refused(order: object, said: str) -> None:
    answer = Simulator().send("POST", "/_simulator/clock", order)
    assert answer.status == 400
    assert said in answer.body["error"]["message"]


def test_there_is_no_control_without_a_token_nor_one_that_is_unknown() -> None:
    simulator = Simulator()
    assert simulator.send("GET", "/_simulator/world", Authorization="").status == 401
    assert simulator.send("GET", "/_simulator/weather").status == 404
