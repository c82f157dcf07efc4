"""Faults made to order, and the count of what was asked."""

import pytest

from tests.simulated import DEFINITION, GALLERY, VERSION, Simulator
from tui.simulator.wire import Request


def faulty(*faults: object, latency_seconds: float = 0.0) -> Simulator:
    simulator = Simulator(latency_seconds=latency_seconds)
    assert simulator.send("PUT", "/_simulator/faults", list(faults)).status == 204
    return simulator


def test_a_fault_answers_in_place_of_the_service_as_often_as_told() -> None:
    simulator = faulty({"match": r"GET .*/versions/2\.4\.1", "times": 2, "status": 429, "retry_after": 5})
    answers = [simulator.get(VERSION) for _ in range(3)]
    assert [each.status for each in answers] == [429, 429, 200]
    assert answers[0].headers["Retry-After"] == "5"
    assert answers[0].code == "TooManyRequests"


def test_the_first_fault_that_matches_wins_and_others_are_left_alone() -> None:
    simulator = faulty({"match": "ReplicationStatus", "status": 503}, {"match": "/versions/", "status": 500})
    assert simulator.get(VERSION, "$expand=ReplicationStatus").status == 503
    assert simulator.get(VERSION).status == 500
    assert simulator.get(DEFINITION).status == 200


def test_a_used_up_fault_lets_the_next_one_strike() -> None:
    simulator = faulty({"match": "/versions/", "times": 1, "status": 503}, {"match": "/versions/", "status": 500})
    assert [simulator.get(VERSION).status for _ in range(3)] == [503, 500, 500]


@pytest.mark.parametrize(("when", "left"), [("before", 349), ("after", 348)])
def test_a_fault_comes_before_the_request_is_carried_out_or_after(when: str, left: int) -> None:
    simulator = faulty({"match": "/galleries", "times": 1, "when": when, "status": 500})
    assert simulator.get(GALLERY).status == 500
    remaining = simulator.get(GALLERY).headers["x-ms-ratelimit-remaining-resource"]
    assert remaining.startswith(f"Microsoft.Compute/GetGallery3Min;{left},")


def test_a_fault_can_answer_a_body_of_any_kind() -> None:
    simulator = faulty({"match": "/galleries", "status": 200, "body": "<html>"})
    url = f"{simulator.endpoint}{GALLERY}?api-version=2026-03-03"
    sent = {"Authorization": f"Bearer {simulator.token}"}
    assert simulator.core.handle(Request.to("GET", url, sent)).body == b"<html>"
    simulator.send("PUT", "/_simulator/faults", [{"match": "/galleries", "body": {"value": []}}])
    assert simulator.get(GALLERY).body == {"value": []}


def test_delay_drop_and_cut_are_left_to_whoever_holds_the_wire() -> None:
    fault = {"match": "/galleries", "delay_seconds": 2.5, "drop": True, "cut_after_bytes": 10}
    raw = faulty(fault, latency_seconds=0.5).get(GALLERY).raw
    assert (raw.delay_seconds, raw.drop, raw.cut_after_bytes) == (3.0, True, 10)


def test_faults_strike_at_sign_in_too_but_never_at_the_controls() -> None:
    simulator = faulty({"match": ".", "status": 500})
    signing_in = Request.to("GET", simulator.identity_endpoint, {"X-IDENTITY-HEADER": simulator.identity_header})
    assert simulator.core.token(signing_in).status == 500
    assert simulator.send("GET", "/_simulator/requests").status == 200


def test_faults_can_be_read_with_what_is_left_of_them_and_cleared() -> None:
    simulator = faulty({"match": "/galleries", "times": 3, "status": 500})
    simulator.get(GALLERY)
    assert simulator.send("GET", "/_simulator/faults").body == [{"match": "/galleries", "times": 2, "status": 500}]
    assert simulator.send("DELETE", "/_simulator/faults").status == 204
    assert simulator.get(GALLERY).status == 200


@pytest.mark.parametrize(
    ("document", "said"),
    [
        ([{"match": "["}], "`match` is no regular expression"),
        ([{"match": "x", "stauts": 500}], "unknown field `stauts`"),
        ([{"status": 500}], "missing required field `match`"),
        ({"match": "x"}, "Expected `array`"),
    ],
)
def test_a_wrong_fault_is_refused_saying_what_is_wrong(document: object, said: str) -> None:
    answer = Simulator().send("PUT", "/_simulator/faults", document)
    assert answer.status == 400
    assert said in answer.body["error"]["message"]


def test_requests_are_counted_by_route_whatever_came_of_them() -> None:
    simulator = faulty(
        {"match": "/images/", "times": 1, "status": 429}, {"match": "/images/", "times": 1, "drop": True}
    )
    for path in (VERSION, VERSION, VERSION.lower(), f"{DEFINITION}/versions", GALLERY, "/unknown"):
        simulator.get(path)
    simulator.graph("resources")
    simulator.send("GET", "/metadata/endpoints?api-version=2022-09-01")
    report = simulator.send("GET", "/_simulator/requests").body
    assert report == {
        "total": 7,
        "throttled": 1,
        "by_route": {
            "GET galleries/{g}": 1,
            "GET unknown": 1,
            "GET versions": 1,
            "GET versions/{v}": 3,
            "POST resources": 1,
        },
    }
    simulator.send("DELETE", "/_simulator/requests")
    assert simulator.send("GET", "/_simulator/requests").body == {"total": 0, "throttled": 0, "by_route": {}}
