"""The replication monitor: reads single versions with their replication status, each as often as it is worth.

What is open and moving is read often, what is on screen less often, the rest seldom, what has settled hardly ever. The
monitor joins calls for the same version, holds itself to a pace, and never gives up: an error makes it wait longer.
"""

import asyncio
import math
from collections.abc import Callable, Iterable

from tui.model.errors import AuthRequired, GalleryError
from tui.model.estimate import Track, observe
from tui.model.gallery import Version
from tui.model.ids import kind_of
from tui.model.replication import moves, regions_of
from tui.model.times import parse_time
from tui.services.agenda import Agenda, Due
from tui.services.back_off import back_off
from tui.services.clock import Clock, wait_for_event
from tui.services.gateway import on_screen
from tui.services.inventory import Inventory
from tui.services.listing import Listing
from tui.services.pace import Pace

# Seconds between two readings of one version.
OPEN_AND_MOVING = 5.0
SHOWN_AND_MOVING = 14.5  # 15, the wait for its turn and the way included
MOVING = 170.0  # 500 in one region, 20 of them shown: 4.2 a second, of the 4.4 that leave a fifth of Compute's window
SHOWN = 120.0
SETTLED = 3600.0
BACK_OFF = (5.0, 15.0, 60.0, 300.0)
LONGEST_WAIT = 600.0

# Calls under way at once; what is on screen may use all of them, the background leaves some free.
IN_FLIGHT = 6
IN_FLIGHT_BEHIND = 4

# Versions scheduled before others have their turn.
A_TURN = 250

# When a version that was never read has been due: among several, their rank decides.
_LONG_AGO = -math.inf


class Monitor:
    """Keeps the replication status of every version of the inventory as fresh as it is worth."""

    def __init__(self, inventory: Inventory, listing: Listing, clock: Clock) -> None:
        self.tracks: dict[str, dict[str, Track]] = {}
        self.on_signed_out: Callable[[AuthRequired], None] = lambda error: None
        self._inventory = inventory
        self._listing = listing
        self._clock = clock
        self._pace = Pace(clock)
        self._open: str | None = None
        self._shown: frozenset[str] = frozenset()
        self._read_at: dict[str, float] = {}
        self._failures: dict[str, int] = {}
        self._front = Agenda()
        self._behind = Agenda()
        self._reading: dict[str, asyncio.Task[None]] = {}
        self._unscheduled: set[str] = set()
        self._wake = asyncio.Event()

    def interest(self, shown: Iterable[str], opened: str | None) -> None:
        """Say which versions are on screen, and which one is open: they are read sooner."""
        before = self._interesting()
        self._shown, self._open = frozenset(shown), opened
        for key in before | self._interesting():
            if key in self._front or key in self._behind:
                self._schedule(key)
        self._wake.set()

    async def read(self, key: str) -> None:
        """Read a version now, joining a reading under way; how it went stands in the inventory."""
        await asyncio.shield(self._reading.get(key) or self._start(key))

    def read_everything_again(self) -> None:
        """Take every version as due: somebody has signed in again, or asks for it."""
        self._failures.clear()
        self._read_at.clear()
        self._unscheduled.update(self._front, self._behind)
        self._wake.set()

    def forget(self) -> None:
        """Forget every version: somebody else has signed in."""
        self._front, self._behind = Agenda(), Agenda()
        for index in (self.tracks, self._read_at, self._failures, self._unscheduled):
            index.clear()

    async def run(self) -> None:
        """Read what is due, for ever."""
        watch = self._inventory.changes.watch(self._wake)
        self._unscheduled.update(self._inventory.keys())
        try:
            while True:
                self._unscheduled |= watch.take()
                self._schedule_some()
                wait = self._launch()
                if self._unscheduled:
                    await asyncio.sleep(0)
                else:
                    await wait_for_event(self._wake, wait, self._clock)
        finally:
            for task in self._reading.values():
                task.cancel()

    def _interesting(self) -> frozenset[str]:
        return self._shown | {self._open} if self._open else self._shown

    def _schedule_some(self) -> None:
        for _ in range(min(A_TURN, len(self._unscheduled))):
            key = self._unscheduled.pop()
            if kind_of(key) == "version" and key not in self._reading:
                self._schedule(key)

    def _schedule(self, key: str) -> None:
        version = self._inventory.version(key)
        if version is None:
            self._forget(key)
            return
        if key in self._failures:
            return
        last = self._read_at.get(key)
        self._put(key, _LONG_AGO if last is None else last + self._interval(key, version), version)

    def _put(self, key: str, at: float, version: Version) -> None:
        agenda, other = (self._front, self._behind) if key in self._interesting() else (self._behind, self._front)
        agenda.put(Due(at, _rank(version), key))
        other.drop(key)

    def _interval(self, key: str, version: Version) -> float:
        if moves(version):
            return OPEN_AND_MOVING if key == self._open else SHOWN_AND_MOVING if key in self._shown else MOVING
        return SHOWN if key in self._interesting() else SETTLED

    def _launch(self) -> float | None:
        """Start what is due; answers the seconds until more is, None where something must end first.

        The background waits until all are scheduled: what comes first among them is not known before.
        """
        front = self._launch_from(self._front, IN_FLIGHT, lambda: 0.0)
        if self._unscheduled:
            return None
        behind = self._launch_from(self._behind, IN_FLIGHT_BEHIND, self._pace.wait)
        return min((wait for wait in (front, behind) if wait is not None), default=None)

    def _launch_from(self, agenda: Agenda, limit: int, pause: Callable[[], float]) -> float | None:
        while len(self._reading) < limit and (due := agenda.first()):
            wait = max(due.at - self._clock.monotonic(), pause())
            if wait > 0:
                return wait
            agenda.drop(due.key)
            if due.key not in self._reading:
                self._pace.spend()
                self._start(due.key)
        return None

    def _start(self, key: str) -> asyncio.Task[None]:
        task = asyncio.create_task(self._read(key), name=f"read {key}")
        if not task.done():  # from Python 3.12 on Textual runs a task at once, as far as it comes
            self._reading[key] = task
        return task

    async def _read(self, key: str) -> None:
        wait, started = 0.0, self._clock.monotonic()
        on_screen.set(key in self._interesting())
        try:
            await self._listing.one(key)
            self._failures.pop(key, None)
        except GalleryError as error:
            wait = self._back_off(key, error)
        finally:
            self._reading.pop(key, None)
            self._wake.set()
        self._read_at[key] = started
        version = self._inventory.version(key)
        if version is None:
            self._forget(key)
        else:
            self._track(key, version)
            at = self._clock.monotonic() + wait if wait else started + self._interval(key, version)
            self._put(key, at, version)

    def _back_off(self, key: str, error: GalleryError) -> float:
        if isinstance(error, AuthRequired):
            self.on_signed_out(error)
        failures = self._failures[key] = self._failures.get(key, 0) + 1
        if not error.transient:
            return LONGEST_WAIT
        return back_off(error, failures, BACK_OFF, LONGEST_WAIT)

    def _track(self, key: str, version: Version) -> None:
        entry = self._inventory.entry(key)
        if entry is None or entry.status_at is None:
            return
        held = self.tracks.get(key, {})
        tracks = {
            each.region: observe(held.get(each.region), each.state, each.progress, entry.status_at)
            for each in regions_of(version)
            if each.state != "Completed"
        }
        if tracks:
            self.tracks[key] = tracks
        else:
            self.tracks.pop(key, None)

    def _forget(self, key: str) -> None:
        self._front.drop(key)
        self._behind.drop(key)
        for index in (self.tracks, self._read_at, self._failures):
            index.pop(key, None)


def _rank(version: Version) -> float:
    """What is moving or not in order comes first, then the newest; lower is sooner."""
    published = parse_time(version.published_date)
    age = -published.timestamp() if published else 0.0
    return age - 1e11 if moves(version) or version.provisioning_state != "Succeeded" else age
