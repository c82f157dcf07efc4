"""Recorded exchanges whose requests are known too: the same request is answered the same."""

from typing import Any
from urllib.parse import urlsplit

from tests.conformance.bodies import masked
from tests.conformance.recordings import NEEDS_RECORDINGS, document
from tests.conformance.surroundings import group_of, parents, simulator_with
from tests.simulated import Answer, Simulator, resource
from tui.simulator.clock import parse_time
from tui.simulator.scenario import Body

HOUR = 3600.0
DAY = 86400.0


pytestmark = NEEDS_RECORDINGS


def exchanges(name: str) -> list[Body]:
    """Read some exchanges of a recording, in their order."""
    told: list[Body] = document(f"gallery/excerpts/{name}.json")["interactions"]
    return told


def answered(simulator: Simulator, exchange: Body) -> Answer:
    """Send a recorded request; its answer has the recorded status."""
    parts = urlsplit(exchange["url"])
    answer = simulator.send(exchange["method"], f"{parts.path}?{parts.query}", exchange.get("request_body"))
    assert answer.status == exchange["status"], answer.body
    return answer


def kinds(exchange: Body) -> set[str]:
    """Tell which of the headers that matter to a client an answer had, and by which policies it was counted."""
    told = exchange["headers"]
    policies = [each.partition(";")[0] for each in told.get("x-ms-ratelimit-remaining-resource", "").split(",")]
    return {*policies, *(each for each in ("azure-asyncoperation", "location", "retry-after") if each in told)}


def headers_of(answer: Answer) -> Body:
    """Write an answer's headers as a recording does."""
    return {"headers": {name.lower(): value for name, value in answer.headers.items()}}


def with_surroundings(body: Body, *beside: Body, now: str) -> Simulator:
    """Make a simulator with a recorded body in it."""
    location = body["location"]
    above = [group_of(body["id"], location), *parents(body["id"], location)]
    return simulator_with(*above, *beside, body, now=now)


def test_the_features_of_a_definition_change_as_they_did() -> None:
    read, written = exchanges("azcli_2026_definition_update_features")
    simulator = with_surroundings(read["response_body"], now="2026-04-27T08:00:00Z")
    assert answered(simulator, read).body == read["response_body"]
    answer = answered(simulator, written)
    assert answer.body == written["response_body"]
    assert "Location" not in answer.headers
    assert "Retry-After" not in answer.headers


def test_a_version_is_deleted_softly_and_had_back_as_it_was() -> None:
    _, monitored, listed, gallery, restored, polled = exchanges("azcli_2026_soft_delete_recycle_bin")
    version = {**restored["response_body"]}
    version["properties"] = {**version["properties"], "provisioningState": "Succeeded"}
    simulator = with_surroundings(version, gallery["response_body"], now="2026-09-22T07:04:07Z")
    assert answered(simulator, gallery).body == gallery["response_body"]
    deletion = simulator.write("DELETE", version["id"])
    simulator.advance(HOUR)
    result = simulator.send("GET", deletion.headers["Location"])
    assert (result.status, result.body) == (monitored["status"], None)
    ours, theirs = (each["value"][0] for each in (answered(simulator, listed).body, listed["response_body"]))
    assert masked(ours) == masked(theirs)
    assert _days_after_deletion(ours) == _days_after_deletion(theirs) == (31.0, 39.0)
    answer = answered(simulator, restored)
    assert answer.body == restored["response_body"]
    poll = simulator.send("GET", answer.headers["Azure-AsyncOperation"]).body
    assert set(poll) == set(polled["response_body"])


def _days_after_deletion(listed: Body) -> tuple[float, ...]:
    times = listed["properties"]
    deleted = parse_time(times["softDeletedTime"])
    return tuple((parse_time(times[each]) - deleted) / DAY for each in ("consumptionEndTime", "hardDeletionTargetTime"))


def test_a_version_with_keys_of_its_own_is_made_followed_and_read_as_it_was() -> None:
    standing, written, *polls, read, expanded = exchanges("dotnet_GalleryImageVersion_TrustedLaunchSupported")
    source = resource(_source(written), {"storageProfile": {"osDisk": {"diskSizeGB": 127, "caching": "None"}}})
    simulator = with_surroundings(standing["response_body"], source, now="2023-07-11T01:14:38Z")
    assert answered(simulator, standing).body == standing["response_body"]
    answer = answered(simulator, written)
    assert masked(answer.body) == masked(written["response_body"])
    assert kinds(headers_of(answer)) >= kinds(written)
    for poll in polls:
        ours = simulator.send("GET", answer.headers["Azure-AsyncOperation"])
        assert set(ours.body) == set(poll["response_body"])
        assert kinds(headers_of(ours)) == kinds(poll)
        simulator.advance(HOUR)
    for exchange in (read, expanded):
        assert masked(answered(simulator, exchange).body) == masked(exchange["response_body"])


def _source(written: Any) -> str:  # noqa: ANN401 - JSON
    own_id: str = written["request_body"]["properties"]["storageProfile"]["source"]["id"]
    return own_id
