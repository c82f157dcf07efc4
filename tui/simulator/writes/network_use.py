"""What of the network cannot be deleted, since something else has it. Texts: reported."""

from collections.abc import Iterator

from tui.simulator.addresses import INTERFACES, configurations, everything, linked
from tui.simulator.scenario import Body
from tui.simulator.wire import ArmError
from tui.simulator.world import Record, World
from tui.simulator.writes.network import subnets_of


def check_interface(record: Record) -> None:
    """Raise where an interface has a machine."""
    machine = record.properties.get("virtualMachine")
    if machine:
        raise ArmError(
            400,
            "NicInUse",
            f"Network Interface {record.id} is used by existing resource {machine['id']}. In order to delete the "
            "network interface, it must be dissociated from the resource. To learn more, see aka.ms/deletenic.",
        )


def check_address(record: Record) -> None:
    """Raise where an interface has a public address."""
    configuration = record.properties.get("ipConfiguration")
    if configuration:
        raise ArmError(
            400,
            "PublicIPAddressCannotBeDeleted",
            f"Public IP address {record.id} can not be deleted since it is still allocated to resource "
            f"{configuration['id']}. In order to delete the public IP, disassociate/detach the Public IP address from "
            "the resource.  To learn how to do this, see aka.ms/deletepublicip.",
        )


def check_network(world: World, network: Record) -> None:
    """Raise where an interface is in a subnet of a network."""
    for each in subnets_of(network):
        check_subnet(world, each)


def check_subnet(world: World, subnet: Body) -> None:
    """Raise where an interface is in a subnet."""
    own_id = str(subnet.get("id", "")).lower()
    users = [each["id"] for each in _configurations(world, own_id) if linked(each, "subnet") == own_id]
    if users:
        raise ArmError(
            400,
            "InUseSubnetCannotBeDeleted",
            f"Subnet {subnet['name']} is in use by {users[0]} and cannot be deleted. In order to delete the subnet, "
            "delete all the resources within the subnet. See aka.ms/deletesubnet.",
        )


def check_security_group(world: World, group: Record) -> None:
    """Raise where an interface has a security group."""
    for each in everything(world, group.key, INTERFACES):
        theirs = (each.properties.get("networkSecurityGroup") or {}).get("id", "")
        if theirs.lower() == group.key:
            raise ArmError(
                400,
                "InUseNetworkSecurityGroupCannotBeDeleted",
                f"Network security group {group.id} cannot be deleted because it is in use by the following resources: "
                f"{each.id}. In order to delete the Network security group, remove the association with the "
                "resource(s). To learn how to do this, see aka.ms/deletensg.",
            )


def _configurations(world: World, key: str) -> Iterator[Body]:
    return (each for interface in everything(world, key, INTERFACES) for each in configurations(interface))
