"""Listings: what lies under a key is read from Resource Manager, and a failure spoils nothing else."""

import asyncio

import pytest

from tests.tui.contoso import definition, gallery, subscription, version
from tests.tui.services.stage import Stage
from tui.model.errors import Forbidden, Unavailable, Unexpected
from tui.model.precedence import Source
from tui.services.gateway import Unreadable
from tui.services.inventory import Inventory
from tui.services.listing import Listing
from tui.services.routes import Routes


@pytest.fixture
async def stage() -> Stage:
    """Contoso's Azure, listed once a minute ago."""
    stage = Stage()
    await stage.survey()
    await stage.listing.everything(subscription().key)
    await stage.clock.advance(60)
    stage.script.asked.clear()
    return stage


async def test_everything_under_a_subscription_is_read_down_to_its_versions(stage: Stage) -> None:
    stage.azure.put(gallery("two"), definition("other"), version("2.0.0"))
    assert await stage.listing.everything(subscription().key)
    assert {each.value.key for each in stage.inventory.entries()} == set(stage.azure.known)
    for parent in (subscription(), gallery(), gallery("two"), definition(), definition("other")):
        listed = stage.inventory.listed(parent.key)
        assert listed is not None
        assert (listed.source, listed.at) == (Source.LIST, stage.directory.now())
    assert len(stage.script.asked) == 1 + 2 + 2


async def test_what_a_listing_no_longer_shows_is_gone(stage: Stage) -> None:
    stage.azure.remove(version().key)
    assert await stage.listing.children(definition().key)
    assert version().key not in stage.inventory


async def test_what_was_made_while_a_listing_ran_is_not_taken_for_gone() -> None:
    stage = Stage(page_size=1)
    stage.azure.put(version("1.0.1"))
    stage.azure.page_pause = 10
    listing = asyncio.create_task(stage.listing.children(definition().key))
    await stage.clock.advance(5)
    stage.azure.put(version("1.0.2"))
    await stage.listing.one(version("1.0.2").key)
    await stage.clock.advance(5)
    assert await listing
    assert len(stage.inventory.children(definition().key)) == 3


async def test_what_came_before_an_error_stays_and_nothing_is_taken_for_gone() -> None:
    stage = Stage(page_size=1)
    stage.azure.put(version("1.0.1"), version("1.0.2"))
    await stage.survey()
    await stage.clock.advance(60)
    stage.azure.put(version("1.0.0", state="Updating"))
    stage.azure.remove(version("1.0.1").key)
    stage.script.refuse("versions", Unavailable("the line dropped"), after_pages=1)
    assert not await stage.listing.children(definition().key)
    held = stage.inventory.version(version().key)
    assert held is not None
    assert held.provisioning_state == "Updating"
    assert len(stage.inventory.children(definition().key)) == 3
    failure = stage.inventory.failure(definition().key)
    assert failure is not None
    assert failure.error.cause == "the line dropped"


async def test_an_empty_listing_empties_its_parent(stage: Stage) -> None:
    stage.azure.remove(gallery().key)
    assert await stage.listing.children(subscription().key)
    assert stage.inventory.children(subscription().key) == []
    assert len(stage.inventory) == 1


async def test_a_parent_that_is_gone_goes_with_its_children(stage: Stage) -> None:
    stage.azure.remove(definition().key)
    assert not await stage.listing.children(definition().key)
    assert definition().key not in stage.inventory
    assert version().key not in stage.inventory
    assert stage.inventory.failures() == {}


async def test_a_refused_listing_leaves_the_others_readable(stage: Stage) -> None:
    stage.azure.put(gallery("two"), definition("other", gallery("two")))
    stage.script.refuse("definitions", Forbidden("no right"), under=gallery().key)
    assert not await stage.listing.everything(subscription().key)
    assert definition("other", gallery("two")).key in stage.inventory
    assert version().key in stage.inventory
    assert list(stage.inventory.failures()) == [gallery().key]


async def test_a_broken_body_spoils_its_own_row_only(stage: Stage) -> None:
    stage.azure.put(version("2.0.0"))
    stage.azure.remove(version().key)
    stage.azure.unreadable = {"versions": [Unreadable(version().key, "Expected `int`, got `str`")]}
    assert await stage.listing.children(definition().key)
    assert version("2.0.0").key in stage.inventory
    assert version().key in stage.inventory
    failure = stage.inventory.failure(version().key)
    assert failure is not None
    assert isinstance(failure.error, Unexpected)
    assert failure.error.cause == "Expected `int`, got `str`"


async def test_a_body_without_even_an_id_takes_nothing_away(stage: Stage) -> None:
    stage.azure.put(version("2.0.0"))
    stage.azure.remove(version().key)
    stage.azure.unreadable = {"versions": [Unreadable("", "Expected `object`, got `null`")]}
    assert not await stage.listing.children(definition().key)
    assert version("2.0.0").key in stage.inventory
    assert version().key in stage.inventory
    failure = stage.inventory.failure(definition().key)
    assert failure is not None
    assert failure.error.cause == "Expected `object`, got `null`"


async def test_one_thing_is_read_by_itself_under_the_id_as_it_is_spelt(stage: Stage) -> None:
    for value in (gallery(), definition(), version()):
        assert await stage.listing.one(value.key)
        entry = stage.inventory.entry(value.key)
        assert entry is not None
        assert entry.value.id == value.id
        assert entry.stamp.source is Source.GET
    assert not await stage.listing.one(subscription().key)


async def test_one_thing_that_is_not_there_is_deleted(stage: Stage) -> None:
    stage.azure.remove(version().key)
    assert not await stage.listing.one(version().key)
    assert version().key not in stage.inventory


async def test_one_thing_that_could_not_be_read_is_well_once_it_can_be(stage: Stage) -> None:
    stage.script.refuse("version", Unavailable("no answer"), times=1)
    with pytest.raises(Unavailable):
        await stage.listing.one(version().key)
    assert stage.inventory.failure(version().key)
    assert await stage.listing.one(version().key)
    assert stage.inventory.failures() == {}


async def test_before_any_tenant_has_answered_nothing_can_be_read(stage: Stage) -> None:
    inventory = Inventory()
    listing = Listing(stage.directory.now, inventory, Routes())
    assert not await listing.children(subscription().key)
    failure = inventory.failure(subscription().key)
    assert failure is not None
    assert failure.error.transient
