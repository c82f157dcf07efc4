"""What disks a version has: read off its sources once it is complete."""

from collections.abc import Mapping
from typing import Any, Final

from tui.simulator.scenario import Body
from tui.simulator.world import Record

_OS_GB: Final = {"Linux": 30, "Windows": 127}
"""Recorded: the sizes of the usual images."""
_VHD_GB: Final = 30


def with_disks(properties: Body, os_type: str, records: Mapping[str, Record]) -> Body:
    """Give the properties of a version that is complete; what is known of its disks already stays.

    Recorded: sizes, and the disks of a source that has several, appear only then; a disk without a source of its own
    says `source: {}` for the operating system's and nothing for data.
    """
    settled = {**properties, "provisioningState": "Succeeded"}
    storage = properties.get("storageProfile") or {}
    if not storage or "sizeInGB" in (storage.get("osDiskImage") or {}):
        return settled
    source = storage.get("source")
    if source:
        storage = {"source": source, **disks_of(source_id(source), os_type, records)}
    else:
        storage = {name: _sized(value, os_type, records) for name, value in storage.items()}
    return {**settled, "storageProfile": storage}


def source_id(source: Body) -> str:
    """Tell the id in a version's `storageProfile.source`, whichever way it is named."""
    names = ("virtualMachineId", "communityGalleryImageId", "id")
    return next((str(source[name]) for name in names if source.get(name)), "")


def disks_of(own_id: str, os_type: str, records: Mapping[str, Record]) -> Body:
    """Give `osDiskImage` and, if any, `dataDiskImages` of what a whole version is made from."""
    record = records.get(own_id.lower())
    storage = record.properties.get("storageProfile", {}) if record else {}
    if record and record.type.endswith("/versions"):
        disk, data = storage.get("osDiskImage", {}), storage.get("dataDiskImages", [])
        caching = "hostCaching"
    else:
        disk, data = storage.get("osDisk", {}), storage.get("dataDisks", [])
        caching = "caching"
    default = _OS_GB.get(os_type, _VHD_GB)
    made: Body = {
        "osDiskImage": {
            "sizeInGB": _size(disk, records) or default,
            "hostCaching": disk.get(caching, "None"),
            "source": {},
        }
    }
    if data:
        made["dataDiskImages"] = [
            {"lun": each["lun"], "sizeInGB": _size(each, records) or _VHD_GB, "hostCaching": each.get(caching, "None")}
            for each in data
        ]
    return made


def _sized(value: Any, os_type: str, records: Mapping[str, Record]) -> Any:  # noqa: ANN401 - one disk or a list of them
    if isinstance(value, list):
        return [_sized(each, "", records) for each in value]
    own_id = str(value.get("source", {}).get("id", ""))
    record = records.get(own_id.lower())
    size = _size(record.properties, records) if record else None
    head = {"lun": value["lun"]} if "lun" in value else {}
    return {**head, "sizeInGB": size or _OS_GB.get(os_type, _VHD_GB), **value}


def _size(disk: Body, records: Mapping[str, Record]) -> int | None:
    """Tell the size of a disk that some body describes, or of the managed disk or snapshot that it names."""
    for name in ("diskSizeGB", "sizeInGB"):
        if disk.get(name):
            return int(disk[name])
    named = disk.get("managedDisk") or disk.get("snapshot") or {}
    record = records.get(str(named.get("id", "")).lower())
    return _size(record.properties, records) if record else None
