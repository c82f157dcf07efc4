"""What the service refuses of an image version, at once and in its own words."""

from typing import Any

import pytest

from tests.simulated import DEFINITION, GALLERY, SUBSCRIPTION, image_version, resource
from tests.tui.simulator.stage import (
    ACCOUNT,
    COMPUTE,
    DATA_DISK,
    IMAGE,
    KEYS,
    MACHINE,
    NEW,
    SNAPSHOT,
    SPECIALIZED,
    STANDING,
    TRUSTED,
    created,
    edited,
    machine,
    managed_image,
    put,
    version_body,
    writable,
)
from tui.simulator.scenario import Body

PROFILE = "galleryImageVersion.properties.publishingProfile"
STORAGE = "galleryImageVersion.properties.storageProfile"
NO_SOURCE = "The gallery artifact version source can only be specified either directly under storageProfile or within"


def regions(*listed: Body | str, **profile: Any) -> Body:  # noqa: ANN401 - any field of a publishing profile
    """Make what is sent to create a version in these regions."""
    body = version_body("eastus2", **profile)
    targets = [{"name": each} if isinstance(each, str) else each for each in listed]
    body["properties"]["publishingProfile"]["targetRegions"] = targets
    return body


def disks(*data: Body, os: Body | None = None) -> Body:
    """Make a storage profile of single disks."""
    first = {"osDiskImage": {"source": {"id": SNAPSHOT} if os is None else os}}
    return version_body("eastus2", source={**first, "dataDiskImages": list(data)})


def from_source(**source: str) -> Body:
    """Make what is sent to create a version from a whole source."""
    return version_body("eastus2", source={"source": source})


def blob(name: str) -> Body:
    """Make the source of a disk that is a VHD."""
    return {"uri": f"https://vhds.blob.core.windows.net/{name}", "storageAccountId": ACCOUNT}


@pytest.mark.parametrize("name", ["1.0", "1.0.0.0", "v1.0.0", "1.0.x", "latest", "1.0.2147483648", "-1.0.0"])
def test_a_name_that_is_no_three_numbers_is_refused(name: str) -> None:
    answer = put(writable(), f"{DEFINITION}/versions/{name}", version_body())
    assert (answer.status, answer.code) == (400, "InvalidParameter")
    assert "should follow Major(int).Minor(int).Patch(int) format" in answer.body["error"]["message"]


def test_the_largest_name_is_taken() -> None:
    assert put(writable(), f"{DEFINITION}/versions/2147483647.0.0", version_body()).status == 201


@pytest.mark.parametrize(
    ("body", "target", "said"),
    [
        (
            regions("eastus2", "westus", "West US"),
            f"{PROFILE}.targetRegions",
            "Duplicate regions are not allowed in target publishing regions.",
        ),
        (
            regions("westus"),
            f"{PROFILE}.targetRegions",
            "Gallery image version publishing profile regions 'westus' must contain the location of image version",
        ),
        (
            regions({"name": "eastus2", "regionalReplicaCount": 0}),
            f"{PROFILE}.targetRegions.regionalReplicaCount",
            "regionalReplicaCount is out of range. The value must be between 1 and 100, inclusive.",
        ),
        (
            regions({"name": "eastus2", "regionalReplicaCount": 101}),
            f"{PROFILE}.targetRegions.regionalReplicaCount",
            "101",
        ),
        (regions("eastus2", replicaCount=0), f"{PROFILE}.replicaCount", "between 1 and 100, inclusive"),
        (
            regions({"name": "eastus2", "regionalReplicaCount": 2}, replicationMode="Shallow"),
            f"{PROFILE}.targetRegions.regionalReplicaCount",
            "between 1 and 1, inclusive",
        ),
        (regions("eastus2", replicationMode="Deep"), f"{PROFILE}.replicationMode", "is invalid"),
        (regions("eastus2", storageAccountType="Tape"), f"{PROFILE}.storageAccountType", "is invalid"),
        (
            regions("eastus2", {"name": "westus", "storageAccountType": "Standard_ZRS"}),
            f"{PROFILE}.targetRegions.storageAccountType",
            "ZRS storage account type is not supported in this region.",
        ),
        (
            regions("eastus2", storageAccountType="Standard_LRS", storageAccountStrategy="DefaultStandard_LRS"),
            f"{PROFILE}.storageAccountStrategy",
            "cannot be specified together",
        ),
        (
            regions("eastus2", endOfLifeDate="2026-11-20T09:11:59Z"),
            f"{PROFILE}.endOfLifeDate",
            "EndOfLifeDate must be set to a future date.",
        ),
        (
            regions("eastus2", targetExtendedLocations=[{"name": "eastus2", "storageAccountType": "Tape"}]),
            f"{PROFILE}.targetExtendedLocations.storageAccountType",
            "is invalid",
        ),
        (version_body("eastus2", source={}), f"{STORAGE}.source.id", NO_SOURCE),
        (
            version_body("eastus2", source={"source": {"id": IMAGE}, "osDiskImage": {"source": {"id": SNAPSHOT}}}),
            f"{STORAGE}.source.id",
            NO_SOURCE,
        ),
        (disks({"lun": 1}), f"{STORAGE}.source.id", NO_SOURCE),
        (
            disks({"lun": 1, "source": {"id": DATA_DISK}}, {"lun": 1, "source": {"id": SNAPSHOT}}),
            f"{STORAGE}.dataDiskImages",
            "Duplicated lun numbers have been detected in the input data disks.",
        ),
        (
            disks({"lun": 1, "source": {"id": SNAPSHOT.upper()}}),
            f"{STORAGE}.dataDiskImages",
            "Duplicated source ids are found in the input disks.",
        ),
        (
            disks({"lun": 1, "source": blob("a.vhd")}, os=blob("a.vhd")),
            f"{STORAGE}.osDiskImage.source.uri",
            "OSDiskImage and DataDiskImage cannot point to same blob",
        ),
        (
            from_source(id=SNAPSHOT),
            f"{STORAGE}.source.id",
            f"The source id: {SNAPSHOT} must either be a managed image, virtual machine or another gallery image",
        ),
        (disks(os={"id": IMAGE}), f"{STORAGE}.source.id", f"The source id: {IMAGE} must be a managed disk or snapshot"),
    ],
)
def test_a_body_that_breaks_a_rule_is_refused_with_the_field_named(body: Body, target: str, said: str) -> None:
    answer = put(writable(), NEW, body)
    assert (answer.status, answer.code) == (400, "InvalidParameter")
    assert answer.body["error"]["target"] == target
    assert said in answer.body["error"]["message"]


@pytest.mark.parametrize(
    ("body", "status", "code", "said"),
    [
        (regions("eastus2", "atlantis"), 400, "LocationNotAvailableForResourceType", "'atlantis' is not available"),
        (regions({"name": "eastus2", "regionalReplicaCount": "2"}), 400, "InvalidRequestContent", "Expected `int"),
        (from_source(id="golden"), 400, "LinkedInvalidPropertyId", "Property id 'golden' at path"),
        (from_source(id=f"{IMAGE}x"), 404, "NotFound", f"Source was not found: {IMAGE}x. Please make sure the source"),
        (
            regions({"name": "eastus2", "regionalReplicaCount": 60}, {"name": "westus", "regionalReplicaCount": 41}),
            409,
            "OperationNotAllowed",
            "Current Limit: 100",
        ),
    ],
)
def test_what_other_parts_of_the_service_refuse_has_their_codes(body: Body, status: int, code: str, said: str) -> None:
    answer = put(writable(), NEW, body)
    assert (answer.status, answer.code) == (status, code)
    assert said in answer.body["error"]["message"]


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


@pytest.mark.parametrize(
    ("change", "code", "said"),
    [
        ({"replicationMode": "Shallow"}, "PropertyChangeNotAllowed", f"{PROFILE}.replicationMode' is not allowed"),
        ({"storageAccountType": "Premium_LRS"}, "PropertyChangeNotAllowed", f"{PROFILE}.storageAccountType'"),
    ],
)
def test_what_stays_as_it_was_made_cannot_be_changed(change: Body, code: str, said: str) -> None:
    simulator = writable()
    answer = put(simulator, STANDING, edited(simulator, **change))
    assert (answer.status, answer.code) == (409, code)
    assert said in answer.body["error"]["message"]


def test_a_region_keeps_its_account_type() -> None:
    simulator = writable()
    body = version_body("eastus2", storageAccountType="Standard_LRS")
    body["properties"]["publishingProfile"]["targetRegions"].append(
        {"name": "West US 2", "storageAccountType": "Standard_ZRS"}
    )
    created(simulator, NEW, body)
    answer = put(simulator, NEW, regions("eastus2", "westus2"))
    assert answer.status == 400
    assert answer.body["error"]["message"] == (
        "Global storage account type does not match the storage account type in the existing TargetRegion: 'West US 2'."
        " Please specify 'Standard_ZRS' as the storage account type for this region."
    )


@pytest.mark.parametrize(
    ("storage", "code", "said"),
    [
        ({"source": {"id": MACHINE}}, "PropertyChangeNotAllowed", f"'{STORAGE}.source.id' is not allowed"),
        (
            {"dataDiskImages": [{"lun": 7, "source": {"id": DATA_DISK}}]},
            "OperationNotAllowed",
            "Adding new Data Disks or changing the LUN of a Data Disk in an existing Image is not allowed.",
        ),
        (
            {"osDiskImage": {"source": {"id": SNAPSHOT}}},
            "PropertyChangeNotAllowed",
            f"'{STORAGE}.osDiskImage.source.id' is not allowed",
        ),
    ],
)
def test_what_a_version_was_made_from_cannot_be_changed(storage: Body, code: str, said: str) -> None:
    simulator = writable()
    body = edited(simulator)
    body["properties"]["storageProfile"] = storage
    answer = put(simulator, STANDING, body)
    assert (answer.status, answer.code) == (409, code)
    assert said in answer.body["error"]["message"]


def test_the_same_source_in_another_case_is_the_same() -> None:
    simulator = writable()
    body = edited(simulator)
    body["properties"]["storageProfile"] = {"source": {"id": IMAGE.upper()}}
    assert put(simulator, STANDING, body).status == 200


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


def test_a_version_wants_its_definition() -> None:
    answer = put(writable(), NEW.replace("ubuntu-2204", "nope"), version_body())
    assert (answer.status, answer.code) == (404, "ParentResourceNotFound")
    assert "Parent resource 'img_prod/nope' not found" in answer.body["error"]["message"]


def encrypted(*keys: str | None, data: list[Body] | None = None) -> Body:
    """Make what is sent for a version whose regions have these keys."""
    body = regions(*("eastus2", "westeurope", "westus")[: len(keys)])
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


def test_a_definition_has_room_for_10000_versions_in_a_region() -> None:
    versions: list[Any] = [image_version(f"{DEFINITION}/versions/1.0.{n}", "eastus2") for n in range(9999)]
    answer = put(writable(*versions), NEW, version_body())
    assert (answer.status, answer.code) == (409, "OperationNotAllowed")
    assert "exceeding approved Gallery Image Version quota" in answer.body["error"]["message"]
