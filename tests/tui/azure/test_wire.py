"""Bodies turn into the model, and a broken one spoils its own row only."""

import json
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec import Raw

from tests.tui.azure.bodies import DEFINITION_ID, GALLERY_ID, definition_body, gallery_body, version_body
from tui.azure.wire import DEFINITIONS, GALLERIES, GRAPH_ROWS, LOCATIONS, VERSIONS
from tui.model.gallery import Definition, Gallery, Version
from tui.model.replication import regions_of


def raw(body: object) -> Raw:
    return Raw(json.dumps(body).encode())


def test_a_gallery_is_read_whole() -> None:
    sharing = {"permissions": "Community", "communityGalleryInfo": {"publicNames": ["contoso-1"]}}
    body = gallery_body(
        description="all",
        sharingProfile=sharing,
        softDeletePolicy={"isSoftDeleteEnabled": True, "retentionPeriodInDays": 31},
    )
    gallery = GALLERIES.one(raw(body))
    assert (gallery.name, gallery.location, gallery.description) == ("gal", "westus", "all")
    assert (gallery.permissions, gallery.public_names) == ("Community", ("contoso-1",))
    assert (gallery.soft_delete, gallery.retention_days, gallery.tags) == (True, 31, {})


def test_a_definition_is_read_whole() -> None:
    definition = DEFINITIONS.one(raw(definition_body()))
    assert (definition.publisher, definition.offer, definition.sku) == ("p", "o", "s")
    assert (definition.os_type, definition.hyper_v_generation) == ("Linux", "V2")
    assert definition.security_type == "TrustedLaunch"
    assert definition.vcpus == msgspec.convert({"min": 1, "max": 8}, type(definition.vcpus))
    assert definition.memory_gb is not None
    assert (definition.memory_gb.min, definition.memory_gb.max) == (None, 16)
    assert definition.disallowed_disk_types == ("Premium_LRS",)


def test_a_version_joins_display_names_with_canonical_ones() -> None:
    version = VERSIONS.one(raw(version_body()))
    assert (version.size_gb, version.replicas, version.replication_mode) == (30, 40, None)
    assert version.source_id is not None
    assert version.source_id.endswith("/images/i")
    joined = regions_of(version)
    assert len(joined) == 20
    assert all(each.state == "Completed" and each.wanted for each in joined)


def test_a_version_whose_status_was_not_asked_for_has_none() -> None:
    assert VERSIONS.one(raw(version_body(status=False))).replication is None


def test_a_version_that_is_being_created_lacks_what_is_not_known_yet() -> None:
    body = version_body(status=False)
    body["properties"] = {"provisioningState": "Creating"}
    version = VERSIONS.one(raw(body))
    assert (version.provisioning_state, version.target_regions, version.source_id) == ("Creating", (), None)


@pytest.mark.parametrize(
    ("storage", "source"),
    [
        ({"source": {"virtualMachineId": "/vm"}}, "/vm"),
        ({"source": {}, "osDiskImage": {"source": {"id": "/snapshots/s"}}}, "/snapshots/s"),
        ({"osDiskImage": {"source": {"uri": "https://a/b.vhd?sig=secret"}}}, "https://a/b.vhd"),
        ({"osDiskImage": {"source": {"uri": "https://a/b.vhd", "id": "/subscriptions/s/account"}}}, "https://a/b.vhd"),
        ({"osDiskImage": {"sizeInGB": 30, "source": {}}}, None),
    ],
)
def test_the_source_is_one_for_all_disks_or_the_system_disk_s(storage: dict[str, Any], source: str | None) -> None:
    body = version_body()
    body["properties"]["storageProfile"] = storage
    assert VERSIONS.one(raw(body)).source_id == source


def test_a_broken_body_spoils_its_own_row_and_is_named() -> None:
    broken = version_body("2.0.0")
    broken["properties"]["publishingProfile"]["targetRegions"][3]["regionalReplicaCount"] = "two"
    items, unreadable = VERSIONS.many([raw(version_body("1.0.0")), raw(broken), raw(version_body("3.0.0"))])
    assert [each.name for each in items] == ["1.0.0", "3.0.0"]
    ((key, why),) = unreadable
    assert key == f"{DEFINITION_ID}/versions/2.0.0".lower()
    assert "targetRegions[3].regionalReplicaCount" in why


@pytest.mark.parametrize("body", [None, 5, "text", [], {}, {"id": 7}])
def test_a_body_without_even_an_id_is_counted_all_the_same(body: object) -> None:
    items, unreadable = GALLERIES.many([raw(body), raw(gallery_body())])
    assert len(items) == 1
    assert [each.key for each in unreadable] == [""]


def test_a_body_with_an_id_of_another_kind_is_not_taken() -> None:
    items, unreadable = GALLERIES.many([raw({**gallery_body(), "id": DEFINITION_ID})])
    assert not items
    assert "not that of a gallery" in unreadable[0].why


def test_rows_of_resource_graph_are_told_apart_by_their_type() -> None:
    bodies = [gallery_body(), definition_body(), version_body(status=False)]
    rows = [raw({**body, "type": body["type"].lower()}) for body in bodies]
    items, unreadable = GRAPH_ROWS.many([*rows, raw({"id": GALLERY_ID, "type": "microsoft.compute/disks"})])
    assert [type(each) for each in items] == [Gallery, Definition, Version]
    assert [each.key for each in unreadable] == [GALLERY_ID.lower()]


def test_ids_are_kept_as_they_were_sent_and_compared_in_lower_case() -> None:
    shouted = GALLERY_ID.replace("/rg/", "/RG/")
    gallery = GALLERIES.one(raw({**gallery_body(), "id": shouted}))
    assert gallery.id == shouted
    assert gallery.key == GALLERY_ID.lower()


@pytest.mark.parametrize(
    ("location", "taken"),
    [
        ({"name": "westus", "type": "Region", "metadata": {"regionType": "Physical"}}, True),
        ({"name": "europe", "type": "Region", "metadata": {"regionType": "Logical"}}, False),
        ({"name": "attatlanta1", "type": "EdgeZone", "metadata": {"regionType": "Physical"}}, False),
    ],
)
def test_only_regions_that_exist_are_offered(location: dict[str, Any], taken: bool) -> None:
    assert (LOCATIONS.one(raw(location)) is not None) is taken


JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-10, 10) | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=10,
)


@given(JSON, st.data())
def test_no_value_in_any_place_breaks_the_reading_of_the_other_rows(value: object, data: st.DataObject) -> None:
    body: Any = version_body(regions=2)
    place: Any = body
    while True:
        key = data.draw(st.sampled_from(sorted(place) if isinstance(place, dict) else range(len(place))))
        if isinstance(place[key], (dict, list)) and place[key] and data.draw(st.booleans()):
            place = place[key]
        else:
            place[key] = value
            break
    items, unreadable = VERSIONS.many([raw(version_body("9.9.9")), raw(body)])
    assert items[0].name == "9.9.9"
    assert len(items) + len(unreadable) == 2
