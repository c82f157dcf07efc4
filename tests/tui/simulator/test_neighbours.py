"""What versions are made from and what uses them: machines, scale sets, disks, images, groups."""

from typing import Any

import pytest

from tests.simulated import (
    DEFINITION,
    GALLERY,
    GROUP,
    SUBSCRIPTION,
    Answer,
    Simulator,
    image_version,
    region_row,
    resource,
)
from tests.tui.simulator.stage import (
    COMPUTE,
    COMPUTE_NEWEST,
    HOUR,
    NEW,
    SPECIALIZED,
    STANDING,
    managed_image,
    operation,
    put,
    version_body,
    writable,
)
from tui.simulator.scenario import Body

MACHINE = f"{COMPUTE}/virtualMachines/web-1"
SCALE_SET = f"{COMPUTE}/virtualMachineScaleSets/web"
NEW_GROUP = f"/subscriptions/{SUBSCRIPTION}/resourceGroups/rg-new"
LOGIN: Body = {"computerName": "web", "adminUsername": "ana", "adminPassword": "secret"}
KIOSK = f"{SPECIALIZED}/versions/1.0.0"


def machine_body(
    image: str,
    location: str = "eastus2",
    os_profile: Body | None = LOGIN,
    **properties: Any,  # noqa: ANN401 - any property of a machine
) -> Body:
    """Make what is sent to create a machine."""
    login = {} if os_profile is None else {"osProfile": os_profile}
    storage = {"imageReference": {"id": image}}
    return {"location": location, "properties": {"storageProfile": storage, **login, **properties}}


def scale_set_body(image: str, os_profile: Body | None = LOGIN) -> Body:
    """Make what is sent to create a scale set."""
    profile: Body = {"storageProfile": {"imageReference": {"id": image}}}
    profile |= {} if os_profile is None else {"osProfile": os_profile}
    sku = {"name": "Standard_D2s_v5", "tier": "Standard", "capacity": 3}
    return {"location": "eastus2", "sku": sku, "properties": {"virtualMachineProfile": profile}}


def made(simulator: Simulator, path: str, body: Body) -> Body:
    """Create something of Compute and read it when it has settled."""
    assert put(simulator, path, body, COMPUTE_NEWEST).status in (200, 201, 202)
    simulator.advance(HOUR)
    answer: Body = simulator.get(path, api_version=COMPUTE_NEWEST).body
    assert answer["properties"]["provisioningState"] == "Succeeded"
    return answer


def act(simulator: Simulator, action: str) -> Answer:
    """Post an action of the machine, and wait until it is done."""
    answer = simulator.write("POST", f"{MACHINE}/{action}", api_version=COMPUTE_NEWEST)
    simulator.advance(HOUR)
    return answer


def refusal(answer: Answer) -> tuple[int, str]:
    """Give status and code."""
    return answer.status, answer.code


def test_a_machine_gets_the_disk_of_its_image_and_never_tells_its_password() -> None:
    properties = made(writable(), MACHINE, machine_body(STANDING))["properties"]
    assert properties["storageProfile"]["osDisk"]["diskSizeGB"] == 30
    assert properties["storageProfile"]["imageReference"] == {"id": STANDING}
    assert properties["osProfile"] == {"computerName": "web", "adminUsername": "ana"}
    assert "instanceView" not in properties


def test_a_machine_is_answered_201_creating_and_followed_as_compute_has_it() -> None:
    simulator = writable()
    answer = put(simulator, MACHINE, machine_body(STANDING), COMPUTE_NEWEST)
    assert (answer.status, answer.body["properties"]["provisioningState"]) == (201, "Creating")
    assert "/locations/eastus2/operations/" in answer.headers["Azure-AsyncOperation"]
    assert answer.headers["Retry-After"] == "10"
    simulator.advance(HOUR)
    assert operation(simulator, answer)["status"] == "Succeeded"


@pytest.mark.parametrize("path", [MACHINE, SCALE_SET])
def test_nothing_starts_from_an_image_that_is_not_complete_in_its_region(path: str) -> None:
    rows = [region_row("eastus2", "Completed", 100), region_row("westus", "Replicating", 90)]
    simulator = writable(image_version(NEW, "eastus2", "westus", summary=rows))
    body = machine_body(NEW) if path == MACHINE else scale_set_body(NEW)
    there = put(simulator, path, {**body, "location": "westus"}, COMPUTE_NEWEST)
    assert refusal(there) == (404, "GalleryImageNotFound")
    assert there.body["error"]["message"] == (
        f"The gallery image {NEW} is not available in westus region. Please contact image owner to replicate to this "
        "region, or change your requested region."
    )
    assert refusal(put(simulator, path, {**body, "location": "japaneast"}, COMPUTE_NEWEST))[1] == "GalleryImageNotFound"
    simulator.advance(HOUR)
    assert put(simulator, path, {**body, "location": "westus"}, COMPUTE_NEWEST).status == 201


def test_the_latest_version_is_the_highest_by_number_that_is_included_and_complete_here() -> None:
    excluded = image_version(f"{DEFINITION}/versions/11.0.0", "eastus2")
    excluded["properties"]["publishingProfile"]["excludeFromLatest"] = True
    larger = image_version(f"{DEFINITION}/versions/10.0.0", "eastus2")
    larger["properties"]["storageProfile"] = {"osDiskImage": {"sizeInGB": 99}}
    smaller = image_version(f"{DEFINITION}/versions/9.0.0", "eastus2")
    properties = made(writable(excluded, larger, smaller), MACHINE, machine_body(DEFINITION))["properties"]
    assert properties["storageProfile"]["osDisk"]["diskSizeGB"] == 99


def test_without_a_version_for_latest_there_is_none() -> None:
    only = image_version(STANDING, "eastus2")
    only["properties"]["publishingProfile"]["excludeFromLatest"] = True
    simulator = writable(only)
    nowhere = put(simulator, MACHINE, machine_body(DEFINITION), COMPUTE_NEWEST)
    assert f'There is no latest image version exists for "{DEFINITION}"' in nowhere.body["error"]["message"]
    only["properties"]["publishingProfile"]["targetRegions"][0]["excludeFromLatest"] = True
    only["properties"]["publishingProfile"]["excludeFromLatest"] = False
    not_here = put(writable(only), MACHINE, machine_body(DEFINITION), COMPUTE_NEWEST)
    assert "is not available in eastus2 region" in not_here.body["error"]["message"]


@pytest.mark.parametrize(
    ("image", "login", "said"),
    [
        (STANDING, None, "Required parameter 'osProfile' is missing (null)."),
        (KIOSK, LOGIN, "Parameter 'osProfile' is not allowed."),
    ],
)
def test_generalized_images_want_a_login_and_specialized_ones_take_none(
    image: str, login: Body | None, said: str
) -> None:
    simulator = writable(image_version(KIOSK, "eastus2"))
    for path, body in ((MACHINE, machine_body(image, os_profile=login)), (SCALE_SET, scale_set_body(image, login))):
        answer = put(simulator, path, body, COMPUTE_NEWEST)
        assert (answer.status, answer.body["error"]["message"]) == (400, said)


def test_a_scale_set_keeps_the_kind_of_its_image_and_its_state() -> None:
    simulator = writable(image_version(KIOSK, "eastus2"))
    made(simulator, SCALE_SET, scale_set_body(STANDING))
    image = put(simulator, SCALE_SET, scale_set_body(f"{COMPUTE}/images/golden"), COMPUTE_NEWEST)
    assert "The Image type for a Virtual Machine Scale Set may not be changed." in image.body["error"]["message"]
    kiosk = put(simulator, SCALE_SET, scale_set_body(KIOSK, None), COMPUTE_NEWEST)
    assert "the current OS state of the VM Scale Set is Generalized" in kiosk.body["error"]["message"]
    assert put(simulator, SCALE_SET, scale_set_body(DEFINITION), COMPUTE_NEWEST).status == 200


def test_a_machine_becomes_a_source_once_it_is_generalized() -> None:
    simulator = writable()
    made(simulator, MACHINE, machine_body(STANDING))
    body = version_body(source={"source": {"virtualMachineId": MACHINE}})
    assert refusal(put(simulator, NEW, body)) == (400, "BadRequest")
    assert act(simulator, "deallocate").status == 202
    assert act(simulator, "generalize").status == 200
    view = simulator.get(MACHINE, "$expand=instanceView", COMPUTE_NEWEST).body["properties"]["instanceView"]
    codes = [each["code"] for each in view["statuses"]]
    assert codes == ["ProvisioningState/succeeded", "PowerState/deallocated", "OSState/generalized"]
    assert view["hyperVGeneration"] == "V2"
    assert put(simulator, NEW, body).status == 201


def test_a_machine_of_a_platform_image_is_of_the_first_generation_unless_its_name_or_its_security_say_otherwise() -> (
    None
):
    def generation(**properties: object) -> str:
        simulator = writable()
        sku = properties.pop("sku", "22_04-lts")
        storage = {"imageReference": {"publisher": "canonical", "offer": "ubuntu", "sku": sku, "version": "latest"}}
        made(simulator, MACHINE, {"location": "eastus2", "properties": {"storageProfile": storage, **properties}})
        view = simulator.get(MACHINE, "$expand=instanceView", COMPUTE_NEWEST).body["properties"]["instanceView"]
        return str(view["hyperVGeneration"])

    assert (generation(), generation(sku="22_04-lts-gen2")) == ("V1", "V2")
    assert generation(securityProfile={"securityType": "TrustedLaunch"}) == "V2"


def test_a_captured_machine_makes_a_managed_image_unless_it_is_trusted_or_not_generalized() -> None:
    simulator = writable()
    captured = {
        "location": "eastus2",
        "properties": {"sourceVirtualMachine": {"id": MACHINE}, "hyperVGeneration": "V2"},
    }
    made(simulator, MACHINE, machine_body(STANDING))
    image = f"{COMPUTE}/images/captured"
    early = put(simulator, image, captured, COMPUTE_NEWEST)
    assert "is not marked as generalized" in early.body["error"]["message"]
    act(simulator, "generalize")
    disk = made(simulator, image, captured)["properties"]["storageProfile"]["osDisk"]
    assert (disk["osState"], disk["diskSizeGB"]) == ("Generalized", 30)
    made(simulator, MACHINE, machine_body(STANDING, securityProfile={"securityType": "TrustedLaunch"}))
    trusted = put(simulator, f"{image}-2", captured, COMPUTE_NEWEST)
    assert refusal(trusted) == (409, "OperationNotAllowed")
    assert trusted.body["error"]["message"] == (
        "Creation of managed images are not supported for virtual machine with TrustedLaunch security type."
    )


def test_snapshots_take_size_and_system_from_their_disk_and_are_answered_202() -> None:
    disk = resource(f"{COMPUTE}/disks/os", {"diskSizeGB": 77, "osType": "Windows"})
    simulator = writable(disk)
    snapshot = f"{COMPUTE}/snapshots/of-os"
    body = {
        "location": "eastus2",
        "properties": {"creationData": {"createOption": "Copy", "sourceResourceId": disk["id"]}},
    }
    answer = put(simulator, snapshot, body, "2026-03-02")
    assert (answer.status, answer.body["properties"]["provisioningState"]) == (202, "Updating")
    assert "/DiskOperations/" in answer.headers["Location"]
    simulator.advance(HOUR)
    properties = made(simulator, snapshot, body)["properties"]
    assert (properties["diskSizeGB"], properties["osType"]) == (77, "Windows")
    lost = {"location": "eastus2", "properties": {"creationData": {"sourceResourceId": f"{disk['id']}x"}}}
    assert put(simulator, snapshot + "2", lost, "2026-03-02").status == 400


@pytest.mark.parametrize(
    "path",
    [
        f"{GROUP}/providers/Microsoft.Storage/storageAccounts/vhds2",
        f"{GROUP}/providers/Microsoft.ManagedIdentity/userAssignedIdentities/me",
        f"{COMPUTE}/diskEncryptionSets/keys2",
    ],
)
def test_the_rest_is_stored_at_once_as_it_is_sent(path: str) -> None:
    simulator = writable()
    body = {"location": "eastus2", "kind": "odd", "properties": {"a": 1}}
    answer = put(simulator, path, body, COMPUTE_NEWEST)
    assert (answer.status, answer.body["properties"]) == (200, {"a": 1, "provisioningState": "Succeeded"})
    assert simulator.get(path, api_version=COMPUTE_NEWEST).body["kind"] == "odd"
    assert simulator.write("DELETE", path, api_version=COMPUTE_NEWEST).status == 200
    assert simulator.get(path, api_version=COMPUTE_NEWEST).status == 404


def test_a_group_is_made_changed_and_deleted_with_all_that_is_in_it() -> None:
    simulator = writable()
    assert simulator.send("HEAD", f"{NEW_GROUP}?api-version=2025-04-01").status == 404
    answer = put(simulator, NEW_GROUP, {"location": "West Europe", "tags": {"a": "1"}}, "2025-04-01")
    assert (answer.status, answer.body["location"], answer.body["tags"]) == (201, "westeurope", {"a": "1"})
    assert put(simulator, NEW_GROUP, {"location": "westeurope"}, "2025-04-01").status == 200
    assert simulator.write("PATCH", NEW_GROUP, {"tags": {"b": "2"}}, api_version="2025-04-01").body["tags"] == {
        "b": "2"
    }
    assert simulator.send("HEAD", f"{NEW_GROUP}?api-version=2025-04-01").status == 204
    deletion = simulator.write("DELETE", GROUP, api_version="2025-04-01")
    assert (deletion.status, deletion.headers["Retry-After"]) == (202, "15")
    assert simulator.send("GET", deletion.headers["Location"]).status == 202
    assert put(simulator, GALLERY, {"location": "eastus2"}).code == "ResourceGroupBeingDeleted"
    simulator.advance(HOUR)
    assert simulator.send("GET", deletion.headers["Location"]).status == 200
    assert simulator.get(STANDING).code == "ResourceGroupNotFound"
    names = simulator.get(f"/subscriptions/{SUBSCRIPTION}/resourceGroups", api_version="2025-04-01").names
    assert names == ["rg-new"]


@pytest.mark.parametrize(
    ("path", "body", "status", "code"),
    [
        (NEW_GROUP, {}, 400, "LocationRequired"),
        (NEW_GROUP, {"location": "atlantis"}, 400, "LocationNotAvailableForResourceType"),
        (GROUP, {"location": "westus"}, 409, "InvalidResourceGroupLocation"),
        (f"{NEW_GROUP}.", {"location": "westus"}, 400, "InvalidResourceGroupName"),
    ],
)
def test_a_group_that_cannot_be_is_refused(path: str, body: Body, status: int, code: str) -> None:
    assert refusal(put(writable(), path, body, "2025-04-01")) == (status, code)


def test_a_busy_machine_refuses_another_action() -> None:
    simulator = writable()
    put(simulator, MACHINE, machine_body(STANDING), COMPUTE_NEWEST)
    busy = simulator.write("POST", f"{MACHINE}/deallocate", api_version=COMPUTE_NEWEST)
    assert refusal(busy) == (409, "Conflict")


def test_a_managed_image_wants_disks() -> None:
    answer = put(writable(), f"{COMPUTE}/images/none", {"location": "eastus2", "properties": {}}, COMPUTE_NEWEST)
    assert (answer.status, answer.body["error"]["target"]) == (400, "image.storageProfile")
    body = managed_image(f"{COMPUTE}/images/some")
    assert made(writable(), f"{COMPUTE}/images/some", body)["properties"]["hyperVGeneration"] == "V2"
