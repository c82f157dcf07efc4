"""What crosses the wire: requests, responses and errors, as plain data without sockets."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final, Self
from urllib.parse import parse_qsl, unquote, urlsplit

import msgspec

JSON_TYPE: Final = "application/json; charset=utf-8"
encode = msgspec.json.Encoder().encode


@dataclass(frozen=True, slots=True)
class Request:
    """One request: path decoded, query and header names lower-cased."""

    method: str
    origin: str
    """Scheme, host and port as the caller wrote them: absolute links in answers start with it."""
    target: str
    """Path and query as sent, still encoded."""
    path: str
    query: Mapping[str, str]
    headers: Mapping[str, str]
    body: bytes = b""

    @classmethod
    def to(cls, method: str, url: str, headers: Mapping[str, str] | None = None, body: bytes = b"") -> Self:
        """Make a request from an absolute URL."""
        parts = urlsplit(url)
        path = unquote(parts.path)
        while "//" in path:
            path = path.replace("//", "/")
        return cls(
            method=method.upper(),
            origin=f"{parts.scheme}://{parts.netloc}",
            target=f"{parts.path}?{parts.query}" if parts.query else parts.path,
            path=path,
            query={name.lower(): value for name, value in parse_qsl(parts.query, keep_blank_values=True)},
            headers={name.lower(): value for name, value in (headers or {}).items()},
            body=body,
        )

    def json(self) -> Any:  # noqa: ANN401 - what JSON holds is known to the reader of the body only
        """Decode the body; raises `ArmError` 400 where it is no JSON."""
        try:
            return msgspec.json.decode(self.body)
        except msgspec.DecodeError as error:
            raise ArmError(
                400,
                "InvalidRequestContent",
                f"The request content was invalid and could not be deserialized: '{error}'.",
            ) from None


@dataclass(frozen=True, slots=True)
class Response:
    """One answer, and what the shell shall do to it on the wire."""

    status: int = 200
    body: bytes = b""
    headers: Mapping[str, str] = field(default_factory=dict)
    delay_seconds: float = 0.0
    """Wire seconds to wait before anything is sent."""
    drop: bool = False
    """Close the connection without an answer."""
    cut_after_bytes: int | None = None
    """Announce the whole length, send that many bytes of the body, then close."""


class ArmError(Exception):
    """A refusal in the shape of Azure Resource Manager."""

    def __init__(
        self,
        status: int,
        code: str,
        message: str,
        *,
        target: str | None = None,
        details: list[dict[str, Any]] | None = None,
        headers: Mapping[str, str] | None = None,
        gateway: bool = False,
    ) -> None:
        super().__init__(message)
        self.status = status
        self.code = code
        self.message = message
        self.target = target
        self.details = details
        # Recorded: the front door marks its own refusals, the resource providers do not.
        self.headers = {**(headers or {}), **({"x-ms-failure-cause": "gateway"} if gateway else {})}

    def response(self) -> Response:
        """Answer with the error as its body."""
        error: dict[str, Any] = {"code": self.code, "message": self.message}
        if self.target is not None:
            error["target"] = self.target
        if self.details is not None:
            error["details"] = self.details
        return Response(self.status, encode({"error": error}), self.headers)
