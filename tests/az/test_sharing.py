"""What az reads of galleries that others share, and of those that are open to the community."""

import pytest

from tests.az.conftest import NEEDS_AZ
from tests.az.signed_in import Az
from tests.shared import EULA, LUN, PUBLIC_NAME, UNIQUE_NAME
from tests.simulated import EMPTY_SUBSCRIPTION

pytestmark = NEEDS_AZ

HERE = "--location eastus2"
SHARED = f"{HERE} --gallery-unique-name {UNIQUE_NAME}"
OPEN = f"{HERE} --public-gallery-name {PUBLIC_NAME}"
IMAGE = "--gallery-image-definition debian"
NUMBERS = ["0.9.0", "1.0.0", "1.1.0", "1.2.0"]


def names(az: Az, command: str) -> list[str]:
    """Give the names in a list."""
    return [each["name"] for each in az(command)]


def test_galleries_that_are_shared_with_a_subscription_are_listed_apart_from_those_of_its_tenant(az: Az) -> None:
    assert UNIQUE_NAME in names(az, f"sig list-shared {HERE}")
    assert names(az, f"sig list-shared {HERE} --shared-to tenant") == []
    assert names(az, f"sig list-shared {HERE} --subscription {EMPTY_SUBSCRIPTION}") == []


def test_a_shared_gallery_is_opened_by_its_unique_name(az: Az) -> None:
    assert az(f"sig show-shared {SHARED}")["uniqueId"] == f"/SharedGalleries/{UNIQUE_NAME}"
    assert names(az, f"sig image-definition list-shared {SHARED}") == ["debian"]
    assert az(f"sig image-definition show-shared {SHARED} {IMAGE}")["identifier"]["publisher"] == "Fabrikam"
    assert names(az, f"sig image-version list-shared {SHARED} {IMAGE}") == NUMBERS
    shown = az(f"sig image-version show-shared {SHARED} {IMAGE} --gallery-image-version 1.0.0")
    assert shown["storageProfile"]["osDiskImage"]["diskSizeGB"] == 30
    assert shown["storageProfile"]["dataDiskImages"][0]["lun"] == LUN


def test_community_galleries_are_listed_by_region_and_opened_by_their_public_names(az: Az) -> None:
    listed = {each["name"]: each["communityMetadata"]["eula"] for each in az(f"sig list-community {HERE}")}
    assert listed[PUBLIC_NAME] == EULA
    assert az(f"sig show-community {OPEN}")["uniqueId"] == f"/CommunityGalleries/{PUBLIC_NAME}"
    assert names(az, f"sig image-definition list-community {OPEN}") == ["debian"]
    assert az(f"sig image-definition show-community {OPEN} {IMAGE}")["osState"] == "Generalized"
    assert names(az, f"sig image-version list-community {OPEN} {IMAGE}") == NUMBERS
    shown = az(f"sig image-version show-community {OPEN} {IMAGE} --gallery-image-version 0.9.0")
    assert shown["excludeFromLatest"] is True


@pytest.mark.parametrize(
    "command",
    [f"sig show-shared {HERE} --gallery-unique-name no", "sig show-community -l westus --public-gallery-name no"],
)
def test_what_is_not_shared_is_not_found(az: Az, command: str) -> None:
    assert "(NotFound)" in az.refused(command)
