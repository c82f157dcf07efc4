"""What "latest" means where, in words."""

from msgspec import structs

from tests.tui.contoso import version
from tui.model.gallery import TargetRegion
from tui.model.latest import latest_everywhere, latest_in
from tui.model.regions import RegionNames
from tui.wording.latest import explained, latest_cell, latest_of, matrix_cell

NAMES = RegionNames()
NAMES.met("West Europe")
DONE = "eastus2 Completed 100, westeurope Completed 100"
NEW = version("2.0.0", "East US 2, West Europe", "eastus2 Completed 100, westeurope Failed 34")
OLD = version("1.0.0", "East US 2, West Europe", DONE)


def test_a_version_tells_in_how_many_regions_it_is_the_latest() -> None:
    latest = latest_everywhere([OLD, NEW])
    assert latest_of(NEW, latest) == "in 1 of 2"
    assert latest_of(version("0.9.0", actual=DONE), latest) == ""


def test_a_cell_of_the_matrix_shows_replicas_where_it_is_and_progress_where_it_is_not() -> None:
    excluded = structs.replace(OLD, target_regions=(TargetRegion("West Europe", 3, exclude_from_latest=True),))
    missing = version("3.0.0", "West Europe", "")
    cells = [matrix_cell(each, "westeurope", ascii_only=False) for each in (NEW, OLD, excluded, missing)]
    assert cells == [("✗ 34 %", "failed"), ("✓ 1", "settled"), ("✓ 3 excl", "dim"), ("∅", "failed")]
    assert matrix_cell(version("4.0.0", "West Europe"), "westeurope", ascii_only=False) == ("not read", "dim")
    assert matrix_cell(version("4.0.0"), "westeurope", ascii_only=False) == ("", "dim")
    assert matrix_cell(NEW, "westeurope", ascii_only=True)[0].isascii()


def test_why_the_latest_is_what_it_is_is_told() -> None:
    assert explained("westeurope", latest_in("westeurope", [NEW, OLD]), NAMES) == (
        "West Europe: latest is 1.0.0.",
        "2.0.0 failed there.",
    )
    assert (
        explained("westeurope", latest_in("westeurope", [NEW]), NAMES)[0] == "West Europe: there is no latest version."
    )
    many = [structs.replace(version(f"2.{number}.0"), exclude_from_latest=True) for number in range(6)]
    assert explained("eastus2", latest_in("eastus2", many), NAMES)[1].endswith("; 2 more are not it either.")


def test_a_latest_version_that_is_not_certain_says_so() -> None:
    assert latest_cell(latest_in("eastus2", [version("3.0.0"), OLD])) == ("1.0.0 ?", "plain")
    assert latest_cell(latest_in("eastus2", [version("3.0.0")])) == ("?", "dim")
    assert latest_cell(latest_in("eastus2", [])) == ("none", "dim")
