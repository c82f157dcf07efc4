"""What image versions can and cannot be made from, and encrypted with."""

import pytest

from tests.simulated import DEFINITION, GALLERY, SUBSCRIPTION, resource
from tests.tui.simulator.stage import (
    ACCOUNT,
    COMPUTE,
    IMAGE,
    KEYS,
    MACHINE,
    NEW,
    SNAPSHOT,
    SPECIALIZED,
    STANDING,
    TRUSTED,
    created,
    machine,
    managed_image,
    put,
    version_body,
    writable,
)
from tui.simulator.scenario import Body


def from_source(**source: str) -> Body:
    """Make what is sent to create a version from a whole source."""
    return version_body("eastus2", source={"source": source})


def blob(name: str) -> Body:
    """Make the source of a disk that is a VHD."""
    return {"uri": f"https://vhds.blob.core.windows.net/{name}", "storageAccountId": ACCOUNT}


def test_a_source_must_be_in_the_same_region() -> None:
    away = f"{COMPUTE}/images/away"
    simulator = writable({**managed_image(away), "location": "westus"})
    answer = put(simulator, NEW, from_source(id=away))
    assert (answer.status, answer.code) == (404, "NotFound")
    assert "in the same region as gallery image version being created" in answer.body["error"]["message"]


def test_a_version_is_a_source_wherever_it_is_complete() -> None:
    simulator = writable()
    there = {**from_source(id=STANDING), "location": "westeurope"}
    there["properties"]["publishingProfile"]["targetRegions"] = [{"name": "westeurope"}]
    assert put(simulator, NEW, there).status == 201
    nowhere = {**there, "location": "westus", "properties": {**there["properties"], "publishingProfile": {}}}
    assert put(simulator, f"{DEFINITION}/versions/3.0.1", nowhere).code == "NotFound"


def test_a_machine_that_is_not_generalized_does_not_fit_a_definition_that_wants_it() -> None:
    running = f"{COMPUTE}/virtualMachines/running"
    statuses = {"statuses": [{"code": "PowerState/running"}]}
    simulator = writable(machine(running, instanceView=statuses))
    answer = put(simulator, NEW, from_source(virtualMachineId=running))
    assert (answer.status, answer.code) == (400, "BadRequest")
    assert (
        f"The resource with id '{running}' has a different OS state ['Specialized'] than the parent gallery image OS "
        "state ['Generalized']." in answer.body["error"]["message"]
    )
    kiosk = f"{SPECIALIZED}/versions/1.0.0"
    assert put(simulator, kiosk, from_source(virtualMachineId=running)).status == 201
    assert put(simulator, kiosk.replace("1.0.0", "1.0.1"), from_source(id=IMAGE)).code == "BadRequest"


@pytest.mark.parametrize(
    "source", [{"source": {"virtualMachineId": MACHINE}}, {"osDiskImage": {"source": {"id": SNAPSHOT}}}]
)
def test_trusted_launch_supported_images_are_not_made_from_machines_or_snapshots(source: Body) -> None:
    answer = put(writable(), f"{TRUSTED}/versions/1.0.0", version_body("eastus2", source=source))
    assert (answer.status, answer.code) == (400, "InvalidParameter")
    assert (
        "Currently only Vhd Blob, User Image and Gallery Image Version sources are supported"
        in (answer.body["error"]["message"])
    )


@pytest.mark.parametrize(
    "source", [{"source": {"id": IMAGE}}, {"source": {"id": STANDING}}, {"osDiskImage": {"source": blob("b")}}]
)
def test_trusted_launch_supported_images_are_made_from_images_versions_and_blobs(source: Body) -> None:
    assert put(writable(), f"{TRUSTED}/versions/1.0.0", version_body("eastus2", source=source)).status == 201


@pytest.mark.parametrize(
    ("disk", "said"),
    [
        ({"diffDiskSettings": {"option": "Local"}}, "cannot contain an ephemeral OS disk"),
        ({"vhd": {"uri": "https://x"}}, "must be created from Managed Disks"),
        (
            {"managedDisk": {"id": "/d/1", "storageAccountType": "UltraSSD_LRS"}},
            "cannot contain disk ['/d/1'] stored in",
        ),
    ],
)
def test_machines_with_disks_that_a_gallery_cannot_take_are_refused(disk: Body, said: str) -> None:
    odd = f"{COMPUTE}/virtualMachines/odd"
    simulator = writable(machine(odd, storageProfile={"osDisk": disk}))
    answer = put(simulator, NEW, from_source(virtualMachineId=odd))
    assert (answer.status, answer.code) == (400, "InvalidParameter")
    assert said in answer.body["error"]["message"]


def test_of_two_versions_from_one_managed_image_at_a_time_the_second_is_told_to_wait() -> None:
    simulator = writable()
    put(simulator, NEW, version_body())
    second = put(simulator, f"{DEFINITION}/versions/3.0.1", version_body())
    assert (second.status, second.code, second.headers["Retry-After"]) == (429, "TooManyRequests", "60")
    assert f"Too many requests on source '{IMAGE}'." in second.body["error"]["message"]
    simulator.advance(3600)
    assert put(simulator, f"{DEFINITION}/versions/3.0.1", version_body()).status == 201


def encrypted(*keys: str | None, data: list[Body] | None = None) -> Body:
    """Make what is sent for a version whose regions have these keys."""
    body = version_body(*("eastus2", "westeurope", "westus")[: len(keys)])
    for target, key in zip(body["properties"]["publishingProfile"]["targetRegions"], keys, strict=True):
        if key:
            target["encryption"] = {"osDiskImage": {"diskEncryptionSetId": key}}
            if data is not None:
                target["encryption"]["dataDiskImages"] = data
    return body


def test_keys_are_kept_with_the_recorded_empty_security_profile() -> None:
    target = put(writable(), NEW, encrypted(KEYS)).body["properties"]["publishingProfile"]["targetRegions"][0]
    assert target["encryption"] == {"osDiskImage": {"securityProfile": {}, "diskEncryptionSetId": KEYS}}


@pytest.mark.parametrize(
    ("body", "said"),
    [
        (encrypted(KEYS, None), "since disk encryption set"),
        (encrypted(KEYS, None), "in target region 'West Europe'"),
        (encrypted("keys"), "encryption.osDiskImage.diskEncryptionSetId is invalid"),
        (encrypted(f"{KEYS}x"), "was not found"),
        (encrypted(KEYS.replace(SUBSCRIPTION, "another")), "must be in the same subscription"),
        (encrypted(KEYS, data=[{"lun": 1, "diskEncryptionSetId": KEYS}] * 2), "Duplicate luns '1' were specified"),
    ],
)
def test_keys_that_do_not_hold_together_are_refused(body: Body, said: str) -> None:
    answer = put(writable(), NEW, body)
    assert (answer.status, answer.code) == (400, "InvalidParameter")
    assert said in answer.body["error"]["message"]


def test_the_keys_of_data_disks_in_a_standing_region_cannot_grow() -> None:
    simulator = writable()
    created(simulator, NEW, encrypted(KEYS))
    answer = put(simulator, NEW, encrypted(KEYS, data=[{"lun": 3, "diskEncryptionSetId": KEYS}]))
    assert (answer.status, answer.code) == (409, "OperationNotAllowed")
    assert "Cannot specify new data disk image encryption lun [3]" in answer.body["error"]["message"]


def test_a_gallery_shared_with_groups_takes_no_keys() -> None:
    simulator = writable(resource(GALLERY, {"sharingProfile": {"permissions": "Groups"}}))
    assert put(simulator, NEW, encrypted(KEYS)).status == 400
