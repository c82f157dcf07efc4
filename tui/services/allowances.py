"""What a subscription may have, and has: gallery quotas by region, and whether Microsoft.Compute is registered.

Read when somebody looks at the subscription, and kept for a while; a part that cannot be read spoils itself only.
"""

import asyncio
from collections.abc import Awaitable
from typing import TypeVar

from msgspec import Struct

from tui.model.errors import GalleryError
from tui.model.ids import kind_of, subscription_of
from tui.model.usage import Usage
from tui.services.clock import Clock
from tui.services.gallery_regions import gallery_regions
from tui.services.inventory import Inventory
from tui.services.listing import own_fault
from tui.services.routes import Routes

T = TypeVar("T")

KEPT_SECONDS = 300.0
MOST_REGIONS = 12
"""Regions asked for at most: those with the most galleries."""


class Allowance(Struct, frozen=True):
    """Quotas by canonical region, and the state of the provider; `errors` says what of it could not be read."""

    quotas: dict[str, list[Usage]]
    registration: str | None
    errors: tuple[GalleryError, ...]
    at: float


class Allowances:
    """Those of the subscriptions that were looked at, by their keys."""

    def __init__(self, inventory: Inventory, routes: Routes, clock: Clock) -> None:
        self._inventory = inventory
        self._routes = routes
        self._clock = clock
        self._known: dict[str, Allowance] = {}

    def of(self, key: str) -> Allowance | None:
        """What is known of a subscription; None where nothing is yet."""
        return self._known.get(key)

    async def read(self, key: str, *, again: bool = False) -> None:
        """Read what a subscription may have, unless that was done just now; its key is announced as changed.

        Waits until a tenant has answered: what a capture shows can be looked at before.
        """
        known = self._known.get(key)
        if kind_of(key) != "subscription" or (
            known and not again and self._clock.monotonic() - known.at < KEPT_SECONDS
        ):
            return
        await self._routes.known.wait()
        gateway, subscription = self._routes.gateway_for(key), subscription_of(key)
        errors: list[GalleryError] = []
        regions = gallery_regions(self._inventory, [key])[:MOST_REGIONS]
        registration, usages = await asyncio.gather(
            _sparing(gateway.registration(subscription), errors, None),
            asyncio.gather(*(_sparing(gateway.usages(subscription, each), errors, []) for each in regions)),
        )
        quotas = {region: each for region, each in zip(regions, usages, strict=True) if each}
        self._known[key] = Allowance(quotas, registration, tuple(errors), self._clock.monotonic())
        self._inventory.changes.announce(key)


async def _sparing(reading: Awaitable[T], errors: list[GalleryError], otherwise: T) -> T:
    """What is read; where that fails, note why, and give something else."""
    try:
        return await reading
    except GalleryError as error:
        errors.append(error)
    except Exception as raised:
        errors.append(own_fault(raised))
    return otherwise
