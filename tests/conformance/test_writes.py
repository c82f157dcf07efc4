"""What a write is answered, and what is read afterwards, is what Azure answered to the same."""

import re

import pytest

from tests.conformance.agreement import assert_agreed
from tests.conformance.bodies import paths, terse, writable
from tests.conformance.recordings import Recorded, cases, read_after, written
from tests.conformance.surroundings import around, simulator_with
from tests.simulated import Answer
from tui.simulator.scenario import Body

POLICIES = {
    "Microsoft.Compute/galleries": "CreateUpdateGallery",
    "Microsoft.Compute/galleries/images": "CreateUpdateGalleryImage",
    "Microsoft.Compute/galleries/images/versions": "CreateUpdateGalleryImageVersion",
}
HOURS = 3 * 3600.0


def created() -> list[Recorded]:
    """The first answers to creations."""
    return [each for each in written() if each.status == 201]


def in_todays_order() -> list[Recorded]:
    """The first answers of since the service writes their fields in the order that it does now."""
    return [each for each in written() if each.day >= "2019-10"]


every_write = pytest.mark.parametrize("recorded", cases(written, 55))


def written_again(recorded: Recorded, body: Body) -> Answer:
    """Send a body as the recorded client did."""
    simulator = simulator_with(*around(recorded))
    return simulator.write("PUT", recorded.id, body, api_version=recorded.api_version)


@every_write
def test_the_first_answer_has_the_recorded_status_and_body(recorded: Recorded) -> None:
    answer = written_again(recorded, writable(recorded.body))
    assert answer.status == recorded.status, answer.body
    theirs = recorded.body
    if recorded.type == "Microsoft.Compute/galleries" and recorded.status == 200:
        # Recorded: 31 of 51 updates of a gallery had ended when they were answered.
        state = answer.body["properties"]["provisioningState"]
        assert state in ("Updating", "Succeeded")
        theirs = {**theirs, "properties": {**theirs["properties"], "provisioningState": state}}
    assert_agreed(answer.body, theirs, recorded)


@pytest.mark.parametrize("recorded", cases(created, 41))
def test_what_the_service_fills_in_need_not_be_sent(recorded: Recorded) -> None:
    assert_agreed(written_again(recorded, terse(writable(recorded.body))).body, recorded.body, recorded)


@pytest.mark.parametrize("recorded", cases(in_todays_order, 52))
def test_the_first_answer_writes_its_fields_in_the_recorded_order(recorded: Recorded) -> None:
    ours = dict.fromkeys(paths(written_again(recorded, writable(recorded.body)).body))
    theirs = list(dict.fromkeys(paths(recorded.body)))
    assert [each for each in ours if each in theirs] == theirs


@every_write
def test_the_first_answer_tells_where_to_follow_it_and_what_is_left_of_the_quota(recorded: Recorded) -> None:
    headers = written_again(recorded, writable(recorded.body)).headers
    link, _, query = headers["Azure-AsyncOperation"].partition("?")
    assert re.search(r"/locations/\w+/capsOperations/[0-9a-f-]{36}$", link)
    assert link.endswith(headers["x-ms-request-id"])
    assert f"api-version={recorded.api_version}&" in query
    assert ("Location" in headers) is (recorded.status == 202)
    assert headers.get("Retry-After") == ("60" if recorded.type.endswith("/versions") else None)
    left = rf"Microsoft.Compute/{POLICIES[recorded.type]}3Min;\d+,Microsoft.Compute/{POLICIES[recorded.type]}30Min;\d+"
    assert re.fullmatch(left, headers["x-ms-ratelimit-remaining-resource"])
    assert headers["x-ms-ratelimit-remaining-subscription-writes"] == "199"
    assert headers["x-ms-ratelimit-remaining-subscription-global-writes"] == "2999"


@every_write
def test_what_is_read_once_it_has_settled_is_what_was_recorded(recorded: Recorded) -> None:
    simulator = simulator_with(*around(recorded))
    simulator.write("PUT", recorded.id, writable(recorded.body), api_version=recorded.api_version)
    simulator.advance(HOURS)
    ours = simulator.get(recorded.id, api_version=recorded.api_version).body
    later = read_after(recorded)
    properties = {**recorded.body["properties"], "provisioningState": "Succeeded"}
    # Where nobody read it then: an update is answered with all that a read shows.
    assert_agreed(ours, later.body if later else {**recorded.body, "properties": properties}, recorded)
