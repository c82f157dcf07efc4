"""Long-running operations: what a write answers with a link to, until it has ended.

Recorded: `GET .../locations/{location}/capsOperations/{guid}` answers startTime, status and name while in progress,
endTime too once ended, and `error` in a body of HTTP 200 where it failed; never a percentage. Microsoft.Network answers
the status alone.
"""

import base64
import hmac
from collections.abc import Mapping
from dataclasses import dataclass, replace
from hashlib import sha256
from random import Random
from typing import Any, Final
from urllib.parse import urlencode

from tui.simulator.clock import iso
from tui.simulator.guids import Guids

COMPUTE: Final = "Microsoft.Compute"
NETWORK: Final = "Microsoft.Network"
CAPS: Final = "capsOperations"
_CERTIFICATE_BYTES: Final = 2220
"""Recorded since 2023: the signature makes a link about 3.5 kB long."""


@dataclass(frozen=True, slots=True)
class Failure:
    """Why an operation fails."""

    code: str
    message: str


@dataclass(frozen=True, slots=True)
class Operation:
    """One operation; what becomes of it is known from its start, world time tells how far it is."""

    id: str
    location: str
    """As the caller wrote it: recorded links repeat that."""
    started: float
    ends_at: float
    failure: Failure | None = None
    canceled: bool = False
    collection: str = CAPS
    retry_seconds: float | None = None
    """World seconds after which to ask again, where the service says so."""
    result: str = ""
    """The key of what its `Location` answers in the end, where that is not empty."""
    namespace: str = COMPUTE
    """The provider that it is followed at."""

    def running(self, now: float) -> bool:
        """Tell whether it has not ended yet."""
        return now < self.ends_at

    def body(self, now: float) -> dict[str, Any]:
        """Make what asking for it answers."""
        status: dict[str, Any] = {"status": self._status(now)}
        if status["status"] == "Failed" and self.failure:
            status |= {"error": {"code": self.failure.code, "message": self.failure.message}}
        if self.namespace == NETWORK:
            return status
        ended = {} if self.running(now) else {"endTime": iso(self.ends_at)}
        return {"startTime": iso(self.started), **ended, **status, "name": self.id}

    def _status(self, now: float) -> str:
        if self.running(now):
            return "InProgress"
        if self.canceled:
            return "Canceled"
        return "Failed" if self.failure else "Succeeded"


class Operations:
    """The operations of a world, by id, and the signature of the links to them."""

    def __init__(self, seed: object) -> None:
        self._guids = Guids(f"operations {seed}")
        self._key = f"operations {seed}".encode()
        certificate = Random(f"certificate {seed}").randbytes(_CERTIFICATE_BYTES)  # noqa: S311 - only its length matters
        self._certificate = _base64(certificate)
        self._known: dict[str, Operation] = {}

    def clear(self) -> None:
        """Forget them all: another world has come."""
        self._known.clear()

    def start(
        self,
        location: str,
        started: float,
        ends_at: float,
        *,
        failure: Failure | None = None,
        collection: str = CAPS,
        retry_seconds: float | None = None,
        result: str = "",
        namespace: str = COMPUTE,
        own_id: str = "",
    ) -> Operation:
        """Begin an operation; its id is a new GUID unless it has one of its own."""
        operation = Operation(
            own_id or self._guids(),
            location,
            started,
            ends_at,
            failure,
            collection=collection,
            retry_seconds=retry_seconds,
            result=result,
            namespace=namespace,
        )
        self._known[operation.id] = operation
        return operation

    def cancel(self, operation: Operation, now: float) -> None:
        """End an operation that another write has overtaken."""
        if operation.id in self._known and operation.running(now):
            self._known[operation.id] = replace(operation, ends_at=now, canceled=True)

    def find(self, own_id: str) -> Operation | None:
        """Give an operation of this world."""
        return self._known.get(own_id.lower())

    def query(self, operation: Operation, api_version: str) -> str:
        """Make the query of a link: the caller's api-version, and a signature as the service's since 2023."""
        ticks = str(int(operation.started) * 10**7 + 621355968 * 10**9)
        return urlencode({"api-version": api_version, **self._signature(operation, ticks)})

    def signed(self, operation: Operation, query: Mapping[str, str]) -> bool:
        """Tell whether a query carries the right signature; one without any is let through, as before 2023."""
        if "h" not in query and "s" not in query:
            return True
        return self._signature(operation, query.get("t", "")).items() <= query.items()

    def _signature(self, operation: Operation, ticks: str) -> dict[str, str]:
        signed = hmac.new(self._key, f"{operation.id} {ticks}".encode(), sha256).digest()
        return {"t": ticks, "c": self._certificate, "s": _base64(signed * 8), "h": _base64(signed)}


def _base64(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()
