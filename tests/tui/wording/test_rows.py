"""Rows for `list` and for the filter: scripts rely on their keys to the letter."""

import pytest
from msgspec import structs

from tests.tui.contoso import definition, gallery, subscription, version
from tui.model.filters import parse_filter
from tui.model.gallery import Definition, Gallery, Resource, Subscription, TargetRegion, Version
from tui.wording.rows import KEYS, What, fields_of, row_of, row_order

WHOLE = structs.replace(
    version("2.4.1"),
    target_regions=(TargetRegion("East US 2", 2, "Standard_ZRS", False), TargetRegion("West Europe")),
    published_date="2026-11-20T07:12:00.5984092-07:00",
    end_of_life_date="never",
    replica_count=1,
    storage_account_type="Standard_LRS",
    tags={"team": "Core Images"},
)


@pytest.mark.parametrize(
    ("what", "value"),
    [
        ("subscriptions", subscription()),
        ("galleries", gallery()),
        ("definitions", definition()),
        ("versions", version()),
        ("galleries", Gallery(id=gallery().id)),
        ("definitions", Definition(id=definition().id)),
        ("versions", Version(id=version().id)),
    ],
)
def test_every_key_is_always_there(what: What, value: Subscription | Gallery | Definition | Version) -> None:
    assert tuple(row_of(value, None)) == KEYS[what]


def test_a_version_is_told_with_canonical_regions_and_times_in_utc() -> None:
    row = row_of(WHOLE, "Contoso Production")
    assert (row["type"], row["name"]) == ("Microsoft.Compute/galleries/images/versions", "2.4.1")
    assert (row["subscription_id"], row["subscription_name"]) == ("prod", "Contoso Production")
    assert (row["resource_group"], row["gallery"], row["definition"]) == ("rg-img", "img_prod", "ubuntu")
    assert (row["published"], row["end_of_life"]) == ("2026-11-20T14:12:00Z", None)
    assert row["target_regions"] == [
        {"region": "eastus2", "replicas": 2, "storage_account_type": "Standard_ZRS", "exclude_from_latest": False},
        {"region": "westeurope", "replicas": 1, "storage_account_type": "Standard_LRS", "exclude_from_latest": None},
    ]


@pytest.mark.parametrize(
    ("text", "holds"),
    [
        ("state:succeeded", True),
        ("region:'westeurope", True),
        ("region:brazil", False),
        ('tags:"team=core images"', True),
        ("'img_prod !windows", True),
        ("gallery:img definition:ubu name:'2.4.1", True),
        ("size_gb:30", False),
    ],
)
def test_a_filter_finds_a_row_by_its_keys_and_by_state_and_region(text: str, holds: bool) -> None:
    fields = fields_of(row_of(WHOLE, None))
    assert parse_filter(text, keys=fields)(fields) is holds


def test_what_has_no_target_regions_is_found_by_where_it_lies() -> None:
    fields = fields_of(row_of(gallery(), None))
    assert parse_filter("region:eastus2 state:'Succeeded")(fields)


def test_rows_are_ordered_by_id_and_versions_by_number() -> None:
    other = version("1.0.0", within=definition("alpha"))
    values: list[Resource] = [version("2.10.0"), version("2.9.0"), definition(), other, gallery("Beta")]
    assert [each.name for each in sorted(values, key=row_order)] == ["Beta", "1.0.0", "ubuntu", "2.9.0", "2.10.0"]
