"""Two writers at one version, and what replication never does, whatever is written when."""

from dataclasses import dataclass
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.simulated import Simulator
from tests.tui.simulator.stage import HOUR, NEW, STANDING, edited, put, version_body, writable
from tui.simulator.scenario import Body

HOME = "eastus2"
PLACES = ("westeurope", "westus", "japaneast", "brazilsouth")


def wanted(simulator: Simulator, path: str = STANDING) -> set[str]:
    """Read where a version is wanted."""
    targets = simulator.get(path).body["properties"]["publishingProfile"]["targetRegions"]
    return {each["name"] for each in targets}


def with_region(body: Body, region: str) -> Body:
    """Add a region to what was read, as a careless writer does."""
    profile = body["properties"]["publishingProfile"]
    targets = [*profile["targetRegions"], {"name": region}]
    properties = {**body["properties"], "publishingProfile": {**profile, "targetRegions": targets}}
    return {**body, "properties": {**properties, "safetyProfile": {"allowDeletionOfReplicatedLocations": True}}}


def test_a_second_write_is_refused_while_the_first_is_under_way() -> None:
    simulator = writable()
    mine, yours = edited(simulator, replicaCount=2), edited(simulator, replicaCount=3)
    assert put(simulator, STANDING, mine).status == 200
    refused = put(simulator, STANDING, yours)
    assert (refused.status, refused.code) == (409, "Conflict")
    assert refused.body["error"]["message"].startswith("The request failed due to conflict with a concurrent request.")
    assert simulator.write("PATCH", STANDING, {"tags": {}}).code == "Conflict"
    simulator.advance(HOUR)
    assert put(simulator, STANDING, yours).status == 200


def test_preconditions_are_not_looked_at() -> None:
    simulator = writable()
    url = f"{STANDING}?api-version=2026-03-03"
    answer = simulator.send("PUT", url, edited(simulator, replicaCount=2), **{"If-Match": '"never"'})
    assert answer.status == 200
    assert "ETag" not in answer.headers


@st.composite
def turns(draw: st.DrawFn) -> list[str]:
    """Interleave a read and a write of each of two writers, each one's read first."""
    order = draw(st.permutations(["ana", "ana", "ben", "ben"]))
    return list(order)


@given(turns())
def test_who_writes_last_wins_and_nobody_is_told(order: list[str]) -> None:
    simulator = writable()
    regions = {"ana": "Japan East", "ben": "Brazil South"}
    read: dict[str, Body] = {}
    expected = wanted(simulator)
    for who in order:
        if who not in read:
            read[who] = simulator.get(STANDING).body
            continue
        body = with_region(read[who], regions[who])
        assert put(simulator, STANDING, body).status == 200
        expected = {each["name"] for each in body["properties"]["publishingProfile"]["targetRegions"]}
        simulator.advance(HOUR)
    assert wanted(simulator) == expected
    one_after_the_other = order in (["ana", "ana", "ben", "ben"], ["ben", "ben", "ana", "ana"])
    assert (set(regions.values()) <= wanted(simulator)) == one_after_the_other


@dataclass(frozen=True)
class Step:
    """Wait so many world seconds, then ask for the home region and these."""

    seconds: float
    regions: frozenset[str]


steps = st.lists(st.builds(Step, st.floats(0, 900), st.frozensets(st.sampled_from(PLACES))), min_size=1, max_size=6)
plans = st.lists(
    st.one_of(
        st.fixed_dictionaries({"region": st.sampled_from(PLACES), "to": st.sampled_from(["Failed", "Completed"])}),
        st.fixed_dictionaries({"region": st.sampled_from(PLACES), "stall_at": st.integers(0, 99)}),
    ),
    max_size=4,
)


def aggregated(states: set[str]) -> str:
    """Say what the states of all regions come to."""
    if "Replicating" in states:
        return "InProgress"
    return "Failed" if "Failed" in states else "Completed"


def check(before: dict[str, Body], status: Body, targets: set[str]) -> dict[str, Body]:
    """Hold a status to what was before; gives its rows."""
    rows: dict[str, Body] = {each["region"]: each for each in status["summary"]}
    assert rows.keys() == targets
    assert status["aggregatedState"] == aggregated({each["state"] for each in rows.values()})
    for region, row in rows.items():
        assert (row["state"] == "Completed") == (row["progress"] == 100)
        was = before.get(region)
        if was is None:
            continue
        if was["state"] == "Completed":
            assert row == was
        if was["state"] == "Replicating" == row["state"]:
            assert row["progress"] >= was["progress"]
    return rows


@settings(max_examples=60)
@given(steps, plans)
def test_progress_never_falls_and_what_is_complete_stays_whatever_is_written_when(
    steps: list[Step], plans: list[dict[str, Any]]
) -> None:
    simulator = writable(enforce_limits=False)
    world = simulator.send("GET", "/_simulator/world").body
    planned = {**world, "plans": [{"version": NEW, **each} for each in plans]}
    assert simulator.send("PUT", "/_simulator/world", planned).status == 204
    body = version_body(HOME, *PLACES[:2])
    body["properties"]["safetyProfile"] = {"allowDeletionOfReplicatedLocations": True}
    assert put(simulator, NEW, body).status == 201
    rows: dict[str, Body] = {}
    targets = {HOME, *PLACES[:2]}
    for step in steps:
        for _ in range(3):
            simulator.advance(step.seconds / 3)
            rows = check(rows, _status(simulator), targets)
        listed = [{"name": each} for each in (HOME, *sorted(step.regions))]
        body["properties"]["publishingProfile"]["targetRegions"] = listed
        if put(simulator, NEW, body).status == 200:
            targets = {HOME, *step.regions}
            rows = {region: row for region, row in rows.items() if region in targets}
        rows = check(rows, _status(simulator), targets)


def _status(simulator: Simulator) -> Body:
    status: Body = simulator.get(NEW, "$expand=ReplicationStatus").body["properties"]["replicationStatus"]
    return status
