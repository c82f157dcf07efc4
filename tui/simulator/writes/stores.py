"""Disks, snapshots, managed images, and what is stored as it is sent."""

from typing import Final

from tui.simulator.scenario import Body
from tui.simulator.world import Record
from tui.simulator.writes.change import Change, Course
from tui.simulator.writes.compute_shapes import DiskShape, ManagedImageShape
from tui.simulator.writes.schemas import fitting
from tui.simulator.writes.values import invalid, missing, not_allowed

_BESIDE: Final = ("kind", "sku", "plan", "identity", "zones", "extendedLocation", "managedBy")
_DEFAULT_GB: Final = 30
_TRUSTED: Final = ("TrustedLaunch", "ConfidentialVM")


def beside(asked: Body) -> Body:
    """Give the fields that stand beside the properties."""
    return {name: asked[name] for name in _BESIDE if name in asked}


def at_once(change: Change) -> Course:
    """Store what is sent."""
    return Course(change.properties, None, extra=beside(change.asked))


def disk(change: Change) -> Course:
    """Make a disk or a snapshot; its size and system are those of what it is made from."""
    asked = fitting(change.properties, DiskShape, "disk.properties")
    creation = asked.get("creationData") or change.before.get("creationData")
    if not creation:
        raise missing("disk.creationData")
    source = _named(change, creation.get("sourceResourceId"), "disk.creationData.sourceResourceId")
    theirs = source.properties if source else {}
    made: Body = {name: theirs[name] for name in ("osType", "hyperVGeneration") if name in theirs}
    made["diskSizeGB"] = theirs.get("diskSizeGB", _DEFAULT_GB)
    made |= {"diskState": "Unattached", **change.before, **asked}
    sku = change.asked.get("sku") or {"name": "Standard_LRS", "tier": "Standard"}
    return Course(made, change.call.state.durations("disk"), extra={**beside(change.asked), "sku": sku})


def managed_image(change: Change) -> Course:
    """Make a managed image from disks, or capture a machine that is generalized."""
    properties = {**change.before, **fitting(change.properties, ManagedImageShape, "image.properties")}
    path = "image.sourceVirtualMachine.id"
    machine = _named(change, (properties.get("sourceVirtualMachine") or {}).get("id"), path)
    if machine is not None and "storageProfile" not in properties:
        properties["storageProfile"] = _captured(change, machine)
    if not properties.get("storageProfile"):
        raise missing("image.storageProfile")
    properties.setdefault("hyperVGeneration", "V1")
    return Course(properties, change.call.state.durations("managed image"), extra=beside(change.asked))


def _captured(change: Change, machine: Record) -> Body:
    security = (machine.properties.get("securityProfile") or {}).get("securityType")
    if security in _TRUSTED:
        raise not_allowed(
            f"Creation of managed images are not supported for virtual machine with {security} security type."
        )
    statuses = machine.properties.get("instanceView", {}).get("statuses", [])
    if not any(each.get("code", "").lower() == "osstate/generalized" for each in statuses):
        raise not_allowed(
            f"Cannot create managed image for VM '{machine.body['name']}' since it is not marked as generalized."
        )
    storage = machine.properties.get("storageProfile", {})
    disks = [storage.get("osDisk", {}), *storage.get("dataDisks", [])]
    kept = ("lun", "osType", "diskSizeGB", "caching", "managedDisk")
    taken = [{name: each[name] for name in kept if name in each} for each in disks]
    return {"osDisk": {**taken[0], "osState": "Generalized"}, "dataDisks": taken[1:], "zoneResilient": False}


def _named(change: Change, own_id: str | None, path: str) -> Record | None:
    """Find a resource that a body names; raises where it names one that is not there."""
    if own_id is None:
        return None
    record = change.world.records.get(own_id.lower())
    if record is None:
        raise invalid(f"Source was not found: {own_id}. Please make sure the source exists.", path)
    return record
