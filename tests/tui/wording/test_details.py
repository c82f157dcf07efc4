"""The detail panes: every field named, whatever the body lacks."""

from collections.abc import Sequence

import pytest
from msgspec import structs

from tests.tui.contoso import NOW, definition, gallery, subscription, version
from tui.model.gallery import Bounds, Definition, Feature, Gallery, PurchasePlan, TargetRegion, Version
from tui.model.latest import latest_everywhere
from tui.model.regions import Location, RegionNames
from tui.wording.details import Field, definition_fields, gallery_fields, subscription_fields, tags, version_fields

BARE = version().id
NAMES = RegionNames()


def values(fields: Sequence[Field]) -> dict[str, str]:
    """What each field shows."""
    assert len({each.label for each in fields}) == len(fields)
    return {each.label: each.value for each in fields}


def test_a_version_of_which_nothing_is_told_has_all_its_fields() -> None:
    assert values(version_fields(Version(id=BARE), None, {}, NOW)) == {
        "Provisioning": "unknown",
        "Source": "not told",
        "Published": "",
        "Size": "",
        "Ready": "status not read yet",
        "Latest": "",
        "Data disks": "",
        "Mode": "Full",
        "End of life": "none",
        "Excluded": "no",
        "Replicas": "1 default, 0 in all",
        "Tags": "",
    }


def test_a_version_tells_what_it_is() -> None:
    whole = structs.replace(
        version(
            wanted="East US 2, West Europe", actual="eastus2 Completed 100, westeurope Replicating 5", mode="Shallow"
        ),
        source_id="/subscriptions/s/resourceGroups/rg/providers/Microsoft.Compute/virtualMachines/vm-golden-ubuntu",
        published_date="2026-11-20T07:12:00.0000000+00:00",
        size_gb=30,
        data_disks=2,
        end_of_life_date="2027-11-20T00:00:00+00:00",
        replica_count=2,
        tags={"team": "core", "ring": "prod"},
    )
    kind = structs.replace(
        definition(),
        architecture="x64",
        hyper_v_generation="V2",
        features=(Feature("SecurityType", "TrustedLaunch"),),
    )
    assert values(version_fields(whole, kind, latest_everywhere([whole]), NOW)) == {
        "Provisioning": "Succeeded",
        "Source": "vm-golden-ubuntu (machine)",
        "Published": "20 Nov 07:12, 2 h ago",
        "Size": "30 GB, x64, Gen 2, TrustedLaunch",
        "Ready": "in 1 of 2 regions",
        "Latest": "in 1 of 2 regions",
        "Data disks": "2",
        "Mode": "Shallow",
        "End of life": "2027-11-20",
        "Excluded": "no",
        "Replicas": "2 default, 4 in all",
        "Tags": "team=core  ring=prod",
    }


def test_an_end_of_life_that_has_come_wants_attention() -> None:
    (field,) = (
        each
        for each in version_fields(structs.replace(version(), end_of_life_date="2026-01-01"), None, {}, NOW)
        if each.label == "End of life"
    )
    assert (field.value, field.style) == ("2026-01-01 (past)", "moving")


@pytest.mark.parametrize(
    ("state", "style"), [("Succeeded", "plain"), ("Failed", "failed"), ("Updating", "moving"), (None, "moving")]
)
def test_the_provisioning_state_has_the_colour_of_what_it_means(state: str | None, style: str) -> None:
    assert version_fields(structs.replace(version(), provisioning_state=state), None, {}, NOW)[0].style == style


@pytest.mark.parametrize(
    ("everywhere", "regions", "text"),
    [
        (True, [True], "from latest everywhere"),
        (False, [True, False], "from latest in 1 region"),
        (None, [True, True, None], "from latest in 2 regions"),
        (None, [None], "no"),
    ],
)
def test_a_version_tells_where_it_is_excluded_from_latest(
    everywhere: bool | None, regions: list[bool | None], text: str
) -> None:
    targets = tuple(TargetRegion(f"r{number}", exclude_from_latest=each) for number, each in enumerate(regions))
    shown = structs.replace(version(), exclude_from_latest=everywhere, target_regions=targets)
    assert values(version_fields(shown, None, {}, NOW))["Excluded"] == text


def test_the_address_of_a_source_is_shown_without_its_signature() -> None:
    signed = structs.replace(version(), source_id="https://a.blob.core.windows.net/images/golden.vhd?sv=1&sig=c2VjcmV0")
    assert values(version_fields(signed, None, {}, NOW))["Source"] == "golden.vhd (VHD)"


def test_a_version_without_regions_is_not_said_to_be_unread() -> None:
    assert values(version_fields(version(wanted="", actual=""), None, {}, NOW))["Ready"] == "in 0 of 0 regions"


def test_a_definition_of_which_nothing_is_told_has_all_its_fields() -> None:
    shown = values(definition_fields(Definition(id=definition().id), NOW))
    assert shown["Provisioning"] == "unknown"
    assert shown["End of life"] == "none"
    assert {text for label, text in shown.items() if label not in ("Provisioning", "End of life")} == {""}


@pytest.mark.parametrize(
    ("vcpus", "memory", "text"),
    [
        (Bounds(1, 16), Bounds(2, 32), "1 to 16 vCPU, 2 to 32 GB"),
        (Bounds(min=2), Bounds(max=32), "from 2 vCPU, to 32 GB"),
        (Bounds(0, 0), None, "0 to 0 vCPU"),
        (Bounds(), None, ""),
    ],
)
def test_a_definition_tells_what_machines_it_recommends(vcpus: Bounds, memory: Bounds | None, text: str) -> None:
    shown = structs.replace(definition(), vcpus=vcpus, memory_gb=memory)
    assert values(definition_fields(shown, NOW))["Recommended"] == text


def test_a_definition_tells_what_it_is() -> None:
    shown = structs.replace(
        definition(),
        os_state="Generalized",
        hyper_v_generation="V1",
        features=(Feature("SecurityType", "TrustedLaunch"), Feature("IsHibernateSupported")),
        disallowed_disk_types=("Standard_LRS", "Premium_LRS"),
        purchase_plan=PurchasePlan("plan", None, "product"),
    )
    found = values(definition_fields(shown, NOW))
    assert found["OS"] == "Linux, Generalized"
    assert found["Hardware"] == "Gen 1, TrustedLaunch"
    assert found["Features"] == "SecurityType TrustedLaunch, IsHibernateSupported"
    assert found["Disallowed disks"] == "Standard_LRS, Premium_LRS"
    assert found["Plan"] == "product / plan"


def test_a_gallery_of_which_nothing_is_told_has_all_its_fields() -> None:
    assert values(gallery_fields(Gallery(id=gallery().id), NAMES)) == {
        "Provisioning": "unknown",
        "Region": "",
        "Sharing": "Private",
        "Soft delete": "off",
        "Unique name": "",
        "Public names": "",
        "Description": "",
        "Tags": "",
    }


@pytest.mark.parametrize(
    ("on", "days", "text"),
    [(True, 7, "on, kept 7 days"), (True, 1, "on, kept 1 day"), (True, None, "on"), (False, 7, "off")],
)
def test_a_gallery_tells_how_long_it_keeps_what_is_deleted(on: bool, days: int | None, text: str) -> None:
    shown = structs.replace(gallery(), soft_delete=on, retention_days=days)
    assert values(gallery_fields(shown, NAMES))["Soft delete"] == text


def test_a_gallery_and_a_subscription_tell_where_they_are() -> None:
    names = RegionNames()
    names.learn([Location("eastus2", "East US 2")])
    assert values(gallery_fields(gallery(), names))["Region"] == "East US 2"
    assert values(subscription_fields(subscription(), "Contoso")) == {
        "State": "Enabled",
        "Tenant": "Contoso",
        "Id": "prod",
    }


def test_only_what_can_be_changed_after_creation_is_marked_as_editable() -> None:
    fields = version_fields(version(), None, {}, NOW)
    assert {each.label for each in fields if each.editable} == {"End of life", "Excluded", "Replicas", "Tags"}
    fields = definition_fields(definition(), NOW)
    assert "Publisher" not in {each.label for each in fields if each.editable}
    assert tags(None) == tags({}) == ""
