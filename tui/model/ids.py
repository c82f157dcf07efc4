"""Resource ids: what they name, how two of them compare, and how one is found in a pasted text."""

import re
from typing import Literal, NamedTuple, get_args
from urllib.parse import unquote

Kind = Literal["subscription", "gallery", "definition", "version"]
KINDS: tuple[Kind, ...] = get_args(Kind)

_KIND_BY_SLASHES: dict[int, Kind] = {2: "subscription", 8: "gallery", 10: "definition", 12: "version"}
# What no name holds, but what an id may be wrapped in where it is copied from: JSON, a sentence, a command, a URL.
_NAME = r"""[^/\s?#&"'`<>,;]+"""
_ID = re.compile(
    rf"/subscriptions/(?P<subscription>{_NAME})"
    rf"(?:/resourceGroups/(?P<resource_group>{_NAME})"
    rf"/providers/Microsoft\.Compute/galleries/(?P<gallery>{_NAME})"
    rf"(?:/images/(?P<definition>{_NAME})(?:/versions/(?P<version>{_NAME}))?)?)?",
    re.IGNORECASE,
)
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
    return _KIND_BY_SLASHES.get(key.count("/"))


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
    """The key of what holds this: version, definition, gallery, subscription; None above a subscription."""
    kind = kind_of(key)
    if kind == "gallery":
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
