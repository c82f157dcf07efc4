"""The one table of api-versions: a type is read and written with the same one, the newest that a cloud takes."""

import re
from collections.abc import Mapping, Sequence
from urllib.parse import urlsplit

from tui.model.errors import Invalid

# Older ones answer bodies of another shape: before 2019-07-01 a version's source stood elsewhere.
_GALLERIES = (
    "2026-03-03",  # what azure-mgmt-compute 39 sends
    "2025-03-03",
    "2024-03-03",
    "2023-07-03",
    "2022-08-03",
    "2022-03-03",
    "2022-01-03",
    "2021-10-01",
    "2021-07-01",
    "2020-09-30",
    "2019-12-01",
    "2019-07-01",
)
_SHARED = _GALLERIES[: _GALLERIES.index("2020-09-30") + 1]
_COMMUNITY = _GALLERIES[: _GALLERIES.index("2021-07-01") + 1]
_SUBSCRIPTIONS = ("2022-12-01", "2022-09-01", "2021-01-01", "2020-01-01", "2019-11-01", "2019-06-01", "2018-06-01")

API_VERSIONS: Mapping[str, Sequence[str]] = {
    "Microsoft.Compute/galleries": _GALLERIES,
    "Microsoft.Compute/galleries/images": _GALLERIES,
    "Microsoft.Compute/galleries/images/versions": _GALLERIES,
    "Microsoft.Compute/locations/communityGalleries": _COMMUNITY,
    "Microsoft.Compute/locations/communityGalleries/images": _COMMUNITY,
    "Microsoft.Compute/locations/communityGalleries/images/versions": _COMMUNITY,
    "Microsoft.Compute/locations/sharedGalleries": _SHARED,
    "Microsoft.Compute/locations/sharedGalleries/images": _SHARED,
    "Microsoft.Compute/locations/sharedGalleries/images/versions": _SHARED,
    "Microsoft.Compute/locations/usages": ("2026-04-01", "2025-04-01", "2024-07-01", "2023-03-01", "2021-07-01"),
    "Microsoft.ResourceGraph/resources": ("2021-03-01", "2019-04-01"),
    "Microsoft.Resources/subscriptions": _SUBSCRIPTIONS,
    "Microsoft.Resources/subscriptions/locations": _SUBSCRIPTIONS,
    "Microsoft.Resources/subscriptions/providers": ("2022-09-01", "2021-04-01", "2020-06-01", "2018-05-01"),
    "Microsoft.Resources/tenants": _SUBSCRIPTIONS,
}
"""What is known of each type, newest first."""

METADATA = "2022-09-01"  # /metadata/endpoints, as az asks for it

_TYPES = {each.lower(): each for each in API_VERSIONS}
_PROVIDER = re.compile(r"/providers/(\w+\.[\w.]+)/(.*)", re.DOTALL)
_SUPPORTED = re.compile(r"supported (?:api-)?versions are '([^']*)'", re.IGNORECASE)
_VERSION = re.compile(r"\d{4}-\d{2}-\d{2}(?:-preview)?")
_ASKED = re.compile(r"(?<=[?&]api-version=)[^&]*")


class ApiVersions:
    """Which api-version each type takes in one tenant: the newest known, until it is refused there."""

    def __init__(self) -> None:
        self._taken: dict[str, str] = {}

    def of(self, path: str) -> str:
        """The one for a path; raises Invalid where it leads to nothing that is known, as a strange name may make it."""
        kind = type_of(path)
        if not kind:
            raise Invalid(f"{path} is the path of nothing that can be read")
        return self._of(kind)

    def in_use(self) -> dict[str, str]:
        """The one of each type."""
        return {each: self._of(each) for each in API_VERSIONS}

    def another(self, url: str, refusal: bytes) -> str | None:
        """The URL with the newest api-version that we know and the refusal lists; None where that helps nothing.

        Source: the messages of InvalidApiVersionParameter, InvalidResourceType and NoRegisteredProviderFound, which
        all list what is supported.
        """
        listed = _SUPPORTED.search(refusal.decode(errors="replace"))
        kind = type_of(urlsplit(url).path)
        if listed is None or kind not in API_VERSIONS:
            return None
        supported = set(_VERSION.findall(listed[1]))
        newest = next((each for each in API_VERSIONS[kind] if each in supported), None)
        asked = _ASKED.search(url)
        if newest is None or asked is None or asked[0] == newest:
            return None
        self._taken[kind] = newest
        return f"{url[: asked.start()]}{newest}{url[asked.end() :]}"

    def _of(self, kind: str) -> str:
        return self._taken.get(kind) or API_VERSIONS[kind][0]


def type_of(path: str) -> str:
    """The type of what a path leads to, as the table spells it; what has no provider is of Microsoft.Resources.

    Of a path that goes on below the types that are known it is the last known; empty where there is none.
    """
    found = _PROVIDER.search(path.lower())
    namespace, below = found.groups() if found else ("microsoft.resources", path.lower().strip("/"))
    names = below.split("/")[::2]
    while names and "/".join([namespace, *names]) not in _TYPES:
        names.pop()
    return _TYPES.get("/".join([namespace, *names]), "")
