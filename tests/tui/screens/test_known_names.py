"""Names are gathered in turns, in the order of the tree, and anew when something has changed."""

import asyncio

import pytest

from tests.tui.contoso import NOW, definition, gallery, subscription, version
from tui.model.precedence import Source, Stamp
from tui.screens import known_names
from tui.screens.known_names import KnownNames
from tui.services.inventory import Inventory

GET = Stamp(Source.GET, NOW)


@pytest.fixture
def inventory() -> Inventory:
    """A definition with more versions than a turn takes."""
    inventory = Inventory()
    for value in (subscription(), gallery(), definition(), definition("windows")):
        inventory.take(value, GET)
    for number in range(7):
        inventory.take(version(f"1.{number}.0"), GET)
    return inventory


@pytest.fixture(autouse=True)
def short_turns(monkeypatch: pytest.MonkeyPatch) -> None:
    """Turns of three names."""
    monkeypatch.setattr(known_names, "A_TURN", 3)


async def test_they_come_in_the_order_of_the_tree_each_with_its_key(inventory: Inventory) -> None:
    names = await KnownNames(inventory).all()
    assert [name for name, _ in names] == [
        "prod",
        "img_prod",
        "img_prod / ubuntu",
        *(f"img_prod / ubuntu / 1.{number}.0" for number in reversed(range(7))),
        "img_prod / windows",
    ]
    assert names[3][1] == version("1.6.0").key


async def test_others_have_their_turn_meanwhile(inventory: Inventory) -> None:
    gathering = asyncio.ensure_future(KnownNames(inventory).all())
    turns = 0
    while not gathering.done():
        await asyncio.sleep(0)
        turns += 1
    assert turns >= 4


async def test_they_are_kept_until_something_has_changed(inventory: Inventory) -> None:
    names = KnownNames(inventory)
    first = await names.all()
    assert await names.all() is first
    inventory.take(version("2.0.0"), GET)
    assert ("img_prod / ubuntu / 2.0.0", version("2.0.0").key) in await names.all()


async def test_what_comes_while_they_are_gathered_is_among_them(inventory: Inventory) -> None:
    gathering = asyncio.ensure_future(KnownNames(inventory).all())
    await asyncio.sleep(0)
    inventory.take(gallery("another"), GET)
    assert "another" in [name for name, _ in await gathering]


async def test_who_gives_up_leaves_the_rest_to_who_asks_next(inventory: Inventory) -> None:
    names = KnownNames(inventory)
    given_up = asyncio.ensure_future(names.all())
    await asyncio.sleep(0)
    given_up.cancel()
    await asyncio.gather(given_up, return_exceptions=True)
    found = await names.all()
    assert len(found) == len(inventory)
    assert len(set(found)) == len(found)
