"""An hour of 500 moving versions, in five galleries of one region, 20 of them on screen, on virtual time.

The services read the simulator's core through the whole way to Azure but sockets, under its real limits: alone, and
beside another client that takes half of what Compute gives.
"""

import asyncio
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from itertools import pairwise
from typing import Final
from urllib.parse import urlsplit

from azure.core.rest import HttpRequest

from tests.bench.figure import Figure
from tests.simulated import GALLERY, SUBSCRIPTION, image_version, region_row, resource, small_world
from tests.tui.services.virtual_clock import VirtualClock
from tests.tui.simulated_azure import SimulatedAzure
from tui.model.ids import key_of
from tui.services.gateway import Directory
from tui.services.inventory import Inventory
from tui.services.listing import Listing
from tui.services.monitor import Monitor
from tui.services.routes import Routes
from tui.services.survey import Survey
from tui.simulator.scenario import Body
from tui.simulator.wire import Response

VERSIONS: Final = 500
SHOWN: Final = 20
LATENCY: Final = 0.08
HOUR: Final = 3600.0
ON_SCREEN_SECONDS: Final = 15.0
BEHIND_SECONDS: Final = 180.0
_SAMPLE_SECONDS: Final = 47.0  # in step with none of the intervals
HALF_A_BUCKET: Final = 5000 / 1800  # reads a second, of what Compute gives in 30 minutes

_SIZES: Final = {
    "x-ms-ratelimit-remaining-subscription-reads": 250,
    "x-ms-ratelimit-remaining-subscription-global-reads": 3750,
    "x-ms-ratelimit-remaining-tenant-reads": 250,
    "Microsoft.Compute/GetGalleryImageVersion3Min": 2000,
    "Microsoft.Compute/GetGalleryImageVersion30Min": 10000,
    "x-ms-user-quota-remaining": 15,
}
_GALLERIES: Final = [f"{GALLERY}_{number}" for number in range(5)]
_KEYS: Final = [
    f"{_GALLERIES[number % len(_GALLERIES)]}/images/ubuntu/versions/1.0.{number}" for number in range(VERSIONS)
]


@dataclass
class Outcome:
    """What an hour came to.

    The longest between two reads of a version, and the oldest that was known of one, in seconds; how many requests
    there were, and how many were refused; what was left of each bucket at the lowest, as a part of it.
    """

    on_screen: float = 0.0
    behind: float = 0.0
    oldest_shown: float = 0.0
    oldest_behind: float = 0.0
    requests: int = 0
    refused: int = 0
    left: dict[str, float] = field(default_factory=lambda: dict.fromkeys(_SIZES, 1.0))

    def look(self, inventory: Inventory, now: datetime, shown: frozenset[str]) -> None:
        """Note how old what is known of each version is."""
        for key in map(key_of, _KEYS):
            entry = inventory.entry(key)
            if entry is None or entry.status_at is None:
                raise AssertionError(f"{key} was never read")
            age = (now - entry.status_at).total_seconds()
            if key in shown:
                self.oldest_shown = max(self.oldest_shown, age)
            else:
                self.oldest_behind = max(self.oldest_behind, age)

    @property
    def taken(self) -> float:
        """The largest part that was taken of any bucket."""
        return 1 - min(self.left.values())


class Watched(SimulatedAzure):
    """The simulator's core, where each answer is looked at."""

    def __init__(self, clock: VirtualClock) -> None:
        super().__init__(clock, _moving(), latency_seconds=LATENCY)
        self.outcome = Outcome()
        self.read_at: dict[str, list[float]] = {}

    def take_as_another(self) -> None:
        """Read a version as another client does, with the same account."""
        self._simulator.wire.now = self._now()
        self.outcome.refused += self._simulator.get(_KEYS[0]).status == 429

    def answer(self, request: HttpRequest) -> Response:
        """Answer a request, and note what the answer says is left."""
        response = super().answer(request)
        self.outcome.requests += 1
        self.outcome.refused += response.status == 429
        for limit, left in _lefts(response.headers):
            if limit in _SIZES:
                self.outcome.left[limit] = min(self.outcome.left[limit], left / _SIZES[limit])
        if "ReplicationStatus" in request.url:
            key = key_of(urlsplit(request.url).path)
            self.read_at.setdefault(key, []).append(self._clock.monotonic())
        return response


async def run(seconds: float = HOUR, others_per_second: float = 0.0) -> Outcome:
    """Let the services read for so long; `others_per_second` is what another client reads meanwhile."""
    clock = VirtualClock()
    azure = Watched(clock)
    directory = azure.connect()
    inventory, routes = Inventory(), Routes()
    monitor = Monitor(inventory, Listing(directory.now, inventory, routes), clock)
    surveying = asyncio.create_task(_survey(directory, Survey(directory, inventory, routes, [SUBSCRIPTION])))
    await clock.advance(5)
    await surveying
    began = clock.monotonic()
    shown = frozenset(map(key_of, _KEYS[:SHOWN]))
    monitor.interest(shown, None)
    tasks = [asyncio.create_task(monitor.run())]
    if others_per_second:
        tasks.append(asyncio.create_task(_take(azure, clock, others_per_second)))
    try:
        for _ in range(int(seconds // _SAMPLE_SECONDS)):
            await clock.advance(_SAMPLE_SECONDS)
            azure.outcome.look(inventory, directory.now(), shown)
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        await directory.close()
    return _summed(azure, began, clock.monotonic(), shown)


async def _survey(directory: Directory, survey: Survey) -> None:
    await survey.run(await directory.tenants())


async def _take(azure: Watched, clock: VirtualClock, per_second: float) -> None:
    while True:
        await clock.sleep(1 / per_second)
        azure.take_as_another()


def _summed(azure: Watched, began: float, end: float, shown: frozenset[str]) -> Outcome:
    outcome = azure.outcome
    for key in map(key_of, _KEYS):
        times = [began, *azure.read_at.get(key, ()), end]
        longest = max(later - sooner for sooner, later in pairwise(times))
        if key in shown:
            outcome.on_screen = max(outcome.on_screen, longest)
        else:
            outcome.behind = max(outcome.behind, longest)
    return outcome


def _lefts(headers: Mapping[str, str]) -> Iterator[tuple[str, float]]:
    for name, value in headers.items():
        for part in value.split(",") if name == "x-ms-ratelimit-remaining-resource" else [f"{name};{value}"]:
            limit, _, left = part.partition(";")
            if left.isdecimal():
                yield limit, float(left)


def _moving() -> Body:
    """500 versions on their way to a second region, where none arrives within two hours."""
    rows = [region_row("eastus2", "Completed", 100), region_row("westeurope", "Replicating", 0)]
    versions = [image_version(key, "eastus2", "westeurope", summary=rows) for key in _KEYS]
    plans = [{"version": key, "region": "westeurope", "to": "Completed", "after_seconds": 2 * HOUR} for key in _KEYS]
    above = [resource(each) for gallery in _GALLERIES for each in (gallery, f"{gallery}/images/ubuntu")]
    return small_world(*above, *versions, plans=plans)


def measure() -> list[Figure]:
    """Let both hours pass."""
    alone, beside = asyncio.run(run()), asyncio.run(run(others_per_second=HALF_A_BUCKET))
    return [
        Figure("longest between two reads on screen", alone.on_screen, ON_SCREEN_SECONDS, "s", 1.0),
        Figure("longest between two reads of the others", alone.behind, BEHIND_SECONDS, "s", 1.0),
        Figure("oldest shown on screen", alone.oldest_shown, ON_SCREEN_SECONDS, "s", 1.0),
        Figure("largest part taken of a bucket", 100 * alone.taken, 80, "%", 1.0),
        Figure("requests refused", alone.refused, 0, "requests", 0.0),
        Figure("beside another client: requests refused", beside.refused, 0, "requests", 0.0),
        Figure("beside another client: largest part taken of a bucket", 100 * beside.taken, 80, "%", 1.0),
        Figure("beside another client: longest between two reads on screen", beside.on_screen, alone.on_screen, "s"),
        Figure("beside another client: longest between two reads of the others", beside.behind, alone.behind, "s"),
    ]


if __name__ == "__main__":
    for figure in measure():
        sys.stdout.write(f"{figure}\n")
