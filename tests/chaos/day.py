"""A day of the services on a simulated Azure, minute by minute, with weather and with other people."""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager, suppress

from tests.chaos.chronicle import Ages, Chronicle, falsehoods
from tests.chaos.others import Others
from tests.chaos.weather import Storm, Weather
from tests.chaos.witness import Witness
from tests.tui.services.virtual_clock import VirtualClock
from tests.tui.simulated_azure import SILENCE, SimulatedAzure
from tui.azure.throttling import IN_FLIGHT
from tui.services.gateway import Directory
from tui.services.upkeep import Upkeep
from tui.simulator.scale import Scale, scaled_scenario
from tui.simulator.scenario import DEFAULT_NOW, HOME_TENANT, Tenant, document

DAY = 24 * 60
LATENCY = 0.08
MOST_A_SECOND = IN_FLIGHT * (1 / LATENCY + 1)
"""Requests: so many under way at a time, each for so long."""

TRIES = 3
"""How often a call is sent before it fails, each time with a pause."""

SLOWEST = TRIES * (SILENCE + 1.0)
SURVEY_EVERY = 600.0
LOOKED_AT = 3

SMALL = Scale(subscriptions=4, galleries=1, definitions=5, versions=10, regions=4, moving=20, broken=6)
LARGE = Scale(subscriptions=10, galleries=2, definitions=10, versions=10, regions=4, moving=20, broken=6)


class Day:
    """The services, what they are told, and what is noted of them.

    `lag` is by how many seconds Resource Graph is late; `dishonest` holds what was ever wrong with an age.
    """

    def __init__(self, scale: Scale = SMALL, storms: Sequence[Storm] = (), *, lag: float = 60.0, seed: int = 1) -> None:
        self.clock = VirtualClock()
        world = document(scaled_scenario(scale, seed, [Tenant(HOME_TENANT)], DEFAULT_NOW))
        self.azure = SimulatedAzure(self.clock, world, seed=seed, graph_lag=lag, latency_seconds=LATENCY)
        self.chronicle = Chronicle(self.azure.core.state.world)
        self.others = Others(self.azure, seed)
        self.weather = Weather(self.azure, storms)
        self._directory = self.azure.connect()
        self.upkeep = Upkeep(self._connect, self.clock, survey_every=SURVEY_EVERY)
        self.witness = Witness(self.upkeep.inventory, self.chronicle)
        self.dishonest: list[str] = []
        self._ages = Ages(self.chronicle, lag, SLOWEST)
        self._running: asyncio.Task[None] | None = None
        self._minute = 0

    async def _connect(self) -> Directory:
        return self._directory

    async def live(self, minutes: int, *, written_every: int = 0) -> None:
        """Live so many minutes, in which others write every so many; 0 is never."""
        assert self._running is not None
        for _ in range(minutes):
            self.weather.at(self._minute)
            if written_every and self._minute % written_every == 0:
                self.others.act()
            if self._minute % 60 == 10:
                self._look_elsewhere()
            if self._minute % 20 == 5:
                self._check_ages()
            await self.clock.advance(60.0)
            if self._running.done():
                self._running.result()
            self._minute += 1

    def untrue(self) -> list[str]:
        """What the inventory tells at this moment that is not so."""
        return falsehoods(self.upkeep.inventory, self.chronicle)

    def most_asked_in(self, seconds: int) -> int:
        """The most requests in so many seconds, counted from the beginning in such spans."""
        spans = Counter[int]()
        for second, asked in self.azure.asked_in.items():
            spans[second // seconds] += asked
        return max(spans.values())

    def _look_elsewhere(self) -> None:
        """Have another definition on screen, and its newest version open."""
        inventory = self.upkeep.inventory
        definitions = sorted(key for key in (each.value.key for each in inventory.entries()) if key.count("/") == 10)
        if definitions:
            shown = inventory.children(definitions[self._minute // 60 % len(definitions)])[:LOOKED_AT]
            self.upkeep.monitor.interest(shown, shown[0] if shown else None)

    def _check_ages(self) -> None:
        now = self._directory.now()
        for entry in self.upkeep.inventory.entries():
            if entry.value.key.count("/") > 2 and (wrong := self._ages.wrong(entry, now)):
                self.dishonest.append(f"minute {self._minute}: {wrong}: {entry.value.key}")


@asynccontextmanager
async def day(scale: Scale = SMALL, storms: Sequence[Storm] = (), *, lag: float = 60.0) -> AsyncIterator[Day]:
    """Begin a day; what runs in it ends with it."""
    begun = Day(scale, storms, lag=lag)
    begun._running = asyncio.create_task(begun.upkeep.run())
    try:
        yield begun
    finally:
        begun._running.cancel()
        with suppress(asyncio.CancelledError):  # its own, as told
            await begun._running
        await begun.upkeep.close()
