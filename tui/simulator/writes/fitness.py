"""Whether what a version is made from fits its definition.

What the service looks at only once it copies (generation, system, plan, size) it refuses by an operation that fails.
Texts: the troubleshooting page of shared images (Microsoft's documentation), and what people reported.
"""

import json
from dataclasses import dataclass
from typing import Final

from tui.simulator.disks import disks_of, source_id
from tui.simulator.operations import Failure
from tui.simulator.scenario import Body
from tui.simulator.settling import os_type
from tui.simulator.world import VERSIONS, Record
from tui.simulator.writes.change import Change

MACHINE: Final = "microsoft.compute/virtualmachines"
_MOST_GB: Final = {"Full": 2048, "Shallow": 32768}


@dataclass(frozen=True, slots=True)
class Source:
    """A resource that a version is made from."""

    id: str
    """As the caller wrote it."""
    record: Record


def misfit(change: Change, sources: list[Source], storage: Body, mode: str) -> Failure | None:
    """Tell why the copies of a version will fail; None where its sources fit."""
    for source in sources[:1]:
        failure = _other_kind(change, source)
        if failure:
            return failure
    if storage.get("source"):
        disks = disks_of(source_id(storage["source"]), os_type(change.world, change.call.key), change.world.records)
        sizes = [disks["osDiskImage"]["sizeInGB"], *(each["sizeInGB"] for each in disks.get("dataDiskImages", []))]
    else:
        sizes = [each.record.properties.get("diskSizeGB") or 0 for each in sources]
    most = _MOST_GB[mode]
    if max(sizes, default=0) > most:
        return Failure(
            "GallerySourceResourceExceedsMaxSize",
            "Replication failed in this region due to 'The GalleryImageVersion source resource size "
            f"{max(sizes)} exceeds the max size {most} supported.'",
        )
    return None


def os_state_of(record: Record) -> str | None:
    """Tell whether what is in a source is generalized; None where it does not say."""
    if record.type == MACHINE:
        statuses = record.properties.get("instanceView", {}).get("statuses")
        if statuses is None:
            return None
        generalized = any(each.get("code", "").lower() == "osstate/generalized" for each in statuses)
        return "Generalized" if generalized else "Specialized"
    state: str | None = record.properties.get("storageProfile", {}).get("osDisk", {}).get("osState")
    return state


def _other_kind(change: Change, source: Source) -> Failure | None:
    wanted = change.parent.properties
    theirs = _system(change, source.record)
    for name, words in (
        ("hyperVGeneration", "Hypervisor generation"),
        ("osType", "OS type"),
    ):
        if theirs.get(name) and wanted.get(name) and theirs[name] != wanted[name]:
            return Failure(
                "Conflict",
                f"The resource with id '{source.id}' has a different {words} ['{theirs[name]}'] than the parent "
                f"gallery image {words} ['{wanted[name]}'].",
            )
    return _other_plan(change, source) if source.record.type == MACHINE else None


def _other_plan(change: Change, source: Source) -> Failure | None:
    """Documented: the plan of a machine and the purchase plan of the definition are the same, or there is neither."""
    plans = [source.record.body.get("plan"), change.parent.properties.get("purchasePlan")]
    theirs, wanted = (each and {name: each.get(name) for name in ("name", "publisher", "product")} for each in plans)
    if theirs == wanted:
        return None
    words = [json.dumps(each, separators=(",", ":")) for each in (theirs, wanted)]
    return Failure(
        "Conflict",
        f"The resource with id '{source.id}' has a different plan ['{words[0]}'] than the parent gallery image plan "
        f"['{words[1]}'].",
    )


def _system(change: Change, record: Record) -> Body:
    """What a source says of its system."""
    if record.type == VERSIONS:
        definition = change.world.records.get(record.key.rpartition("/versions/")[0])
        return definition.properties if definition else {}
    disk = record.properties.get("storageProfile", {}).get("osDisk", {})
    properties = record.properties
    generation = properties.get("hyperVGeneration")
    if record.type == MACHINE:
        managed = change.world.records.get(str((disk.get("managedDisk") or {}).get("id", "")).lower())
        generation = properties.get("instanceView", {}).get("hyperVGeneration")
        generation = generation or (managed.properties.get("hyperVGeneration") if managed else None)
    return {"hyperVGeneration": generation, "osType": disk.get("osType") or properties.get("osType")}
