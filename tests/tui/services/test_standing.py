"""Standing: whatever keeps Azure from being read is said, with what to do, and passes by itself where it can."""

from pathlib import Path

import pytest

from tests.tui.contoso import NOW, subscription, version
from tests.tui.services.maintained import BEA, ENDED, Maintained
from tui.model.errors import AuthRequired, GalleryError, Throttled, Unavailable
from tui.services.inventory import ROOT
from tui.services.standing import Phase
from tui.services.upkeep import LONGEST_WAIT, RETRY, SIGNED_OUT_RETRY, SURVEY_EVERY


@pytest.fixture
def stage(tmp_path: Path) -> Maintained:
    """Contoso's Azure with one version that has settled and one that moves, kept up."""
    return Maintained(tmp_path)


async def test_a_connection_that_fails_is_tried_again_ever_later(stage: Maintained) -> None:
    stage.no_way = [Unavailable("no proxy")] * 5
    await stage.start()
    for tries, wait in enumerate((*RETRY, RETRY[-1], RETRY[-1]), 1):
        standing = stage.upkeep.standing
        assert (standing.phase, standing.again_in) == (Phase.FAILED, wait)
        assert standing.error is not None
        assert standing.error.cause == "no proxy"
        assert stage.connections == tries
        await stage.clock.advance(wait)
    assert stage.upkeep.standing.phase is Phase.CURRENT


async def test_a_connection_that_fails_is_tried_again_at_once_when_asked(stage: Maintained) -> None:
    stage.no_way = [Unavailable("no proxy")]
    await stage.start()
    await stage.upkeep.refresh()
    await stage.clock.advance()
    assert stage.upkeep.standing.phase is Phase.CURRENT


async def test_who_is_not_signed_in_at_the_start_sees_the_command_and_the_capture(stage: Maintained) -> None:
    stage.leave_capture()
    stage.upkeep.open_capture()
    refusal = stage.directory.script.refuse("tenants", ENDED)
    await stage.start(1)
    standing = stage.upkeep.standing
    assert (standing.phase, standing.error, standing.captured_at) == (Phase.SIGNED_OUT, ENDED, NOW)
    assert stage.upkeep.inventory.tally(ROOT).failed == 1
    refusal.times = 0
    await stage.clock.advance(SIGNED_OUT_RETRY)
    assert stage.upkeep.standing.phase is Phase.CURRENT


async def test_a_login_that_ends_leaves_the_data_and_comes_back_by_itself(stage: Maintained) -> None:
    await stage.start(1)
    known = stage.known
    refusals = [stage.directory.script.refuse("tenants", ENDED), stage.script.refuse("version", ENDED)]
    await stage.clock.advance(200)
    standing = stage.upkeep.standing
    assert standing.phase is Phase.SIGNED_OUT
    assert isinstance(standing.error, AuthRequired)
    assert standing.error.command == "az login --tenant contoso.com"
    assert stage.known == known
    for refusal in refusals:
        refusal.times = 0
    stage.azure.put(version("1.0.1", actual="eastus2 Completed 100"))
    await stage.clock.advance(SIGNED_OUT_RETRY)
    assert stage.upkeep.standing.phase is Phase.CURRENT
    assert stage.upkeep.standing.error is None
    assert stage.upkeep.inventory.failures() == {}
    assert stage.upkeep.inventory.tally(ROOT).settled


async def test_signing_in_elsewhere_and_asking_again_drops_the_old_credentials(stage: Maintained) -> None:
    await stage.start(1)
    refusal = stage.directory.script.refuse("tenants", ENDED)
    await stage.clock.advance(SURVEY_EVERY)
    refusal.times = 0
    await stage.upkeep.refresh(version().key)
    await stage.clock.advance()
    assert stage.script.count("forget_credentials") == 1
    assert stage.upkeep.standing.phase is Phase.CURRENT


async def test_somebody_else_who_signs_in_sees_nothing_of_the_one_before(stage: Maintained) -> None:
    stage.leave_capture()
    stage.upkeep.open_capture()
    assert subscription("own").key in stage.known
    await stage.start(1)
    assert subscription("own").key not in stage.known, "its tenant is no longer listed"
    stage.azure.signed_in = BEA
    stage.azure.remove(version("1.0.1").key)
    await stage.clock.advance(SURVEY_EVERY)
    assert stage.upkeep.standing.account == BEA
    assert stage.known == set(stage.azure.known)
    assert stage.upkeep.inventory.tally(ROOT).unread == 0
    assert stage.upkeep.monitor.tracks == {}


async def test_a_failure_after_a_success_is_tried_again_as_soon_as_the_first(stage: Maintained) -> None:
    await stage.start(1)
    for _ in range(2):
        stage.directory.script.refuse("tenants", Unavailable("no answer"), times=1)
        await stage.clock.advance(SURVEY_EVERY)
        assert stage.upkeep.standing.again_in == RETRY[0]
        await stage.clock.advance(RETRY[0])
        assert stage.upkeep.standing.phase is Phase.CURRENT


@pytest.mark.parametrize(
    ("error", "wait"),
    [
        (Unavailable("no answer"), RETRY[0]),
        (Throttled("too many", retry_after=42), 42),
        (Throttled("too many", retry_after=86400), LONGEST_WAIT),
        (RuntimeError("a mistake of ours"), RETRY[0]),
    ],
)
async def test_a_survey_that_fails_is_a_standing_and_is_tried_again(
    stage: Maintained, error: Exception, wait: float
) -> None:
    await stage.start(1)
    stage.directory.script.refuse("tenants", error, times=1)
    await stage.clock.advance(SURVEY_EVERY)
    standing = stage.upkeep.standing
    assert (standing.phase, standing.again_in) == (Phase.FAILED, wait)
    assert isinstance(standing.error, GalleryError)
    assert version().key in stage.known
    await stage.clock.advance(wait)
    assert stage.upkeep.standing.phase is Phase.CURRENT
