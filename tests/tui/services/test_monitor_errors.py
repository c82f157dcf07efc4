"""The monitor when things go wrong: it waits longer, comes back, and never ends."""

import pytest

from tests.tui.contoso import version
from tests.tui.services.watched import MOVING_STATUS, ONE, SETTLED_STATUS, Watched
from tui.model.errors import AuthRequired, Forbidden, GalleryError, NotFound, Throttled, Unavailable
from tui.services.monitor import (
    BACK_OFF,
    LONGEST_WAIT,
    SETTLED,
)


@pytest.fixture
def stage() -> Watched:
    """Contoso's Azure."""
    return Watched()


@pytest.mark.parametrize(
    ("asked", "waited"),
    [(None, BACK_OFF[0]), (1.0, BACK_OFF[0]), (120.0, 120.0), (86400.0, LONGEST_WAIT)],
)
async def test_a_wait_that_azure_asks_for_is_honoured_up_to_a_limit(
    stage: Watched, asked: float | None, waited: float
) -> None:
    stage.script.refuse("version", Throttled("too many", retry_after=asked), times=1)
    stage.monitor.interest([], ONE.key)
    stage.start([version(actual=MOVING_STATUS)])
    assert await stage.reads_in(0) == 1
    assert await stage.reads_in(waited - 0.5) == 0
    assert await stage.reads_in(1) == 1


@pytest.mark.parametrize("actual", [MOVING_STATUS, SETTLED_STATUS])
async def test_an_error_is_tried_again_ever_later_and_forgotten_once_it_is_over(stage: Watched, actual: str) -> None:
    failing = stage.script.refuse("version", Unavailable("no answer"))
    stage.start([version(actual=actual)])
    assert await stage.reads_in(0) == 1
    for wait in (*BACK_OFF, BACK_OFF[-1], BACK_OFF[-1]):
        assert stage.inventory.failure(ONE.key)
        assert await stage.reads_in(wait - 0.5) == 0
        assert await stage.reads_in(0.5) == 1
    failing.times = 0
    assert await stage.reads_in(BACK_OFF[-1]) == 1
    assert stage.inventory.failures() == {}
    failing.times = 1
    await stage.monitor.read(ONE.key)
    assert await stage.reads_in(BACK_OFF[0]) == 1


@pytest.mark.parametrize("error", [Forbidden("no right"), RuntimeError("a mistake of ours")])
async def test_what_does_not_pass_by_itself_is_tried_seldom_and_ends_nothing(
    stage: Watched, error: Exception, caplog: pytest.LogCaptureFixture
) -> None:
    stage.script.refuse("version", error, under=ONE.key)
    other = version("2.0.0", actual=MOVING_STATUS)
    stage.monitor.interest([other.key], ONE.key)
    running = stage.start([version(actual=MOVING_STATUS), other])
    assert await stage.reads_in(LONGEST_WAIT - 1, ONE.key) == 1
    assert await stage.reads_in(1, ONE.key) == 1
    assert stage.script.count("version", other.key) > 30
    assert not running.done()
    assert ("unforeseen" in caplog.text) is not isinstance(error, GalleryError)


async def test_an_open_version_that_failed_keeps_its_wait_when_the_cursor_moves(stage: Watched) -> None:
    stage.script.refuse("version", Throttled("too many", retry_after=60), times=1)
    stage.start([version(actual=MOVING_STATUS)])
    await stage.reads_in(0)
    for opened in (ONE.key, None, ONE.key):
        stage.monitor.interest([], opened)
        assert await stage.reads_in(10) == 0
    assert await stage.reads_in(30) == 1


async def test_who_is_signed_out_is_told_so_and_reads_again_after_signing_in(stage: Watched) -> None:
    told: list[AuthRequired] = []
    stage.monitor.on_signed_out = told.append
    ended = AuthRequired("the login ended")
    refusal = stage.script.refuse("version", ended)
    stage.start([version(actual=MOVING_STATUS)])
    await stage.reads_in(60)
    assert told == [ended]
    refusal.times = 0
    stage.monitor.read_everything_again()
    assert await stage.reads_in(0) == 1


async def test_a_version_that_is_not_found_is_deleted(stage: Watched) -> None:
    stage.start([version(actual=SETTLED_STATUS)])
    stage.azure.remove(ONE.key)
    assert await stage.reads_in(0) == 1
    assert ONE.key not in stage.inventory
    assert await stage.reads_in(2 * SETTLED) == 0


async def test_a_reading_that_fails_is_no_observation(stage: Watched) -> None:
    stage.monitor.interest([], ONE.key)
    stage.start([version(actual=MOVING_STATUS)])
    await stage.clock.advance()
    before = stage.monitor.tracks[ONE.key]
    stage.script.refuse("version", Unavailable("no answer"))
    await stage.clock.advance(3600)
    assert stage.monitor.tracks[ONE.key] == before


async def test_what_was_deleted_leaves_no_track(stage: Watched) -> None:
    stage.start([version(actual=MOVING_STATUS)])
    await stage.clock.advance()
    stage.script.refuse("version", NotFound("gone"))
    await stage.monitor.read(ONE.key)
    assert stage.monitor.tracks == {}
