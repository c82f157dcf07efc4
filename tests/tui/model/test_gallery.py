"""What a version, a definition and a gallery say of themselves."""

from datetime import timedelta

import pytest
from msgspec import structs

from tests.tui.contoso import NOW, definition, gallery, subscription, version
from tui.model.gallery import Feature, SourceKind, TargetRegion, source_kind

COMPUTE = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Compute"


def test_the_newest_version_is_the_one_with_the_highest_number() -> None:
    names = ["2.9.0", "2.10.0", "10.0.0", "2.9.11"]
    ordered = sorted(map(version, names), key=lambda each: each.order)
    assert [each.name for each in ordered] == ["2.9.0", "2.9.11", "2.10.0", "10.0.0"]


def test_things_are_kept_under_their_id_in_lower_case_and_named_by_its_end() -> None:
    shouted = structs.replace(gallery("Img_Prod"), id=gallery("Img_Prod").id.upper())
    assert shouted.key == gallery("img_prod").key
    assert gallery("Img_Prod").name == "Img_Prod"
    assert subscription("PROD").key == "/subscriptions/prod"


def test_a_region_that_names_no_replicas_has_the_default_of_the_version() -> None:
    regions = (TargetRegion("East US 2"), TargetRegion("West Europe", regional_replica_count=3))
    assert structs.replace(version(), target_regions=regions).replicas == 1 + 3
    assert structs.replace(version(), target_regions=regions, replica_count=2).replicas == 2 + 3


def test_end_of_life_has_come_from_that_moment_on() -> None:
    ending = structs.replace(version(), end_of_life_date="2026-11-20T09:12:00+00:00")
    assert ending.past_end_of_life(NOW)
    assert not ending.past_end_of_life(NOW - timedelta(seconds=1))
    assert not version().past_end_of_life(NOW)
    assert not structs.replace(version(), end_of_life_date="never").past_end_of_life(NOW)


@pytest.mark.parametrize(
    ("source_id", "kind"),
    [
        (f"{COMPUTE}/virtualMachines/vm-golden", "machine"),
        (f"{COMPUTE}/images/managed", "managed image"),
        (f"{COMPUTE}/galleries/g/images/i/versions/1.0.0", "version"),
        (f"{COMPUTE}/disks/d", "disk"),
        (f"{COMPUTE.upper()}/SNAPSHOTS/S", "snapshot"),
        ("/CommunityGalleries/g-1/Images/i/Versions/1.0.0", "community image"),
        ("https://account.blob.core.windows.net/vhds/golden.vhd", "VHD"),
        ("https://account.blob.core.windows.net/images/disks/golden.vhd", "VHD"),
        (f"{COMPUTE}/somethingNew/x", "source"),
    ],
)
def test_the_kind_of_a_source_is_told_by_its_id(source_id: str, kind: SourceKind) -> None:
    assert source_kind(source_id) == kind


def test_the_security_type_is_one_of_the_features() -> None:
    features = (Feature("IsHibernateSupported", "True"), Feature("SecurityType", "TrustedLaunch"))
    assert structs.replace(definition(), features=features).security_type == "TrustedLaunch"
    assert definition().security_type is None
