"""Secrets left out of what is written down."""

import re
from functools import cache
from typing import Final

MARK: Final = "[redacted]"

_SCHEME: Final = r"(?:bearer|basic|negotiate)"
_NAME: Final = (
    r"(?<![\w-])(?:"
    r"[\w-]*(?:password|passwd|secret|assertion|authorization|api[-_]?key|account[-_]?key|identity[-_]header)"
    r"|(?:(?:access|refresh|id|sas|auth)[-_]?)?token|(?:set-)?cookie|pwd|sharedaccesssignature)"
)
_BARE: Final = rf"(?!\[redacted\]|{_SCHEME}\s)[^\s\"'&;,<>]+"


@cache
def _rules() -> tuple[tuple[re.Pattern[str], str], ...]:
    """Compiled when first needed: a run that logs nothing starts a little sooner."""
    return (
        # "Bearer ...", whatever stands before it
        (re.compile(r"(?i)\b(bearer(?:\s+|%20))[\w.~+/=-]{8,}"), rf"\1{MARK}"),
        # a JSON web token that nothing announces, even cut short
        (re.compile(r"\beyJ[\w-]{6,}(?:\.[\w-]*){0,4}"), MARK),
        # https://user:password@host
        (re.compile(r"(?<=://)[^\s/@\"'<>]+@"), f"{MARK}@"),
        # ?sig=...&h=...: a shared access signature, or the signed part of an operation's URL; also inside another URL
        (
            re.compile(
                r"(?i)((?:[?&]|%3F|%26|\\u0026)(?:sig|t|c|s|h|code)(?:=|%3D))(?:(?!%26|\\u0026)[^\s&\"'<>])+",
            ),
            rf"\1{MARK}",
        ),
        # "password": "...", client_secret='...', \"password\": \"...\" (JSON in JSON): up to the closing quote
        (re.compile(rf"(?i)({_NAME}[\"']?\s*[:=]\s*[bu]?\")(?:\\.|[^\"\\])*"), rf"\1{MARK}"),
        (re.compile(rf"(?i)({_NAME}[\"']?\s*[:=]\s*[bu]?')(?:\\.|[^'\\])*"), rf"\1{MARK}"),
        (re.compile(rf"(?i)({_NAME}\\\"\s*[:=]\s*\\\")(?:\\\\\\?.|[^\"\\])*"), rf"\1{MARK}"),
        # password=..., X-IDENTITY-HEADER: ..., Authorization: Basic ...: up to the end of the word
        (re.compile(rf"(?i)({_NAME}[\"']?\s*(?:[:=]|%3D)\s*(?:{_SCHEME}\s+)?){_BARE}"), rf"\1{MARK}"),
    )


def redact(text: str) -> str:
    """Return `text` without the tokens, signatures and passwords that it names or that can be told by their looks.

    Covers bearer tokens, JSON web tokens, user information in URLs, shared access signatures, the signed part of
    operation URLs (`t`, `c`, `s`, `h`: recorded in Azure-AsyncOperation), and what is called a password, secret, token,
    assertion, key, cookie or identity header in JSON, in a repr, in a query or in a header. Idempotent.
    """
    for pattern, replacement in _rules():
        text = pattern.sub(replacement, text)
    return text
