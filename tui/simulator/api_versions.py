"""Which api-versions each type answers to, and the fields that an older one does not show.

The years of the fields are read off the published models of each api-version and off recorded answers.
"""

import re
from collections.abc import Mapping
from datetime import date
from functools import cache
from typing import Any, Final

from tui.simulator.scenario import Body
from tui.simulator.wire import ArmError, Request

GALLERY_VERSIONS: Final = [
    "2018-06-01",
    "2019-03-01",
    "2019-07-01",
    "2019-12-01",
    "2020-09-30",
    "2021-07-01",
    "2021-10-01",
    "2022-01-03",
    "2022-03-03",
    "2022-08-03",
    "2023-07-03",
    "2024-03-03",
    "2025-03-03",
    "2026-03-03",
]
"""Newest last."""

_OLDEST: Final = "2014-04-01"
_NEWEST: Final = "2026-12-31"
_SHAPE: Final = re.compile(r"\d{4}-\d{2}-\d{2}(-preview)?")

_GALLERY: Final = {
    "identity": "2024-03-03",
    "properties.sharingProfile": "2020-09-30",
    "properties.sharingProfile.communityGalleryInfo": "2021-07-01",
    "properties.softDeletePolicy": "2021-07-01",
    "properties.softDeletePolicy.retentionPeriodInDays": "2026-03-03",
    "properties.softDeletePolicy.gracePeriodInDays": "2026-03-03",
    "properties.sharingStatus": "2021-10-01",
}
_DEFINITION: Final = {
    "properties.hyperVGeneration": "2019-07-01",
    "properties.features": "2020-09-30",
    "properties.features.startsAtVersion": "2024-03-03",
    "properties.architecture": "2021-10-01",
    "properties.allowUpdateImage": "2024-03-03",
}
_VERSION: Final = {
    "properties.publishingProfile.storageAccountType": "2019-03-01",
    "properties.publishingProfile.targetRegions.storageAccountType": "2019-03-01",
    "properties.publishingProfile.targetRegions.encryption": "2019-12-01",
    "properties.publishingProfile.targetRegions.excludeFromLatest": "2022-03-03",
    "properties.publishingProfile.targetRegions.additionalReplicaSets": "2024-03-03",
    "properties.publishingProfile.replicationMode": "2021-07-01",
    "properties.publishingProfile.targetExtendedLocations": "2021-10-01",
    "properties.publishingProfile.storageAccountStrategy": "2025-03-03",
    "properties.storageProfile.source": "2019-07-01",
    "properties.storageProfile.osDiskImage.source": "2019-07-01",
    "properties.storageProfile.dataDiskImages.source": "2019-07-01",
    "properties.safetyProfile": "2022-01-03",
    "properties.safetyProfile.allowDeletionOfReplicatedLocations": "2022-03-03",
    "properties.safetyProfile.policyViolations": "2022-03-03",
    "properties.safetyProfile.blockDeletionBeforeEndOfLife": "2024-03-03",
    "properties.securityProfile": "2022-08-03",
    "properties.validationsProfile": "2024-03-03",
    "properties.restore": "2024-03-03",
    "properties.imageMetadataProfiles": "2026-03-03",
}
_PROXY: Final = {"properties.artifactTags": "2023-07-03"}
_PROXY_VERSION: Final = {
    **_PROXY,
    "properties.excludeFromLatest": "2022-01-03",
    "properties.storageProfile": "2022-01-03",
}
_PROXIES: Final = {"sharedgalleries": "2020-09-30", "communitygalleries": "2021-07-01"}
"""What shared galleries are to those whom they are shared with, by the first version that has them."""
_FIRST_SHOWN: Final = {
    "microsoft.compute/galleries": _GALLERY,
    "microsoft.compute/galleries/images": _DEFINITION,
    "microsoft.compute/galleries/images/versions": _VERSION,
    **{
        f"microsoft.compute/locations/{kind}{nested}": hidden
        for kind in _PROXIES
        for nested, hidden in (("", _PROXY), ("/images", _PROXY), ("/images/versions", _PROXY_VERSION))
    },
    # Recorded: one that has no tags has no properties.
    "microsoft.compute/locations/sharedgalleries": {"properties": "2023-07-03"},
}
_SOURCE_MOVED: Final = "2019-07-01"
"""Before it a version answered its source as `publishingProfile.source.managedImage` (recorded)."""


def supported(resource_type: str) -> list[str] | None:
    """Give the exact versions of a gallery type, newest last; None for a type that takes any date of its years."""
    if resource_type.lower() not in _FIRST_SHOWN:
        return None
    first = next((_PROXIES[each] for each in _PROXIES if each in resource_type.lower()), GALLERY_VERSIONS[0])
    return [each for each in GALLERY_VERSIONS if each >= first]


def api_version_of(request: Request, resource_type: str) -> str:
    """Read `api-version` off a request; raises `ArmError` 400 where it is missing, malformed or unknown."""
    asked = request.query.get("api-version", "")
    if not asked:
        raise ArmError(
            400,
            "MissingApiVersionParameter",
            "The api-version query parameter (?api-version=) is required for all requests.",
            gateway=True,
        )
    exact = supported(resource_type)
    if asked not in exact if exact else not _plausible(asked):
        known = ",".join(reversed(exact)) if exact else f"{_OLDEST} to {_NEWEST}"
        message = f"The api-version '{asked}' is invalid. The supported versions are '{known}'."
        raise ArmError(400, "InvalidApiVersionParameter", message, gateway=True)
    return asked


def shown(body: Body, resource_type: str, api_version: str) -> Body:
    """Give a body as an api-version shows it; the stored one is left as it is."""
    hidden = _hidden(resource_type, api_version)
    if not hidden:
        return body
    made: Body = _without(body, hidden)
    source = body.get("properties", {}).get("storageProfile", {}).get("source", {}).get("id")
    if source and api_version < _SOURCE_MOVED and resource_type == "microsoft.compute/galleries/images/versions":
        profile = {"source": {"managedImage": {"id": source}}} | made["properties"].get("publishingProfile", {})
        made["properties"] = {**made["properties"], "publishingProfile": profile}
    return made


def _plausible(asked: str) -> bool:
    if not _SHAPE.fullmatch(asked) or not _OLDEST <= asked[:10] <= _NEWEST:
        return False
    try:
        date.fromisoformat(asked[:10])
    except ValueError:
        return False
    return True


@cache
def _hidden(resource_type: str, api_version: str) -> dict[str, Any]:
    """The fields not to show, as a tree: None for one that is hidden whole."""
    tree: dict[str, Any] = {}
    for path, first in _FIRST_SHOWN.get(resource_type, {}).items():
        if api_version < first:
            *parents, name = path.split(".")
            branch: dict[str, Any] | None = tree
            for each in parents:
                branch = branch.setdefault(each, {}) if branch is not None else None
            if branch is not None:
                branch[name] = None
    return tree


def _without(value: Any, hidden: Mapping[str, Any]) -> Any:  # noqa: ANN401 - a JSON value in, a JSON value out
    if isinstance(value, list):
        return [_without(each, hidden) for each in value]
    if not isinstance(value, dict):
        return value
    return {
        name: _without(each, hidden[name]) if name in hidden else each
        for name, each in value.items()
        if hidden.get(name, True) is not None
    }
