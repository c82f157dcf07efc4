"""How proxies of shared galleries and of community galleries are answered.

Recorded: neither has an `id`, but a `uniqueId`; a region, and no target regions; disks with `diskSizeGB`; a definition
for the community has its publisher, offer and sku left empty. `artifactTags` are the tags of what is shown (read off
the galleries that Resource Graph lists).
"""

from collections.abc import Iterator
from typing import Final

from tui.simulator.proxies import Proxies, galleries, public_names, regions_of
from tui.simulator.regions import canonical
from tui.simulator.scenario import Body
from tui.simulator.world import Record, World, target_regions

_DISCLAIMER: Final = "https://aka.ms/community-gallery-disclaimer"
_PUBLISHER: Final = ("publisherUri", "publisherContact", "eula", "publicNames")
_SYSTEM: Final = ("osType", "osState", "endOfLifeDate")
_FITTING: Final = ("hyperVGeneration", "features", "purchasePlan", "architecture", "privacyStatementUri", "eula")


def shared_body(unique_id: str, properties: Body, region: str) -> Body:
    """Make the body of a proxy for those whom a gallery is shared with."""
    shown = {"properties": properties} if properties else {}
    return {"identifier": {"uniqueId": unique_id}, **shown, "location": region, "name": unique_id.rpartition("/")[2]}


def community_body(unique_id: str, properties: Body, region: str) -> Body:
    """Make the body of a proxy for everybody; of a gallery, what is said of its publisher is told twice."""
    twice = {name: properties[name] for name in ("communityMetadata",) if name in properties}
    named = {"location": region, "name": unique_id.rpartition("/")[2], "identifier": {"uniqueId": unique_id}}
    return {"properties": properties, **twice, **named}


def gallery_properties(gallery: Record, *, community: bool) -> Body:
    """Give what is told of a gallery."""
    if not community:
        return _tags(gallery)
    info = gallery.properties["sharingProfile"]["communityGalleryInfo"]
    metadata = {name: info[name] for name in _PUBLISHER if name in info}
    return {"communityMetadata": metadata, "disclaimer": _DISCLAIMER, **_tags(gallery)}


def definition_properties(definition: Record, *, community: bool) -> Body:
    """Give what is told of a definition."""
    stored = definition.properties
    identifier = {"publisher": "", "offer": "", "sku": ""} if community else stored.get("identifier", {})
    shown: Body = {"disclaimer": _DISCLAIMER} if community else {}
    shown |= {name: stored[name] for name in _SYSTEM if name in stored}
    shown |= {"identifier": identifier, "recommended": stored.get("recommended", {})}
    shown |= {"disallowed": stored["disallowed"]} if "disallowed" in stored else {}
    return {**shown, **{name: stored[name] for name in _FITTING if name in stored}, **_tags(definition)}


def version_properties(version: Record, region: str, *, community: bool) -> Body:
    """Give what is told of a version in a region; it is excluded from latest there, or everywhere."""
    profile = version.properties.get("publishingProfile", {})
    targets = (each for each in target_regions(version.properties) if canonical(each["name"]) == region)
    excluded = [profile, *targets]
    shown: Body = {"disclaimer": _DISCLAIMER} if community else {}
    shown |= {name: profile[name] for name in ("publishedDate", "endOfLifeDate") if name in profile}
    shown["excludeFromLatest"] = any(each.get("excludeFromLatest") for each in excluded)
    return {**shown, "storageProfile": _storage(version.properties.get("storageProfile", {})), **_tags(version)}


def community_bodies(world: World) -> Iterator[Body]:
    """Make the bodies of all proxies of all galleries that are open to the community."""
    for gallery in galleries(world):
        for name in public_names(gallery):
            for region in regions_of(world, gallery):
                proxies = Proxies(world, region)
                if proxies.seen(gallery):
                    yield from _bodies(proxies, gallery, f"/CommunityGalleries/{name}")


def _bodies(proxies: Proxies, gallery: Record, own_id: str) -> Iterator[Body]:
    region = proxies.region
    yield community_body(own_id, gallery_properties(gallery, community=True), region)
    for definition in proxies.definitions(gallery):
        image = f"{own_id}/Images/{definition.name}"
        yield community_body(image, definition_properties(definition, community=True), region)
        for version in proxies.versions(definition):
            copy = f"{image}/Versions/{version.name}"
            yield community_body(copy, version_properties(version, region, community=True), region)


def _storage(stored: Body) -> Body:
    shown: Body = {"osDiskImage": _disk(stored["osDiskImage"])} if "osDiskImage" in stored else {}
    data = stored.get("dataDiskImages") or []
    return shown | ({"dataDiskImages": [{"lun": each["lun"], **_disk(each)} for each in data]} if data else {})


def _disk(stored: Body) -> Body:
    known = (("diskSizeGB", "sizeInGB"), ("hostCaching", "hostCaching"))
    return {name: stored[own] for name, own in known if own in stored}


def _tags(record: Record) -> Body:
    return {"artifactTags": record.body["tags"]} if record.body.get("tags") else {}
