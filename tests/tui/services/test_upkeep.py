"""Upkeep: the inventory is kept true for as long as the program is open, whatever happens to Azure or the login."""

import asyncio
from pathlib import Path

import pytest

from tests.tui.contoso import CONTOSO, FABRIKAM, NOW, definition, gallery, subscription, version
from tests.tui.services.stage import Stage
from tests.tui.services.virtual_clock import settle
from tui.model.errors import AuthRequired, Forbidden, GalleryError, Throttled, Unavailable
from tui.model.precedence import Source, Stamp
from tui.services.captures import Captures, Place
from tui.services.gateway import Account, Directory
from tui.services.inventory import ROOT, Inventory
from tui.services.standing import Phase
from tui.services.upkeep import CAPTURE_EVERY, DOUBTS_EVERY, LONGEST_WAIT, RETRY, SIGNED_OUT_RETRY, SURVEY_EVERY, Upkeep

ENDED = AuthRequired("the login ended", command="az login --tenant contoso.com")
ANA, BEA = Account("ana@contoso.com", CONTOSO.id), Account("bea@contoso.com", CONTOSO.id)


class Maintained(Stage):
    """A stage kept up; `no_way` is why Azure cannot be reached at all."""

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self.no_way: list[Exception] = []
        self.connections = 0
        self.captures = Captures(folder, "public")
        self.upkeep = Upkeep(self.connect, self.clock, self.captures)
        self.azure.put(version("1.0.1", actual="eastus2 Replicating 45"))

    async def connect(self) -> Directory:
        """Give the way to Azure, or fail."""
        self.connections += 1
        if self.no_way:
            raise self.no_way.pop(0)
        return self.directory

    async def start(self, seconds: float = 0) -> asyncio.Task[None]:
        """Run the upkeep for so long; it goes on."""
        running = asyncio.create_task(self.upkeep.run())
        await self.clock.advance(seconds)
        return running

    def leave_capture(self, account: Account = ANA) -> None:
        """Leave a capture in which one version was still failing, one is since gone, and one tenant is hers alone."""
        inventory = Inventory()
        failing, gone, own = version(actual="eastus2 Failed 3"), version("0.9.0"), subscription("own", FABRIKAM)
        for value in (subscription(), gallery(), definition(), failing, gone, own):
            inventory.take(value, Stamp(Source.GET, NOW))
        self.captures.save(inventory, account.name, NOW, Place(gallery().key), {})

    @property
    def known(self) -> set[str]:
        """The keys of the inventory."""
        return {each.value.key for each in self.upkeep.inventory.entries()}


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
    await stage.start(1)
    assert subscription("own").key in stage.known
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
