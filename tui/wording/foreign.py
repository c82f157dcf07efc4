"""Galleries that others share, in words: titles, rows, fields, and how they are named elsewhere."""

import json
import re
import shlex
from collections.abc import Iterable
from datetime import datetime
from typing import NamedTuple

from tui.model.gallery import Definition, Gallery, Publisher, Version
from tui.model.ids import Family, ForeignId, Kind
from tui.wording.ages import day, moment
from tui.wording.copies import Copy
from tui.wording.details import Field, definition_fields, tags, version_fields
from tui.wording.signs import Part
from tui.wording.sizes import gigabytes

_GUID = re.compile(r"\b([0-9a-f]{8})(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\b", re.IGNORECASE)
_WHOLE_GUID = 36
_OF_VERSIONS = ("Published", "Size", "Data disks", "End of life", "Tags")
"""What a consumer is told of a version, of all that its owner is."""


class _Family(NamedTuple):
    kind: str
    az: str
    name_option: str
    reference: str


_FAMILIES: dict[Family, _Family] = {
    "SharedGalleries": _Family("shared gallery", "shared", "--gallery-unique-name", "sharedGalleryImageId"),
    "CommunityGalleries": _Family("community gallery", "community", "--public-gallery-name", "communityGalleryImageId"),
}
_GROUPS: dict[Kind, tuple[str, ...]] = {
    "gallery": ("sig",),
    "definition": ("sig", "image-definition"),
    "version": ("sig", "image-version"),
}


def kind_of_gallery(wanted: ForeignId) -> str:
    """What kind of gallery an id is of."""
    return _FAMILIES[wanted.family].kind


def path_of(wanted: ForeignId) -> str:
    """The names from the gallery down."""
    return " / ".join(each for each in (wanted.gallery, wanted.definition, wanted.version) if each)


def shortened(name: str, ellipsis: str) -> str:
    """A unique or public name, its guid cut after the first eight digits, which tell it from most others."""
    return _GUID.sub(rf"\g<1>{ellipsis}", name)


def owner_of(unique_name: str) -> tuple[str, str]:
    """The id of the subscription that a shared gallery lies in, and its name there; no id where it tells none."""
    owner, name = unique_name[:_WHOLE_GUID], unique_name[_WHOLE_GUID + 1 :]
    return (owner, name) if _GUID.fullmatch(owner) and name else ("", unique_name)


def titles(wanted: ForeignId, region: str, ellipsis: str) -> list[str]:
    """The title of what is shown of a gallery, the most telling first, shorter ones for narrower screens behind it."""
    within, kind = f"{wanted.definition} · " if wanted.definition else "", kind_of_gallery(wanted)
    short = shortened(wanted.gallery, ellipsis)
    return [
        f"{within}{wanted.gallery} · {kind} in {region} · read-only",
        f"{within}{short} · {kind} in {region} · read-only",
        f"{within}{short} · {region} · read-only",
        f"{within}{region} · read-only",
    ]


def foreign_definition_cells(definition: Definition) -> tuple[Part, ...]:
    """Name, OS, generation, architecture, end of life, security."""
    return (
        (definition.name, "plain"),
        (" ".join(each for each in (definition.os_type, definition.os_state) if each), "plain"),
        ((definition.hyper_v_generation or "").replace("V", "Gen "), "dim"),
        (definition.architecture or "", "dim"),
        (day(definition.end_of_life_date), "dim"),
        (definition.security_type or "", "dim"),
    )


def foreign_version_cells(version: Version, latest: Version | None, now: datetime) -> tuple[Part, ...]:
    """Number, whether it is the latest or excluded from it, published, size, end of life."""
    past = version.past_end_of_life(now)
    return (
        (version.name, "plain"),
        _standing(version, latest),
        (moment(version.published_date, now), "plain"),
        (gigabytes(version.size_gb), "plain"),
        (f"{day(version.end_of_life_date)}{' (past)' if past else ''}", "moving" if past else "dim"),
    )


def _standing(version: Version, latest: Version | None) -> Part:
    if version.exclude_from_latest:
        return ("excluded", "moving")
    return ("latest", "settled") if latest is not None and version.key == latest.key else ("", "dim")


def foreign_fields(
    gallery: Gallery, definition: Definition | None, version: Version | None, latest: Version | None, now: datetime
) -> list[Field]:
    """What is told of a version, of the definition that it is of, and of the gallery; none of it can be changed."""
    fields: list[Field] = []
    if version:
        fields += [each for each in version_fields(version, definition, {}, now) if each.label in _OF_VERSIONS]
        fields.insert(1, Field("Latest", _latest(version, latest)))
    if definition:
        told = {each.label for each in fields}
        more = definition_fields(definition, now)
        fields += [each for each in more if each.label not in told and each.label != "Provisioning"]
    return [each._replace(editable=False) for each in (*fields, *_of_gallery(gallery, definition))]


def _latest(version: Version, latest: Version | None) -> str:
    if version.exclude_from_latest:
        return "excluded from it"
    if latest is None or version.key == latest.key:
        return "yes"
    return f"no, {latest.name} is"


def _of_gallery(gallery: Gallery, definition: Definition | None) -> Iterable[Field]:
    publisher = gallery.publisher or Publisher()
    if definition is None:
        yield Field("Tags", tags(gallery.tags))
    yield Field("Publisher URI", publisher.publisher_uri or "")
    yield Field("Contact", publisher.publisher_contact or "")
    yield Field("Gallery EULA", publisher.eula or "")
    if definition is None or not definition.privacy_statement_uri:
        yield Field("Privacy", publisher.privacy_statement_uri or "")


def foreign_copies(wanted: ForeignId, region: str, subscription: str) -> list[Copy]:
    """The unique id first, then all other ways to name what is seen from a subscription in a region."""
    copies = [
        Copy("unique id", str(wanted)),
        Copy("name", wanted.name),
        Copy("az show", az_show(wanted, region, subscription)),
    ]
    if wanted.kind != "version":
        copies.append(Copy("az list", az_list(wanted, region, subscription)))
    if wanted.kind != "gallery":
        reference = {"imageReference": {_FAMILIES[wanted.family].reference: str(wanted)}}
        copies.append(Copy("imageReference", json.dumps(reference)))
    return copies


def az_show(wanted: ForeignId, region: str, subscription: str) -> str:
    """The az command that shows the same, quoted for a shell: names come from others."""
    verb = f"show-{_FAMILIES[wanted.family].az}"
    return shlex.join(("az", *_GROUPS[wanted.kind], verb, *_named(wanted, region, subscription)))


def az_list(wanted: ForeignId, region: str, subscription: str) -> str:
    """The az command that lists what lies under a gallery or a definition."""
    below: Kind = "definition" if wanted.kind == "gallery" else "version"
    verb = f"list-{_FAMILIES[wanted.family].az}"
    return shlex.join(("az", *_GROUPS[below], verb, *_named(wanted, region, subscription)))


def _named(wanted: ForeignId, region: str, subscription: str) -> Iterable[str]:
    yield from ("--subscription", subscription, "--location", region)
    yield from (_FAMILIES[wanted.family].name_option, wanted.gallery)
    if wanted.definition:
        yield from ("--gallery-image-definition", wanted.definition)
    if wanted.version:
        yield from ("--gallery-image-version", wanted.version)
