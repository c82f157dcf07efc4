"""`storageProfile` of an image version: what it is made from.

Recorded: exactly one of a source of the whole and sources of its disks; an update may leave the sources out, and the
stored ones stay and are answered.
"""

from collections.abc import Iterator
from typing import Any, Final

from tui.simulator.disks import source_id
from tui.simulator.scenario import Body
from tui.simulator.wire import ArmError
from tui.simulator.writes.change import Change
from tui.simulator.writes.values import choice, invalid, not_allowed, unchanged

PATH: Final = "galleryImageVersion.properties.storageProfile"
_CACHING: Final = ("None", "ReadOnly", "ReadWrite")
_SOURCE_MOVED: Final = "2019-07-01"


def new_storage(asked: Body) -> Body:
    """Make the profile of a version that is created; raises `ArmError` where a rule is against it."""
    whole = asked.get("source") or {}
    disks = list(_disks(asked))
    sources = [each["source"] for _, each in disks if each.get("source")]
    if bool(source_id(whole)) == bool(sources) or (sources and len(sources) < len(disks)):
        raise invalid(
            "The gallery artifact version source can only be specified either directly under storageProfile or within "
            "individual OS or data disks. One and only one source type (user image, snapshot, disk, virtual machine) "
            "can be provided.",
            f"{PATH}.source.id",
        )
    if not sources:
        return {"source": whole}
    _check_data_disks(asked)
    made: Body = {}
    for name, each in disks:
        caching = choice(each.get("hostCaching", "None"), _CACHING, f"{PATH}.{name}.hostCaching")
        disk = {**({"lun": each["lun"]} if "lun" in each else {}), "hostCaching": caching, "source": each["source"]}
        if name == "osDiskImage":
            made[name] = disk
        else:
            made.setdefault(name, []).append(disk)
    return made


def kept_storage(asked: Body, before: Body) -> Body:
    """Give the stored profile of a version that is updated; raises `ArmError` where the update would change it."""
    if asked.get("source"):
        unchanged(source_id(before.get("source") or {}), source_id(asked["source"]), f"{PATH}.source.id")
    stored = {each.get("lun"): each for each in before.get("dataDiskImages", [])}
    for name, disk in _disks(asked):
        if name == "dataDiskImages" and disk.get("lun") not in stored:
            raise not_allowed(
                "Adding new Data Disks or changing the LUN of a Data Disk in an existing Image is not allowed."
            )
        known = before.get(name, {}) if name == "osDiskImage" else stored[disk.get("lun")]
        if disk_source(disk):
            unchanged(disk_source(known), disk_source(disk), f"{PATH}.{name}.source.id")
    return before


def moved_source(change: Change) -> Body:
    """Read the storage profile as it was sent: before 2019-07-01 the source stood in the publishing profile."""
    asked: Body = change.properties.get("storageProfile") or {}
    old: dict[str, Any] = (change.properties.get("publishingProfile") or {}).get("source") or {}
    own_id = (old.get("managedImage") or {}).get("id")
    return {"source": {"id": own_id}} if own_id and change.call.api_version < _SOURCE_MOVED else asked


def disk_source(disk: Body) -> str:
    """Tell what a disk is made from: the id of a disk, a snapshot, or the address of a blob."""
    source = disk.get("source") or {}
    return str(source.get("uri") or source.get("id") or "")


def disk_sources(storage: Body) -> Iterator[tuple[str, Body]]:
    """Give the sources of single disks, with the path to each."""
    for name, disk in _disks(storage):
        if disk.get("source"):
            yield f"properties.storageProfile.{name}.source.id", disk["source"]


def _disks(storage: Body) -> Iterator[tuple[str, Body]]:
    if storage.get("osDiskImage"):
        yield "osDiskImage", storage["osDiskImage"]
    for each in storage.get("dataDiskImages") or []:
        yield "dataDiskImages", each


def _check_data_disks(asked: Body) -> None:
    data = asked.get("dataDiskImages") or []
    luns = [each.get("lun", 0) for each in data]
    if len(set(luns)) < len(luns):
        raise invalid(
            "Duplicated lun numbers have been detected in the input data disks. Lun number must be unique for each "
            "data disk.",
            f"{PATH}.dataDiskImages",
        )
    if not asked.get("osDiskImage"):
        raise ArmError(400, "InvalidParameter", f"Required parameter '{PATH}.osDiskImage' is missing (null).")
    named = [disk_source(each).lower() for each in (asked["osDiskImage"], *data)]
    if named[0] in named[1:] and "://" in named[0]:
        raise invalid(
            f"OSDiskImage and DataDiskImage cannot point to same blob '{disk_source(asked['osDiskImage'])}'.",
            f"{PATH}.osDiskImage.source.uri",
        )
    if len(set(named)) < len(named):
        raise invalid(
            "Duplicated source ids are found in the input disks. Source id should be unique for each disk.",
            f"{PATH}.dataDiskImages",
        )
