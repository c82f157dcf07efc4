"""An operation is announced, polled and ended as Azure's was, and takes as long as such operations took."""

from statistics import median
from typing import Any

import pytest

from tests.conformance.bodies import canonical
from tests.conformance.flows import Flow, flows, other_flows, polled_flows
from tests.conformance.recordings import NEEDS_RECORDINGS, cases
from tests.conformance.surroundings import group_of, parents, simulator_with
from tests.conformance.templates import machine_template
from tests.simulated import Answer, Simulator, resource
from tui.simulator.clock import parse_time
from tui.simulator.scenario import Body

GALLERY = "Microsoft.Compute/galleries"
DEFINITION = f"{GALLERY}/images"
VERSION = f"{DEFINITION}/versions"
DISKS = ("Microsoft.Compute/disks", "Microsoft.Compute/snapshots")
DEPLOYMENT = "Microsoft.Resources/deployments"
SUBNET = "Microsoft.Network/virtualNetworks/subnets"
UNDER_WAY = ("Accepted", "Running", "InProgress")
BOUNDS = {
    (GALLERY, "PUT"): (0.0, 30.0),
    (GALLERY, "DELETE"): (0.0, 18.0),
    (f"{GALLERY}/share", "POST"): (0.1, 241.0),
    (DEFINITION, "PUT"): (0.0, 30.0),
    (DEFINITION, "DELETE"): (0.0, 2.0),
    (VERSION, "DELETE"): (25.0, 150.0),
    **{(each, "PUT"): (0.0, 2.0) for each in DISKS},
    # The sample has no more of these than their first answers. Recordings of the same commands, machines of az, have a
    # deployment end after 35 s and after 49 s, and a subnet after more than 1 s and less than 12 s.
    (DEPLOYMENT, "PUT"): (15.0, 120.0),
    (SUBNET, "PUT"): (0.5, 15.0),
}
"""The shortest and the longest of all that were recorded, in seconds; of disks those of the sample."""
VERSION_BOUNDS = {
    ("Creating", "Full"): (316.0, 736.0),
    ("Creating", "Shallow"): (30.0, 60.0),
    ("Updating", "Full"): (150.0, 1411.0),
}
CLOCKS_APART = 2.0
"""So many seconds the clocks of the front door and of the service differed by."""
LONGEST = 1500

every_flow = pytest.mark.parametrize("flow", cases(flows, 120))
every_polled_flow = pytest.mark.parametrize("flow", cases(polled_flows, 114))
every_other_flow = pytest.mark.parametrize("flow", cases(other_flows, 6))


def bounds(flow: Flow) -> tuple[float, float]:
    """Give the shortest and the longest that such an operation took."""
    if (flow.type, flow.method) == (VERSION, "PUT"):
        return VERSION_BOUNDS[flow.state or "", flow.mode]
    return BOUNDS[flow.type, flow.method]


def image_of(flow: Flow) -> str:
    """Name what a version is made from."""
    return f"{flow.path.partition('/galleries/')[0]}/images/source"


def home_of(flow: Flow) -> str:
    """Tell the region that it is about."""
    return canonical(flow.regions[-1]["name"]) if flow.regions else "westus"


def asked(flow: Flow) -> Body | None:
    """Make what may have been sent."""
    location = home_of(flow)
    if flow.type == DEPLOYMENT:
        return {"properties": {"mode": "incremental", **machine_template(flow.path, location)}}
    if flow.type == SUBNET:
        return {"properties": {"addressPrefix": "10.0.0.0/24", "defaultOutboundAccess": False}}
    properties: dict[str, Body] = {
        GALLERY: {},
        DEFINITION: {
            "osType": "Linux",
            "osState": "Generalized",
            "identifier": {"publisher": "publisher1", "offer": "offer1", "sku": "sku1"},
        },
        VERSION: {
            "publishingProfile": {"targetRegions": list(flow.regions) or [{"name": location}]},
            "storageProfile": {"source": {"id": image_of(flow)}},
        },
        **{each: {"creationData": {"createOption": "Empty"}, "diskSizeGB": 10} for each in DISKS},
    }
    if flow.mode != "Full":
        properties[VERSION]["publishingProfile"]["replicationMode"] = flow.mode
    if flow.method == "POST":
        return {"operationType": "Add", "groups": [{"type": "Subscriptions", "ids": [flow.path.split("/")[2]]}]}
    return {"location": location, "properties": properties[flow.type]} if flow.method == "PUT" else None


def begun(flow: Flow, seed: int = 1) -> tuple[Simulator, Answer]:
    """Put in place what the operation is about, and begin it."""
    written = flow.path.removesuffix("/share")
    home = home_of(flow)
    there = [group_of(written, home), *parents(written, home)]
    if flow.type == SUBNET:
        subnet = {"name": written.rpartition("/")[2], "properties": {"addressPrefix": "10.0.0.0/24"}}
        there[-1]["properties"]["subnets"] = [subnet]
    elif flow.type != DEPLOYMENT:
        there.append(resource(image_of(flow), location=home))
        if flow.state not in ("Creating", None) or flow.method != "PUT":
            there.append(resource(written, _stored(flow), location=home))
    for each in flow.regions:
        there += [resource(own_id, location=home) for own_id in _encryption_sets(each)]
    simulator = simulator_with(*there, seed=seed)
    return simulator, simulator.write(flow.method, flow.path, asked(flow), api_version=flow.api_version)


def _stored(flow: Flow) -> Body:
    if flow.type == VERSION:
        target = {"name": home_of(flow), "regionalReplicaCount": 1, "storageAccountType": "Standard_LRS"}
        profile = {"targetRegions": [target], "replicaCount": 1, "storageAccountType": "Standard_LRS"}
        return {"publishingProfile": profile, "storageProfile": {"source": {"id": image_of(flow)}}}
    return {"sharingProfile": {"permissions": "Groups"}} if flow.method == "POST" else {}


def _encryption_sets(region: Body) -> list[str]:
    encryption = region.get("encryption") or {}
    disks = [encryption.get("osDiskImage") or {}, *(encryption.get("dataDiskImages") or [])]
    return [each["diskEncryptionSetId"] for each in disks if "diskEncryptionSetId" in each]


def polled(simulator: Simulator, answer: Answer) -> Body:
    """Ask how it is."""
    poll = simulator.send("GET", answer.headers["Azure-AsyncOperation"])
    assert poll.status == 200
    body: Body = poll.body
    return body


def ended(simulator: Simulator, answer: Answer) -> float:
    """Wait for its end, and tell how many seconds it took; where its body does not tell, to within one."""
    body = polled(simulator, answer)
    waited = 0
    while "startTime" not in body and body["status"] in UNDER_WAY and waited < LONGEST:
        simulator.advance(1)
        waited += 1
        body = polled(simulator, answer)
    simulator.advance(LONGEST)
    body = polled(simulator, answer)
    assert body["status"] == "Succeeded", body
    return parse_time(body["endTime"]) - parse_time(body["startTime"]) if "endTime" in body else waited


@every_flow
def test_the_first_answer_has_the_recorded_status_state_and_links(flow: Flow) -> None:
    _, answer = begun(flow)
    assert answer.status == flow.status, answer.body
    states = {flow.state}
    if flow.type == GALLERY and flow.status == 200:
        states = {"Updating", "Succeeded"}
    assert (answer.body["properties"]["provisioningState"] if answer.body else None) in states
    assert "Azure-AsyncOperation" in answer.headers
    assert ("Location" in answer.headers) is (flow.status == 202)
    if flow.type not in (*DISKS, SUBNET):
        assert answer.headers.get("Retry-After") == ("60" if flow.type == VERSION else None)


@every_other_flow
def test_what_nobody_polled_says_its_status_alone_until_it_has_ended(flow: Flow) -> None:
    simulator, answer = begun(flow)
    body = polled(simulator, answer)
    assert set(body) == {"status"}
    assert body["status"] in UNDER_WAY
    ended(simulator, answer)
    assert polled(simulator, answer) == {"status": "Succeeded"}


@every_polled_flow
def test_each_poll_is_answered_as_it_was(flow: Flow, monkeypatch: pytest.MonkeyPatch) -> None:
    assert flow.seconds is not None
    simulator, answer = taking_as_long(flow, monkeypatch)
    began = parse_time(polled(simulator, answer)["startTime"])
    for after, status in flow.polls:
        simulator.advance(max(0.0, began + after - simulator.core.state.clock.now()))
        body = polled(simulator, answer)
        if abs(after - flow.seconds) > CLOCKS_APART:
            assert body["status"] == status
        last = {"startTime", "endTime", "status", "name"}
        assert set(body) == (last if body["status"] == "Succeeded" else last - {"endTime"})
        assert body["name"] == answer.headers["x-ms-request-id"]


def taking_as_long(flow: Flow, monkeypatch: pytest.MonkeyPatch) -> tuple[Simulator, Answer]:
    """Begin an operation that takes as long as the recorded one did."""

    def lasting(*_: Any) -> float:  # noqa: ANN401 - whatever the operation
        return flow.seconds or 0.0

    monkeypatch.setattr("tui.simulator.durations.Durations.__call__", lasting)
    monkeypatch.setattr("tui.simulator.replication.copy_seconds", lasting)
    return begun(flow)


@every_flow
def test_it_takes_as_long_as_such_operations_took(flow: Flow) -> None:
    low, high = bounds(flow)
    assert flow.seconds is None or low <= flow.seconds <= high
    for seed in range(3):
        assert low <= ended(*begun(flow, seed)) <= high


@every_flow
def test_after_its_end_it_is_read_as_the_client_read_it(flow: Flow) -> None:
    simulator, answer = begun(flow)
    ended(simulator, answer)
    now = simulator.get(flow.path.removesuffix("/share"), api_version=flow.api_version)
    if flow.method == "DELETE":
        assert now.status == 404
    else:
        assert now.body["properties"]["provisioningState"] == "Succeeded"
    if "Location" in answer.headers:
        result = simulator.send("GET", answer.headers["Location"])
        assert result.status == 200
        if flow.type not in DISKS:
            assert result.body is None


@NEEDS_RECORDINGS
def test_the_usual_creation_of_a_version_takes_what_it_usually_took() -> None:
    made = [each for each in flows() if (each.type, each.state, each.mode) == (VERSION, "Creating", "Full")]
    assert median(ended(*begun(each)) for each in made) == pytest.approx(428, rel=0.1)
