"""The whole life of galleries, definitions and versions, walked with az."""

from typing import Any

import pytest

from tests.az.conftest import IN_GROUP, KEPT, NEEDS_AZ
from tests.az.signed_in import Az
from tests.simulated import SUBSCRIPTION
from tests.tui.simulator.stage import ACCOUNT, DATA_DISK, IMAGE, MACHINE, STANDING
from tui.simulator.scenario import Body

pytestmark = NEEDS_AZ

BLOB = "https://vhds.blob.core.windows.net/vhds/os.vhd"
IN_GALLERY = f"{IN_GROUP} --gallery-name img_prod"
OF_UBUNTU = f"{IN_GALLERY} --gallery-image-definition ubuntu-2204"
OF_KIOSK = f"{IN_GALLERY} --gallery-image-definition kiosk"
IN_BIN = f"{IN_GROUP} --gallery-name img_bin --gallery-image-definition ubuntu"
OTHER_SUBSCRIPTION = "34a4ab42-0d72-47d9-bd1a-aed207386dac"
OTHER_TENANT = "2f4a9838-26b7-47ee-be60-ccc1fdec5953"


def regions(version: Any) -> dict[str, int]:  # noqa: ANN401 - what az prints
    """Give the replicas by region."""
    return {each["name"]: each["regionalReplicaCount"] for each in version["publishingProfile"]["targetRegions"]}


def test_a_gallery_is_made_changed_listed_and_deleted(az: Az) -> None:
    made = az(f"sig create {IN_GROUP} --gallery-name img_new --location westus2 --soft-delete true --tags ring=1")
    assert (made["provisioningState"], made["location"], made["tags"]) == ("Succeeded", "westus2", {"ring": "1"})
    assert made["softDeletePolicy"] == {"isSoftDeleteEnabled": True}
    az(f"sig wait {IN_GROUP} --gallery-name img_new --created --interval 1")
    changed = az(f"sig update {IN_GROUP} --gallery-name img_new --set tags.ring=all", "description=all our images")
    assert (changed["tags"], changed["description"]) == ({"ring": "all"}, "all our images")
    assert "img_new" in [each["name"] for each in az("sig list")]
    az(f"sig delete {IN_GROUP} --gallery-name img_new")
    assert "img_new" not in [each["name"] for each in az(f"sig list {IN_GROUP}")]


def test_a_gallery_is_shared_with_subscriptions_and_tenants_and_private_again(az: Az) -> None:
    az(f"sig create {IN_GROUP} --gallery-name img_shared --permissions Groups")
    shared = f"{IN_GROUP} --gallery-name img_shared"
    az(f"sig share add {shared} --subscription-ids {SUBSCRIPTION} {OTHER_SUBSCRIPTION} --tenant-ids {OTHER_TENANT}")
    az(f"sig share remove {shared} --subscription-ids {OTHER_SUBSCRIPTION}")
    assert az(f"sig show {shared} --sharing-groups")["sharingProfile"] == {
        "permissions": "Groups",
        "groups": [{"type": "Subscriptions", "ids": [SUBSCRIPTION]}, {"type": "AADTenants", "ids": [OTHER_TENANT]}],
    }
    az(f"sig share reset {shared}")
    assert az(f"sig show {shared} --select Permissions")["sharingProfile"] == {"permissions": "Private"}


def test_a_gallery_is_opened_to_the_community(az: Az) -> None:
    publisher = "--publisher-uri https://contoso.com --publisher-email images@contoso.com --eula https://contoso.com/e"
    opened = f"{IN_GROUP} --gallery-name img_open"
    az(f"sig create {opened} --permissions Community {publisher} --public-name-prefix contoso")
    az(f"sig share enable-community {opened}")
    az(f"sig share wait {opened} --updated --interval 1")
    info = az(f"sig show {opened}")["sharingProfile"]["communityGalleryInfo"]
    assert info["communityGalleryEnabled"] is True
    assert info["publicNames"][0].startswith("contoso-")


def test_a_definition_is_made_changed_listed_and_deleted(az: Az) -> None:
    own = f"{IN_GALLERY} --gallery-image-definition debian-13"
    made = az(
        f"sig image-definition create {own} --publisher Contoso --offer debian --sku 13 --os-type Linux "
        "--os-state Generalized --hyper-v-generation V2 --features SecurityType=TrustedLaunchSupported "
        "--minimum-cpu-core 2 --maximum-cpu-core 8 --end-of-life-date 2031-01-01"
    )
    assert made["provisioningState"] == "Succeeded"
    assert made["recommended"]["vCPUs"] == {"min": 2, "max": 8}
    assert made["features"] == [{"name": "SecurityType", "value": "TrustedLaunchSupported"}]
    assert made["endOfLifeDate"].startswith("2031-01-01T")
    az(f"sig image-definition wait {own} --created --interval 1")
    assert az(f"sig image-definition update {own} --set description=trixie")["description"] == "trixie"
    assert "debian-13" in [each["name"] for each in az(f"sig image-definition list {IN_GALLERY}")]
    az(f"sig image-definition delete {own}")
    assert "ResourceNotFound" in az.refused(f"sig image-definition show {own}")


@pytest.mark.parametrize(
    ("name", "options", "source"),
    [
        ("3.0.0", f"{OF_UBUNTU} --managed-image {IMAGE} --target-regions eastus2 westus=2", {"id": IMAGE}),
        ("3.0.1", f"{OF_UBUNTU} --image-version {STANDING}", {"id": STANDING}),
        ("3.0.2", f"{OF_UBUNTU} --virtual-machine {MACHINE}", {"virtualMachineId": MACHINE}),
    ],
    ids=["managed image", "version", "machine"],
)
def test_a_version_is_made_of_something_whole(az: Az, name: str, options: str, source: Body) -> None:
    made = az(f"sig image-version create {options} --location eastus2 --gallery-image-version {name}")
    assert made["provisioningState"] == "Succeeded"
    assert {each: made["storageProfile"]["source"][each] for each in source} == source
    assert made["storageProfile"]["osDiskImage"]["sizeInGB"] == 30


@pytest.mark.parametrize(
    ("name", "options", "sizes"),
    [
        ("1.0.0", f"--os-snapshot golden --data-snapshots {DATA_DISK} --data-snapshot-luns 3", [64, 128]),
        (
            "1.0.1",
            f"--os-vhd-uri {BLOB} --os-vhd-storage-account {ACCOUNT} --replication-mode Shallow",
            [30],
        ),
    ],
    ids=["disk and snapshot", "VHD"],
)
def test_a_version_is_made_of_disks(az: Az, name: str, options: str, sizes: list[int]) -> None:
    made = az(f"sig image-version create {OF_KIOSK} --gallery-image-version {name} --location eastus2 {options}")
    disks = [made["storageProfile"]["osDiskImage"], *made["storageProfile"].get("dataDiskImages", [])]
    assert [each["sizeInGB"] for each in disks] == sizes


def test_a_version_that_nobody_waited_for_can_be_waited_for(az: Az) -> None:
    own = f"{OF_UBUNTU} --gallery-image-version 3.1.0"
    az(f"sig image-version create {own} --location eastus2 --managed-image {IMAGE} --no-wait")
    az(f"sig image-version wait {own} --created --interval 1")
    assert az(f"sig image-version show {own}")["provisioningState"] == "Succeeded"


def test_the_copies_of_a_version_are_shown_where_they_are_asked_for(az: Az) -> None:
    own = f"{OF_UBUNTU} --gallery-image-version 2.7.0"
    assert "replicationStatus" not in az(f"sig image-version show {own}")
    assert az(f"sig image-version show {own} --expand ReplicationStatus")["replicationStatus"] == {
        "aggregatedState": "InProgress",
        "summary": [
            {"region": "eastus2", "state": "Completed", "progress": 100},
            {"region": "westus3", "state": "Replicating", "progress": 37},
        ],
    }
    assert {"2.4.1", "2.7.0"} <= {each["name"] for each in az(f"sig image-version list {OF_UBUNTU}")}


def test_a_version_is_updated_by_paths_and_by_options(az: Az) -> None:
    update = f"sig image-version update {OF_UBUNTU} --gallery-image-version 2.5.0"
    excluded = az(f"{update} --set publishingProfile.excludeFromLatest=true")
    assert excluded["publishingProfile"]["excludeFromLatest"] is True
    added = az(f"{update} --add publishingProfile.targetRegions name=westus3 regionalReplicaCount=3")
    assert regions(added) == {"East US 2": 1, "West US 3": 3}
    replaced = az(f"{update} --target-regions eastus2=2 westeurope --replica-count 4 --allow-replicated true")
    assert regions(replaced) == {"East US 2": 2, "West Europe": 4}


def test_a_region_is_not_taken_from_a_version_that_does_not_allow_it(az: Az) -> None:
    update = f"sig image-version update {OF_UBUNTU} --gallery-image-version 2.4.1"
    said = az.refused(f"{update} --target-regions eastus2")
    assert "(OperationNotAllowed)" in said
    assert "allowDeletionOfReplicatedLocations" in said


def test_a_version_is_deleted_for_good_and_before_its_parents(az: Az) -> None:
    assert "(CannotDeleteResource)" in az.refused(f"sig image-definition delete {OF_UBUNTU}")
    own = f"{OF_UBUNTU} --gallery-image-version 2.6.0"
    az(f"sig image-version delete {own} --no-wait")
    az(f"sig image-version wait {own} --deleted --interval 1")
    assert "(ResourceNotFound)" in az.refused(f"sig image-version show {own}")


def test_a_version_is_had_back_from_the_bin(az: Az) -> None:
    az(f"sig image-version delete {IN_BIN} --gallery-image-version 1.0.0")
    listed = az(f"sig image-version list-soft-deleted {IN_BIN}")
    assert [each["resourceArmId"] for each in listed] == [KEPT]
    az(f"sig image-version undelete {IN_BIN} --gallery-image-version 1.0.0")
    assert az(f"sig image-version list-soft-deleted {IN_BIN}") == []
    restored = az(f"sig image-version show {IN_BIN} --gallery-image-version 1.0.0")
    assert restored["provisioningState"] == "Succeeded"
