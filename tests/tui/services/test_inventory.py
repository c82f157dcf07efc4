"""The inventory: one store, in which every count is right at every moment."""

from datetime import timedelta

import pytest
from msgspec import structs

from tests.tui.contoso import CONTOSO, FABRIKAM, NOW, ago, definition, gallery, subscription, version
from tui.model.errors import Forbidden, Unavailable
from tui.model.gallery import Subscription, TargetRegion, Version
from tui.model.precedence import Source, Stamp
from tui.model.replication import Tally
from tui.services.inventory import ROOT, Inventory, Value

GET = Stamp(Source.GET, NOW)
LIST = Stamp(Source.LIST, NOW)
GRAPH = Stamp(Source.GRAPH, NOW)


def later(stamp: Stamp, **span: float) -> Stamp:
    """The same source, so much later."""
    return Stamp(stamp.source, stamp.at + timedelta(**span))


def holding(*values: Value, stamp: Stamp = GET) -> Inventory:
    """An inventory of these."""
    inventory = Inventory()
    for value in values:
        inventory.take(value, stamp)
    return inventory


@pytest.fixture
def contoso() -> Inventory:
    """A subscription with a version that failed in one region and is missing in another."""
    failing = version(wanted="East US 2, West Europe, UK South", actual="eastus2 Failed 3, westeurope Replicating 9")
    return holding(subscription(), gallery(), definition(), failing)


def test_counts_roll_up_to_every_parent(contoso: Inventory) -> None:
    contoso.take(version("2.0.0", actual="eastus2 Failed 3"), GET)
    contoso.take(version("3.0.0"), GET)
    for key in (definition().key, gallery().key, subscription().key, ROOT):
        assert contoso.tally(key) == Tally(failed=2, missing=1, moving=1, unread=1)
    assert contoso.tally("/subscriptions/other") == Tally()


def test_counts_follow_a_version_that_moves_on_and_one_that_goes(contoso: Inventory) -> None:
    contoso.take(version(actual="eastus2 Completed 100"), later(GET, minutes=1))
    assert contoso.tally(ROOT).settled
    contoso.take(version("2.0.0", actual="eastus2 Failed 3"), GET)
    contoso.delete(definition().key, NOW)
    assert contoso.tally(ROOT) == Tally()
    assert len(contoso) == 2


def test_children_are_ordered_by_name_and_versions_newest_first() -> None:
    inventory = holding(
        *map(subscription, ("beta", "Alpha", "alpha2")), *map(version, ("2.9.0", "2.10.0", "nightly", "1.0.0"))
    )
    assert [key.rpartition("/")[2] for key in inventory.children()] == ["alpha", "alpha2", "beta"]
    names = [key.rpartition("/")[2] for key in inventory.children(definition().key)]
    assert names == ["2.10.0", "2.9.0", "1.0.0", "nightly"]
    inventory.take(version("2.11.0"), GET)
    assert inventory.children(definition().key)[0].endswith("2.11.0")


def test_a_version_that_comes_before_its_parents_is_counted_once_they_come() -> None:
    inventory = holding(version(actual="eastus2 Failed 0"))
    assert inventory.doubts == {definition().key}
    assert inventory.tally(ROOT) == Tally()
    for parent in (gallery(), definition(), subscription()):
        inventory.take(parent, GET)
    assert inventory.doubts == set()
    assert inventory.tally(ROOT) == Tally(failed=1)


def test_a_list_that_carries_no_status_leaves_the_status_that_was_read() -> None:
    inventory = holding(version(actual="eastus2 Completed 100"))
    listed = structs.replace(version(wanted="East US 2, West Europe"), tags={"ring": "prod"})
    assert inventory.take(listed, later(LIST, minutes=5))
    held = inventory.version(version().key)
    entry = inventory.entry(version().key)
    assert held is not None
    assert entry is not None
    assert held.tags == {"ring": "prod"}
    assert held.replication == version(actual="eastus2 Completed 100").replication
    assert entry.status_at == NOW
    assert entry.stamp == later(LIST, minutes=5)
    assert entry.tally == Tally(missing=1)


def test_an_id_keeps_its_spelling_except_for_that_of_the_list_of_galleries() -> None:
    proper = gallery()
    shouted = structs.replace(proper, id=proper.id.replace("rg-img", "RG-IMG"))
    assert shouted.key == proper.key
    inventory = holding(shouted, stamp=LIST)
    inventory.take(proper, later(GET, seconds=1))
    inventory.take(shouted, later(LIST, seconds=2))
    entry = inventory.entry(proper.key)
    assert entry is not None
    assert entry.value.id == proper.id
    assert entry.stamp == later(LIST, seconds=2)


def test_another_spelling_of_an_id_is_no_reason_to_read_again() -> None:
    inventory = holding(subscription(), gallery())
    shouted = structs.replace(gallery(), id=gallery().id.replace("rg-img", "RG-IMG"))
    inventory.take(shouted, later(GRAPH, minutes=1))
    assert inventory.doubts == set()


def test_an_overview_that_differs_from_a_recent_reading_raises_a_doubt_and_changes_nothing() -> None:
    inventory = holding(definition(), version(state="Updating", actual="eastus2 Replicating 5"))
    inventory.doubts.clear()
    assert not inventory.take(version(state="Succeeded"), later(GRAPH, minutes=1))
    assert inventory.doubts == {version().key}
    held = inventory.version(version().key)
    assert held is not None
    assert held.provisioning_state == "Updating"
    inventory.take(version(state="Succeeded"), later(GET, minutes=2))
    assert inventory.doubts == set()


def test_what_a_complete_listing_lacks_goes_with_everything_under_it(contoso: Inventory) -> None:
    contoso.take_listing(subscription().key, {gallery("other").key}, later(LIST, minutes=1))
    assert contoso.children(subscription().key) == []
    assert version().key not in contoso
    assert len(contoso) == 1
    assert contoso.listed(subscription().key) == later(LIST, minutes=1)


def test_what_the_overview_lacks_but_was_read_just_now_is_looked_into(contoso: Inventory) -> None:
    contoso.take_listing(definition().key, set(), later(GRAPH, minutes=1))
    assert version().key in contoso
    assert contoso.doubts == {version().key}


def test_what_was_deleted_stays_away_until_resource_manager_shows_it_again(contoso: Inventory) -> None:
    contoso.delete(version().key, NOW)
    assert not contoso.take(version(), later(GRAPH, hours=2))
    assert version().key not in contoso
    assert contoso.take(version(), later(LIST, hours=2))
    assert version().key in contoso


def test_deleting_what_is_not_there_ends_what_was_wrong_with_it() -> None:
    inventory = Inventory()
    inventory.failed(definition().key, Unavailable("no answer"), NOW)
    inventory.doubts.add(definition().key)
    inventory.delete(definition().key, NOW)
    assert inventory.failures() == {}
    assert inventory.doubts == set()


def test_a_failure_stands_beside_what_was_known_until_it_can_be_read_again(contoso: Inventory) -> None:
    contoso.failed(version().key, Unavailable("no answer"), NOW)
    failure = contoso.failure(version().key)
    assert failure is not None
    assert (failure.error.cause, failure.at) == ("no answer", NOW)
    assert version().key in contoso
    contoso.take(version(), later(GET, minutes=1))
    assert contoso.failures() == {}


def test_what_could_not_be_read_at_first_is_well_once_it_is_read() -> None:
    inventory = Inventory()
    inventory.failed(version().key, Unavailable("no answer"), NOW)
    inventory.take(version(), GET)
    assert inventory.failures() == {}


def test_that_a_subscription_may_not_be_looked_into_stays_said_while_its_name_is_read_again() -> None:
    inventory = holding(subscription())
    inventory.failed(subscription().key, Forbidden("no right"), NOW, listing=True)
    inventory.take(subscription(), later(LIST, minutes=5))
    assert inventory.failure(subscription().key)
    inventory.take_listing(subscription().key, set(), later(LIST, minutes=5))
    assert inventory.failure(subscription().key) is None


def test_a_subscription_that_moves_to_another_tenant_stays_one() -> None:
    inventory = holding(subscription(tenant=CONTOSO))
    inventory.take(subscription(tenant=FABRIKAM), later(LIST, minutes=1))
    entry = inventory.entry(subscription().key)
    assert entry is not None
    assert isinstance(entry.value, Subscription)
    assert entry.value.tenant_id == FABRIKAM.id
    assert inventory.children() == [subscription().key]


def test_the_names_of_regions_are_learnt_from_the_versions() -> None:
    inventory = holding(structs.replace(version(), target_regions=(TargetRegion("West Europe"),)))
    assert inventory.regions.display("westeurope") == "West Europe"


def test_a_name_that_no_version_has_does_not_keep_others_from_being_shown() -> None:
    inventory = holding(version("9" * 5000 + ".0.0"), version("1.0.0"))
    assert inventory.children(definition().key)[0] == version("1.0.0").key


def test_what_a_key_names_is_told_by_its_subscription_and_kind(contoso: Inventory) -> None:
    assert contoso.subscription_name(version().key) == "prod"
    assert contoso.subscription_name("/subscriptions/other") is None
    assert isinstance(contoso.version(version().key), Version)
    assert contoso.version(gallery().key) is None


def test_everything_is_forgotten_when_somebody_else_signs_in(contoso: Inventory) -> None:
    watch = contoso.changes.watch()
    contoso.failed(gallery().key, Unavailable("no answer"), NOW)
    contoso.doubts.add(gallery().key)
    contoso.delete(version().key, ago(hours=1))
    watch.take()
    contoso.clear()
    assert watch.take() == {ROOT, definition().key, gallery().key, subscription().key}
    assert (len(contoso), contoso.children(), contoso.failures(), contoso.doubts) == (0, [], {}, set())
    assert contoso.take(version(), GRAPH)


def test_it_is_remembered_for_a_day_that_something_was_deleted() -> None:
    inventory = holding(definition(), version("1.0.0"), version("2.0.0"))
    inventory.delete(version("1.0.0").key, NOW)
    inventory.take(version("1.0.0"), later(GRAPH, hours=23))
    assert version("1.0.0").key not in inventory
    inventory.delete(version("2.0.0").key, NOW + timedelta(hours=25))
    inventory.take(version("1.0.0"), later(GRAPH, hours=26))
    inventory.take(version("2.0.0"), later(GRAPH, hours=26))
    assert version("1.0.0").key in inventory
    assert version("2.0.0").key not in inventory


def test_what_is_kept_of_a_failure_is_what_it_says_and_not_where_it_came_from() -> None:
    inventory = holding(definition())
    try:
        raise Unavailable("the connection broke off", scope=definition().key) from OSError("with a whole answer")
    except Unavailable as error:
        inventory.failed(definition().key, error, NOW)
    failure = inventory.failure(definition().key)
    assert failure is not None
    assert (failure.error.cause, failure.error.scope) == ("the connection broke off", definition().key)
    assert failure.error.__traceback__ is None
    assert failure.error.__cause__ is None
