"""Quotas: how many galleries, definitions and versions a subscription has in a region, and how many it may have."""

import asyncio
from typing import NamedTuple

from tui.model.errors import GalleryError
from tui.model.gallery import Gallery, Subscription
from tui.model.ids import subscription_key, subscription_of
from tui.model.regions import canonical
from tui.model.usage import Usage
from tui.services.inventory import Inventory
from tui.services.routes import Routes


class Quota(NamedTuple):
    """One quota of a subscription in a region."""

    subscription: Subscription
    location: str
    usage: Usage


async def quotas(inventory: Inventory, routes: Routes) -> tuple[list[Quota], dict[str, GalleryError]]:
    """The gallery quotas of every subscription in the regions of its galleries, and what could not be read."""
    places = {
        (subscription_key(subscription_of(entry.value.key)), canonical(entry.value.location))
        for entry in inventory.entries()
        if isinstance(entry.value, Gallery) and entry.value.location
    }
    found: list[Quota] = []
    unread: dict[str, GalleryError] = {}

    async def read(key: str, location: str) -> None:
        entry = inventory.entry(key)
        if entry is None or not isinstance(entry.value, Subscription):
            return
        try:
            usages = await routes.gateway_for(key).usages(entry.value.id, location)
        except GalleryError as error:
            unread[key] = error
        else:
            found.extend(Quota(entry.value, location, usage) for usage in usages)

    await asyncio.gather(*(read(*place) for place in sorted(places)))
    return sorted(found, key=lambda each: (each.subscription.key, each.location, each.usage.name)), unread
