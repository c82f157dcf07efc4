"""What is typed or pasted is a place: ours, or what others share, maybe with a region behind it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.tui.contoso import version
from tests.tui.fabrikam import DEBIAN, OPEN, SHARED
from tui.model.ids import ForeignId
from tui.model.places import named_abroad, names_a_place

PATH = f"/subscriptions/prod/providers/Microsoft.Compute/locations/westeurope/communityGalleries/{OPEN.gallery}"


@pytest.mark.parametrize(
    ("text", "wanted", "region"),
    [
        (OPEN.gallery, OPEN, ""),
        (f" {OPEN.gallery}  West  Europe ", OPEN, "westeurope"),
        (f"{SHARED.gallery} eastus2", SHARED, "eastus2"),
        (f"{DEBIAN} japan", DEBIAN, "japan"),
        (PATH, OPEN._replace(location="westeurope"), ""),
        (f"{PATH} eastus2", OPEN._replace(location="westeurope"), "eastus2"),
        (f'    "communityGalleryImageId": "{DEBIAN}",', DEBIAN, ""),
        (f"az vm create --image {DEBIAN} --name vm", DEBIAN, ""),
    ],
)
def test_a_region_may_stand_behind_what_others_share(text: str, wanted: ForeignId, region: str) -> None:
    assert named_abroad(text) == (wanted, region)
    assert names_a_place(text)


@pytest.mark.parametrize("text", [str(version().id), f"https://portal.azure.com/#resource{version().id}/overview"])
def test_an_id_of_ours_is_a_place_and_not_one_of_theirs(text: str) -> None:
    assert named_abroad(text) is None
    assert names_a_place(text)


@pytest.mark.parametrize("text", ["", "list", "img_prod westeurope", "rm -rf /"])
def test_anything_else_is_none(text: str) -> None:
    assert named_abroad(text) is None
    assert not names_a_place(text)


@given(st.text())
def test_of_any_text_it_can_be_said(text: str) -> None:
    assert names_a_place(text) in (True, False)
