"""Resource ids: what they name, how two of them compare, and how one is found in a pasted text."""

import re
from typing import Literal, NamedTuple, get_args
from urllib.parse import unquote

Kind = Literal["subscription", "gallery", "definition", "version"]
Family = Literal["SharedGalleries", "CommunityGalleries"]
KINDS: tuple[Kind, ...] = get_args(Kind)

_KIND_BY_SLASHES: dict[int, Kind] = {2: "subscription", 8: "gallery", 10: "definition", 12: "version"}
_FOREIGN_KIND_BY_SLASHES: dict[int, Kind] = {2: "gallery", 4: "definition", 6: "version"}
_FAMILIES: dict[str, Family] = {"sharedgalleries": "SharedGalleries", "communitygalleries": "CommunityGalleries"}
_STARTS = tuple(f"{each}/" for each in _FAMILIES)
# What no name holds, but what an id may be wrapped in where it is copied from: JSON, a sentence, a command, a URL.
_NAME = r"""[^/\s?#&"'`<>,;]+"""
_ID = re.compile(
    rf"/subscriptions/(?P<subscription>{_NAME})"
    rf"(?:/resourceGroups/(?P<resource_group>{_NAME})"
    rf"/providers/Microsoft\.Compute/galleries/(?P<gallery>{_NAME})"
    rf"(?:/images/(?P<definition>{_NAME})(?:/versions/(?P<version>{_NAME}))?)?)?",
    re.IGNORECASE,
)
# As a machine names one, as Resource Manager has it in a region, and as Resource Graph writes it. Nothing else may
# stand before: a lab of DevTest Labs has shared galleries of its own.
_FOREIGN_ID = re.compile(
    rf"(?:/locations/(?P<location>{_NAME})|(?<![\w.()-]))/(?P<family>{'|'.join(_FAMILIES)})/(?P<gallery>{_NAME})"
    rf"(?:/images/(?P<definition>{_NAME})(?:/versions/(?P<version>{_NAME}))?)?",
    re.IGNORECASE,
)
_GUID = "[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}"
_UNIQUE_NAME = re.compile(rf"{_GUID}-[\w.]+", re.IGNORECASE)
_PUBLIC_NAME = re.compile(rf"[\w.-]+-{_GUID}", re.IGNORECASE)
_NUMBER = re.compile(r"(\d{1,10})\.(\d{1,10})\.(\d{1,10})", re.ASCII)


class NotAnId(ValueError):
    """The text names no subscription, gallery, definition or version."""


class ResourceId(NamedTuple):
    """The parts of the id of a subscription, gallery, definition or version, spelt as they were given."""

    subscription: str
    resource_group: str = ""
    gallery: str = ""
    definition: str = ""
    version: str = ""

    @property
    def kind(self) -> Kind:
        """What the id names."""
        if self.version:
            return "version"
        if self.definition:
            return "definition"
        return "gallery" if self.gallery else "subscription"

    @property
    def name(self) -> str:
        """The last part: the name of what the id names."""
        return self.version or self.definition or self.gallery or self.subscription

    def __str__(self) -> str:
        text = f"/subscriptions/{self.subscription}"
        if self.gallery:
            text += f"/resourceGroups/{self.resource_group}/providers/Microsoft.Compute/galleries/{self.gallery}"
        if self.definition:
            text += f"/images/{self.definition}"
        return f"{text}/versions/{self.version}" if self.version else text


class ForeignId(NamedTuple):
    """The parts of the unique id of a gallery that others share, of its definition or version, as they were given.

    `gallery` is its unique name where it is shared with us, its public name where it is open to the community. The
    location is that of the URL that the id was found in; an id has none, and leads to something in one region at most.
    """

    family: Family
    gallery: str
    definition: str = ""
    version: str = ""
    location: str = ""

    @property
    def kind(self) -> Kind:
        """What the id names."""
        return "version" if self.version else "definition" if self.definition else "gallery"

    @property
    def name(self) -> str:
        """The last part: the name of what the id names."""
        return self.version or self.definition or self.gallery

    def __str__(self) -> str:
        text = f"/{self.family}/{self.gallery}"
        text += f"/Images/{self.definition}" if self.definition else ""
        return f"{text}/Versions/{self.version}" if self.version else text


def parse_foreign_id(text: str) -> ForeignId:
    """Find the id of something that others share in a unique id, an ARM path in a region, or any URL that carries one.

    A bare name is taken for one where it looks so: `{subscription}-{GALLERY}` is the unique name of a shared gallery,
    `{prefix}-{guid}` the public name of a community gallery. Raises NotAnId.
    """
    pasted = unquote(text.strip())
    found = _FOREIGN_ID.search(pasted)
    if found:
        parts = {part: value or "" for part, value in found.groupdict().items()}
        return ForeignId(_FAMILIES[parts.pop("family").lower()], **parts)
    if _UNIQUE_NAME.fullmatch(pasted):
        return ForeignId("SharedGalleries", pasted)
    if _PUBLIC_NAME.fullmatch(pasted):
        return ForeignId("CommunityGalleries", pasted)
    raise NotAnId(f"no gallery that others share is named by {text.strip()[:80]!r}")


def is_foreign(resource_id: str) -> bool:
    """Whether an id or a key is that of something that others share: it can be used, and not be changed."""
    # The second letter tells it from /subscriptions, which nearly all of 200,000 begin with.
    return resource_id[2:3] in "hHoO" and resource_id[1:21].lower().startswith(_STARTS)


def parse_id(text: str) -> ResourceId:
    """Find the id in an ARM id, a portal URL or any URL that carries one.

    What follows the id (a portal blade, a query) is left out. Raises NotAnId.
    """
    found = _ID.search(unquote(text.strip()))
    if not found:
        raise NotAnId(f"no subscription, gallery, definition or version is named by {text.strip()[:80]!r}")
    return ResourceId(**{part: value or "" for part, value in found.groupdict().items()})


def key_of(resource_id: str) -> str:
    """The id as two spellings of it compare: lower-cased, since the service changes their case (recorded)."""
    return resource_id.lower()


def kind_of(key: str) -> Kind | None:
    """What a key of the inventory names, by its depth alone; None where nothing stands that deep."""
    depth = key.count("/")
    known = _FOREIGN_KIND_BY_SLASHES if depth < 8 and is_foreign(key) else _KIND_BY_SLASHES
    return known.get(depth)


def name_of(resource_id: str) -> str:
    """The last part of an id."""
    return resource_id.rpartition("/")[2]


def subscription_of(key: str) -> str:
    """The id of the subscription that an id lies in, without its path."""
    return key.split("/", 3)[2] if key.startswith("/subscriptions/") else ""


def subscription_key(subscription: str) -> str:
    """The key of a subscription, from its bare id."""
    return f"/subscriptions/{subscription.lower()}"


def parent_key(key: str) -> str | None:
    """The key of what holds this: version, definition, gallery, subscription.

    None above a subscription, and above a gallery that others share.
    """
    kind = kind_of(key)
    if kind == "gallery" and not is_foreign(key):
        return subscription_key(subscription_of(key))
    return key.rsplit("/", 2)[0] if kind in ("definition", "version") else None


def version_order(name: str) -> tuple[int, int, int]:
    """The number that versions sort by: numerically, major then minor then patch (2.10.0 comes after 2.9.0).

    A name that the service would not have given sorts first.
    """
    found = _NUMBER.fullmatch(name)
    if found is None:
        return (-1, -1, -1)
    major, minor, patch = found.groups()
    return (int(major), int(minor), int(patch))
