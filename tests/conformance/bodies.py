"""What of a recorded body a client may write, and what of it is anybody's: ids, times and guids."""

import re
from collections.abc import Iterator
from typing import Any

from tui.simulator.scenario import Body

_READ_ONLY = {
    "provisioningState",
    "publishedDate",
    "sizeInGB",
    "uniqueName",
    "publicNames",
    "communityGalleryEnabled",
    "groups",
    "replicationStatus",
    "reportedForPolicyViolation",
    "policyViolations",
}
_ANYBODYS = {
    "uniqueName": re.compile(r"[0-9a-f-]{36}-[A-Z0-9_.]+"),
    "publicNames": re.compile(r"\w+-[0-9a-f-]{36}"),
    **dict.fromkeys(
        ("publishedDate", "endOfLifeDate", "softDeletedTime", "consumptionEndTime", "hardDeletionTargetTime"),
        re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?[+-]\d\d:\d\d"),
    ),
}


def writable(body: Body) -> Body:
    """Give the part of an answered body that a client may send."""
    sent: Body = {name: body[name] for name in ("location", "tags") if name in body}
    properties = _without(body["properties"], _READ_ONLY)
    info = properties.get("sharingProfile", {}).get("communityGalleryInfo")
    if info is not None:
        # Older answers keep to themselves what the public name begins with.
        known = body["properties"]["sharingProfile"]["communityGalleryInfo"]
        info.setdefault("publicNamePrefix", known["publicNames"][0][: -len("-00000000-0000-0000-0000-000000000000")])
    return {**sent, "properties": {name: value for name, value in properties.items() if value != {}}}


def terse(body: Body) -> Body:
    """Leave out of what is sent what is so by default, and write regions as programs do."""
    properties = _but(body["properties"], hyperVGeneration="V1", architecture="x64")
    if properties.get("safetyProfile") == {"allowDeletionOfReplicatedLocations": False}:
        del properties["safetyProfile"]
    profile = properties.get("publishingProfile")
    if profile:
        kept = _but(profile, replicaCount=1, excludeFromLatest=False, storageAccountType="Standard_LRS")
        kept["targetRegions"] = [
            {**_but(each, regionalReplicaCount=1, storageAccountType="Standard_LRS"), "name": canonical(each["name"])}
            for each in profile["targetRegions"]
        ]
        properties["publishingProfile"] = kept
    return {**body, "properties": properties}


def canonical(region: str) -> str:
    """Write a region as programs do: `West US 2` is westus2."""
    return region.replace(" ", "").lower()


def masked(body: Any, name: str = "") -> Any:  # noqa: ANN401 - a JSON value in, a JSON value out
    """Put a mark in the place of each value that is another in every run, where it is written as it should be."""
    if isinstance(body, dict):
        return {each: masked(value, each) for each, value in body.items()}
    if isinstance(body, list):
        return [masked(each, name) for each in body]
    pattern = _ANYBODYS.get(name)
    return f"<{name}>" if pattern and pattern.fullmatch(body) else body


def paths(body: Any, above: str = "") -> Iterator[str]:  # noqa: ANN401 - a JSON value
    """Give the path to every field, the elements of a list taken together."""
    if isinstance(body, list):
        for each in body:
            yield from paths(each, above)
    elif isinstance(body, dict):
        for name, value in body.items():
            yield f"{above}{name}"
            yield from paths(value, f"{above}{name}.")


def _but(body: Body, **defaults: object) -> Body:
    return {name: value for name, value in body.items() if name not in defaults or defaults[name] != value}


def _without(value: Any, names: set[str]) -> Any:  # noqa: ANN401 - a JSON value in, a JSON value out
    if isinstance(value, list):
        return [_without(each, names) for each in value]
    if isinstance(value, dict):
        return {name: _without(each, names) for name, each in value.items() if name not in names}
    return value
