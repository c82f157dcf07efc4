"""How a version comes to rest."""

from tui.simulator.disks import with_disks
from tui.simulator.world import Record, World, parent_of


def settle_version(world: World, key: str) -> None:
    """Bring a version to rest as its regions have ended; the disks of a new one are known from now on."""
    record = world.records[key]
    states = {each["state"] for each in world.replication(record).rows(world.clock.now())}
    properties = record.properties
    if "Failed" in states:
        properties = {**properties, "provisioningState": "Failed"}
    else:
        properties = with_disks(properties, os_type(world, key), world.records)
    world.put(Record(key, record.type, {**record.body, "properties": properties}, record.replication))


def os_type(world: World, version: str) -> str:
    """Tell the operating system of a version, by its key."""
    definition = world.records.get(parent_of(version))
    named: str = definition.properties.get("osType", "Linux") if definition else "Linux"
    return named
