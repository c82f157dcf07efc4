"""Faults made to order: the first one whose pattern is found in `METHOD /path?query` spoils the answer."""

import re
from dataclasses import replace
from typing import Any, Literal

import msgspec

from tui.simulator.wire import ArmError, Request, Response, encode


class Fault(msgspec.Struct, forbid_unknown_fields=True, omit_defaults=True):
    """One fault: what it matches, how often still, and what it does."""

    match: str
    """A regular expression, searched in `METHOD /path?query` as sent."""
    times: int | None = None
    """How often it strikes; None for always."""
    when: Literal["before", "after"] = "before"
    """`after` carries the request out first and then spoils the answer."""
    status: int | None = None
    retry_after: int | None = None
    body: Any = None
    delay_seconds: float = 0.0
    drop: bool = False
    cut_after_bytes: int | None = None

    def __post_init__(self) -> None:
        try:
            re.compile(self.match)
        except re.error as error:
            raise ValueError(f"`match` is no regular expression: {error}") from None

    @property
    def replaces(self) -> bool:
        """Whether the request is not carried out at all."""
        return self.when == "before" and (self.status is not None or self.drop)

    def spoil(self, answer: Response) -> Response:
        """Turn what would have been answered into what is."""
        if self.status is not None:
            answer = Response(self.status, self._body(self.status))
        elif self.body is not None:
            answer = replace(answer, body=_encoded(self.body))
        if self.retry_after is not None:
            answer = replace(answer, headers={**answer.headers, "Retry-After": str(self.retry_after)})
        return replace(answer, delay_seconds=self.delay_seconds, drop=self.drop, cut_after_bytes=self.cut_after_bytes)

    def _body(self, status: int) -> bytes:
        if self.body is not None:
            return _encoded(self.body)
        code = _CODES.get(status, "InternalServerError")
        return ArmError(status, code, f"The simulator was told to answer {status}.").response().body


_CODES = {
    400: "BadRequest",
    401: "InvalidAuthenticationToken",
    403: "AuthorizationFailed",
    404: "ResourceNotFound",
    409: "Conflict",
    429: "TooManyRequests",
    503: "ServerBusy",
}


def _encoded(body: object) -> bytes:
    return body.encode() if isinstance(body, str) else encode(body)


class Faults:
    """The faults in force, in their order."""

    def __init__(self) -> None:
        self.listed: list[Fault] = []

    def set(self, document: object) -> None:
        """Replace the list; raises `ArmError` 400 saying which entry is wrong, and why."""
        try:
            self.listed = msgspec.convert(document, list[Fault])
        except msgspec.ValidationError as error:
            raise ArmError(400, "InvalidFault", str(error)) from None

    def strike(self, request: Request) -> Fault | None:
        """Find the fault for a request, and use it up by one."""
        line = f"{request.method} {request.target}"
        for fault in self.listed:
            if fault.times != 0 and re.search(fault.match, line):
                if fault.times is not None:
                    fault.times -= 1
                return fault
        return None
