"""Regions: one place, several spellings."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.model.regions import Location, RegionNames, canonical


@pytest.mark.parametrize("spelling", ["East US 2", "eastus2", "EastUS2", " EAST us2 ", "East\u00a0US 2"])
def test_every_spelling_of_a_region_is_one_place(spelling: str) -> None:
    assert canonical(spelling) == "eastus2"


@given(st.text())
def test_a_canonical_name_stays_as_it_is(spelling: str) -> None:
    assert canonical(canonical(spelling)) == canonical(spelling)


def test_a_region_shows_the_name_that_the_list_of_locations_gives_it() -> None:
    names = RegionNames()
    assert names.display("westeurope") == "westeurope"
    names.met("westeurope")
    names.met("west Europe")
    assert names.display("WestEurope") == "west Europe"
    names.learn([Location("westeurope", "West Europe"), Location("eastus2", "East US 2")])
    names.met("WEST EUROPE")
    assert names.display("westeurope") == "West Europe"
    assert names.display("East US 2") == "East US 2"


def test_all_regions_are_known_once_a_list_of_them_was_read() -> None:
    names = RegionNames()
    names.met("Japan East")
    assert (names.known, names.learnt) == (["japaneast"], False)
    names.learn([Location("westeurope", "West Europe")])
    assert (names.known, names.learnt) == (["japaneast", "westeurope"], True)
