"""The replication table: worst first, with what is left and what mends it."""

from datetime import datetime, timedelta

import pytest
from msgspec import structs

from tests.tui.contoso import NOW, ago, version
from tui.model.diagnosis import MISSING
from tui.model.estimate import Track
from tui.model.gallery import TargetRegion, Version
from tui.model.regions import Location, RegionNames
from tui.wording.replication import explanation, headline, region_rows
from tui.wording.signs import SIGNS, STALLED

SIX = version(
    "2.4.1",
    "East US 2, West US 3, West Europe, North Europe, Southeast Asia, Brazil South",
    "eastus2 Completed 100, westus3 Completed 100, westeurope Failed 34 Failed with internal server error., "
    "northeurope Replicating 69, southeastasia Replicating 45",
)


def track(progress: int, began: datetime, at: datetime = NOW, *, since: int = 0, seen: datetime = NOW) -> Track:
    """A region that moved from `since` percent, well observed."""
    return Track("Replicating", began, since, at, progress, seen, observations=5)


# Nine minutes left in North Europe, eleven in Southeast Asia.
TRACKS = {"northeurope": track(69, ago(minutes=20)), "southeastasia": track(45, ago(minutes=9))}
STUCK = {"southeastasia": track(45, ago(minutes=50), ago(minutes=31))}


@pytest.fixture
def names() -> RegionNames:
    """The names of the regions of SIX."""
    known = RegionNames()
    for each in SIX.target_regions:
        known.met(each.name)
    return known


def test_the_worst_region_comes_first_and_the_nearest_to_its_end_first_among_equals(names: RegionNames) -> None:
    rows = region_rows(SIX, TRACKS, NOW, names)
    assert [(row.state, row.progress, row.left, row.name) for row in rows] == [
        ("Failed", 34, "", "West Europe"),
        ("Missing", None, "", "Brazil South"),
        ("Replicating", 69, "9 min", "North Europe"),
        ("Replicating", 45, "11 min", "Southeast Asia"),
        ("Completed", 100, "", "East US 2 (home)"),
        ("Completed", 100, "", "West US 3"),
    ]
    assert [row.sign for row in rows[:3]] == [SIGNS["Failed"], SIGNS["Missing"], SIGNS["Replicating"]]
    assert [row.left_seconds for row in rows] == [None, None, 539, 660, None, None]


def test_what_was_not_measured_yet_is_marked_as_a_guess(names: RegionNames) -> None:
    moving = next(row for row in region_rows(SIX, {}, NOW, names) if row.state == "Replicating")
    assert (moving.left, moving.left_seconds) == ("~ 7 min", None)


def test_a_region_that_stalls_says_so_and_promises_nothing(names: RegionNames) -> None:
    stuck = region_rows(SIX, STUCK, NOW, names)[3]
    assert (stuck.sign, stuck.state, stuck.left, stuck.left_seconds) == (STALLED, "stalled", "", None)


def test_a_region_that_is_being_removed_is_leaving_and_has_no_replicas_to_come(names: RegionNames) -> None:
    names.learn([Location("uksouth", "UK South")])
    (row,) = region_rows(version(wanted="", actual="uksouth Replicating 10"), {}, NOW, names)
    assert (row.region, row.name, row.display_name) == ("uksouth", "UK South (leaving)", "UK South")
    assert (row.replicas, row.storage) == ("", "")


def test_replicas_and_storage_are_those_of_the_region_else_of_the_version(names: RegionNames) -> None:
    regions = (TargetRegion("East US 2", 2, "Standard_ZRS"), TargetRegion("West US 3"))
    given = structs.replace(version(actual=""), target_regions=regions)
    own, default = region_rows(given, {}, NOW, names)
    assert (own.replicas, own.storage) == ("2", "Standard_ZRS")
    assert (default.replicas, default.storage) == ("1", "")
    shared = structs.replace(given, replica_count=3, storage_account_type="Premium_LRS")
    _, inherited = region_rows(shared, {}, NOW, names)
    assert (inherited.replicas, inherited.storage) == ("3", "Premium_LRS")


@pytest.mark.parametrize(
    ("shown", "tracks", "text"),
    [
        (version(), {}, "status not read yet"),
        (version(wanted="", actual=""), {}, "no target regions"),
        (version(actual="eastus2 Completed 100"), {}, "1 of 1 done"),
        (SIX, TRACKS, "2 of 6 done · the last in about 11 min"),
        (SIX, {"northeurope": TRACKS["northeurope"]}, "2 of 6 done · usually 9 min more"),
        (SIX, {**TRACKS, **STUCK}, "2 of 6 done · 1 stalled · the last in about 9 min"),
        (version(actual="eastus2 Replicating 45"), {"eastus2": STUCK["southeastasia"]}, "0 of 1 done · 1 stalled"),
    ],
)
def test_the_headline_tells_how_far_the_whole_is(shown: Version, tracks: dict[str, Track], text: str) -> None:
    assert headline(shown, tracks, NOW) == text


def test_a_failed_region_is_explained_in_the_words_of_the_service_with_cause_and_cure(names: RegionNames) -> None:
    failed = {"westeurope": Track("Failed", ago(hours=1), 34, ago(hours=1), 34, NOW)}
    assert explanation(SIX, "westeurope", failed, NOW, names) == (
        "West Europe, seen 1 h ago: Failed with internal server error.",
        "A fault of the service in that region. Cure: retry, else remove the region and add it back.",
    )


@pytest.mark.parametrize(
    ("details", "words"),
    [("The sky fell.", "The sky fell."), ("", "The service gives no details.")],
)
def test_a_text_of_no_known_case_is_not_said_twice(names: RegionNames, details: str, words: str) -> None:
    shown = version(wanted="West Europe", actual=f"westeurope Failed 0 {details}")
    first, second = explanation(shown, "westeurope", {}, NOW, names)
    assert first == f"West Europe: {words}"
    assert second.startswith("Not a known case. Cure: retry the same update")


def test_every_other_region_is_explained_in_a_sentence(names: RegionNames) -> None:
    def of(region: str, tracks: dict[str, Track] | None = None) -> str:
        return " ".join(explanation(SIX, region, TRACKS if tracks is None else tracks, NOW, names))

    assert of("brazilsouth") == f"Brazil South: {MISSING.brief}. {MISSING.cause} Cure: {MISSING.remedy}."
    assert of("northeurope") == "North Europe: about 9 min left at the rate seen so far."
    assert of("northeurope", {}).startswith("North Europe: usually 7 min more")
    assert of("southeastasia", STUCK).startswith("Southeast Asia: no progress for 30 min. Documentation: wait")
    assert of("eastus2") == "East US 2: machines can be made from it there."
    assert of("mars") == ""
    unknown = explanation(version(actual="eastus2 Unknown 0"), "eastus2", {}, NOW, names)
    assert unknown == ("East US 2: the service does not know its state; it is read again.",)


def test_yesterdays_capture_does_not_make_a_region_stall(names: RegionNames) -> None:
    yesterday = NOW - timedelta(days=1)
    tracks = {"northeurope": track(69, yesterday - timedelta(minutes=20), yesterday, seen=yesterday)}
    assert {row.state for row in region_rows(SIX, tracks, NOW, names)} == {
        "Failed",
        "Missing",
        "Replicating",
        "Completed",
    }
