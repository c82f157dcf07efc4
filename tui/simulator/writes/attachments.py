"""What a machine holds on to: its disks, which are resources of their own, and its interfaces."""

from collections.abc import Iterator
from typing import Final

from tui.simulator.addresses import mac_address
from tui.simulator.loading import in_key_order
from tui.simulator.scenario import Body
from tui.simulator.world import Record, World
from tui.simulator.writes.interfaces import forget

_DISKS: Final = "Microsoft.Compute/disks"
_HELD: Final = ("managedBy",)


def attach(world: World, machine: Record, before: Record | None) -> None:
    """Make the disks that a machine has and that are not there yet, and let disks and interfaces know their machine."""
    kept = {_disk_key(each) for each in disks_of_machine(machine)}
    for each in disks_of_machine(before) if before else ():
        if _disk_key(each) not in kept:
            _let_go(world, _disk_key(each))
    for each in disks_of_machine(machine):
        key = _disk_key(each)
        record = world.records.get(key)
        if record is None and key:
            record = _new_disk(machine, each)
        if record is not None:
            held = record.having(diskState="Attached")
            world.put(Record(key, record.type, {**held.body, "managedBy": machine.id}))
    for n, own_id in enumerate(_interfaces(machine)):
        record = world.records.get(own_id.lower())
        if record is not None:
            told = {"virtualMachine": {"id": machine.id}, "macAddress": mac_address(record.key), "primary": n == 0}
            world.put(record.having(**told))


def release(world: World, machine: Record) -> None:
    """Take a machine out of the world; what it held stays without it, or goes with it where it is said to."""
    world.remove(machine.key)
    for each in disks_of_machine(machine):
        key = _disk_key(each)
        if each.get("deleteOption") == "Delete" and key in world.records:
            world.remove(key)
        else:
            _let_go(world, key)
    for own_id, deleted in _interfaces(machine).items():
        record = world.records.get(own_id.lower())
        if record is not None and deleted:
            forget(world, record)
        elif record is not None:
            world.put(record.having(virtualMachine=None, macAddress=None, primary=None))


def disks_of_machine(machine: Record) -> Iterator[Body]:
    """Give the disks of a machine, the operating system's first."""
    storage = machine.properties.get("storageProfile") or {}
    yield storage.get("osDisk") or {}
    yield from storage.get("dataDisks") or ()


def _interfaces(machine: Record) -> dict[str, bool]:
    """Give the ids of the interfaces of a machine, and whether they go with it."""
    listed = (machine.properties.get("networkProfile") or {}).get("networkInterfaces") or []
    return {each["id"]: (each.get("properties") or {}).get("deleteOption") == "Delete" for each in listed}


def _disk_key(disk: Body) -> str:
    return str((disk.get("managedDisk") or {}).get("id", "")).lower()


def _let_go(world: World, key: str) -> None:
    record = world.records.get(key)
    if record is not None:
        free = record.having(diskState="Unattached")
        world.put(Record(key, record.type, {name: value for name, value in free.body.items() if name not in _HELD}))


def _new_disk(machine: Record, disk: Body) -> Record:
    """Make the resource of a disk, as the service makes it with its machine."""
    own_id: str = disk["managedDisk"]["id"]
    sku: str = disk["managedDisk"].get("storageAccountType", "Premium_LRS")
    reference = (machine.properties.get("storageProfile") or {}).get("imageReference") or {}
    image = {name: value for name, value in reference.items() if name != "exactVersion"}
    creation: Body = {"createOption": disk.get("createOption", "Empty")}
    if creation["createOption"] == "FromImage":
        creation |= {"galleryImageReference" if "id" in image else "imageReference": image}
    told: Body = {"osType": disk["osType"]} if "osType" in disk else {}
    generation = machine.properties.get("instanceView", {}).get("hyperVGeneration")
    told |= {"hyperVGeneration": generation} if generation and told else {}
    properties = {**told, "creationData": creation, "provisioningState": "Succeeded"}
    properties |= {"diskSizeGB": disk["diskSizeGB"]} if "diskSizeGB" in disk else {}
    body: Body = {"name": own_id.rpartition("/")[2], "id": own_id, "type": _DISKS, "location": machine.location}
    body |= {"properties": properties, "sku": {"name": sku, "tier": sku.partition("_")[0]}}
    return Record(own_id.lower(), _DISKS.lower(), in_key_order(body))
