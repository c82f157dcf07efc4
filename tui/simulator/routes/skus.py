"""`Microsoft.Compute/skus`: some sizes of machines, each in every region; the service has hundreds of them.

The form is documented; what is told of a size is published.
"""

import re
from typing import Final

from tui.simulator.regions import REGIONS, Region, canonical
from tui.simulator.routing import Call, Route
from tui.simulator.scenario import Body
from tui.simulator.wire import ArmError, Response

_LOCATION: Final = re.compile(r"\s*location\s+eq\s+'([^']+)'\s*", re.IGNORECASE)
# name | family | vCPUs | GB | data disks | generations | architecture
_TABLE: Final = """
    B2ms|standardBSFamily|2|8|4|V1,V2|x64
    D2ps_v5|standardDPSv5Family|2|8|4|V2|Arm64
    D2s_v3|standardDSv3Family|2|8|4|V1,V2|x64
    D2s_v5|standardDSv5Family|2|8|4|V1,V2|x64
    D4s_v5|standardDSv5Family|4|16|8|V1,V2|x64
    D8s_v5|standardDSv5Family|8|32|16|V1,V2|x64
    DC2as_v5|standardDCASv5Family|2|8|4|V2|x64
    E16ds_v5|standardEDSv5Family|16|128|32|V1,V2|x64
    F16s_v2|standardFSv2Family|16|32|32|V1,V2|x64
"""
_CAPABILITIES: Final = ("vCPUs", "MemoryGB", "MaxDataDiskCount", "HyperVGenerations", "CpuArchitectureType")
_SIZES: Final = [line.strip().split("|") for line in _TABLE.strip().splitlines()]


def _skus(call: Call) -> Response:
    asked = call.request.query.get("$filter", "")
    found = _LOCATION.fullmatch(asked) if asked else None
    if asked and not found:
        raise ArmError(400, "InvalidFilter", f"The filter '{asked}' is not one by location.")
    regions = [each for each in REGIONS.values() if not found or each.name == canonical(found[1])]
    return call.answer({"value": [_sku(region, *size) for region in regions for size in _SIZES]})


def _sku(region: Region, size: str, family: str, *told: str) -> Body:
    capabilities = [*zip(_CAPABILITIES, told, strict=True), ("PremiumIO", "True")]
    zones = ["1", "2", "3"] if region.zones else []
    return {
        "resourceType": "virtualMachines",
        "name": f"Standard_{size}",
        "tier": "Standard",
        "size": size,
        "family": family,
        "locations": [region.name],
        "locationInfo": [{"location": region.name, "zones": zones, "zoneDetails": []}],
        "capabilities": [{"name": name, "value": value} for name, value in capabilities],
        "restrictions": [],
    }


_PATH: Final = "/subscriptions/{subscription}/providers/Microsoft.Compute/skus"
ROUTES: Final = [Route("GET", _PATH, _skus, resource_type="Microsoft.Compute/skus")]
