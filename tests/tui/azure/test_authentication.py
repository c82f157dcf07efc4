"""The token goes to one place, and a refused one is replaced once."""

import base64
import logging

import pytest
from azure.core.exceptions import ClientAuthenticationError

from tests.tui.azure.scripted_transport import ENDPOINT, FakeCredential, Reply, ScriptedTransport, manager
from tui.azure.authentication import Pin, claims_of
from tui.azure.clouds import origin_of
from tui.model.errors import AuthRequired, Unexpected

OK = Reply({"value": []})
EXPIRED = Reply({"error": {"code": "ExpiredAuthenticationToken", "message": "The access token expiry UTC"}}, status=401)
CLAIMS = '{"access_token":{"nbf":{"essential":true}}}'
CHALLENGE = f'Bearer realm="", error="insufficient_claims", claims="{base64.b64encode(CLAIMS.encode()).decode()}"'


def pin(endpoint: str) -> Pin:
    origin = origin_of(endpoint)
    assert origin
    return Pin(origin)


@pytest.mark.parametrize(
    "url",
    ["https://management.azure.com/x", "https://eastus.management.azure.com/x", "https://management.azure.com:443/"],
)
def test_the_endpoint_and_what_is_below_it_may_see_the_token(url: str) -> None:
    pin(ENDPOINT).check(url)


@pytest.mark.parametrize(
    ("url", "named"),
    [
        ("https://evil.example/x", "https://evil.example"),
        ("https://management.azure.com.evil.example/x", "https://management.azure.com.evil.example"),
        ("https://evilmanagement.azure.com/x", "https://evilmanagement.azure.com"),
        ("http://management.azure.com/x", "http://management.azure.com"),
        ("https://management.azure.com:8443/x", "https://management.azure.com:8443"),
        ("https://management.azure.com@evil.example/x", "no plain address"),
        ("https://management.azure.com\\@evil.example/x", "no plain address"),
        ("/subscriptions", "no plain address"),
    ],
)
def test_any_other_place_is_refused_by_its_name(url: str, named: str) -> None:
    with pytest.raises(Unexpected) as raised:
        pin(ENDPOINT).check(url)
    assert named in raised.value.cause


def test_plain_http_is_pinned_to_this_machine() -> None:
    pin("http://127.0.0.1:80").check("http://127.0.0.1/x")
    with pytest.raises(Unexpected):
        pin("http://example.com").check("http://example.com/x")


async def test_no_token_is_even_asked_for_on_behalf_of_another_host() -> None:
    transport, credential = ScriptedTransport([]), FakeCredential()
    with pytest.raises(Unexpected, match=r"a link to https://evil\.example was refused"):
        await manager(transport, credential=credential).get("https://evil.example/steal", scope="")
    assert not credential.asked
    assert not transport.requests


async def test_an_expired_token_is_replaced_and_the_request_goes_through() -> None:
    transport = ScriptedTransport([EXPIRED, OK])
    await manager(transport, credential=FakeCredential(["old", "new"])).get(f"{ENDPOINT}/x", scope="")
    assert transport.tokens == ["Bearer old", "Bearer new"]


async def test_a_new_token_that_is_refused_too_asks_to_sign_in() -> None:
    transport = ScriptedTransport([EXPIRED, EXPIRED])
    with pytest.raises(AuthRequired, match="expiry"):
        await manager(transport, credential=FakeCredential(["old", "new"])).get(f"{ENDPOINT}/x", scope="")
    assert len(transport.requests) == 2


async def test_the_same_token_again_is_not_sent_a_second_time() -> None:
    transport = ScriptedTransport([EXPIRED])
    with pytest.raises(AuthRequired):
        await manager(transport).get(f"{ENDPOINT}/x", scope="")


async def test_a_claims_challenge_is_met_once() -> None:
    transport = ScriptedTransport([Reply(b"", 401, {"WWW-Authenticate": CHALLENGE}), OK])
    credential = FakeCredential(["plain", "with claims"])
    await manager(transport, credential=credential).get(f"{ENDPOINT}/x", scope="")
    assert transport.tokens == ["Bearer plain", "Bearer with claims"]
    assert credential.asked[1]["claims"] == CLAIMS


async def test_a_claims_challenge_that_az_cannot_meet_shows_the_line_to_run() -> None:
    line = f"az login --claims-challenge {base64.b64encode(CLAIMS.encode()).decode()} --scope {ENDPOINT}/.default"
    transport = ScriptedTransport([Reply(b"", 401, {"WWW-Authenticate": CHALLENGE})])
    credential = FakeCredential(["plain", ClientAuthenticationError(f"please run the following command: {line}")])
    with pytest.raises(AuthRequired) as raised:
        await manager(transport, credential=credential).get(f"{ENDPOINT}/x", scope="")
    assert raised.value.command == line


async def test_no_log_shows_a_token(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    transport = ScriptedTransport([EXPIRED, OK])
    await manager(transport, credential=FakeCredential(["old-token", "new-token"])).get(f"{ENDPOINT}/x", scope="")
    assert "Request URL" in caplog.text
    assert "-token" not in caplog.text


async def test_a_redirection_is_not_followed() -> None:
    transport = ScriptedTransport([Reply(b"", 307, {"Location": "https://evil.example/"})])
    with pytest.raises(Unexpected, match="307"):
        await manager(transport).get(f"{ENDPOINT}/x", scope="")
    assert len(transport.requests) == 1


@pytest.mark.parametrize(
    "challenge",
    ["", "Bearer", 'Bearer error="invalid_token"', 'Bearer error="insufficient_claims", claims="%%%=\xff"'],
)
def test_a_challenge_without_readable_claims_asks_for_none(challenge: str) -> None:
    assert claims_of(challenge) is None
