"""What the service refuses of an image version, at once and in its own words."""

from typing import Any

import pytest

from tests.simulated import DEFINITION, image_version
from tests.tui.simulator.stage import (
    ACCOUNT,
    DATA_DISK,
    IMAGE,
    MACHINE,
    NEW,
    SNAPSHOT,
    STANDING,
    created,
    edited,
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


def test_a_version_wants_its_definition() -> None:
    answer = put(writable(), NEW.replace("ubuntu-2204", "nope"), version_body())
    assert (answer.status, answer.code) == (404, "ParentResourceNotFound")
    assert "Parent resource 'img_prod/nope' not found" in answer.body["error"]["message"]


def test_a_definition_has_room_for_10000_versions_in_a_region() -> None:
    versions: list[Any] = [image_version(f"{DEFINITION}/versions/1.0.{n}", "eastus2") for n in range(9999)]
    answer = put(writable(*versions), NEW, version_body())
    assert (answer.status, answer.code) == (409, "OperationNotAllowed")
    assert "exceeding approved Gallery Image Version quota" in answer.body["error"]["message"]
