"""Machines with their disks, and scale sets, as a GET answers them."""

from dataclasses import dataclass

from tui.simulator.demo.company import Body, Company, resource
from tui.simulator.demo.images import Definition

MACHINES = "virtualMachines"
SCALE_SETS = "virtualMachineScaleSets"


@dataclass(frozen=True, slots=True)
class Machine:
    """A machine or a scale set: where it stands, and what it runs on."""

    group_id: str
    name: str
    region: str
    size: str
    definition: Definition
    image: Body
    zones: tuple[str, ...] = ()

    def id_in(self, collection: str) -> str:
        """Its id as one of `virtualMachines`, `virtualMachineScaleSets` or `disks`."""
        return f"{self.group_id}/providers/Microsoft.Compute/{collection}/{self.name}"


def machine_bodies(company: Company, machine: Machine) -> list[Body]:
    """A machine and its disk; one from a specialized image has no osProfile."""
    machine_id = machine.id_in(MACHINES)
    properties: Body = {
        "hardwareProfile": {"vmSize": machine.size},
        "provisioningState": "Succeeded",
        "vmId": company.guid("machine", machine_id),
        "storageProfile": {"imageReference": machine.image, "osDisk": _os_disk(machine), "dataDisks": []},
    }
    if machine.definition.os_state == "Generalized":
        properties["osProfile"] = {"computerName": machine.name, "adminUsername": "azureuser"}
    security = machine.definition.security
    if security in {"ConfidentialVM", "TrustedLaunch"}:
        firmware = {"secureBootEnabled": True, "vTpmEnabled": True}
        properties["securityProfile"] = {"securityType": security, "uefiSettings": firmware}
    card = f"{machine.group_id}/providers/Microsoft.Network/networkInterfaces/nic-{machine.name}"
    properties["networkProfile"] = {"networkInterfaces": [{"id": card}]}
    body = resource(machine_id, machine.region, {"role": machine.name.split("-")[1]}, properties)
    body |= {"plan": machine.definition.plan} if machine.definition.plan else {}
    return [body | ({"zones": list(machine.zones)} if machine.zones else {}), _disk_body(machine)]


def scale_set_body(company: Company, machine: Machine) -> Body:
    """A uniform scale set of three."""
    scale_set_id = machine.id_in(SCALE_SETS)
    properties = {
        "singlePlacementGroup": False,
        "orchestrationMode": "Uniform",
        "upgradePolicy": {"mode": "Manual"},
        "virtualMachineProfile": {
            "osProfile": {"computerNamePrefix": machine.name[:9], "adminUsername": "azureuser"},
            "storageProfile": {"osDisk": _os_disk(machine), "imageReference": machine.image},
        },
        "provisioningState": "Succeeded",
        "overprovision": False,
        "uniqueId": company.guid("scale set", scale_set_id),
    }
    body = resource(scale_set_id, machine.region, {"role": machine.name.split("-")[1]}, properties)
    return body | {"sku": {"name": machine.size, "tier": "Standard", "capacity": 3}}


def _os_disk(machine: Machine) -> Body:
    return {
        "osType": machine.definition.os_type,
        "createOption": "FromImage",
        "caching": "ReadWrite",
        "managedDisk": {"storageAccountType": "Premium_LRS"},
        "diskSizeGB": machine.definition.size_gb,
    }


def _disk_body(machine: Machine) -> Body:
    image = {key: value for key, value in machine.image.items() if key != "exactVersion"}
    properties = {
        "osType": machine.definition.os_type,
        "hyperVGeneration": machine.definition.generation,
        "creationData": {
            "createOption": "FromImage",
            "galleryImageReference" if "id" in image else "imageReference": image,
        },
        "diskSizeGB": machine.definition.size_gb,
        "diskState": "Attached",
        "provisioningState": "Succeeded",
    }
    body = resource(f"{machine.id_in('disks')}-os", machine.region, {}, properties)
    return body | {"managedBy": machine.id_in(MACHINES), "sku": {"name": "Premium_LRS", "tier": "Premium"}}
