"""The inventory under any sequence of readings: its counts and lists are right, and every change is announced."""

from datetime import datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st
from msgspec import structs

from tests.tui.contoso import NOW, definition, gallery, subscription, version
from tui.model.gallery import Version
from tui.model.ids import parent_key
from tui.model.precedence import Source, Stamp
from tui.model.replication import Tally, tally
from tui.services.inventory import ROOT, Inventory, Value

SUBSCRIPTIONS = [subscription("prod"), subscription("dev")]
GALLERIES = [gallery(name, each.id) for each in SUBSCRIPTIONS for name in ("one", "two")]
DEFINITIONS = [definition(name, each) for each in GALLERIES for name in ("linux", "windows")]
ACTUAL = [None, "eastus2 Completed 100", "eastus2 Failed 3", "eastus2 Replicating 9, uksouth Failed 0", ""]
VERSIONS = st.builds(
    version,
    st.sampled_from(["1.0.0", "1.0.1"]),
    actual=st.sampled_from(ACTUAL),
    within=st.sampled_from(DEFINITIONS),
    state=st.sampled_from(["Succeeded", "Failed"]),
)
ABOVE: list[Value] = [*SUBSCRIPTIONS, *GALLERIES, *DEFINITIONS]
PARENTS = [each.key for each in ABOVE]
TIMES = st.integers(0, 90).map(lambda minutes: NOW + timedelta(minutes=minutes))
STAMPS = st.builds(Stamp, st.sampled_from(Source), TIMES)
KEYS = st.sampled_from(PARENTS) | VERSIONS.map(lambda each: each.key)

TAKES = st.tuples(st.sampled_from(ABOVE) | VERSIONS, STAMPS)
LISTINGS = st.tuples(st.sampled_from([ROOT, *PARENTS]), st.frozensets(KEYS), STAMPS)
DELETIONS = st.tuples(KEYS, TIMES)
STEPS = st.lists(TAKES | LISTINGS | DELETIONS, max_size=60)

Step = tuple[Value, Stamp] | tuple[str, frozenset[str], Stamp] | tuple[str, datetime]


def play(inventory: Inventory, step: Step) -> None:
    """Take a reading or a listing, or delete something."""
    match step:
        case (str() as parent, frozenset() as seen, Stamp() as stamp):
            inventory.take_listing(parent, seen, stamp)
        case (str() as key, datetime() as at):
            inventory.delete(key, at)
        case (value, Stamp() as stamp) if not isinstance(value, str):
            inventory.take(value, stamp)


def counted(inventory: Inventory, key: str) -> Tally:
    """The counts under a key, from the versions themselves."""
    held = inventory.version(key)
    if held:
        return tally(held)
    below = [each.value.key for each in inventory.entries() if (parent_key(each.value.key) or ROOT) == key]
    return sum((counted(inventory, each) for each in below), Tally())


def shown(inventory: Inventory, key: str) -> object:
    """All that a view shows of a key."""
    entry = inventory.entry(key)
    return entry and (entry.value, entry.tally), list(inventory.children(key))


@given(STEPS)
def test_every_count_is_the_sum_over_the_versions(steps: list[Step]) -> None:
    inventory = Inventory()
    for step in steps:
        play(inventory, step)
        for key in [ROOT, *(each.value.key for each in inventory.entries())]:
            assert inventory.tally(key) == counted(inventory, key)


@given(st.lists(VERSIONS, max_size=20))
def test_in_trouble_are_the_versions_of_which_a_region_failed_is_missing_or_moves(
    versions: list[Version],
) -> None:
    inventory = Inventory()
    for value in (*ABOVE, *versions):
        inventory.take(value, Stamp(Source.GET, NOW))
    troubled = [each.key for each in inventory.troubled()]
    held = [each for each in inventory.entries() if isinstance(each.value, Version)]
    assert sorted(troubled) == sorted(each.key for each in held if any(each.tally[:3]))


@given(STEPS)
def test_who_looks_again_at_what_is_announced_misses_nothing(steps: list[Step]) -> None:
    inventory = Inventory()
    watch = inventory.changes.watch()
    screen: dict[str, object] = {}
    for step in steps:
        play(inventory, step)
        screen |= {key: shown(inventory, key) for key in watch.take()}
        for key in [ROOT, *PARENTS, *(each.value.key for each in inventory.entries())]:
            assert screen.get(key, (None, [])) == shown(inventory, key)


@given(STEPS)
def test_no_doubt_is_about_what_was_just_read(steps: list[Step]) -> None:
    inventory = Inventory()
    for step in steps:
        play(inventory, step)
        if len(step) == 2 and isinstance(step[0], Version) and inventory.version(step[0].key) == step[0]:
            entry = inventory.entry(step[0].key)
            assert entry is not None
            assert entry.stamp != step[1] or step[0].key not in inventory.doubts


@given(st.lists(st.tuples(VERSIONS, STAMPS), max_size=30))
def test_a_status_that_was_read_never_vanishes(readings: list[tuple[Version, Stamp]]) -> None:
    inventory = Inventory()
    for value, stamp in readings:
        before = inventory.version(value.key)
        inventory.take(value, stamp)
        after = inventory.version(value.key)
        assert after is not None
        if before and before.replication is not None:
            assert after.replication is not None
            entry = inventory.entry(value.key)
            assert entry is not None
            assert entry.status_at is not None
        assert structs.replace(after, replication=None).key == value.key
