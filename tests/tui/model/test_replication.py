"""Wanted joined to actual: what a person should see of each region."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec import structs

from tests.tui.contoso import version
from tui.model.gallery import RegionStatus, Replication
from tui.model.replication import SEVERITY, Tally, moves, regions_of, tally

REGIONS = ["East US 2", "West Europe", "Brazil South", "Japan East"]
WANTED = st.lists(st.sampled_from(REGIONS), unique=True).map(", ".join)
STATUSES = st.lists(
    st.builds(
        RegionStatus,
        st.sampled_from(["eastus2", "westeurope", "brazilsouth", "japaneast", "uksouth"]),
        st.sampled_from(["Unknown", "Replicating", "Completed", "Failed", "Missing", "Reticulating"]),
        st.none() | st.integers(-50, 150),
    ),
    unique_by=lambda each: each.region,
)


def test_each_wanted_region_is_joined_to_its_status_whatever_the_spelling() -> None:
    published = version(wanted="East US 2, West Europe", actual="westeurope Failed 34 why, eastus2 Completed 100")
    home, europe = regions_of(published)
    assert (home.region, home.state, home.progress) == ("eastus2", "Completed", 100)
    assert (europe.region, europe.state, europe.progress) == ("westeurope", "Failed", 34)
    assert europe.wanted is published.target_regions[1]
    assert europe.status is not None
    assert europe.status.details == "why"


def test_a_wanted_region_without_status_is_missing_and_an_unwanted_one_is_leaving() -> None:
    missing, leaving = regions_of(version(wanted="East US 2", actual="westus Replicating 10"))
    assert (missing.region, missing.state, missing.progress, missing.status) == ("eastus2", "Missing", None, None)
    assert (leaving.region, leaving.state, leaving.wanted) == ("westus", "Replicating", None)


def test_nothing_is_said_of_regions_before_the_status_was_read() -> None:
    assert regions_of(version(actual=None)) == []
    assert tally(version(actual=None)) == Tally(unread=1)
    assert not tally(version(actual=None)).settled


def test_a_state_that_the_service_has_not_named_before_is_unknown() -> None:
    states = [
        each.state for each in regions_of(version(wanted="", actual="a Missing 0, b Reticulating 5, c Unknown 0"))
    ]
    assert states == ["Unknown"] * 3


@pytest.mark.parametrize(("sent", "shown"), [(None, None), (-3, 0), (0, 0), (45, 45), (100, 100), (250, 100)])
def test_progress_lies_between_0_and_100(sent: int | None, shown: int | None) -> None:
    status = Replication(summary=(RegionStatus("eastus2", "Replicating", sent),))
    assert regions_of(structs.replace(version(), replication=status))[0].progress == shown


@given(WANTED, STATUSES, st.sampled_from(["Succeeded", "Failed", "Updating", None]))
def test_a_tally_counts_what_the_regions_show(wanted: str, statuses: list[RegionStatus], state: str | None) -> None:
    published = structs.replace(
        version(wanted=wanted), replication=Replication(summary=tuple(statuses)), provisioning_state=state
    )
    regions = regions_of(published)
    assert len({each.region for each in regions}) == len(regions)
    assert {each.region for each in regions if each.wanted} == {each.region for each in published.target_regions}
    assert {each.region for each in regions if each.status} == {each.region for each in statuses}
    states = [each.state for each in regions]
    counted = tally(published)
    assert counted.missing == states.count("Missing")
    assert counted.moving == states.count("Replicating")
    assert counted.failed == (states.count("Failed") or int(state == "Failed"))
    assert counted.unread == 0


def test_a_version_that_failed_as_a_whole_counts_once_even_before_its_status_was_read() -> None:
    assert tally(version(state="Failed")) == Tally(failed=1, unread=1)
    assert tally(version(actual="eastus2 Completed 100", state="Failed")) == Tally(failed=1)
    assert tally(version(actual="eastus2 Failed 0", state="Failed")) == Tally(failed=1)


@given(*[st.builds(Tally, *[st.integers(-9, 9)] * 4)] * 2)
def test_tallies_add_up_and_take_away(one: Tally, other: Tally) -> None:
    assert one + other == other + one
    assert one + other - other == one
    assert (one + Tally()).settled == (one == Tally())


def test_a_tally_takes_nothing_but_tallies() -> None:
    numbers: object = (1, 2, 3, 4)
    with pytest.raises(TypeError):
        Tally() + numbers


def test_worst_comes_first() -> None:
    regions = regions_of(
        version(wanted="e", actual="a Completed 100, b Unknown 0, c Replicating 5, d Failed 0"),
    )
    assert [each.state for each in sorted(regions, key=lambda each: each.rank)] == list(SEVERITY)


@pytest.mark.parametrize(
    ("actual", "state", "moving"),
    [
        (None, "Succeeded", False),
        (None, "Creating", True),
        ("eastus2 Completed 100", "Updating", True),
        ("eastus2 Completed 100", "Deleting", True),
        ("eastus2 Completed 100", "Migrating", True),
        ("eastus2 Replicating 45", "Succeeded", True),
        ("eastus2 Unknown 0", "Succeeded", True),
        ("eastus2 Failed 34", "Failed", False),
        ("eastus2 Completed 100", "Succeeded", False),
        ("", "Succeeded", False),
    ],
)
def test_a_version_moves_while_anything_about_it_may_still_change_by_itself(
    actual: str | None, state: str, moving: bool
) -> None:
    assert moves(version(actual=actual, state=state)) is moving
