"""Worlds made from counts."""

from collections import Counter

import pytest

from tests.simulated import HOME_TENANT
from tui.simulator.scale import Scale, parse_scale, scaled_scenario
from tui.simulator.scenario import DEFAULT_NOW, Scenario, Tenant, document


def made(text: str) -> Scenario:
    return scaled_scenario(parse_scale(text), 1, [Tenant(HOME_TENANT)], DEFAULT_NOW)


def test_counts_are_per_parent_and_what_is_not_told_has_its_default() -> None:
    assert parse_scale("subscriptions=2, galleries=3") == Scale(subscriptions=2, galleries=3, regions=6)
    scenario = made("subscriptions=2,galleries=3,definitions=4,versions=5,regions=7")
    kinds = Counter(each["type"].rpartition("/")[2] for each in scenario.resources)
    assert kinds == {"galleries": 6, "images": 24, "versions": 120}
    assert len({each["id"].lower() for each in scenario.resources}) == 150
    versions = [each for each in scenario.resources if each["type"].endswith("versions")]
    assert {len(each["properties"]["publishingProfile"]["targetRegions"]) for each in versions} == {7}


def test_moving_and_broken_versions_are_totals_spread_evenly() -> None:
    scenario = made("galleries=4,definitions=5,versions=10,moving=8,broken=4")
    versions = [each for each in scenario.resources if each["type"].endswith("versions")]
    states: list[str] = []
    galleries: Counter[str] = Counter()
    for each in versions:
        summary = each["properties"].get("replicationStatus", {}).get("summary", [])
        worst = {row["state"] for row in summary} - {"Completed"}
        states += worst
        galleries[each["id"].split("/")[8]] += len(worst)
    assert Counter(states) == {"Replicating": 8, "Failed": 4}
    assert set(galleries.values()) == {3}


def test_the_same_seed_makes_the_same_world() -> None:
    assert document(made("versions=3")) == document(made("versions=3"))


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("gallerys=3", "there is no 'gallerys'; did you mean 'galleries'?"),
        ("xyz=3", "there is no 'xyz'; known are subscriptions, galleries"),
        ("versions=many", "versions wants a whole number, not 'many'"),
        ("versions=-1", "versions wants a whole number, not '-1'"),
        ("versions", "versions wants a whole number, not ''"),
        ("regions=500", "there are"),
        ("regions=0", "at least 1 region"),
        ("regions=1,moving=1", "2 where versions are moving"),
        ("versions=2,moving=2,broken=1", "2 moving and 1 broken of 2 versions"),
    ],
)
def test_a_wrong_scale_is_refused_naming_what_is_wrong(text: str, said: str) -> None:
    with pytest.raises(ValueError, match=said.replace("(", r"\(").replace("?", r"\?")):
        parse_scale(text)
