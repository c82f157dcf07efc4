"""The template that az makes a machine by."""

from tui.simulator.scenario import Body


def machine_template(deployment: str, location: str) -> Body:
    """Make a template as `az vm create` does, with its parameters, for the group that a deployment is in."""
    network = deployment.partition("/providers/")[0].replace("resourcegroups", "resourceGroups")
    network += "/providers/Microsoft.Network"
    written = [
        (
            "Microsoft.Network/virtualNetworks",
            "vmVNET",
            {
                "addressSpace": {"addressPrefixes": ["10.0.0.0/16"]},
                "subnets": [{"name": "vmSubnet", "properties": {"addressPrefix": "10.0.0.0/24"}}],
            },
        ),
        ("Microsoft.Network/networkSecurityGroups", "vmNSG", {}),
        ("Microsoft.Network/publicIPAddresses", "vmPublicIP", {"publicIPAllocationMethod": None}),
        ("Microsoft.Network/networkInterfaces", "vmVMNic", _interface(network)),
        ("Microsoft.Compute/virtualMachines", "vm", _machine(network)),
    ]
    after = {
        # az writes the type of addresses otherwise here.
        "vmVMNic": [
            "Microsoft.Network/virtualNetworks/vmVNET",
            "Microsoft.Network/networkSecurityGroups/vmNSG",
            "Microsoft.Network/publicIpAddresses/vmPublicIP",
        ],
        "vm": ["Microsoft.Network/networkInterfaces/vmVMNic"],
    }
    resources = [
        {
            "type": kind,
            "name": name,
            "apiVersion": "2022-01-01",
            "location": location,
            "tags": {},
            "dependsOn": after.get(name, []),
            "properties": properties,
        }
        for kind, name, properties in written
    ]
    secret = {"type": "securestring", "metadata": {"description": "Secure adminPassword"}}
    template = {
        "$schema": "https://schema.management.azure.com/schemas/2015-01-01/deploymentTemplate.json#",
        "contentVersion": "1.0.0.0",
        "parameters": {"adminPassword": secret},
        "variables": {},
        "resources": resources,
        "outputs": {},
    }
    return {"template": template, "parameters": {"adminPassword": {"value": "Not-to-be-told-1"}}}


def _interface(network: str) -> Body:
    configuration = {
        "privateIPAllocationMethod": "Dynamic",
        "subnet": {"id": f"{network}/virtualNetworks/vmVNET/subnets/vmSubnet"},
        "publicIPAddress": {"id": f"{network}/publicIPAddresses/vmPublicIP"},
    }
    return {
        "ipConfigurations": [{"name": "ipconfigvm", "properties": configuration}],
        "networkSecurityGroup": {"id": f"{network}/networkSecurityGroups/vmNSG"},
    }


def _machine(network: str) -> Body:
    image = {"publisher": "Canonical", "offer": "0001-com-ubuntu-server-jammy", "sku": "22_04-lts-gen2"}
    nic = {"id": f"{network}/networkInterfaces/vmVMNic", "properties": {"deleteOption": None}}
    disk: Body = {"createOption": "fromImage", "name": None, "caching": "ReadWrite", "managedDisk": {}}
    return {
        "hardwareProfile": {"vmSize": "Standard_D2s_v5"},
        "networkProfile": {"networkInterfaces": [nic]},
        "storageProfile": {"osDisk": disk, "imageReference": {**image, "version": "latest"}},
        "osProfile": {"computerName": "vm", "adminUsername": "ana", "adminPassword": "[parameters('adminPassword')]"},
    }
