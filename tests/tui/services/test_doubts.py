"""What failed in passing is read again, each time after a longer wait."""

import asyncio
from collections.abc import Iterator

import pytest
from msgspec import structs

from tests.tui.contoso import NOW, gallery, subscription, version
from tests.tui.services.virtual_clock import VirtualClock
from tui.model.errors import Forbidden, GalleryError, Throttled, Unavailable
from tui.model.precedence import Source, Stamp
from tui.services.doubts import EVERY, LONGEST_WAIT, Doubts
from tui.services.inventory import Inventory

HOUR = 3600.0


class Outage:
    """A subscription whose list keeps failing, and how often it was asked for."""

    def __init__(self, error: GalleryError) -> None:
        self.inventory, self.clock = Inventory(), VirtualClock()
        self.error: GalleryError | None = error
        self.asked = 0
        self.key = subscription().key
        self.inventory.take(subscription(), Stamp(Source.LIST, NOW))
        self.inventory.failed(self.key, error, NOW, listing=True)
        self.running = asyncio.ensure_future(Doubts(self.inventory, self.read, self.clock).run())

    async def read(self, key: str) -> None:
        self.asked += 1
        if self.error:
            self.inventory.failed(key, self.error, NOW, listing=True)
        else:
            self.inventory.recovered(key, listing=True)


@pytest.fixture
def outages() -> Iterator[list[Outage]]:
    begun: list[Outage] = []
    yield begun
    for each in begun:
        each.running.cancel()


async def test_an_outage_of_an_hour_is_asked_about_ever_more_seldom(outages: list[Outage]) -> None:
    outage = Outage(Unavailable("connection refused"))
    outages.append(outage)
    await outage.clock.advance(HOUR)
    assert 10 <= outage.asked <= 20, "once every 10 s would be 360 times"


async def test_what_the_service_asks_for_is_waited_for_within_bounds(outages: list[Outage]) -> None:
    outage = Outage(Throttled("too many", retry_after=HOUR))
    outages.append(outage)
    await outage.clock.advance(LONGEST_WAIT - EVERY)
    assert outage.asked == 0
    await outage.clock.advance(3 * EVERY)
    assert outage.asked == 1


async def test_what_has_recovered_is_left_alone_and_begins_anew_when_it_fails_again(outages: list[Outage]) -> None:
    outage = Outage(Unavailable("connection refused"))
    outages.append(outage)
    await outage.clock.advance(HOUR)
    outage.error = None
    await outage.clock.advance(HOUR)
    asked = outage.asked
    await outage.clock.advance(HOUR)
    assert outage.asked == asked
    outage.inventory.failed(outage.key, Unavailable("again"), NOW, listing=True)
    await outage.clock.advance(EVERY)
    assert outage.asked == asked + 1


async def test_a_refusal_is_not_tried_again(outages: list[Outage]) -> None:
    outage = Outage(Forbidden("no right"))
    outages.append(outage)
    await outage.clock.advance(HOUR)
    assert outage.asked == 0


async def test_a_doubt_is_settled_at_once(outages: list[Outage]) -> None:
    outage = Outage(Forbidden("no right"))
    outages.append(outage)
    outage.inventory.doubts.add(gallery().key)
    await outage.clock.advance(2 * EVERY)
    assert outage.asked == 1


async def test_a_version_that_was_deleted_while_it_was_read_does_not_stay_a_failure(outages: list[Outage]) -> None:
    outage = Outage(Forbidden("no right"))
    outages.append(outage)
    outage.inventory.failed(version().key, Unavailable("the connection broke off"), NOW)
    await outage.clock.advance(2 * EVERY)
    assert outage.asked == 1


async def test_a_known_version_that_failed_is_left_to_the_monitor(outages: list[Outage]) -> None:
    outage = Outage(Forbidden("no right"))
    outages.append(outage)
    outage.inventory.take(version(), Stamp(Source.LIST, NOW))
    outage.inventory.doubts.clear()
    outage.inventory.failed(version().key, Unavailable("the connection broke off"), NOW)
    await outage.clock.advance(HOUR)
    assert outage.asked == 0


async def test_an_overview_that_tells_what_is_no_longer_so_is_known_to_be_behind_until_it_catches_up() -> None:
    inventory, clock = Inventory(), VirtualClock()
    now, before = Stamp(Source.GET, NOW), structs.replace(gallery(), description="before")
    inventory.take(subscription(), now)
    inventory.take(gallery(), now)

    async def read(key: str) -> None:
        inventory.take(gallery(), now)

    running = asyncio.ensure_future(Doubts(inventory, read, clock).run())
    inventory.take(before, Stamp(Source.GRAPH, NOW))
    assert not inventory.behind, "it may be right"
    await clock.advance(EVERY)
    assert inventory.behind == {gallery().key}
    inventory.take(gallery(), Stamp(Source.GRAPH, NOW))
    assert not inventory.behind
    running.cancel()


async def test_an_overview_that_was_right_is_not_behind() -> None:
    inventory, clock = Inventory(), VirtualClock()
    after = structs.replace(gallery(), description="after")
    inventory.take(subscription(), Stamp(Source.GET, NOW))
    inventory.take(gallery(), Stamp(Source.GET, NOW))

    async def read(key: str) -> None:
        inventory.take(after, Stamp(Source.GET, NOW))

    running = asyncio.ensure_future(Doubts(inventory, read, clock).run())
    inventory.take(after, Stamp(Source.GRAPH, NOW))
    await clock.advance(EVERY)
    assert not inventory.behind
    running.cancel()


async def test_an_overview_that_still_shows_what_was_deleted_is_behind_until_it_no_longer_does() -> None:
    inventory, clock = Inventory(), VirtualClock()
    inventory.take(subscription(), Stamp(Source.GET, NOW))
    inventory.take(gallery(), Stamp(Source.GET, NOW))
    inventory.delete(gallery().key, NOW)

    async def read(key: str) -> None:
        inventory.delete(key, NOW)

    running = asyncio.ensure_future(Doubts(inventory, read, clock).run())
    inventory.take(gallery(), Stamp(Source.GRAPH, NOW))
    await clock.advance(EVERY)
    assert inventory.behind == {gallery().key}
    inventory.take_listing(subscription().key, set(), Stamp(Source.GRAPH, NOW))
    assert not inventory.behind
    running.cancel()
