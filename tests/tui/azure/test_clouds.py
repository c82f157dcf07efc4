"""Where a token may be asked for, and where it may not."""

import json

import pytest

from tui.azure.clouds import CLOUDS, custom_cloud, endpoint_origin, origin_of
from tui.model.errors import Invalid, Unexpected

LOCAL = "https://localhost:8443"


def metadata(*audiences: str, login: str = "https://localhost:8443/login/") -> bytes:
    return json.dumps({"authentication": {"loginEndpoint": login, "audiences": audiences}}).encode()


def test_us_government_asks_for_tokens_of_another_host_than_its_endpoint() -> None:
    cloud = CLOUDS["usgov"]
    assert cloud.endpoint == "https://management.usgovcloudapi.net"
    assert cloud.scope == "https://management.core.usgovcloudapi.net/.default"
    assert cloud.authority == "https://login.microsoftonline.us"


def test_an_endpoint_describes_its_own_audience_and_authority() -> None:
    cloud = custom_cloud(LOCAL, metadata("https://localhost:8443/"))
    assert cloud.scope == "https://localhost:8443/.default"
    assert cloud.authority == "https://localhost:8443/login"
    assert cloud.custom


def test_an_endpoint_may_list_several_clouds_of_which_its_own_is_taken() -> None:
    listed = [json.loads(metadata("https://management.azure.com/")), json.loads(metadata(LOCAL))]
    assert custom_cloud(LOCAL, json.dumps(listed).encode()).scope == f"{LOCAL}/.default"


@pytest.mark.parametrize("audience", ["https://management.azure.com/", "https://vault.azure.net", "urn:somewhere"])
def test_an_endpoint_that_wants_tokens_for_elsewhere_is_refused(audience: str) -> None:
    with pytest.raises(Unexpected, match="only tokens for the endpoint itself are asked for"):
        custom_cloud(LOCAL, metadata(audience))


def test_an_endpoint_that_answers_nonsense_is_refused() -> None:
    with pytest.raises(Unexpected, match="does not describe itself"):
        custom_cloud(LOCAL, b"<html>")


@pytest.mark.parametrize(
    ("endpoint", "complaint"),
    [
        ("https://management.azure.com", "is a real cloud"),
        ("https://eastus.management.azure.com", "is a real cloud"),
        ("https://management.core.usgovcloudapi.net", "is a real cloud"),
        ("http://example.com", "is not encrypted"),
        ("localhost:8443", "is not an https address"),
        ("https://user@localhost", "is not an https address"),
    ],
)
def test_an_endpoint_that_a_token_must_not_go_to_is_refused(endpoint: str, complaint: str) -> None:
    with pytest.raises(Invalid, match=complaint):
        endpoint_origin(endpoint)


@pytest.mark.parametrize("endpoint", ["http://127.0.0.1:80/", "http://localhost:8080", "http://[::1]:1"])
def test_plain_http_is_for_this_machine(endpoint: str) -> None:
    assert endpoint_origin(endpoint).startswith("http://")


@pytest.mark.parametrize(
    "url", ["https://a.b\\@c.d/", "https://a.b@c.d/", "https://a.b:port/", "ftp://a.b:21/", "/a", ""]
)
def test_a_url_that_parsers_may_read_differently_leads_nowhere(url: str) -> None:
    assert origin_of(url) is None
