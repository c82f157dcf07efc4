"""Recorded long-running operations: the first answer's status, and what each poll was answered."""

import re
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from functools import cache
from typing import Any
from urllib.parse import parse_qs, urlsplit

from tests.conformance.recordings import document
from tui.simulator.scenario import Body


@dataclass(frozen=True, slots=True)
class Flow:
    """One operation, from its first answer to its end."""

    name: str
    method: str
    path: str
    api_version: str
    status: int
    state: str | None
    """The provisioning state in the first answer; None where that has no body."""
    regions: tuple[Body, ...]
    mode: str
    seconds: float | None
    """How long it took; None where nobody polled it."""
    polls: tuple[tuple[float, str], ...]
    """Seconds after its start, and the status then. By the clock of the front door, which counts whole seconds."""

    @property
    def type(self) -> str:
        """The type of what is written, with the action if there is one."""
        return type_of(self.path)


def type_of(path: str) -> str:
    """Tell the type, with the action if there is one, that a path is of."""
    namespace, *rest = path.partition("/providers/")[2].split("/")
    return "/".join([namespace, *rest[::2]])


@cache
def flows() -> tuple[Flow, ...]:
    """Every recorded operation on galleries, and on what versions are made from: disks, and machines by deployments."""
    return tuple(_flow(each) for each in document("gallery/lro_flows_sample.json"))


def polled_flows() -> list[Flow]:
    """Those whose polls were recorded too."""
    return [each for each in flows() if each.polls]


def other_flows() -> list[Flow]:
    """Those of which only the first answer was."""
    return [each for each in flows() if not each.polls]


def _flow(recorded: dict[str, Any]) -> Flow:
    parts = urlsplit(recorded["url"])
    return Flow(
        name=f"{recorded['recording']}#{recorded['interaction']}",
        method=recorded["method"],
        path=parts.path,
        api_version=parse_qs(parts.query)["api-version"][0],
        status=recorded["initial_status"],
        state=recorded["initial_provisioningState"],
        regions=tuple(recorded["targetRegions"] or ()),
        mode=recorded["replicationMode"] or "Full",
        seconds=recorded.get("seconds"),
        polls=tuple(_poll(recorded["startTime"], each) for each in recorded["polls"]),
    )


def _poll(started: str, recorded: dict[str, str]) -> tuple[float, str]:
    after = parsedate_to_datetime(recorded["date"]) - _moment(started)
    return after.total_seconds(), recorded["status"]


def _moment(text: str) -> datetime:
    """Read a time that has seven digits behind the seconds."""
    return datetime.fromisoformat(re.sub(r"(\.\d{6})\d*", r"\1", text)).astimezone(UTC)
