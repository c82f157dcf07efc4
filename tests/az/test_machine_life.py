"""How people make images: a machine is made, generalized and published, others are made of it; walked with az."""

import json
from pathlib import Path

import pytest

from tests.az.conftest import IN_GROUP, NEEDS_AZ
from tests.az.signed_in import Az
from tests.simulated import SUBSCRIPTION

pytestmark = NEEDS_AZ

LOGIN = "--admin-username ana --admin-password Not-to-be-told-1"
HOME = "--resource-group rg-machines"
COMPUTE = f"/subscriptions/{SUBSCRIPTION}/resourceGroups/rg-machines/providers/Microsoft.Compute"
DEFINITION = f"{COMPUTE}/galleries/img_machines/images/ubuntu"
STANDING = "/galleries/img_prod/images/ubuntu-2204/versions/2.4.1"
GALLERIES = "Microsoft.Compute/galleries"
TEMPLATE = {
    "$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
    "contentVersion": "1.0.0.0",
    "parameters": {"gallery": {"type": "string"}},
    "resources": [
        {
            "type": GALLERIES,
            "apiVersion": "2023-07-03",
            "name": "[parameters('gallery')]",
            "location": "[resourceGroup().location]",
        }
    ],
    "outputs": {"id": {"type": "string", "value": f"[resourceId('{GALLERIES}', parameters('gallery'))]"}},
}


def test_an_image_is_made_of_a_machine_and_machines_are_made_of_it(az: Az) -> None:
    az("group create --name rg-machines --location eastus2")
    az(f"network vnet create {HOME} --name net --subnet-name default")
    made = az(f"vm create {HOME} --name golden --image Ubuntu2204 {LOGIN}")
    assert (made["powerState"], made["privateIpAddress"]) == ("VM running", "10.0.0.4")
    assert made["publicIpAddress"]
    az(f"vm deallocate {HOME} --name golden")
    az(f"vm generalize {HOME} --name golden")
    shown = az(f"vm show --show-details {HOME} --name golden")
    assert (shown["powerState"], shown["privateIps"]) == ("VM deallocated", "10.0.0.4")
    az(f"sig create {HOME} --gallery-name img_machines")
    own = f"{HOME} --gallery-name img_machines --gallery-image-definition ubuntu"
    az(
        f"sig image-definition create {own} --publisher Contoso --offer ubuntu --sku 22 --os-type Linux "
        "--hyper-v-generation V2 --features SecurityType=TrustedLaunch"
    )
    golden = f"{COMPUTE}/virtualMachines/golden"
    az(f"sig image-version create {own} --gallery-image-version 1.0.0 --virtual-machine {golden}")
    az(f"vm create {HOME} --name latest --image {DEFINITION} {LOGIN} --security-type TrustedLaunch")
    az(f"vm create {HOME} --name exact --image {DEFINITION}/versions/1.0.0 {LOGIN} --vnet-name new --subnet new")
    assert az(f"vm show {HOME} --name latest")["storageProfile"]["imageReference"]["exactVersion"] == "1.0.0"
    assert {each["name"] for each in az(f"network vnet list {HOME}")} == {"net", "new"}
    az(f"vm delete {HOME} --name golden --yes")
    left = az(f"resource list {HOME}")
    assert [each["type"] for each in left if each["name"].startswith("golden_OsDisk")] == ["Microsoft.Compute/disks"]
    assert "golden" not in [each["name"] for each in left]
    assert az(f"resource show --ids {DEFINITION}")["properties"]["osType"] == "Linux"
    az("group delete --name rg-machines --yes")
    assert az("group exists --name rg-machines") is False


def test_a_machine_of_a_version_that_is_not_in_its_region_is_refused(az: Az) -> None:
    version = COMPUTE.replace("rg-machines", "rg-Images") + STANDING
    said = az.refused(f"vm create {IN_GROUP} --name nowhere --image {version} --location japaneast {LOGIN}")
    assert '"code":"DeploymentFailed"' in said
    assert '"code":"GalleryImageNotFound"' in said
    assert "is not available in japaneast region" in said


def test_a_template_is_validated_deployed_listed_and_forgotten(az: Az, tmp_path: Path) -> None:
    file = tmp_path / "gallery.json"
    file.write_text(f"// az sends a file as it stands\n{json.dumps(TEMPLATE)}")
    of_file = f"{IN_GROUP} --template-file {file}"
    az(f"deployment group validate {of_file} --parameters gallery=img_template")
    done = az(f"deployment group create --name galleries {of_file} --parameters gallery=img_template")
    assert done["properties"]["provisioningState"] == "Succeeded"
    assert done["properties"]["outputs"]["id"]["value"].endswith("/galleries/img_template")
    said = az.refused(f"deployment group create --name bad {of_file} --parameters gallery=img-bad")
    assert "Gallery name is invalid." in said
    states = {each["name"]: each["properties"]["provisioningState"] for each in az(f"deployment group list {IN_GROUP}")}
    assert (states["galleries"], states["bad"]) == ("Succeeded", "Failed")
    (failed,) = az(f"deployment operation group list {IN_GROUP} --name bad")
    assert failed["properties"]["statusMessage"]["error"]["code"] == "InvalidParameter"
    az(f"deployment group delete {IN_GROUP} --name galleries")
    assert "(DeploymentNotFound)" in az.refused(f"deployment group show {IN_GROUP} --name galleries")
    az(f"sig delete {IN_GROUP} --gallery-name img_template")


@pytest.mark.parametrize(("level", "what"), [("CanNotDelete", "delete"), ("ReadOnly", "write")])
def test_a_lock_refuses_until_it_is_removed(az: Az, level: str, what: str) -> None:
    gallery = f"img_{what}"
    az(f"sig create {IN_GROUP} --gallery-name {gallery}")
    on_it = f"--name {what} {IN_GROUP} --resource {gallery} --resource-type {GALLERIES}"
    az(f"lock create {on_it} --lock-type {level}")
    assert what in [each["name"] for each in az(f"lock list {IN_GROUP}")]
    refused = f"sig delete {IN_GROUP} --gallery-name {gallery}"
    if what == "write":
        refused = f"sig update {IN_GROUP} --gallery-name {gallery} --set description=new"
    said = az.refused(refused)
    assert "(ScopeLocked)" in said
    assert f"cannot perform {what} operation" in said
    az(f"lock delete {on_it}")
    az(refused)


def test_sizes_and_images_of_the_marketplace_are_listed(az: Az) -> None:
    sizes = az("vm list-skus --location eastus2 --size D2s_v5")
    assert [each["name"] for each in sizes] == ["Standard_D2s_v5"]
    urns = [each["urn"] for each in az("vm image list --publisher Canonical --location eastus2 --all")]
    assert any(each.startswith("Canonical:0001-com-ubuntu-server-jammy:22_04-lts-gen2:") for each in urns)
