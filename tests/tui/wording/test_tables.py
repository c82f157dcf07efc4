"""The tables of versions, definitions and galleries: what a row shows at a glance."""

import pytest
from msgspec import structs

from tests.tui.contoso import NOW, definition, gallery, version
from tui.model.gallery import Gallery, TargetRegion, Version
from tui.model.latest import latest_everywhere
from tui.model.regions import RegionNames
from tui.model.replication import Tally
from tui.wording.signs import Part
from tui.wording.tables import definition_cells, gallery_cells, roll_up, version_cells, version_state


def texts(cells: tuple[Part, ...]) -> list[str]:
    """What the cells say."""
    return [text for text, _ in cells]


@pytest.mark.parametrize(
    ("shown", "state"),
    [
        (version(), ("  not read", "dim")),
        (version(wanted="", actual=""), ("  no regions", "dim")),
        (version(actual="eastus2 Completed 100"), ("✓ Completed", "settled")),
        (version(actual=""), ("∅ Missing", "failed")),
        (version(actual="eastus2 Completed 100, uksouth Replicating 5"), ("» Replicating", "moving")),
        (version(actual="eastus2 Failed 5, uksouth Replicating 5"), ("✗ Failed", "failed")),
        (version(actual="eastus2 Completed 100", state="Failed"), ("✗ Failed", "failed")),
        (version(state="Creating"), ("» Creating", "moving")),
        (version(state="Deleting", actual="eastus2 Failed 5"), ("» Deleting", "moving")),
    ],
)
def test_a_version_shows_the_worst_that_can_be_said_of_it(shown: Version, state: Part) -> None:
    assert version_state(shown, ascii_only=False) == state
    assert version_state(shown, ascii_only=True)[0].isascii()


def test_a_version_of_which_nothing_is_told_has_all_its_cells() -> None:
    cells = version_cells(Version(id=version().id), {}, NOW, ascii_only=False)
    assert texts(cells) == ["  not read", "0", "1.0.0", "", "", "", "Full", "", ""]


def test_a_version_shows_where_it_is_excluded_and_that_its_life_is_over() -> None:
    regions = (TargetRegion("East US 2", exclude_from_latest=True), TargetRegion("West Europe"))
    shown = structs.replace(
        version("2.4.1", actual="westeurope Completed 100", mode="Shallow"),
        target_regions=regions,
        end_of_life_date="2026-01-01T00:00:00Z",
        published_date="2025-11-20T00:00:00Z",
        size_gb=127,
    )
    cells = version_cells(shown, latest_everywhere([shown]), NOW, ascii_only=False)
    assert texts(cells) == [
        "∅ Missing",
        "1 of 2",
        "2.4.1",
        "in 1 of 2",
        "2025-11-20",
        "127 GB",
        "Shallow",
        "2026-01-01",
        "1 region",
    ]
    assert cells[7][1] == "moving"
    everywhere = structs.replace(shown, exclude_from_latest=True)
    assert texts(version_cells(everywhere, {}, NOW, ascii_only=False))[-1] == "everywhere"


def test_the_newest_version_of_a_definition_is_one_that_latest_may_mean() -> None:
    excluded = structs.replace(version("3.0.0"), exclude_from_latest=True)
    cells = definition_cells(definition(), [excluded, version("2.0.0")], Tally(failed=1), ascii_only=False)
    assert texts(cells) == ["✗ 1", "ubuntu", "2", "2.0.0", "Linux", "", "", ""]
    assert texts(definition_cells(definition(), [excluded], Tally(), ascii_only=False))[3] == ""


def test_a_gallery_shows_what_it_holds_and_with_whom_it_is_shared() -> None:
    cells = gallery_cells(gallery(), 4, 31, Tally(moving=2), RegionNames(), ascii_only=True)
    assert texts(cells) == ["~ 2", "img_prod", "4", "31", "eastus2", "Private"]
    bare = gallery_cells(Gallery(id=gallery().id), 0, 0, Tally(unread=1), RegionNames(), ascii_only=False)
    assert texts(bare) == ["", "img_prod", "0", "0", "", "Private"]


def test_a_roll_up_has_the_colour_of_its_worst() -> None:
    assert roll_up(Tally(failed=1, moving=3), 2, ascii_only=False) == ("✗ 1 » 3", "failed")
    assert roll_up(Tally(moving=3), 2, ascii_only=False) == ("» 3", "moving")
    assert roll_up(Tally(unread=3), 3, ascii_only=False) == ("", "dim")
    assert roll_up(Tally(), 0, ascii_only=False) == ("", "dim"), "nothing is not all settled"
