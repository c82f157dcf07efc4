"""What runs on the images of the company."""

from typing import Final, NamedTuple

from tui.simulator.demo.company import Body, Company
from tui.simulator.demo.images import DEFINITIONS
from tui.simulator.demo.machines import MACHINES, SCALE_SETS, Machine, machine_bodies, scale_set_body


class Fleet(NamedTuple):
    """Machines or scale sets alike: so many of a name, in one place, from one version or, without one, the latest."""

    name: str
    members: int
    kind: str
    subscription: str
    region: str
    gallery: str
    definition: str
    number: str
    size: str


_PRODUCTION: Final = "Contoso Production"
_DEVELOPMENT: Final = "Contoso Development"
_SANDBOX: Final = "Contoso Sandbox"
_UBUNTU: Final = ("img_prod", "ubuntu-2204-hardened")
_WINDOWS: Final = ("img_prod", "windows-2022")

FLEETS: Final = (
    Fleet("web", 12, MACHINES, _PRODUCTION, "westeurope", *_UBUNTU, "2.4.1", "Standard_D4s_v5"),
    Fleet("kiosk-br", 2, MACHINES, _PRODUCTION, "brazilsouth", *_UBUNTU, "2.4.1", "Standard_D2s_v5"),
    Fleet("api", 2, SCALE_SETS, _PRODUCTION, "eastus2", *_UBUNTU, "", "Standard_D8s_v5"),
    Fleet("queue", 1, SCALE_SETS, _PRODUCTION, "westus3", *_UBUNTU, "", "Standard_D8s_v5"),
    Fleet("render", 3, SCALE_SETS, _PRODUCTION, "northeurope", *_WINDOWS, "10.0.9", "Standard_F16s_v2"),
    Fleet("db", 4, MACHINES, _PRODUCTION, "eastus2", "img_prod", "rhel-9-base", "9.6.3", "Standard_E16ds_v5"),
    Fleet("sap", 2, MACHINES, _PRODUCTION, "westeurope", "img_shared", "sles-15", "1.7.7", "Standard_M64s_v2"),
    Fleet("avd", 2, SCALE_SETS, _PRODUCTION, "westeurope", "img_shared", "windows-11-avd", "", "Standard_D8ads_v5"),
    Fleet("vault", 1, MACHINES, _PRODUCTION, "westeurope", "img_shared", "rocky-9-cvm", "9.5.2", "Standard_DC4as_v5"),
    Fleet("ci", 2, SCALE_SETS, _DEVELOPMENT, "eastus2", "gal_dev", "ci-runner-ubuntu", "", "Standard_D4ads_v5"),
    Fleet("kiosk-test", 1, MACHINES, _DEVELOPMENT, "eastus2", "gal_dev", "kiosk", "2.2.0", "Standard_B2ms"),
    Fleet("edge", 2, MACHINES, _SANDBOX, "westus3", "sbx_edge", "iot-gateway-arm64", "2.0.3", "Standard_D2ps_v5"),
)  # fmt: skip


def fleet_bodies(company: Company) -> list[Body]:
    """The machines, their disks, and the scale sets."""
    return [
        body for fleet in FLEETS for number in range(1, fleet.members + 1) for body in _member(company, fleet, number)
    ]


def _member(company: Company, fleet: Fleet, number: int) -> list[Body]:
    wanted = (fleet.gallery, fleet.definition)
    definition = next(each for each in DEFINITIONS if (each.gallery.name, each.name) == wanted)
    path = (*definition.path, "versions", fleet.number) if fleet.number else definition.path
    image = {"id": company.gallery_id(definition.gallery, *path)} | (
        {"exactVersion": fleet.number} if fleet.number else {}
    )
    group = company.group_id(fleet.subscription, f"rg-{fleet.name}")
    prefix = "vmss" if fleet.kind == SCALE_SETS else "vm"
    zones = (str(number % 3 + 1),)
    machine = Machine(group, f"{prefix}-{fleet.name}-{number:02d}", fleet.region, fleet.size, definition, image, zones)
    return [scale_set_body(company, machine)] if fleet.kind == SCALE_SETS else machine_bodies(company, machine)
