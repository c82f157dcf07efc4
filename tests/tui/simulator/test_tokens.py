"""Signing in, and being let in."""

import base64
import json

import pytest

from tests.simulated import GALLERY, HOME_TENANT, Simulator, small_world
from tui.simulator.wire import Request


def claims(token: str) -> dict[str, object]:
    head, body, signature = token.split(".")
    assert len(base64.urlsafe_b64decode(signature + "==")) == 32
    assert json.loads(base64.urlsafe_b64decode(head + "=="))["typ"] == "JWT"
    decoded: dict[str, object] = json.loads(base64.urlsafe_b64decode(body + "=="))
    return decoded


def test_a_token_reads_like_one_of_entra_and_expires_in_wire_time() -> None:
    simulator = Simulator(speed=1000)
    read = claims(simulator.token)
    assert read["tid"] == HOME_TENANT
    assert read["oid"]
    assert read["exp"] == int(simulator.wire.now) + 24 * 3600
    simulator.wire.advance(24 * 3600 - 1)
    assert simulator.get(GALLERY).status == 200
    simulator.wire.advance(1)
    assert (simulator.get(GALLERY).status, simulator.get(GALLERY).code) == (401, "ExpiredAuthenticationToken")


@pytest.mark.parametrize(
    ("authorization", "code"),
    [
        ("", "AuthenticationFailed"),
        ("Bearer", "AuthenticationFailed"),
        ("Basic dXNlcg==", "AuthenticationFailed"),
        ("Bearer not.one.ofours", "InvalidAuthenticationToken"),
    ],
)
def test_without_a_token_of_its_own_the_simulator_answers_401_with_a_challenge(authorization: str, code: str) -> None:
    answer = Simulator().send("GET", f"{GALLERY}?api-version=2026-03-03", Authorization=authorization)
    assert (answer.status, answer.code) == (401, code)
    assert answer.headers["WWW-Authenticate"].startswith("Bearer authorization_uri=")


def test_tokens_can_be_made_to_expire_and_a_new_one_works() -> None:
    simulator = Simulator()
    assert simulator.send("PUT", "/_simulator/faults", {"expire_tokens": True}).status == 204
    assert (simulator.get(GALLERY).status, simulator.get(GALLERY).code) == (401, "ExpiredAuthenticationToken")
    simulator.token = simulator.new_token()
    assert simulator.get(GALLERY).status == 200


@pytest.mark.parametrize(
    ("method", "query", "header", "status"),
    [
        ("GET", "resource=x", "wrong", 401),
        ("GET", "", None, 400),
        ("POST", "resource=x", None, 404),
    ],
)
def test_the_identity_endpoint_refuses_what_app_service_refuses(
    method: str, query: str, header: str | None, status: int
) -> None:
    simulator = Simulator()
    sent = {"X-IDENTITY-HEADER": header or simulator.identity_header}
    assert simulator.core.token(Request.to(method, f"{simulator.identity_endpoint}?{query}", sent)).status == status


def test_a_token_of_a_user_names_them_and_one_of_an_app_names_nobody() -> None:
    for account in ("ana@contoso.com", None):
        simulator = Simulator({**small_world(), "tenants": [{"tenantId": HOME_TENANT, "account": account}]})
        token, _ = simulator.core.state.tokens.issue(HOME_TENANT, "https://management.azure.com")
        told = claims(token)
        assert (told.get("upn"), told["idtyp"]) == (account, "user" if account else "app")
