"""From the options of `sigscope simulate` to a world."""

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.simulated import GALLERY, VERSION, Simulator, small_world
from tui.simulator.command import Scale, SimulateOptions, scenario_of, serve
from tui.simulator.scenario import document


def test_the_demo_can_be_served_and_has_a_subscription_that_answers_403_and_one_without_galleries() -> None:
    simulator = Simulator(document(scenario_of(SimulateOptions())), enforce_limits=False)
    answers = {
        each["displayName"]: simulator.get(f"{each['id']}/providers/Microsoft.Compute/galleries")
        for each in simulator.get("/subscriptions").body["value"]
    }
    assert answers["Contoso Finance"].status == 403
    assert answers["Contoso Labs"].names == []
    assert sum(len(each.names) for each in answers.values() if each.status == 200) == 9


def test_an_empty_world_has_a_subscription_to_sign_in_to() -> None:
    scenario = scenario_of(SimulateOptions(scenario="empty"))
    assert (len(scenario.subscriptions), scenario.resources) == (1, [])


def test_a_scenario_file_is_served_at_another_time_if_told_so(tmp_path: Path) -> None:
    file = tmp_path / "world.json"
    file.write_text(json.dumps(small_world()))
    moment = datetime(2030, 1, 2, 3, 4, tzinfo=UTC)
    simulator = Simulator(document(scenario_of(SimulateOptions(scenario=str(file), now=moment))))
    assert simulator.get(VERSION).headers["Date"] == "Wed, 02 Jan 2030 03:04:00 GMT"


def test_a_scale_takes_the_place_of_the_scenarios_resources_and_keeps_its_tenants() -> None:
    scenario = scenario_of(SimulateOptions(scale=Scale(subscriptions=3, versions=2)))
    assert [each.display_name for each in scenario.tenants] == ["Contoso", "Fabrikam"]
    assert (len(scenario.subscriptions), len(scenario.resources)) == (3, 12)


def test_a_scenario_that_cannot_be_read_is_raised_to_the_caller(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        serve(SimulateOptions(scenario=str(tmp_path / "none.json")))
    wrong = tmp_path / "wrong.json"
    wrong.write_text(json.dumps({"resources": [{"id": GALLERY}]}))
    with pytest.raises(ValueError, match="a subscription that is not there"):
        serve(SimulateOptions(scenario=str(wrong)))
