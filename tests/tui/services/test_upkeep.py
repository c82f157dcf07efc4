"""Upkeep: the inventory is kept true for as long as the program is open, from capture to capture."""

import asyncio
from pathlib import Path

import pytest

from tests.tui.contoso import CONTOSO, NOW, definition, gallery, version
from tests.tui.services.maintained import ANA, BEA, Maintained
from tests.tui.services.virtual_clock import settle
from tui.model.errors import Unavailable
from tui.services.captures import Place
from tui.services.inventory import ROOT
from tui.services.standing import Phase
from tui.services.upkeep import CAPTURE_EVERY, SURVEY_EVERY, Upkeep


@pytest.fixture
def stage(tmp_path: Path) -> Maintained:
    """Contoso's Azure with one version that has settled and one that moves, kept up."""
    return Maintained(tmp_path)


async def test_everything_is_read_and_the_standing_says_so(stage: Maintained) -> None:
    assert stage.upkeep.standing.phase is Phase.CONNECTING
    watch = stage.upkeep.changes.watch()
    await stage.start()
    assert stage.known == set(stage.azure.known)
    assert stage.upkeep.inventory.tally(ROOT).moving == 1
    assert stage.upkeep.inventory.tally(ROOT).unread == 0
    standing = stage.upkeep.standing
    assert (standing.phase, standing.error, standing.account) == (Phase.CURRENT, None, ANA)
    assert standing.report is not None
    assert standing.report.tenants == [CONTOSO]
    assert ROOT in watch.take()
    assert stage.upkeep.now() == NOW


async def test_what_changes_in_azure_is_found_at_the_next_survey(stage: Maintained) -> None:
    await stage.start(1)
    stage.azure.put(gallery("img_new"))
    await stage.clock.advance(SURVEY_EVERY)
    assert gallery("img_new").key in stage.known
    assert stage.script.count("overview") == 2


async def test_the_capture_is_painted_before_anything_is_asked(stage: Maintained) -> None:
    stage.leave_capture()
    place = stage.upkeep.open_capture()
    assert place.cursor == gallery().key
    assert stage.upkeep.inventory.tally(ROOT).failed == 1
    assert stage.upkeep.standing.captured_at == NOW
    assert (stage.connections, stage.script.asked) == (0, [])
    await stage.start()
    assert stage.upkeep.standing.captured_at is None
    assert stage.known >= set(stage.azure.known)
    assert version("0.9.0").key not in stage.known


async def test_nothing_is_said_to_have_failed_while_the_way_is_still_being_found(stage: Maintained) -> None:
    stage.leave_capture()
    stage.upkeep.open_capture()
    stage.directory.script.gate = asyncio.Event()
    await stage.start(30)
    assert stage.upkeep.inventory.failures() == {}
    assert stage.script.asked == []
    stage.directory.script.gate.set()
    await stage.clock.advance()
    assert stage.upkeep.inventory.tally(ROOT).failed == 0


async def test_a_capture_of_somebody_else_is_cleared_before_anything_of_it_is_asked_for(stage: Maintained) -> None:
    stage.leave_capture(BEA)
    stage.upkeep.open_capture()
    stage.directory.script.gate = asyncio.Event()
    await stage.start(30)
    stage.directory.script.gate.set()
    await stage.clock.advance()
    assert stage.known == set(stage.azure.known)
    assert stage.script.count("version", version("0.9.0").key) == 0
    await stage.clock.advance(SURVEY_EVERY)
    assert stage.script.count("version", version().key) == 1
    assert stage.upkeep.inventory.tally(ROOT).unread == 0


async def test_without_a_capture_the_explorer_starts_empty(stage: Maintained) -> None:
    assert stage.upkeep.open_capture() == Place()
    assert len(stage.upkeep.inventory) == 0
    assert Upkeep(stage.connect, stage.clock).open_capture() == Place()


async def test_what_is_known_is_on_disk_within_a_minute_and_at_the_end(stage: Maintained) -> None:
    stage.upkeep.place = lambda: Place(version().key)
    await stage.start(CAPTURE_EVERY)
    capture = stage.captures.open()
    assert capture is not None
    assert (capture.head.account, capture.head.place.cursor) == (ANA.name, version().key)
    stage.upkeep.place = lambda: Place(definition().key)
    await stage.upkeep.close()
    capture = stage.captures.open()
    assert capture is not None
    assert capture.head.place.cursor == definition().key
    assert stage.directory.closed


async def test_a_quiet_minute_writes_nothing(stage: Maintained) -> None:
    stage.azure.remove(version("1.0.1").key)
    await stage.start(CAPTURE_EVERY)
    before = stage.captures.open()
    await stage.clock.advance(2 * CAPTURE_EVERY)
    after = stage.captures.open()
    assert before is not None
    assert after is not None
    assert after.head.at == before.head.at


async def test_who_ends_before_anything_was_read_keeps_the_last_capture(stage: Maintained) -> None:
    stage.leave_capture()
    stage.upkeep.open_capture()
    stage.no_way = [Unavailable("no proxy")]
    await stage.start(1)
    await stage.upkeep.close()
    capture = stage.captures.open()
    assert capture is not None
    assert capture.head.at == NOW
    assert not stage.directory.closed


async def test_tracks_of_the_capture_go_on(stage: Maintained) -> None:
    await stage.start(CAPTURE_EVERY)
    await stage.upkeep.close()
    again = Upkeep(stage.connect, stage.clock, stage.captures)
    again.open_capture()
    running = asyncio.create_task(again.run())
    stage.azure.put(version("1.0.1", actual="eastus2 Replicating 75"))
    await stage.clock.advance(1)
    track = again.monitor.tracks[version("1.0.1").key]["eastus2"]
    assert (track.first_progress, track.progress, track.since) == (45, 75, NOW)
    running.cancel()


async def test_stopping_leaves_nothing_running(stage: Maintained) -> None:
    before = asyncio.all_tasks()
    running = await stage.start(1)
    running.cancel()
    await settle()
    assert asyncio.all_tasks() == before
