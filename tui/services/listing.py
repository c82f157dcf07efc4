"""Reading from Resource Manager what lies under a key: the truth of what is open, and the way when Graph is down."""

import asyncio
from collections.abc import AsyncIterator, Callable, Iterable
from datetime import datetime

from tui.model.errors import GalleryError, NotFound, Unexpected
from tui.model.gallery import Resource
from tui.model.ids import kind_of, subscription_of
from tui.services.gateway import Page
from tui.services.inventory import Inventory
from tui.services.routes import Routes

Now = Callable[[], datetime]
Pages = AsyncIterator[Page[Resource]]


class Listing:
    """Lists and single readings that go into the inventory; a failure is noted there too, beside what was known."""

    def __init__(self, now: Now, inventory: Inventory, routes: Routes) -> None:
        self._now = now
        self._inventory = inventory
        self._routes = routes

    async def children(self, key: str) -> bool:
        """List what lies directly under a key; says whether the listing came to its end."""
        try:
            await self._take(key, self._pages(key))
        except NotFound:
            self._inventory.delete(key, self._now())
            return False
        except GalleryError as error:
            self._inventory.failed(key, error, self._now())
            return False
        return True

    async def everything(self, key: str) -> bool:
        """List what lies under a key, down to its versions; says whether all of it could be read."""
        complete = await self.children(key)
        if kind_of(key) in ("subscription", "gallery"):
            below = await asyncio.gather(*map(self.everything, list(self._inventory.children(key))))
            complete = complete and all(below)
        return complete

    async def one(self, key: str) -> bool:
        """Read a gallery, definition or version by itself; says whether it is there."""
        entry = self._inventory.entry(key)
        resource_id = entry.value.id if entry else key
        try:
            gateway = self._routes.gateway_for(key)
            match kind_of(key):
                case "gallery":
                    self._inventory.take(*(await gateway.gallery(resource_id))[:2])
                case "definition":
                    self._inventory.take(*(await gateway.definition(resource_id))[:2])
                case "version":
                    self._inventory.take(*(await gateway.version(resource_id))[:2])
                case _:
                    return False
        except NotFound:
            self._inventory.delete(key, self._now())
            return False
        except GalleryError as error:
            self._inventory.failed(key, error, self._now())
            raise
        return True

    def _pages(self, key: str) -> Pages:
        gateway = self._routes.gateway_for(key)
        kind = kind_of(key)
        if kind == "subscription":
            return gateway.galleries(subscription_of(key))
        entry = self._inventory.entry(key)
        resource_id = entry.value.id if entry else key
        return gateway.definitions(resource_id) if kind == "gallery" else gateway.versions(resource_id)

    async def _take(self, parent: str, pages: Pages) -> None:
        seen: set[str] = set()
        stamp = None
        async for page in pages:
            stamp = page.stamp
            seen.update(take_page(self._inventory, page))
        if stamp:
            self._inventory.take_listing(parent, seen, stamp)


def take_page(inventory: Inventory, page: Page[Resource]) -> Iterable[str]:
    """Put a page into the inventory; answers the keys on it, those of broken bodies included."""
    for item in page.items:
        inventory.take(item, page.stamp)
        yield item.key
    for broken in page.unreadable:
        if broken.key:
            inventory.failed(broken.key, Unexpected(broken.why, scope=broken.key), page.stamp.at)
            yield broken.key
