"""What is not there is told of as Azure told of it: reads of networks and of subnets, before a machine was made."""

from dataclasses import dataclass
from functools import cache
from urllib.parse import parse_qs, urlsplit

import pytest

from tests.conformance.recordings import cases, document
from tests.conformance.surroundings import group_of, simulator_with


@dataclass(frozen=True, slots=True)
class Refusal:
    """A read that was refused."""

    name: str
    path: str
    api_version: str
    status: int
    code: str
    message: str
    cause: str | None
    """The header `x-ms-failure-cause`."""


@cache
def refusals() -> tuple[Refusal, ...]:
    """Every recorded one about the network."""
    return tuple(
        Refusal(
            name=f"{each['recording']}#{each['interaction']}",
            path=urlsplit(each["url"]).path,
            api_version=parse_qs(urlsplit(each["url"]).query)["api-version"][0],
            status=each["status"],
            code=each["response_body"]["error"]["code"],
            message=each["response_body"]["error"]["message"],
            cause=each["headers"].get("x-ms-failure-cause"),
        )
        for each in document("gallery/errors_recorded.json")
        if "/Microsoft.Network/" in each["url"]
    )


@pytest.mark.parametrize("refusal", cases(refusals, 16))
def test_what_is_not_there_is_refused_in_the_recorded_words(refusal: Refusal) -> None:
    simulator = simulator_with(group_of(refusal.path, "westus"))
    answer = simulator.get(refusal.path, api_version=refusal.api_version)
    assert (answer.status, answer.code) == (refusal.status, refusal.code)
    assert answer.body["error"]["message"] == refusal.message
    assert answer.headers.get("x-ms-failure-cause") == refusal.cause
