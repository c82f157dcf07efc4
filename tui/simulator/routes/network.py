"""Networks, interfaces, public addresses and security groups: plain neighbours of machines."""

from functools import partial
from typing import Final

from tui.simulator.operations import NETWORK
from tui.simulator.routes import subnets
from tui.simulator.routes.lifecycle import Writes
from tui.simulator.routes.resources import ResourceType, plain
from tui.simulator.writes import interfaces, network, network_use

_WRITES: Final = partial(
    Writes,
    deletion="network",
    collection="operations",
    namespace=NETWORK,
    retry_seconds=subnets.RETRY_SECONDS,
    creating="Updating",
)
TYPES: Final = [
    ResourceType(
        "Microsoft.Network/virtualNetworks",
        plain,
        plain,
        writes=_WRITES(
            network.virtual_network,
            check_deletion=lambda call, record: network_use.check_network(call.state.world, record),
        ),
    ),
    ResourceType(
        "Microsoft.Network/networkInterfaces",
        plain,
        plain,
        writes=_WRITES(
            interfaces.interface,
            check_deletion=lambda _, record: network_use.check_interface(record),
            gone=lambda call, record, _: interfaces.forget(call.state.world, record),
            creating="Succeeded",
        ),
    ),
    ResourceType(
        "Microsoft.Network/publicIPAddresses",
        plain,
        plain,
        writes=_WRITES(network.public_ip, check_deletion=lambda _, record: network_use.check_address(record)),
    ),
    ResourceType(
        "Microsoft.Network/networkSecurityGroups",
        plain,
        plain,
        writes=_WRITES(
            network.security_group,
            check_deletion=lambda call, record: network_use.check_security_group(call.state.world, record),
        ),
    ),
]
ROUTES: Final = [*(route for each in TYPES for route in each.routes()), *subnets.ROUTES]
