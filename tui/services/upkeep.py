"""Upkeep: keeps the inventory true for as long as the program is open.

It connects, surveys again and again, reads what is in doubt, runs the monitor and writes captures. Nothing ends it:
what fails is a standing that the screen shows, and is tried again.
"""

import asyncio
import gc
from collections.abc import Awaitable, Callable, Iterator, Sequence
from datetime import UTC, datetime

from msgspec import structs

from tui.model.errors import AuthRequired, GalleryError, Unavailable
from tui.model.gallery import Tenant
from tui.model.ids import kind_of
from tui.services.allowances import Allowances
from tui.services.back_off import back_off
from tui.services.captures import Capture, Captures, Place
from tui.services.changes import Changes
from tui.services.clock import Clock, wait_for_event
from tui.services.doubts import Doubts
from tui.services.foreign import ForeignGalleries
from tui.services.gateway import Account, Directory, ShowCode, Waiting, on_screen
from tui.services.inventory import ROOT, Inventory
from tui.services.listing import Listing, own_fault
from tui.services.lookups import Lookups
from tui.services.monitor import Monitor
from tui.services.past import Event
from tui.services.routes import Routes
from tui.services.standing import Phase, Standing
from tui.services.survey import Survey

# Seconds.
SURVEY_EVERY = 300.0
SIGNED_OUT_RETRY = 30.0
RETRY = (5.0, 15.0, 60.0)
CAPTURE_EVERY = 60.0
LONGEST_WAIT = 300.0

Connect = Callable[[], Awaitable[Directory]]


class Upkeep:
    """Owns the inventory and everything that fills it; `place` is asked where the explorer stands, for the capture."""

    def __init__(
        self,
        connect: Connect,
        clock: Clock,
        captures: Captures | None = None,
        scope: Sequence[str] = (),
        survey_every: float = SURVEY_EVERY,
        hidden: Sequence[str] = (),
    ) -> None:
        self.inventory = Inventory()
        self.changes = Changes()
        self.standing = Standing()
        self.place: Callable[[], Place] = Place
        self._connect = connect
        self._clock = clock
        self._captures = captures
        self._scope = scope
        self._hidden = hidden
        self._survey_every = survey_every
        self._directory: Directory | None = None
        self._capture: Capture | None = None
        self._pouring: Iterator[None] = iter(())
        self._routes = Routes()
        self._listing = Listing(self.now, self.inventory, self._routes)
        self.lookups = Lookups(self.inventory, self._routes)
        self.foreign = ForeignGalleries(self._routes)
        self.allowances = Allowances(self.inventory, self._routes, clock)
        self.monitor = Monitor(self.inventory, self._listing, clock)
        self.monitor.on_signed_out = self._signed_out
        self._doubts = Doubts(self.inventory, self._read_again, clock)
        self._again = asyncio.Event()
        self._failures = 0
        self._surveyed_at = clock.monotonic()

    def open_capture(self) -> Place:
        """Paint the last capture: its first chunk at once, the rest while running. Answers where the explorer stood."""
        self._capture = self._captures.open() if self._captures else None
        if self._capture is None:
            return Place()
        self._pouring = self._capture.pour(self.inventory)
        next(self._pouring, None)
        self._stand(captured_at=self._capture.head.at)
        return self._capture.head.place

    def now(self) -> datetime:
        """The server's time once it has answered, this machine's before that."""
        return self._directory.now() if self._directory else datetime.now(UTC)

    def waiting(self) -> Sequence[Waiting]:
        """What is held back at this moment by the read budget or by a Retry-After."""
        return self._directory.waiting() if self._directory else ()

    def monotonic(self) -> float:
        """Seconds on the clock that intervals are measured by."""
        return self._clock.monotonic()

    async def sign_in_by_code(self, tenant: Tenant | None, show: ShowCode) -> None:
        """Sign in with a code that is entered elsewhere, and read everything anew; None is the home tenant.

        Raises AuthRequired, and Unavailable, also while there is no way to Azure yet.
        """
        if self._directory is None:
            raise Unavailable("there is no way to Azure yet")
        await self._directory.sign_in_by_code(tenant, show)
        self._again.set()

    async def run(self) -> None:
        """Keep the inventory true, for ever."""
        await self._pour_the_rest()
        while self._directory is None:
            await self._attempt(self._connect_once)
        async with asyncio.TaskGroup() as group:
            group.create_task(self._survey(self._directory))
            group.create_task(self._save_captures())
            # Until a tenant has answered, every single reading of what the capture shows would fail.
            await self._routes.known.wait()
            group.create_task(self.monitor.run())
            group.create_task(self._doubts.run())

    async def close(self) -> None:
        """Write the capture and let go of every connection at once."""
        for _ in self._saving():
            pass
        if self._directory:
            await self._directory.close()

    def _saving(self) -> Iterator[None]:
        """Write what is known to disk in parts, once something was read."""
        account = self.standing.account
        if not (self._captures and account and self.standing.report):
            return iter(())
        return self._captures.saving(self.inventory, account.name, self.now(), self.place(), self.monitor.tracks)

    async def refresh(self, key: str = ROOT) -> None:
        """Read a key and what lies directly under it again, now; ROOT surveys everything, with fresh credentials."""
        on_screen.set(True)  # somebody waits for it
        if key == ROOT or self.standing.phase in (Phase.SIGNED_OUT, Phase.FAILED):
            self._survey_again()
        else:
            await self._read_again(key)

    async def _read_again(self, key: str) -> None:
        kind = kind_of(key)
        if kind == "version":
            await self.monitor.read(key)
        elif kind:
            try:
                if kind != "subscription":
                    await self._listing.one(key)
                await self._listing.children(key)
                await self.allowances.read(key, again=True)
            except GalleryError as error:
                self.inventory.failed(key, error, self.now())

    def _survey_again(self) -> None:
        if self._directory and self.standing.phase is Phase.SIGNED_OUT:
            for tenant in self.standing.report.tenants if self.standing.report else ():
                self._directory.gateway(tenant).forget_credentials()
        else:
            self.monitor.read_everything_again()
        self._again.set()

    async def _pour_the_rest(self) -> None:
        for _ in self._pouring:
            await asyncio.sleep(0)
        if self._capture:
            self.inventory.news.listening = True
            self.monitor.tracks |= self._capture.tracks
            gc.freeze()  # what was poured stays: to go through 200,000 versions again and again took 70 ms each time

    async def _connect_once(self) -> None:
        self._directory = await self._connect()

    async def _survey(self, directory: Directory) -> None:
        while True:
            await self._attempt(lambda: self._survey_once(directory))

    async def _survey_once(self, directory: Directory) -> None:
        self._surveyed_at = self._clock.monotonic()
        self._stand(phase=Phase.READING if self.standing.phase is Phase.CONNECTING else self.standing.phase)
        tenants = await directory.tenants()
        account = await directory.gateway(tenants[0]).account() if tenants else Account(None, None)
        if self._is_of_another(account):
            self.inventory.clear()
            self.monitor.forget()
        self._capture = None
        self._stand(account=account)
        survey = Survey(directory, self.inventory, self._routes, self._scope, self._hidden)
        report = await survey.run(tenants)
        if self.standing.phase is Phase.SIGNED_OUT:
            self.monitor.read_everything_again()
        self.inventory.news.listening = True
        self._stand(phase=Phase.CURRENT, error=None, again_in=None, report=report, captured_at=None)
        await wait_for_event(self._again, self._survey_every, self._clock)

    def _is_of_another(self, account: Account) -> bool:
        """Whether what is known is of somebody else: of the capture's account, or of who was signed in before."""
        if self._capture:
            return self._capture.head.account != account.name
        return self.standing.account not in (None, account)

    async def _attempt(self, step: Callable[[], Awaitable[None]]) -> None:
        """Take a step; where it fails say so, and wait before it is taken again."""
        self._again.clear()
        try:
            await step()
            self._failures = 0
            return
        except GalleryError as raised:
            error = raised
        except Exception as raised:
            error = own_fault(raised)
        wait = self._wait_after(error)
        self.inventory.past.note(Event(self.now(), "Azure", error))
        phase = Phase.SIGNED_OUT if isinstance(error, AuthRequired) else Phase.FAILED
        self._stand(phase=phase, error=error, again_in=wait)
        await wait_for_event(self._again, wait, self._clock)

    def _wait_after(self, error: GalleryError) -> float:
        self._failures += 1
        if isinstance(error, AuthRequired):
            return SIGNED_OUT_RETRY
        return back_off(error, self._failures, RETRY, LONGEST_WAIT)

    def _signed_out(self, error: AuthRequired) -> None:
        """A single reading was refused: look at the whole again, unless that was done just now."""
        if self._clock.monotonic() - self._surveyed_at > SIGNED_OUT_RETRY:
            self._surveyed_at = self._clock.monotonic()
            self._again.set()

    async def _save_captures(self) -> None:
        watch = self.inventory.changes.watch()
        while True:
            await self._clock.sleep(CAPTURE_EVERY)
            if watch.take():
                for _ in self._saving():
                    await asyncio.sleep(0)

    def _stand(self, **changed: object) -> None:
        standing = structs.replace(self.standing, **changed)
        if standing != self.standing:
            self.standing = standing
            self.changes.announce(ROOT)
