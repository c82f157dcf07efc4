"""What was said and what went wrong before."""

from tests.tui.contoso import NOW, ago, gallery
from tui.model.errors import Unavailable
from tui.services.inventory import Inventory
from tui.services.past import LONGEST, Event, Past


def test_the_last_comes_first_and_what_is_told_again_stands_there_once() -> None:
    past = Past()
    past.note(Event(ago(minutes=3), "ubuntu", Unavailable("the connection broke off")))
    past.note(Event(ago(minutes=2), "id sent"))
    past.note(Event(ago(minutes=1), "ubuntu", Unavailable("refused")))
    past.note(Event(NOW, "ubuntu", Unavailable("the connection broke off")))
    assert [(each.text, each.error and each.error.cause) for each in past] == [
        ("ubuntu", "the connection broke off"),
        ("ubuntu", "refused"),
        ("id sent", None),
    ]


def test_who_signs_in_next_does_not_see_it() -> None:
    inventory = Inventory()
    inventory.failed(gallery().key, Unavailable("refused"), NOW)
    inventory.clear()
    assert not list(inventory.past)


def test_it_is_not_kept_for_ever() -> None:
    past = Past()
    for number in range(LONGEST + 10):
        past.note(Event(NOW, str(number)))
    kept = [each.text for each in past]
    assert len(kept) == LONGEST
    assert kept[0] == str(LONGEST + 9)
