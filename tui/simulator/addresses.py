"""Addresses that interfaces and public addresses get."""

from collections.abc import Iterator
from contextlib import suppress
from ipaddress import IPv4Address, IPv4Network, ip_network
from itertools import islice
from random import Random
from typing import Any, Final

from tui.simulator.scenario import Body
from tui.simulator.world import Record, World

INTERFACES: Final = "microsoft.network/networkinterfaces"
PUBLIC: Final = "microsoft.network/publicipaddresses"
_RESERVED: Final = 4
"""Documented: the first four addresses of a subnet, and its last, are Azure's own."""
_DOCUMENTATION: Final = ("203.0.113.0/24", "198.51.100.0/24", "192.0.2.0/24")
"""Set aside for examples (RFC 5737): no such address is anybody's."""


def everything(world: World, key: str, resource_type: str) -> Iterator[Record]:
    """Give the resources of a type in the subscription that a key is in."""
    own_subscription = "/".join(key.split("/")[:3])
    return iter(world.in_list(f"{own_subscription}/providers/{resource_type}").values())


def configurations(interface: Record) -> list[Body]:
    """Give the IP configurations of an interface."""
    listed: list[Body] = interface.properties.get("ipConfigurations") or []
    return listed


def linked(configuration: Body, name: str) -> str:
    """Give the id, in lower case, that an IP configuration names as its `subnet` or `publicIPAddress`; else nothing."""
    return str(((configuration.get("properties") or {}).get(name) or {}).get("id", "")).lower()


def private_address(world: World, subnet: Body, taken: set[str]) -> str | None:
    """Give the first free address of a subnet beside those taken; None where it is full, or has no prefix."""
    key = subnet["id"].lower()
    used = taken | {
        str(each["properties"].get("privateIPAddress"))
        for interface in everything(world, key, INTERFACES)
        for each in configurations(interface)
        if linked(each, "subnet") == key
    }
    return next((each for each in _hosts(subnet.get("properties") or {}) if each not in used), None)


def public_address(world: World, key: str) -> str:
    """Give a public address that no other of the subscription has, while there are any."""
    used = {each.properties.get("ipAddress") for each in everything(world, key, PUBLIC)}
    known = [str(each) for network in _DOCUMENTATION for each in IPv4Network(network).hosts()]
    return next((each for each in known if each not in used), known[len(used) % len(known)])


def mac_address(key: str) -> str:
    """Give the hardware address of an interface: the same one always, of those that Azure has."""
    last = Random(key).randbytes(3)  # noqa: S311 - a name, no secret
    return "-".join(f"{each:02X}" for each in (0x00, 0x0D, 0x3A, *last))


def _hosts(properties: dict[str, Any]) -> Iterator[str]:
    for prefix in (properties.get("addressPrefix"), *(properties.get("addressPrefixes") or ())):
        with suppress(ValueError, TypeError):
            network = ip_network(prefix)
            hosts = (network.network_address + n for n in range(_RESERVED, network.num_addresses - 1))
            yield from (str(each) for each in islice(hosts, 1 << 16) if isinstance(each, IPv4Address))
