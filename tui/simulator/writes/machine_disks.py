"""The disks of a machine: what its image gives it, and what is asked for beside."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from tui.simulator.disks import disks_of
from tui.simulator.platform_images import platform_image
from tui.simulator.scenario import Body
from tui.simulator.world import Record
from tui.simulator.writes.change import Change
from tui.simulator.writes.image_references import definition_of

_OPTIONS: Final = {"fromimage": "FromImage", "empty": "Empty", "attach": "Attach", "copy": "Copy"}
_USUAL_GB: Final = 30


@dataclass(frozen=True, slots=True)
class Start:
    """What a machine starts from: its system, its disks, and the version that `latest` comes to."""

    os_type: str | None
    generation: str | None
    os_image: Body
    data_images: list[Body]
    exact_version: str | None = None


def start_of(change: Change, reference: Body, version: Record | None) -> Start:
    """Tell what an image gives to a machine; `version` is that of the gallery image, if it is one."""
    image = platform_image(reference)
    if image is not None:
        return Start(image.os_type, image.generation, {"sizeInGB": image.size_gb}, [], image.version)
    if version is not None:
        theirs = definition_of(change, version).properties
        images = disks_of(version.key, theirs.get("osType", "Linux"), change.world.records)
        own_id = str(reference.get("id", "")).lower()
        exact = None if own_id == version.key else str(version.body["name"])
        generation = theirs.get("hyperVGeneration", "V1")
        return Start(theirs.get("osType"), generation, images["osDiskImage"], images.get("dataDiskImages", []), exact)
    record = change.world.records.get(str(reference.get("id", "")).lower())
    theirs = record.properties if record else {}
    os_type = theirs.get("storageProfile", {}).get("osDisk", {}).get("osType")
    images = disks_of(record.key if record else "", os_type or "Linux", change.world.records)
    generation = theirs.get("hyperVGeneration")
    return Start(os_type, generation, images["osDiskImage"], images.get("dataDiskImages", []))


def storage_profile(change: Change, asked: Body, start: Start | None) -> Body:
    """Make the disks of a machine, each with a managed disk of its own; of a new one, those of its image (`start`).

    Recorded: their names, and what is filled in.
    """
    before: Body = change.before.get("storageProfile") or {}
    made = {**before, **asked}
    os_disk = {**(before.get("osDisk") or {}), **(asked.get("osDisk") or {})}
    if start is not None:
        if start.exact_version and "imageReference" in made:
            made["imageReference"] = {**made["imageReference"], "exactVersion": start.exact_version}
        size = start.os_image.get("sizeInGB") or _USUAL_GB
        usual = {"osType": start.os_type or "Linux", "createOption": "FromImage", "caching": "ReadWrite"}
        os_disk = {**usual, "deleteOption": "Detach", "diskSizeGB": size, **os_disk}
    made["osDisk"] = _managed(change, os_disk, "OsDisk_1")
    images = start.data_images if start else []
    made["dataDisks"] = [_managed(change, each, f"disk{n}") for n, each in enumerate(_data_disks(made, images), 2)]
    return made


def _data_disks(storage: Body, data_images: list[Body]) -> Iterator[Body]:
    """Give the data disks that are asked for, and those that the image has beside."""
    images = {each["lun"]: each for each in data_images}
    for each in storage.get("dataDisks") or []:
        image = images.pop(each["lun"], {})
        size = {"diskSizeGB": image["sizeInGB"]} if image.get("sizeInGB") else {}
        yield {"caching": "None", "deleteOption": "Detach", **size, **each}
    for lun, image in images.items():
        told = {"lun": lun, "createOption": "FromImage", "caching": image.get("hostCaching", "None")}
        yield {**told, "deleteOption": "Detach", "diskSizeGB": image.get("sizeInGB", _USUAL_GB)}


def _managed(change: Change, disk: Body, part: str) -> Body:
    """Name the managed disk of a disk; one that is attached has its own."""
    option = str(disk.get("createOption", ""))
    disk = {**disk, "createOption": _OPTIONS.get(option.lower(), option)}
    managed: Body = disk.get("managedDisk") or {}
    if "id" in managed:
        record = change.world.records.get(managed["id"].lower())
        size = record.properties.get("diskSizeGB") if record else None
        named = {"name": managed["id"].rpartition("/")[2]} | ({"diskSizeGB": size} if size else {})
        return {**named, **disk}
    if "vhd" in disk or disk.get("diffDiskSettings"):
        return disk
    name = disk.get("name") or f"{change.name}_{part}_{change.call.state.guids().replace('-', '')}"
    own_id = f"{change.parent.id}/providers/Microsoft.Compute/disks/{name}"
    return {**disk, "name": name, "managedDisk": {"storageAccountType": "Premium_LRS", **managed, "id": own_id}}
