"""Which version "latest" means, region by region."""

from hypothesis import given
from hypothesis import strategies as st
from msgspec import structs

from tests.tui.contoso import version
from tui.model.gallery import TargetRegion, Version
from tui.model.latest import latest_everywhere, latest_in, regions_with

BOTH = "East US 2, West Europe"
DONE = "eastus2 Completed 100, westeurope Completed 100"


def names(versions: list[Version]) -> dict[str, str | None]:
    return {region: each.version.name if each.version else None for region, each in latest_everywhere(versions).items()}


def test_numbers_are_compared_as_numbers() -> None:
    assert names([version("1.9.0", BOTH, DONE), version("1.10.0", BOTH, DONE)]) == {
        "eastus2": "1.10.0",
        "westeurope": "1.10.0",
    }


def test_where_the_newest_failed_or_is_not_there_yet_it_is_the_one_before() -> None:
    versions = [
        version("2.0.0", BOTH, "eastus2 Completed 100, westeurope Failed 34"),
        version("1.9.0", f"{BOTH}, Japan East", f"{DONE}, japaneast Replicating 40"),
    ]
    assert names(versions) == {"eastus2": "2.0.0", "westeurope": "1.9.0", "japaneast": None}
    found = latest_everywhere(versions)
    assert [(each.name, why) for each, why in found["westeurope"].passed_over] == [("2.0.0", "failed there")]
    assert [why for _, why in found["japaneast"].passed_over] == ["not wanted there", "not there yet"]
    assert regions_with(versions[0], found) == ["eastus2"]


def test_what_is_excluded_as_a_whole_or_there_is_passed_over() -> None:
    whole = structs.replace(version("3.0.0", BOTH, DONE), exclude_from_latest=True)
    there = structs.replace(
        version("2.0.0", BOTH, DONE),
        target_regions=(TargetRegion("East US 2"), TargetRegion("West Europe", exclude_from_latest=True)),
    )
    assert names([whole, there, version("1.0.0", BOTH, DONE)]) == {"eastus2": "2.0.0", "westeurope": "1.0.0"}


def test_past_its_end_of_life_a_version_is_still_the_latest() -> None:
    old = structs.replace(version("1.0.0", "East US 2", DONE), end_of_life_date="2020-01-01T00:00:00Z")
    assert names([old]) == {"eastus2": "1.0.0"}


def test_one_whose_status_was_not_read_may_be_it_after_all() -> None:
    found = latest_in("eastus2", [version("2.0.0"), version("1.0.0", actual="eastus2 Completed 100")])
    assert found.version is not None
    assert found.version.name == "1.0.0"
    assert not found.certain


@given(st.lists(st.tuples(st.integers(0, 30), st.booleans(), st.booleans()), unique_by=lambda each: each[0]))
def test_no_newer_one_could_have_been_it(rows: list[tuple[int, bool, bool]]) -> None:
    versions = [
        structs.replace(
            version(f"1.{number}.0", "East US 2", f"eastus2 {'Completed' if there else 'Failed'} 100"),
            exclude_from_latest=excluded,
        )
        for number, there, excluded in rows
    ]
    usable = [number for number, there, excluded in rows if there and not excluded]
    assert names(versions) == ({"eastus2": f"1.{max(usable)}.0" if usable else None} if rows else {})
