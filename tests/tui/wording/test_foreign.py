"""What others share, in words."""

import json
import shlex
from itertools import pairwise

import pytest
from msgspec import structs

from tests.tui.contoso import NOW
from tests.tui.fabrikam import DEBIAN, OPEN, OWNER, SHARED, foreign_definition, foreign_gallery, foreign_version
from tui.model.gallery import Gallery
from tui.model.ids import ForeignId, parse_foreign_id
from tui.model.latest import latest_shared
from tui.wording.foreign import (
    az_list,
    az_show,
    foreign_copies,
    foreign_fields,
    foreign_version_cells,
    owner_of,
    shortened,
    titles,
)

VERSION = DEBIAN._replace(version="1.9.0")


def test_a_guid_is_cut_where_room_is_scarce_and_the_rest_of_a_name_is_kept() -> None:
    assert shortened(OPEN.gallery, "…") == "fabrikam-dddddddd…"
    assert shortened(SHARED.gallery, "..") == "bbbbbbbb..-FAB_IMAGES"
    assert shortened("img_prod", "…") == "img_prod"


def test_the_unique_name_of_a_shared_gallery_tells_its_owner() -> None:
    assert owner_of(SHARED.gallery) == (OWNER, "FAB_IMAGES")
    assert owner_of("img") == ("", "img")
    assert owner_of(OWNER) == ("", OWNER)


@pytest.mark.parametrize("wanted", [OPEN, DEBIAN, SHARED], ids=["community", "definition", "shared"])
def test_every_title_says_that_nothing_can_be_changed_and_gets_shorter(wanted: ForeignId) -> None:
    written = titles(wanted, "East US 2", "…")
    assert all(each.endswith(" · read-only") and "East US 2" in each for each in written)
    assert sorted(written, key=len, reverse=True) == written


def test_the_latest_is_the_highest_number_that_is_not_excluded() -> None:
    versions = [foreign_version("2.0.0", excluded=True), foreign_version("1.10.0"), foreign_version("1.9.0")]
    latest = latest_shared(versions)
    assert [foreign_version_cells(each, latest, NOW)[1][0] for each in versions] == ["excluded", "latest", ""]
    assert latest_shared(versions[:1]) is None


def test_of_fields_that_definition_and_gallery_both_have_none_is_lost() -> None:
    publisher = foreign_gallery().publisher
    assert publisher is not None
    gallery = structs.replace(foreign_gallery(), publisher=structs.replace(publisher, privacy_statement_uri="theirs"))
    own = structs.replace(foreign_definition(), eula="own", privacy_statement_uri="its own")
    told = {each.label: each.value for each in foreign_fields(gallery, own, None, None, NOW)}
    assert (told["EULA"], told["Gallery EULA"], told["Privacy"]) == ("own", "https://fabrikam.com/eula", "its own")
    told = {each.label: each.value for each in foreign_fields(gallery, None, None, None, NOW)}
    assert told["Privacy"] == "theirs"


def test_nothing_of_it_is_marked_as_to_be_changed() -> None:
    fields = foreign_fields(foreign_gallery(), foreign_definition(), foreign_version("1.0.0"), None, NOW)
    assert fields
    assert not any(each.editable for each in fields)


def test_a_gallery_that_tells_nothing_of_itself_has_no_fields_with_values() -> None:
    assert not any(each.value for each in foreign_fields(Gallery(id=str(SHARED)), None, None, None, NOW))


@pytest.mark.parametrize(
    ("wanted", "command", "options"),
    [
        (OPEN, "sig show-community", {"--public-gallery-name": OPEN.gallery}),
        (SHARED, "sig show-shared", {"--gallery-unique-name": SHARED.gallery}),
        (DEBIAN, "sig image-definition show-community", {"--gallery-image-definition": "debian"}),
        (VERSION, "sig image-version show-community", {"--gallery-image-version": "1.9.0"}),
    ],
    ids=["community", "shared", "definition", "version"],
)
def test_the_az_command_shows_the_same_from_the_same_place(
    wanted: ForeignId, command: str, options: dict[str, str]
) -> None:
    words = shlex.split(az_show(wanted, "eastus2", "prod"))
    assert " ".join(words).startswith(f"az {command} --")
    told = dict(pairwise(words))
    assert {"--location": "eastus2", "--subscription": "prod", **options}.items() <= told.items()


def test_the_az_command_that_lists_is_for_what_lies_under_it() -> None:
    assert az_list(SHARED, "eastus2", "prod").startswith("az sig image-definition list-shared ")
    assert az_list(DEBIAN, "eastus2", "prod").startswith("az sig image-version list-community ")


def test_a_name_cannot_run_a_command_of_its_own() -> None:
    hostile = OPEN._replace(gallery="x;rm -rf ~")
    assert "x;rm -rf ~" in shlex.split(az_show(hostile, "eastus2", "prod"))


def test_the_unique_id_comes_first_and_a_machine_takes_definitions_and_versions_only() -> None:
    copies = {each.what: each.text for each in foreign_copies(VERSION, "eastus2", "prod")}
    assert parse_foreign_id(next(iter(copies.values()))) == VERSION
    assert json.loads(copies["imageReference"])["imageReference"] == {"communityGalleryImageId": str(VERSION)}
    assert "az list" not in copies
    assert "imageReference" not in [each.what for each in foreign_copies(OPEN, "eastus2", "prod")]
