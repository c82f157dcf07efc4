"""Ids of what others share: found in whatever was pasted, and told apart from those of our own."""

from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.tui.contoso import gallery as own_gallery
from tests.tui.contoso import version as own_version
from tui.model.gallery import Gallery, Version
from tui.model.ids import (
    Family,
    ForeignId,
    Kind,
    NotAnId,
    is_foreign,
    key_of,
    kind_of,
    name_of,
    parent_key,
    parse_foreign_id,
    parse_id,
    subscription_of,
)
from tui.model.precedence import in_best_spelling
from tui.model.replication import Tally, tally

GUID = "1a2b3c4d-1234-abcd-1234-1a2b3c4d5e6f"
UNIQUE_NAME = f"{GUID}-IMG_SHARED"
PUBLIC_NAME = f"ContosoImages-{GUID}"
VERSION = ForeignId("SharedGalleries", UNIQUE_NAME, "ubuntu-22.04", "2.4.1")
LEVELS = [VERSION, VERSION._replace(version=""), VERSION._replace(definition="", version="")]
FAMILIES: list[Family] = ["SharedGalleries", "CommunityGalleries"]
NAMES = st.text(st.sampled_from("abcXYZ019_.-"), min_size=1, max_size=8)
IDS = st.builds(ForeignId, st.sampled_from(FAMILIES), NAMES, NAMES, NAMES, st.just("")).flatmap(
    lambda full: st.sampled_from([full, full._replace(version=""), full._replace(definition="", version="")])
)


@given(IDS)
def test_an_id_is_understood_as_it_is_written_and_in_any_letter_case(wanted: ForeignId) -> None:
    assert parse_foreign_id(str(wanted)) == wanted
    assert key_of(str(parse_foreign_id(str(wanted).upper()))) == key_of(str(wanted))


@given(IDS)
def test_a_key_tells_its_kind_its_name_and_its_parent(wanted: ForeignId) -> None:
    key = key_of(str(wanted))
    assert is_foreign(key)
    assert (kind_of(key), name_of(key), subscription_of(key)) == (wanted.kind, wanted.name.lower(), "")
    levels: list[Kind | None] = [None, "gallery", "definition", "version"]
    above = parent_key(key)
    assert (kind_of(above) if above else None) == levels[levels.index(wanted.kind) - 1]
    assert above is None or key.startswith(above)


@pytest.mark.parametrize("wanted", LEVELS, ids=lambda each: each.kind)
@pytest.mark.parametrize(
    "pasted",
    [
        " {id}\n",
        '"{id}"',
        '    "sharedGalleryImageId": "{id}",',
        "az vm create --image {id} --name vm",
        "https://portal.azure.com/#view/Microsoft_Azure_Compute/Blade/id/{quoted}",
    ],
)
def test_an_id_is_found_in_whatever_was_pasted(pasted: str, wanted: ForeignId) -> None:
    assert parse_foreign_id(pasted.format(id=wanted, quoted=quote(str(wanted), safe=""))) == wanted


@pytest.mark.parametrize(
    "url",
    [
        "{path}/locations/eastus2/communityGalleries/{name}/images/debian",
        "https://management.azure.com{path}/locations/eastus2/communityGalleries/{name}/images/debian?api-version=1",
        "/providers/Microsoft.Compute/locations/eastus2/CommunityGalleries/{name}/Images/debian",
    ],
    ids=["path", "URL", "of Resource Graph"],
)
def test_an_address_in_a_region_tells_the_region_too(url: str) -> None:
    wanted = ForeignId("CommunityGalleries", PUBLIC_NAME, "debian", location="eastus2")
    path = "/subscriptions/0A1b/providers/Microsoft.Compute"
    assert parse_foreign_id(url.format(path=path, name=PUBLIC_NAME)) == wanted
    assert str(wanted) == f"/CommunityGalleries/{PUBLIC_NAME}/Images/debian"


def test_a_bare_name_is_taken_for_what_it_looks_like() -> None:
    assert parse_foreign_id(f" {UNIQUE_NAME} ") == ForeignId("SharedGalleries", UNIQUE_NAME)
    assert parse_foreign_id(PUBLIC_NAME) == ForeignId("CommunityGalleries", PUBLIC_NAME)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "img_prod",
        GUID,
        f"the {PUBLIC_NAME} of Contoso",
        "/SharedGalleries/",
        str(own_version().id),
        "/subscriptions/s/resourceGroups/rg/providers/Microsoft.DevTestLab/labs/l/sharedgalleries/g",
    ],
)
def test_what_names_nothing_that_others_share_is_refused(text: str) -> None:
    with pytest.raises(NotAnId, match="no gallery that others share"):
        parse_foreign_id(text)


@given(st.one_of(st.text(), st.text().map(f"{VERSION}/".__add__)))
def test_any_text_is_an_id_or_refused(text: str) -> None:
    try:
        said: str = parse_foreign_id(text).kind
    except NotAnId as refusal:
        said = str(refusal)[:600]
    assert said in ("gallery", "definition", "version") or said.startswith("no gallery")


def test_an_own_id_is_not_that_of_somebody_else_and_the_other_way_round() -> None:
    assert not is_foreign(own_gallery().key)
    assert not own_gallery().foreign
    assert Gallery(id=str(LEVELS[2])).foreign
    with pytest.raises(NotAnId):
        parse_id(str(VERSION))


def test_a_version_that_others_share_has_no_status_that_could_be_missed() -> None:
    assert tally(Version(id=str(VERSION))) == Tally()
    assert tally(own_version()) == Tally(unread=1)


def test_an_id_that_others_share_is_taken_as_it_was_read_last() -> None:
    held, new = Gallery(id=str(LEVELS[2]).upper()), Gallery(id=str(LEVELS[2]))
    assert in_best_spelling(held, new) == new
