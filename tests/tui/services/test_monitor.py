"""The monitor: every version is read as often as it is worth, and never more than that."""

import asyncio
import sys

import pytest

from tests.tui.contoso import definition, version
from tests.tui.services.virtual_clock import settle
from tests.tui.services.watched import MOVING_STATUS, ONE, SETTLED_STATUS, Watched, many
from tui.model.errors import Unavailable
from tui.model.precedence import Source, Stamp
from tui.services.inventory import ROOT
from tui.services.monitor import (
    IN_FLIGHT,
    IN_FLIGHT_BEHIND,
    MOVING,
    OPEN_AND_MOVING,
    SETTLED,
    SHOWN,
    SHOWN_AND_MOVING,
)
from tui.services.pace import BURST, PER_SECOND


@pytest.fixture
def stage() -> Watched:
    """Contoso's Azure."""
    return Watched()


@pytest.mark.parametrize(
    ("actual", "shown", "opened", "interval"),
    [
        (MOVING_STATUS, True, True, OPEN_AND_MOVING),
        (MOVING_STATUS, False, True, OPEN_AND_MOVING),
        (MOVING_STATUS, True, False, SHOWN_AND_MOVING),
        (MOVING_STATUS, False, False, MOVING),
        (SETTLED_STATUS, True, True, SHOWN),
        (SETTLED_STATUS, True, False, SHOWN),
        (SETTLED_STATUS, False, False, SETTLED),
    ],
)
async def test_a_version_is_read_as_often_as_it_is_worth(
    stage: Watched, actual: str, shown: bool, opened: bool, interval: float
) -> None:
    stage.monitor.interest([ONE.key] if shown else [], ONE.key if opened else None)
    stage.start([version(actual=actual)])
    assert await stage.reads_in(0) == 1
    assert await stage.reads_in(interval - 0.5) == 0
    assert await stage.reads_in(1) == 1
    assert await stage.reads_in(10 * interval) == 10


async def test_opening_a_moving_version_has_it_read_soon_and_leaving_it_seldom_again(stage: Watched) -> None:
    stage.start([version(actual=MOVING_STATUS)])
    await stage.reads_in(20)
    stage.monitor.interest([ONE.key], ONE.key)
    assert await stage.reads_in(0) == 1
    assert await stage.reads_in(60) == 60 / OPEN_AND_MOVING
    stage.monitor.interest([], None)
    assert await stage.reads_in(MOVING - 1) == 0
    assert await stage.reads_in(1) == 1


async def test_opening_a_version_that_was_just_read_asks_nothing(stage: Watched) -> None:
    stage.start([version(actual=SETTLED_STATUS)])
    await stage.reads_in(10)
    for opened in (ONE.key, None, ONE.key):
        stage.monitor.interest([], opened)
        assert await stage.reads_in(10) == 0


async def test_a_settled_version_that_the_survey_shows_moving_is_read_without_waiting_for_its_hour(
    stage: Watched,
) -> None:
    stage.start([version(actual=SETTLED_STATUS)])
    await stage.reads_in(2400)
    stage.azure.put(version(actual=MOVING_STATUS, state="Updating"))
    stage.inventory.take(version(state="Updating"), Stamp(Source.GRAPH, stage.directory.now()))
    assert await stage.reads_in(0) == 1


async def test_a_version_that_appears_is_read_at_once_and_one_that_goes_no_longer(stage: Watched) -> None:
    stage.start([])
    await stage.reads_in(0)
    new = version("2.0.0", actual=MOVING_STATUS)
    stage.azure.put(new)
    stage.inventory.take(new, Stamp(Source.LIST, stage.directory.now()))
    assert await stage.reads_in(0, new.key) == 1
    stage.azure.remove(new.key)
    stage.inventory.delete(new.key, stage.directory.now())
    assert await stage.reads_in(SETTLED, new.key) == 0


async def test_what_is_forgotten_is_no_longer_read(stage: Watched) -> None:
    stage.script.refuse("version", Unavailable("no answer"), under=version("10.0.1").key)
    stage.start(many(10, MOVING_STATUS))
    await stage.reads_in(1)
    stage.inventory.clear()
    assert await stage.reads_in(SETTLED) == 0


async def test_calls_for_the_same_version_are_joined(stage: Watched) -> None:
    stage.start([version(actual=SETTLED_STATUS)])
    stage.script.gate = asyncio.Event()
    readers = [asyncio.create_task(stage.monitor.read(ONE.key)) for _ in range(5)]
    assert await stage.reads_in(10) == 1
    stage.script.gate.set()
    await settle()
    assert all(reader.done() for reader in readers)
    held = stage.inventory.version(ONE.key)
    assert held is not None
    assert held.replication == version(actual=SETTLED_STATUS).replication


async def test_who_stops_waiting_for_a_reading_does_not_end_it_for_others(stage: Watched) -> None:
    stage.azure.put(version(actual=SETTLED_STATUS))
    stage.script.gate = asyncio.Event()
    impatient, patient = (asyncio.create_task(stage.monitor.read(ONE.key)) for _ in range(2))
    await settle()
    impatient.cancel()
    await settle()
    stage.script.gate.set()
    await patient
    assert ONE.key in stage.inventory
    assert stage.script.count("version") == 1


async def test_what_is_on_screen_is_read_while_the_background_is_busy(stage: Watched) -> None:
    versions = many(100, SETTLED_STATUS)
    stage.start(versions)
    stage.script.gate = asyncio.Event()
    await stage.clock.advance()
    assert stage.script.under_way == IN_FLIGHT_BEHIND
    shown = [each.key for each in versions if stage.script.count("version", each.key) == 0][:20]
    stage.monitor.interest(shown, None)
    await stage.clock.advance()
    assert stage.script.under_way == IN_FLIGHT
    stage.script.gate.set()
    await stage.clock.advance()
    assert stage.script.most_under_way == IN_FLIGHT
    assert all(stage.script.count("version", key) == 1 for key in shown)


async def test_the_background_keeps_its_pace_and_what_is_on_screen_need_not(stage: Watched) -> None:
    versions = many(BURST + 200, SETTLED_STATUS)
    stage.start(versions)
    assert await stage.reads_in(0) == BURST
    assert await stage.reads_in(10) == 10 * PER_SECOND
    waiting = [each.key for each in versions if stage.script.count("version", each.key) == 0]
    stage.monitor.interest(waiting[:12], waiting[12])
    assert await stage.reads_in(0) == 13
    assert stage.inventory.tally(ROOT).unread == 200 - 10 * PER_SECOND - 13


async def test_what_moves_is_read_before_what_has_settled_and_the_newest_first(stage: Watched) -> None:
    settled = many(BURST, SETTLED_STATUS)
    updating = version("0.0.1", actual=MOVING_STATUS, state="Updating")
    stage.start([*settled, updating])
    await stage.clock.advance()
    assert stage.script.asked[0] == ("version", updating.key)


async def test_a_moving_version_that_appears_need_not_wait_for_the_settled_ones_before_it(stage: Watched) -> None:
    stage.start(many(BURST + 200, SETTLED_STATUS))
    await stage.clock.advance(1)
    updating = version("0.0.1", actual=MOVING_STATUS, state="Updating")
    stage.azure.put(updating)
    stage.inventory.take(updating, Stamp(Source.LIST, stage.directory.now()))
    assert await stage.reads_in(1 / PER_SECOND, updating.key) == 1


async def test_an_hour_of_three_hundred_settled_and_twenty_moving_versions_is_cheap(stage: Watched) -> None:
    stage.start([*many(300, SETTLED_STATUS), *many(20, MOVING_STATUS)])
    assert await stage.reads_in(3599) == 300 + 20 * 22
    assert stage.inventory.tally(ROOT).unread == 0


async def test_the_way_of_a_moving_region_is_remembered_until_it_is_there(stage: Watched) -> None:
    stage.monitor.interest([], ONE.key)
    stage.start([version(actual="eastus2 Replicating 10")])
    for progress in (10, 20, 30):
        stage.azure.put(version(actual=f"eastus2 Replicating {progress}"))
        await stage.clock.advance(OPEN_AND_MOVING)
    track = stage.monitor.tracks[ONE.key]["eastus2"]
    assert (track.first_progress, track.progress, track.observations) == (10, 30, 3)
    stage.azure.put(version(actual=SETTLED_STATUS))
    await stage.clock.advance(OPEN_AND_MOVING)
    assert stage.monitor.tracks == {}


async def test_a_version_nobody_knew_can_be_read(stage: Watched) -> None:
    stage.azure.put(version("9.9.9", actual=SETTLED_STATUS))
    await stage.monitor.read(version("9.9.9").key)
    assert version("9.9.9").key in stage.inventory
    assert stage.inventory.doubts == {definition().key}


async def test_nothing_is_left_running_when_the_monitor_is_stopped(stage: Watched) -> None:
    before = asyncio.all_tasks()
    running = stage.start(many(50, SETTLED_STATUS))
    stage.script.gate = asyncio.Event()
    await stage.clock.advance()
    running.cancel()
    await settle()
    assert asyncio.all_tasks() == before
    assert stage.script.under_way == 0


@pytest.mark.skipif(sys.version_info < (3, 12), reason="no task runs at once before Python 3.12")
async def test_readings_that_end_at_once_make_room_for_the_next(stage: Watched) -> None:
    asyncio.get_running_loop().set_task_factory(getattr(asyncio, "eager_task_factory", None))  # as Textual does
    stage.start(many(3 * IN_FLIGHT, SETTLED_STATUS))
    await stage.reads_in(0)
    assert stage.inventory.tally(ROOT).unread == 0
