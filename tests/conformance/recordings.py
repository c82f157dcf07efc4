"""What Azure answered, as it was recorded, and where that is kept: `SIGSCOPE_RECORDED`, else beside the repository."""

import json
import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Protocol

import pytest
from _pytest.mark import ParameterSet

from tui.simulator.scenario import Body

FOLDER = Path(os.environ.get("SIGSCOPE_RECORDED") or Path(__file__).parents[3] / "shared" / "data")
_PRESENT = (FOLDER / "gallery").is_dir()
NEEDS_RECORDINGS = pytest.mark.skipif(not _PRESENT, reason=f"no recordings in {FOLDER}")
SUBSCRIPTION = "00000000-0000-0000-0000-000000000000"
_APPLICATIONS = "Microsoft.Compute/galleries/applications"


@dataclass(frozen=True, slots=True)
class Recorded:
    """One answer with a resource in it."""

    name: str
    """Of the recording, with the number of the answer in it."""
    type: str
    method: str
    status: int
    api_version: str
    body: Body

    @property
    def recording(self) -> str:
        """The recording that it is from."""
        return self.name.partition("#")[0]

    @property
    def day(self) -> str:
        """When it was recorded, or a little later."""
        return self.name.split("__")[1]

    @property
    def number(self) -> int:
        """Its place in the recording."""
        return int(self.name.partition("#")[2])

    @property
    def id(self) -> str:
        """The id of the resource."""
        own_id: str = self.body["id"]
        return own_id


class Named(Protocol):
    """Whatever was recorded has a name."""

    @property
    def name(self) -> str:
        """What a test of it is called by."""


def cases(read: Callable[[], Sequence[Named]], count: int) -> list[ParameterSet]:
    """Make a test's parameters of recordings; where there are none, as many as are known of are not run."""
    if not _PRESENT:
        return [pytest.param(None, id=str(n), marks=NEEDS_RECORDINGS) for n in range(count)]
    return [pytest.param(each, id=each.name) for each in read()]


@cache
def answers() -> tuple[Recorded, ...]:
    """Every recorded body of a gallery, definition or version, one for each set of fields and provisioning state."""
    return tuple(
        Recorded(each["from"], each["type"], each["method"], each["status"], each["api_version"], each["body"])
        for each in document("gallery/resource_shapes.json")
        if not each["type"].startswith(_APPLICATIONS)
    )


def written() -> list[Recorded]:
    """The first answers to writes."""
    return [each for each in answers() if each.method == "PUT"]


def read() -> list[Recorded]:
    """The answers to reads; every one of them is of a resource at rest."""
    return [each for each in answers() if each.method == "GET"]


def read_after(write: Recorded) -> Recorded | None:
    """The next recorded read of what was written."""
    later = (each for each in read() if each.recording == write.recording and each.id == write.id)
    return min((each for each in later if each.number > write.number), key=lambda each: each.number, default=None)


def document(path: str) -> Any:  # noqa: ANN401 - what is in a recording is known to its reader only
    """Read a recording."""
    return json.loads((FOLDER / path).read_bytes())
