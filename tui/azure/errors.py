"""What went wrong on the way to Azure, as an error of the model: a title, the cause in words, the next step.

No token, signature or body gets into a message: only what the service says of its refusal, with secrets masked.
"""

import re
import shlex
from collections.abc import Mapping

import msgspec
from azure.core.rest import AsyncHttpResponse
from msgspec import Struct

from tui.azure.clock import parse_http_date
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
from tui.model.ids import subscription_of

Headers = Mapping[str, str]

_LONGEST_CAUSE = 600
_SECRETS = re.compile(r"(?<=sig=)[^&\s\"']+|eyJ[\w-]{8,}(\.[\w-]*){0,2}", re.IGNORECASE)
_DENIED = re.compile(r"does not have authorization to perform action '(?P<action>[^']+)' over scope '(?P<scope>[^']+)'")
_NAMESPACE = re.compile(r"namespace '([\w.]+)'")
_BY_STATUS: dict[int, type[GalleryError]] = {
    400: Invalid,
    403: Forbidden,
    404: NotFound,
    405: Invalid,
    406: Invalid,
    408: Unavailable,
    409: Conflict,
    410: NotFound,
    412: Conflict,
    413: Invalid,
    422: Invalid,
}


class _Reason(Struct):
    code: str = ""
    message: str = ""
    details: "list[_Reason] | None" = None


class _Refusal(Struct):
    error: _Reason | None = None
    code: str = ""
    message: str = ""


def refusal(response: AsyncHttpResponse, *, scope: str, login: str = "az login") -> GalleryError:
    """The error that an answer which is no success stands for.

    `scope` is the id that was asked for, `login` the line that signs in to its tenant.
    """
    status, quoted = response.status_code, request_id(response.headers)
    reason = _reason(response.content)
    said = masked(_words(reason)) if reason else ""
    if status == 401:
        return AuthRequired(said or "Azure does not take the token", command=login, scope=scope, correlation_id=quoted)
    if status == 429:
        wait = retry_after(response.headers)
        return Throttled(said or "too many requests", retry_after=wait, scope=scope, correlation_id=quoted)
    if reason and reason.code == "MissingSubscriptionRegistration":
        return _unregistered(reason, said, scope, quoted)
    kind, cause = _of_status(response, said)
    if kind is Forbidden and (denied := _DENIED.search(said)):
        cause = f"no right to {denied['action']} on {denied['scope']}"
    code = reason.code if reason else None
    return kind(cause, scope=scope, code=code or None, correlation_id=quoted)


def _of_status(response: AsyncHttpResponse, said: str) -> tuple[type[GalleryError], str]:
    status = response.status_code
    if status >= 500:
        return Unavailable, said or f"Azure answered {status}, without a reason"
    if 300 <= status < 400:
        return Unexpected, f"Azure answered {status}: it sends us elsewhere, and redirections are not followed"
    if status == 407:
        return Unavailable, "the proxy asks for a sign-in"
    if not said:
        kind = _content_type(response)
        return Unexpected, f"{status} without a reason, of type {kind}: that is not how Azure refuses"
    return _BY_STATUS.get(status, Unexpected), said


def _unregistered(reason: _Reason, said: str, scope: str, quoted: str | None) -> Conflict:
    """Registering changes the subscription, so it is left to whoever reads this."""
    found, subscription = _NAMESPACE.search(reason.message), subscription_of(scope)
    line = f"az provider register --namespace {found[1] if found else 'Microsoft.Compute'}"
    line += f" --subscription {shlex.quote(subscription)}" if subscription else ""
    error = Conflict(said, scope=scope, code=reason.code, correlation_id=quoted, next_step=f"run  {line}")
    error.title = "The subscription does not use this service yet"
    return error


def not_json(response: AsyncHttpResponse, *, scope: str) -> Unexpected:
    """The error of an answer that should have been JSON of a certain shape."""
    cause = f"the answer is of type {_content_type(response)}, and not the JSON that was asked for"
    return Unexpected(cause, scope=scope, correlation_id=request_id(response.headers))


def request_id(headers: Headers) -> str | None:
    """The id to quote to Azure support."""
    return headers.get("x-ms-correlation-request-id") or headers.get("x-ms-request-id")


def retry_after(headers: Headers) -> float | None:
    """The seconds of a Retry-After, which is a number or a date; None where there is none or it makes no sense."""
    text = headers.get("Retry-After", "").strip()
    if text.isascii() and text.isdigit():
        return float(text)
    until, now = parse_http_date(text), parse_http_date(headers.get("Date"))
    return max(0.0, (until - now).total_seconds()) if until and now else None


def masked(text: str) -> str:
    """A text of the service without tokens and signatures, and not longer than a person reads."""
    text = _SECRETS.sub("***", text)
    return text if len(text) <= _LONGEST_CAUSE else f"{text[:_LONGEST_CAUSE]}…"


def _reason(body: bytes) -> _Reason | None:
    try:
        read = msgspec.json.decode(body, type=_Refusal)
    except msgspec.DecodeError:
        return None
    reason = read.error or _Reason(read.code, read.message)
    return reason if reason.code or reason.message else None


def _words(reason: _Reason) -> str:
    """What it says; Resource Graph says what is wrong in the details only."""
    parts = [reason.message or reason.code, *(each.message for each in reason.details or ())]
    return " ".join(dict.fromkeys(part.strip() for part in parts if part))


def _content_type(response: AsyncHttpResponse) -> str:
    return response.headers.get("Content-Type", "").partition(";")[0].strip() or "unknown"
