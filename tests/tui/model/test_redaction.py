"""What is written down holds no secret."""

import json
import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.model.redaction import redact

URL_SAFE = string.ascii_letters + string.digits + "-_"

words = st.text(URL_SAFE, min_size=8, max_size=60)
json_web_tokens = st.builds("eyJ{}.{}.{}".format, words, words, words)
passwords = st.text(st.characters(codec="utf-8", exclude_characters="\r\n"), min_size=6, max_size=30)

CARRIERS = [
    "Authorization: Bearer {}",
    "'authorization': 'Bearer {}'",
    "authorization: Basic {}",
    "curl -H 'X-IDENTITY-HEADER: {}' http://localhost",
    "IDENTITY_HEADER={}",
    "AZURE_CLIENT_SECRET={} and more",
    "grant_type=password&password={}&client_id=x",
    "client_assertion={}&scope=y",
    '{{"access_token": "{}", "expires_in": 3599}}',
    '{{"body": "{{\\"refresh_token\\": \\"{}\\", \\"x\\": 1}}"}}',
    "AccessToken(token='{}', expires_on=1)",
    "https://user:{}@proxy.example.org:8080/",
    "https://x.blob.core.windows.net/c/b.vhd?sv=2024-01-01&se=2026&sig={}",
    "https://x.blob.core.windows.net/c/b.vhd?sig={}&sv=2024-01-01",
    "https://portal/#open?url=https%3A%2F%2Fx%3Fsv%3D1%26sig%3D{}%26se%3D2",
    "https://management.azure.com/subscriptions/1/operations/2?p=3&api-version=4&t={}",
    "https://management.azure.com/subscriptions/1/operations/2?api-version=4&c={}&s=5",
    "https://management.azure.com/subscriptions/1/operations/2?api-version=4&s={}&h=5",
    "https://management.azure.com/subscriptions/1/operations/2?api-version=4\\u0026h={}",
    "DefaultEndpointsProtocol=https;AccountKey={};EndpointSuffix=core.windows.net",
    "Set-Cookie: {}",
]


@pytest.mark.parametrize("carrier", CARRIERS)
@given(secret=words)
def test_a_secret_is_left_out_of_whatever_carries_it(carrier: str, secret: str) -> None:
    secret = f"s{secret}"
    redacted = redact(f"before {carrier.format(secret)} after")
    assert secret not in redacted
    assert redacted.startswith("before ")
    assert redacted.endswith(" after")


@given(st.text(max_size=20), json_web_tokens, st.sampled_from(["", " ", "\n", '"', "'", ")", ","]))
def test_a_json_web_token_is_left_out_wherever_it_stands(before: str, token: str, after: str) -> None:
    assert token not in redact(f"{before} {token}{after}")


@given(passwords, st.sampled_from(["password", "adminPassword", "client_secret"]))
def test_a_quoted_password_of_any_characters_is_left_out(password: str, name: str) -> None:
    body = json.dumps({name: f"~{password}~", "kept": "yes"})
    assert json.loads(redact(body)) == {name: "[redacted]", "kept": "yes"}
    assert f"~{password}~" not in redact(repr({name: f"~{password}~"}))


@given(st.text(max_size=80) | st.sampled_from(CARRIERS))
def test_redacting_twice_changes_no_more(text: str) -> None:
    once = redact(text)
    assert redact(once) == once


@pytest.mark.parametrize(
    "text",
    [
        "The basic SKU has 5 tokens per second; the token bucket is empty.",
        "GET https://management.azure.com/subscriptions/1/providers/Microsoft.Compute/galleries?api-version=2024-03-03&$skipToken=abc",
        "x-ms-request-id: 7b2c1c52-0c8b-4d42-9a7c-7f7b6c9f0a11",
        'File "app.py", line 12, in action_crash',
        "since: 2026-11-20T09:12:00Z, h = 3, status=200&count=4",
    ],
)
def test_what_is_no_secret_is_kept(text: str) -> None:
    assert redact(text) == text
