"""Reading again: on request, in doubt, and after a failure that passed."""

from pathlib import Path

import pytest

from tests.tui.contoso import definition, gallery, subscription, version
from tests.tui.services.maintained import Maintained
from tui.model.errors import Forbidden, Unavailable
from tui.services.doubts import EVERY as DOUBTS_EVERY
from tui.services.inventory import ROOT
from tui.services.upkeep import SURVEY_EVERY


@pytest.fixture
def stage(tmp_path: Path) -> Maintained:
    """Contoso's Azure with one version that has settled and one that moves, kept up."""
    return Maintained(tmp_path)


async def test_a_version_is_read_again_on_request(stage: Maintained) -> None:
    await stage.start(1)
    stage.azure.put(version(actual="eastus2 Failed 7"))
    await stage.upkeep.refresh(version().key)
    assert stage.upkeep.inventory.tally(ROOT).failed == 1


async def test_a_definition_is_read_again_on_request_with_its_versions(stage: Maintained) -> None:
    await stage.start(1)
    stage.azure.put(version("3.0.0"))
    await stage.upkeep.refresh(definition().key)
    assert version("3.0.0").key in stage.known
    assert (stage.script.count("definition"), stage.script.count("versions")) == (1, 1)
    assert stage.script.count("overview") == 1


async def test_a_subscription_is_read_again_on_request_with_its_galleries(stage: Maintained) -> None:
    await stage.start(1)
    stage.azure.put(gallery("img_new"))
    await stage.upkeep.refresh(subscription().key)
    assert gallery("img_new").key in stage.known


async def test_everything_is_read_again_on_request(stage: Maintained) -> None:
    await stage.start(1)
    stage.azure.put(version(actual="eastus2 Failed 7"), gallery("img_new"))
    await stage.upkeep.refresh()
    await stage.clock.advance()
    assert gallery("img_new").key in stage.known
    assert stage.upkeep.inventory.tally(ROOT).failed == 1


async def test_what_cannot_be_read_again_says_why(stage: Maintained) -> None:
    await stage.start(1)
    stage.script.refuse("definition", Forbidden("no right"))
    await stage.upkeep.refresh(definition().key)
    failure = stage.upkeep.inventory.failure(definition().key)
    assert failure is not None
    assert failure.error.cause == "no right"
    assert version().key in stage.known


async def test_a_doubt_of_the_overview_is_settled_by_reading(stage: Maintained) -> None:
    await stage.start(1)
    stage.azure.put(version(state="Updating", actual="eastus2 Replicating 5"))
    await stage.upkeep.refresh(gallery().key)
    stage.azure.put(gallery("img_prod"), version(state="Failed", actual="eastus2 Failed 5"))
    await stage.clock.advance(SURVEY_EVERY + DOUBTS_EVERY)
    held = stage.upkeep.inventory.version(version().key)
    assert held is not None
    assert held.provisioning_state == "Failed"
    assert stage.upkeep.inventory.doubts == set()


async def test_a_doubt_that_may_not_be_looked_into_is_not_asked_for_ever_again(stage: Maintained) -> None:
    await stage.start(1)
    stage.script.refuse("definition", Forbidden("no right"))
    stage.upkeep.inventory.doubts.add(definition().key)
    await stage.clock.advance(10 * DOUBTS_EVERY)
    assert stage.script.count("definition") == 1


async def test_a_list_that_failed_for_a_moment_is_read_again_before_the_next_survey(stage: Maintained) -> None:
    await stage.start(1)
    stage.script.refuse("versions", Unavailable("no answer"), times=1)
    await stage.upkeep.refresh(definition().key)
    assert definition().key in stage.upkeep.inventory.failures()
    await stage.clock.advance(DOUBTS_EVERY)
    assert stage.upkeep.inventory.failures() == {}


async def test_a_mistake_of_ours_in_reading_again_does_not_end_the_upkeep(
    stage: Maintained, caplog: pytest.LogCaptureFixture
) -> None:
    running = await stage.start(1)
    stage.script.refuse("definition", RuntimeError("a mistake of ours"), times=1)
    stage.upkeep.inventory.doubts.add(definition().key)
    await stage.clock.advance(DOUBTS_EVERY)
    assert not running.done()
    assert "a mistake of ours" in caplog.text
    stage.azure.put(gallery("img_new"))
    await stage.clock.advance(SURVEY_EVERY)
    assert gallery("img_new").key in stage.known
