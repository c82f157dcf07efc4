"""What is asked for once, because somebody wants to see it: it is shown, and not kept in the inventory."""

from collections.abc import Iterator
from datetime import datetime
from typing import NamedTuple

from tui.model.errors import GalleryError
from tui.model.gallery import Subscription
from tui.model.ids import kind_of, parent_key, subscription_key
from tui.model.users import ImageUser, users_of
from tui.services.gateway import Reading
from tui.services.inventory import ROOT, Inventory
from tui.services.listing import own_fault
from tui.services.routes import Routes


class Users(NamedTuple):
    """Who uses an image, as of when; how many subscriptions were asked, and how many of them cannot be read."""

    found: list[ImageUser]
    at: datetime | None
    asked: int
    unreadable: int


class Lookups:
    """Asks the tenant that a key lies in. Every method raises only errors of `tui.model.errors`."""

    def __init__(self, inventory: Inventory, routes: Routes) -> None:
        self._inventory = inventory
        self._routes = routes

    async def body(self, key: str) -> Reading[bytes]:
        """What the service sends for a key of the inventory, as it stands."""
        entry = self._inventory.entry(key)
        resource_id = key if entry is None or isinstance(entry.value, Subscription) else entry.value.id
        try:
            return await self._routes.gateway_for(key).body(resource_id)
        except GalleryError:
            raise
        except Exception as raised:
            raise own_fault(raised) from raised

    async def learn_regions(self, subscription: str) -> None:
        """Learn the names of the regions that a subscription, by its bare id, may use, unless that was done."""
        names = self._inventory.regions
        if names.learnt:
            return
        try:
            names.learn(await self._routes.gateway_for(subscription_key(subscription)).locations(subscription))
        except GalleryError:
            raise
        except Exception as raised:
            raise own_fault(raised) from raised

    async def users(self, key: str) -> Users:
        """Who uses a version, or any version of a definition, in the subscriptions of its tenant that are known."""
        definition = key if kind_of(key) == "definition" else parent_key(key) or key
        gateway = self._routes.gateway_for(key)
        asked = [each.id for each in self._subscriptions() if each.tenant_id == gateway.tenant.id]
        found: list[ImageUser] = []
        at: datetime | None = None
        try:
            async for page in gateway.users(asked, definition):
                found += page.items
                at = at or page.stamp.at
        except GalleryError:
            raise
        except Exception as raised:
            raise own_fault(raised) from raised
        unreadable = sum(self._inventory.failure(subscription_key(each)) is not None for each in asked)
        return Users(users_of(key, found), at, len(asked), unreadable)

    def _subscriptions(self) -> Iterator[Subscription]:
        for key in self._inventory.children(ROOT):
            entry = self._inventory.entry(key)
            if entry and isinstance(entry.value, Subscription):
                yield entry.value
