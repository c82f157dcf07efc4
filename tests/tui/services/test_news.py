"""What came or changed since somebody looked."""

from msgspec import structs

from tests.tui.contoso import NOW, definition, gallery, subscription, version
from tui.model.precedence import Source, Stamp
from tui.services.inventory import Inventory

KEY = version().key
STAMP = Stamp(Source.GET, NOW)


def known(*, listening: bool = True) -> Inventory:
    inventory = Inventory()
    for each in (subscription(), gallery(), definition(), version(actual="eastus2 Replicating 40")):
        inventory.take(each, STAMP)
    inventory.news.listening = listening
    return inventory


def test_what_is_read_at_first_is_no_news() -> None:
    assert KEY not in known().news


def test_progress_is_no_news_and_a_state_is() -> None:
    inventory = known()
    inventory.take(version(actual="eastus2 Replicating 60"), STAMP)
    assert KEY not in inventory.news
    inventory.take(version(actual="eastus2 Completed 100"), STAMP)
    assert KEY in inventory.news


def test_a_status_that_is_read_for_the_first_time_is_no_news() -> None:
    inventory = known()
    inventory.take(version("2.0.0"), STAMP)
    inventory.looked_at(version("2.0.0").key)
    inventory.take(version("2.0.0", actual="eastus2 Completed 100"), STAMP)
    assert version("2.0.0").key not in inventory.news


def test_a_version_that_comes_is_news_once_what_was_known_before_stands() -> None:
    for listening in (False, True):
        inventory = known(listening=listening)
        inventory.take(version("2.0.0"), STAMP)
        assert (version("2.0.0").key in inventory.news) is listening


def test_another_provisioning_state_is_news_until_somebody_looks_which_is_announced() -> None:
    inventory = known()
    inventory.take(structs.replace(version(), provisioning_state="Failed"), STAMP)
    assert KEY in inventory.news
    watch = inventory.changes.watch()
    inventory.looked_at(KEY)
    assert KEY not in inventory.news
    assert watch.take() == {KEY}


def test_what_is_deleted_is_no_news_and_nothing_stays_for_who_signs_in_next() -> None:
    inventory = known()
    inventory.take(version(actual="eastus2 Completed 100"), STAMP)
    inventory.delete(KEY, NOW)
    assert not inventory.news
    inventory = known()
    inventory.take(version(actual="eastus2 Completed 100"), STAMP)
    inventory.clear()
    assert not inventory.news
