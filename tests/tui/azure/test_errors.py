"""What the service refuses, in words: what happened, why, and what to do next."""

from collections.abc import Callable

import pytest
from azure.core.rest import HttpRequest
from hypothesis import given
from hypothesis import strategies as st

from tests.tui.azure.scripted_transport import ENDPOINT, TENANT, Reply, Response, jwt
from tui.azure.errors import not_json, refusal, retry_after
from tui.model.errors import (
    AuthRequired,
    Conflict,
    Forbidden,
    GalleryError,
    Invalid,
    NotFound,
    Throttled,
    Unavailable,
    Unexpected,
)

HTML = Reply(b"<html>sign in to the proxy</html>", headers={"Content-Type": "text/html; charset=utf-8"})


def refused(status: int, code: str = "", message: str = "", **headers: str) -> GalleryError:
    body = {"error": {"code": code, "message": message}} if code else b""
    return refusal(Response(HttpRequest("GET", ENDPOINT), Reply(body, status, headers)), scope="/subscriptions/s")


@pytest.mark.parametrize(
    ("status", "code", "kind"),
    [
        (400, "InvalidParameter", Invalid),
        (401, "InvalidAuthenticationToken", AuthRequired),
        (403, "AuthorizationFailed", Forbidden),
        (404, "ResourceNotFound", NotFound),
        (408, "RequestTimeout", Unavailable),
        (409, "Conflict", Conflict),
        (429, "SubscriptionRequestsThrottled", Throttled),
        (500, "InternalServerError", Unavailable),
        (503, "ServerBusy", Unavailable),
        (418, "Teapot", Unexpected),
    ],
)
def test_every_refusal_has_its_kind(status: int, code: str, kind: type[GalleryError]) -> None:
    error = refused(status, code, "because")
    assert type(error) is kind
    assert error.cause == "because"
    assert error.scope == "/subscriptions/s"


def test_a_denied_read_names_the_right_that_is_missing_and_where() -> None:
    message = (
        "The client 'ada@contoso.com' with object id 'o' does not have authorization to perform action "
        "'Microsoft.Compute/galleries/read' over scope '/subscriptions/s' or the scope is invalid. If access was "
        "recently granted, please refresh your credentials."
    )
    error = refused(403, "AuthorizationFailed", message)
    assert error.cause == "no right to Microsoft.Compute/galleries/read on /subscriptions/s"
    assert error.code == "AuthorizationFailed"
    assert "Reader role" in error.next_step


def test_a_provider_that_is_not_registered_gives_the_line_that_registers_it() -> None:
    message = "The subscription is not registered to use namespace 'Microsoft.Compute'. See https://aka.ms/rps"
    error = refused(409, "MissingSubscriptionRegistration", message)
    assert isinstance(error, Conflict)
    assert error.title == "The subscription does not use this service yet"
    assert error.next_step == "run  az provider register --namespace Microsoft.Compute --subscription s"


def test_the_correlation_id_is_there_to_quote() -> None:
    headers = {"x-ms-request-id": "r", "x-ms-correlation-request-id": "c"}
    assert refused(404, "NotFound", "gone", **headers).correlation_id == "c"
    assert refused(404, "NotFound", "gone", **{"x-ms-request-id": "r"}).correlation_id == "r"


def test_resource_graph_s_reason_is_in_its_details() -> None:
    details = [{"code": "InvalidQuery", "message": "Query is invalid."}, {"code": "X", "message": "line 1"}]
    body = {"error": {"code": "BadRequest", "message": "Please provide below info", "details": details}}
    error = refusal(Response(HttpRequest("POST", ENDPOINT), Reply(body, 400)), scope="")
    assert error.cause == "Please provide below info Query is invalid. line 1"


def test_an_error_of_the_old_shape_is_read_too() -> None:
    reply = Reply({"code": "NotFound", "message": "gone"}, 404)
    assert refusal(Response(HttpRequest("GET", ENDPOINT), reply), scope="").cause == "gone"


def test_a_page_of_a_proxy_is_no_refusal_of_azure_s() -> None:
    reply = Reply(HTML.body, 403, HTML.headers)
    error = refusal(Response(HttpRequest("GET", ENDPOINT), reply), scope="")
    assert isinstance(error, Unexpected)
    assert "text/html" in error.cause
    assert "sign in" not in error.cause


@pytest.mark.parametrize("make", [lambda r: refusal(r, scope=""), lambda r: not_json(r, scope="")])
def test_no_body_gets_into_a_message(make: Callable[[Response], GalleryError]) -> None:
    error = make(Response(HttpRequest("GET", ENDPOINT), HTML))
    assert "proxy</html>" not in str(error)


def test_no_secret_gets_into_a_message() -> None:
    message = f"Blob https://a/b?se=1&sig=abc%2Bdef%3D&sp=r with {jwt(tid=TENANT)} is denied"
    error = refused(400, "InvalidParameter", message)
    assert "abc" not in error.cause
    assert "eyJ" not in error.cause
    assert error.cause.startswith("Blob https://a/b?se=1&sig=***&sp=r with ***")


def test_a_message_without_end_is_cut() -> None:
    assert len(refused(400, "InvalidParameter", "x" * 100_000).cause) < 1000


@pytest.mark.parametrize(
    ("headers", "seconds"),
    [
        ({"Retry-After": "17"}, 17.0),
        ({"Retry-After": "0"}, 0.0),
        ({"Retry-After": "soon"}, None),
        ({"Retry-After": "-3"}, None),
        ({}, None),
        ({"Retry-After": "Fri, 20 Nov 2026 09:12:30 GMT", "Date": "Fri, 20 Nov 2026 09:12:00 GMT"}, 30.0),
        ({"Retry-After": "Fri, 20 Nov 2026 09:11:00 GMT", "Date": "Fri, 20 Nov 2026 09:12:00 GMT"}, 0.0),
    ],
)
def test_retry_after_is_seconds_or_a_date(headers: dict[str, str], seconds: float | None) -> None:
    assert retry_after(headers) == seconds


@given(st.binary(max_size=200), st.sampled_from([301, 400, 401, 403, 404, 409, 418, 429, 500, 503]))
def test_whatever_comes_back_has_a_kind_and_a_cause(body: bytes, status: int) -> None:
    error = refusal(Response(HttpRequest("GET", ENDPOINT), Reply(body, status)), scope="")
    assert error.cause
    assert error.next_step
