"""Network interfaces: their addresses, and what they refer to.

Recorded: an interface is answered "Succeeded" at once, though with a link to an operation; what is filled in. Reported:
the refusal of what refers to something that is not there.
"""

from typing import Final

from tui.simulator.addresses import configurations, linked, private_address, public_address
from tui.simulator.scenario import Body
from tui.simulator.wire import ArmError
from tui.simulator.world import Record, World
from tui.simulator.writes.change import Change, Course
from tui.simulator.writes.network import guid, subnets_of
from tui.simulator.writes.network_shapes import InterfaceShape
from tui.simulator.writes.schemas import fitting
from tui.simulator.writes.stores import beside
from tui.simulator.writes.values import missing

_AT_ONCE: Final = 0.05
_LINKS: Final = ("subnet", "publicIPAddress")
_OF_ITS_MACHINE: Final = ("virtualMachine", "macAddress", "primary")
_PATH: Final = "networkInterface.properties"


def interface(change: Change) -> Course:
    """Make an interface, with an address in each subnet that it is in."""
    asked = fitting(change.properties, InterfaceShape, _PATH)
    group = (asked.get("networkSecurityGroup") or {}).get("id")
    if group:
        refer(change, group)
    kept: Body = {name: change.before[name] for name in _OF_ITS_MACHINE if name in change.before}
    properties: Body = {**guid(change), "enableIPForwarding": False, **kept, **asked}
    properties["ipConfigurations"] = _configured(change, asked.get("ipConfigurations") or [])
    world, key, before = change.world, change.call.key, change.stored
    return Course(
        properties,
        _AT_ONCE,
        settle=lambda: _link(world, before, world.records[key]),
        extra={"kind": "Regular", **beside(change.asked)},
    )


def forget(world: World, record: Record) -> None:
    """Take an interface out of the world, and out of what its public addresses know."""
    _link(world, record, None)
    world.remove(record.key)


def refer(change: Change, own_id: str) -> None:
    """Raise `ArmError` where a body refers to something that is not there, or is in another region."""
    network, _, nested = own_id.partition("/subnets/")
    record = change.world.records.get(network.lower())
    if record is None or record.location != change.location or (nested and _subnet(change.world, own_id) is None):
        raise ArmError(
            400,
            "InvalidResourceReference",
            f"Resource {own_id} referenced by resource {change.own_id} was not found. Please make sure that the "
            "referenced resource exists, and that both resources are in the same region.",
            details=[{"code": "NotFound", "message": f"Resource {own_id} not found."}],
        )


def _configured(change: Change, asked: list[Body]) -> list[Body]:
    """Make the IP configurations; the first is the primary one, and an address once given stays."""
    if not asked:
        raise missing(f"{_PATH}.ipConfigurations")
    had = {each["name"]: each["properties"] for each in configurations(change.stored)} if change.stored else {}
    made: list[Body] = []
    for each in asked:
        properties: Body = dict(each.get("properties") or {})
        for name in _LINKS:
            if properties.get(name):
                refer(change, properties[name]["id"])
        if "privateIPAddress" not in properties:
            properties |= _address(change, properties, had.get(each["name"], {}), made)
        usual = {"privateIPAllocationMethod": "Dynamic", "primary": not made, "privateIPAddressVersion": "IPv4"}
        full = {"name": each["name"], "id": f"{change.own_id}/ipConfigurations/{each['name']}"}
        full |= {"type": "Microsoft.Network/networkInterfaces/ipConfigurations"}
        made.append({**full, "properties": {**usual, **properties, "provisioningState": "Succeeded"}})
    return made


def _address(change: Change, properties: Body, before: Body, others: list[Body]) -> Body:
    """Keep the address that an IP configuration has while it stays in its subnet, or find it one."""
    subnet = _subnet(change.world, linked({"properties": properties}, "subnet"))
    if subnet is None:
        return {}
    if "privateIPAddress" in before and linked({"properties": before}, "subnet") == subnet["id"].lower():
        return {"privateIPAddress": before["privateIPAddress"]}
    taken = {str(each["properties"].get("privateIPAddress")) for each in others}
    found = private_address(change.world, subnet, taken)
    if found is None:
        message = f"Subnet {subnet['name']} with address prefix does not have enough capacity for 1 IP addresses."
        raise ArmError(400, "SubnetIsFull", message)
    return {"privateIPAddress": found}


def _subnet(world: World, own_id: str) -> Body | None:
    network = world.records.get(own_id.lower().partition("/subnets/")[0])
    listed = subnets_of(network) if network else []
    return next((each for each in listed if str(each.get("id", "")).lower() == own_id.lower()), None)


def _link(world: World, before: Record | None, after: Record | None) -> None:
    """Let public addresses know the IP configuration that has them, and those that it left forget it."""
    for each in configurations(before) if before else []:
        record = world.records.get(linked(each, "publicIPAddress"))
        if record is not None:
            world.put(record.having(ipConfiguration=None))
    for each in configurations(after) if after else []:
        record = world.records.get(linked(each, "publicIPAddress"))
        if record is not None:
            address = record.properties.get("ipAddress") or public_address(world, record.key)
            world.put(record.having(ipConfiguration={"id": each["id"]}, ipAddress=address))
