"""What the image versions are made from: golden machines, managed images, snapshots, accounts with VHDs."""

from typing import Final

from tui.simulator.demo.company import Body, Company, resource
from tui.simulator.demo.images import DEFINITIONS, Definition
from tui.simulator.demo.machines import Machine, machine_bodies
from tui.simulator.demo.version_bodies import account_id, source_id

_STORE: Final = {"accessTier": "Hot", "provisioningState": "Succeeded"}
_STORE_KIND: Final = {"kind": "StorageV2", "sku": {"name": "Standard_LRS", "tier": "Standard"}}
_PLATFORM_IMAGES: Final = {
    "Linux": ("canonical", "ubuntu-24_04-lts", "server"),
    "Windows": ("MicrosoftWindowsServer", "WindowsServer", "2022-datacenter-azure-edition"),
}


def source_bodies(company: Company) -> list[Body]:
    """Every source that a version names, a machine with its disk, and the accounts of VHDs."""
    definitions = {source: each for each in DEFINITIONS if (source := source_id(company, each))}
    accounts = {account_id(company, each): each for each in DEFINITIONS if each.source == "vhd"}
    stores = [resource(account, each.gallery.home, {}, _STORE) | _STORE_KIND for account, each in accounts.items()]
    return stores + [body for source, each in definitions.items() for body in _source(company, source, each)]


def _source(company: Company, source: str, definition: Definition) -> list[Body]:
    if definition.source == "vm":
        return machine_bodies(company, _golden(source, definition))
    properties = _managed_image(definition) if definition.source == "image" else _snapshot(company, source, definition)
    return [resource(source, definition.gallery.home, {}, properties)]


def _golden(source: str, definition: Definition) -> Machine:
    publisher, offer, sku = _PLATFORM_IMAGES[definition.os_type]
    image = {"publisher": publisher, "offer": offer, "sku": sku, "version": "latest"}
    group, _, path = source.partition("/providers/")
    return Machine(group, path.rpartition("/")[2], definition.gallery.home, "Standard_D4s_v5", definition, image)


def _managed_image(definition: Definition) -> Body:
    disk = {
        "osType": definition.os_type,
        "osState": "Generalized",
        "diskSizeGB": definition.size_gb,
        "caching": "ReadWrite",
        "storageAccountType": "Standard_LRS",
    }
    return {
        "storageProfile": {"osDisk": disk, "dataDisks": [], "zoneResilient": False},
        "provisioningState": "Succeeded",
        "hyperVGeneration": definition.generation,
    }


def _snapshot(company: Company, source: str, definition: Definition) -> Body:
    return {
        "osType": definition.os_type,
        "hyperVGeneration": definition.generation,
        "creationData": {"createOption": "Copy", "sourceUniqueId": company.guid("disk", source)},
        "diskSizeGB": definition.size_gb,
        "incremental": True,
        "provisioningState": "Succeeded",
    }
