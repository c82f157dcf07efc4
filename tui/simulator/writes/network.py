"""Virtual networks, public addresses and security groups: as much of them as machines need.

Recorded: they are answered 201 or 200 "Updating" with a link to an operation, and what is filled in.
"""

from collections.abc import Callable
from typing import Final

from tui.simulator.addresses import public_address
from tui.simulator.scenario import Body
from tui.simulator.world import Record, World
from tui.simulator.writes.change import Change, Course
from tui.simulator.writes.network_shapes import AddressShape, NetworkShape, SecurityGroupShape
from tui.simulator.writes.schemas import fitting
from tui.simulator.writes.stores import beside

SUBNETS: Final = "Microsoft.Network/virtualNetworks/subnets"
_SUBNET: Final = {
    "delegations": [],
    "privateEndpointNetworkPolicies": "Disabled",
    "privateLinkServiceNetworkPolicies": "Enabled",
}
_METHODS: Final = {"static": "Static", "dynamic": "Dynamic"}


def virtual_network(change: Change) -> Course:
    """Make a network with its subnets; where none are told of, those that it has stay."""
    asked = fitting(change.properties, NetworkShape, "virtualNetwork.properties")
    defaults = {"virtualNetworkPeerings": [], "enableDdosProtection": False}
    properties: Body = {**guid(change), **defaults, **change.before, **asked}
    properties["subnets"] = [subnet(change.own_id, each, "Updating") for each in properties.get("subnets", [])]
    world, key = change.world, change.call.key
    return _course(change, properties, settle=lambda: rest(world, key))


def subnet(network: str, asked: Body, state: str) -> Body:
    """Make a subnet of a network, by its id."""
    properties = {**_SUBNET, **(asked.get("properties") or {}), "provisioningState": state}
    own_id = f"{network}/subnets/{asked['name']}"
    return {"name": asked["name"], "id": own_id, "properties": properties, "type": SUBNETS}


def subnets_of(network: Record) -> list[Body]:
    """Give the subnets of a network."""
    listed: list[Body] = network.properties.get("subnets") or []
    return listed


def rest(world: World, key: str) -> None:
    """Bring a network to rest, with all of its subnets."""
    record = world.records[key]
    listed = [subnet(record.id, each, "Succeeded") for each in subnets_of(record)]
    world.put(record.having(provisioningState="Succeeded", subnets=listed))


def public_ip(change: Change) -> Course:
    """Make a public address; a static one has its address from the start, another when an interface gets it."""
    asked = fitting(change.properties, AddressShape, "publicIPAddress.properties")
    before = change.stored.body.get("sku") if change.stored else None
    sku = change.asked.get("sku") or before or {"name": "Standard"}
    method = "Dynamic" if sku.get("name") == "Basic" else "Static"
    defaults = {"publicIPAddressVersion": "IPv4", "idleTimeoutInMinutes": 4, "ipTags": []}
    properties = {**guid(change), "publicIPAllocationMethod": method, **defaults, **change.before, **asked}
    method = str(properties["publicIPAllocationMethod"])
    # Recorded: az asks for "dynamic", and "Dynamic" is answered.
    properties["publicIPAllocationMethod"] = _METHODS.get(method.lower(), method)
    if properties["publicIPAllocationMethod"] == "Static":
        properties.setdefault("ipAddress", public_address(change.world, change.call.key))
    label = (properties.get("dnsSettings") or {}).get("domainNameLabel")
    if label:
        properties["dnsSettings"] = {"domainNameLabel": label, "fqdn": f"{label}.{change.location}.cloudapp.azure.com"}
    return _course(change, properties, extra={"sku": {"tier": "Regional", **sku}})


def security_group(change: Change) -> Course:
    """Make a network security group; the rules that each has of itself are not answered."""
    asked = fitting(change.properties, SecurityGroupShape, "networkSecurityGroup.properties")
    properties = {**guid(change), "securityRules": [], **change.before, **asked}
    properties["securityRules"] = [_rule(change.own_id, each) for each in properties["securityRules"]]
    return _course(change, properties)


def guid(change: Change) -> Body:
    """Give the GUID that a resource of the network has from its creation on."""
    return {"resourceGuid": change.before.get("resourceGuid") or change.call.state.guids()}


def _course(
    change: Change, properties: Body, *, settle: Callable[[], None] | None = None, extra: Body | None = None
) -> Course:
    seconds = change.call.state.durations("network")
    return Course(properties, seconds, settle=settle, extra={**beside(change.asked), **(extra or {})})


def _rule(group: str, asked: Body) -> Body:
    return {
        "name": asked["name"],
        "id": f"{group}/securityRules/{asked['name']}",
        "type": "Microsoft.Network/networkSecurityGroups/securityRules",
        "properties": {**(asked.get("properties") or {}), "provisioningState": "Succeeded"},
    }
