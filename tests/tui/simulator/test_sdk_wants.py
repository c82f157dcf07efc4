"""What Azure's SDKs ask of a service that az does not: what is there, tags, the root group, a change of mind."""

import pytest

from tests.simulated import (
    DEFINITION,
    GALLERY,
    GROUP,
    HOME_TENANT,
    SUBSCRIPTION,
    VERSION,
    Answer,
    Simulator,
    resource,
    small_world,
)
from tests.tui.simulator.stage import HOUR

SCOPE = f"/subscriptions/{SUBSCRIPTION}"
GROUPS = f"{SCOPE}/resourceGroups"
COUNT = "resources | summarize count()"
QUERY = "/providers/Microsoft.ResourceGraph/resources"


@pytest.mark.parametrize("path", [GALLERY, DEFINITION, VERSION])
def test_whether_a_resource_is_there_is_told_without_a_body(path: str) -> None:
    simulator = Simulator()
    assert [simulator.write("HEAD", each).status for each in (path, path.upper(), f"{path}9")] == [204, 204, 404]
    assert simulator.write("HEAD", path).raw.body == b""


def tagged() -> Simulator:
    """Make a world with two groups, the galleries in which have tags."""
    simulator = Simulator(
        small_world(
            resource(GALLERY.replace("img_prod", "img_dev"), tags={"Ring": "dev", "team": "core"}),
            resource(GALLERY.replace("img_prod", "img_all"), tags={"team": "ring"}),
        )
    )
    simulator.write("PUT", f"{GROUPS}/rg-ring", {"location": "eastus2", "tags": {"ring": "dev"}})
    return simulator


@pytest.mark.parametrize(
    ("terms", "names"),
    [
        ("tagName eq 'ring'", ["img_dev"]),
        ("tagName eq 'TEAM'", ["img_all", "img_dev"]),
        ("tagname eq 'team' and tagvalue eq 'core'", ["img_dev"]),
        ("tagName eq 'team' and tagValue eq 'CORE'", []),
        ("tagName eq 'team' and name eq 'IMG_ALL'", ["img_all"]),
    ],
)
def test_resources_are_found_by_their_tags(terms: str, names: list[str]) -> None:
    assert tagged().get(f"{SCOPE}/resources", f"$filter={terms}").names == names


def test_groups_are_found_by_their_tags_and_by_nothing_else() -> None:
    simulator = tagged()
    assert simulator.get(GROUPS, "$filter=tagName eq 'ring' and tagValue eq 'dev'").names == ["rg-ring"]
    assert simulator.get(GROUPS, "$filter=tagName eq 'ring' and tagValue eq 'prod'").names == []
    refused = simulator.get(GROUPS, "$filter=colour eq 'blue'")
    assert (refused.status, refused.code) == (400, "InvalidFilterInQueryString")


def test_a_graph_query_may_name_the_root_management_group_and_no_other() -> None:
    simulator = Simulator()
    body = {"query": COUNT, "managementGroups": [HOME_TENANT]}
    whole = simulator.write("POST", QUERY, body, api_version="2021-03-01")
    assert whole.body["data"] == simulator.graph(COUNT).body["data"]
    other = simulator.write("POST", QUERY, body | {"managementGroups": ["contoso"]}, api_version="2021-03-01")
    assert (other.status, other.body["error"]["details"][0]["code"]) == (400, "NotSupportedBySimulator")


def test_facets_are_refused_and_not_left_out() -> None:
    reports: list[str] = []
    body = {"query": "resources", "facets": [{"expression": "type"}]}
    answer = Simulator(report=reports.append).write("POST", QUERY, body, api_version="2021-03-01")
    assert (answer.status, answer.code) == (400, "NotSupportedBySimulator")
    assert len(reports) == 1


@pytest.mark.parametrize(
    "path",
    ["Microsoft.Storage", "Microsoft.Features/providers/Microsoft.Compute/features/SIGSharing"],
    ids=["provider", "feature"],
)
def test_of_two_registrations_under_way_the_later_one_holds(path: str) -> None:
    simulator, own = Simulator(), f"{SCOPE}/providers/{path}"
    simulator.write("POST", f"{own}/unregister")
    simulator.advance(30)
    assert state(simulator.write("POST", f"{own}/register")) == "Registering"
    simulator.advance(30)
    assert state(simulator.get(own)) == "Registering"
    simulator.advance(HOUR)
    assert state(simulator.get(own)) == "Registered"


def state(answer: Answer) -> str:
    """Tell the state of a provider or of a feature."""
    told: str = answer.body.get("registrationState") or answer.body["properties"]["state"]
    return told


def test_a_token_that_has_expired_stays_one_that_has_when_others_are_issued() -> None:
    simulator = Simulator()
    simulator.send("PUT", "/_simulator/faults", {"expire_tokens": True})
    simulator.new_token()
    assert simulator.get(GROUP).code == "ExpiredAuthenticationToken"
