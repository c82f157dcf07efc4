"""The shapes of what is sent for networks, interfaces, addresses and security groups."""

from typing import Any

import msgspec

from tui.simulator.writes.schemas import Shape


class _Reference(Shape):
    id: str


class SubnetShape(Shape):
    """The properties of a subnet."""

    address_prefix: str | None = None
    address_prefixes: list[str] | None = None


class SubnetBody(Shape):
    """A subnet as it is sent, by itself or with its network."""

    name: str | None = None
    properties: SubnetShape | None = None


class _AddressSpace(Shape):
    address_prefixes: list[str] | None = None


class NetworkShape(Shape):
    """The properties of a virtual network."""

    address_space: _AddressSpace | None = None
    subnets: list[SubnetBody] | None = None


class _IPConfiguration(Shape):
    subnet: _Reference | None = None
    public_ip_address: _Reference | None = msgspec.field(default=None, name="publicIPAddress")
    private_ip_address: str | None = msgspec.field(default=None, name="privateIPAddress")


class _NamedConfiguration(Shape):
    name: str
    properties: _IPConfiguration | None = None


class InterfaceShape(Shape):
    """The properties of a network interface."""

    ip_configurations: list[_NamedConfiguration] | None = None
    network_security_group: _Reference | None = None


class _DnsSettings(Shape):
    domain_name_label: str | None = None


class AddressShape(Shape):
    """The properties of a public address."""

    public_ip_allocation_method: str | None = msgspec.field(default=None, name="publicIPAllocationMethod")
    dns_settings: _DnsSettings | None = None


class _Rule(Shape):
    name: str
    properties: dict[str, Any] | None = None


class SecurityGroupShape(Shape):
    """The properties of a network security group."""

    security_rules: list[_Rule] | None = None
