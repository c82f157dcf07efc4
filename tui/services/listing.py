"""Reading from Resource Manager what lies under a key: the truth of what is open, and the way when Graph is down."""

import asyncio
import logging
from collections.abc import AsyncIterator, Callable
from datetime import datetime
from typing import NamedTuple

from tui.model.errors import GalleryError, NotFound, OwnFault, Unexpected
from tui.model.gallery import Resource
from tui.model.ids import kind_of, subscription_of
from tui.model.precedence import Stamp
from tui.services.gateway import Page
from tui.services.inventory import Inventory
from tui.services.routes import Routes

_log = logging.getLogger(__name__)

Now = Callable[[], datetime]
Pages = AsyncIterator[Page[Resource]]


class Listed(NamedTuple):
    """What a listing has shown: keys, those of broken bodies included, subscriptions of these, and when it began."""

    keys: set[str]
    subscriptions: set[str]
    stamp: Stamp | None


class Listing:
    """Lists and single readings that go into the inventory; a failure is noted there too, beside what was known."""

    def __init__(self, now: Now, inventory: Inventory, routes: Routes) -> None:
        self._now = now
        self._inventory = inventory
        self._routes = routes

    async def children(self, key: str) -> bool:
        """List what lies directly under a key; says whether the listing came to its end."""
        try:
            listed = await take_pages(self._inventory, self._pages(key))
        except NotFound:
            self._inventory.delete(key, self._now())
            return False
        except GalleryError as error:
            self._inventory.failed(key, error, self._now(), listing=True)
            return False
        except Exception as raised:
            self._inventory.failed(key, own_fault(raised), self._now(), listing=True)
            return False
        if listed.stamp:
            self._inventory.take_listing(key, listed.keys, listed.stamp)
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
        except Exception as raised:
            fault = own_fault(raised)
            self._inventory.failed(key, fault, self._now())
            raise fault from raised
        self._inventory.recovered(key)
        return True

    def _pages(self, key: str) -> Pages:
        gateway = self._routes.gateway_for(key)
        kind = kind_of(key)
        if kind == "subscription":
            return gateway.galleries(subscription_of(key))
        entry = self._inventory.entry(key)
        resource_id = entry.value.id if entry else key
        return gateway.definitions(resource_id) if kind == "gallery" else gateway.versions(resource_id)


async def take_pages(inventory: Inventory, pages: Pages) -> Listed:
    """Put a listing into the inventory, page by page.

    Raises Unexpected at its end where a body had not even an id: what the listing lacks may be there all the same.
    """
    keys: set[str] = set()
    subscriptions: set[str] = set()
    began: Stamp | None = None
    nameless = ""
    async for page in pages:
        began = began or page.stamp
        for item in page.items:
            inventory.take(item, page.stamp)
        for broken in page.unreadable:
            if broken.key:
                inventory.failed(broken.key, Unexpected(broken.why, scope=broken.key), page.stamp.at)
            else:
                nameless = broken.why
        on_page = {each.key for each in (*page.items, *page.unreadable) if each.key}
        keys |= on_page
        subscriptions.update(map(subscription_of, on_page))
    if nameless:
        raise Unexpected(nameless)
    return Listed(keys, subscriptions, began)


def own_fault(raised: Exception) -> OwnFault:
    """A mistake of this program as an error to show; the log gets all of it."""
    _log.error("an unforeseen failure", exc_info=raised)
    return OwnFault(f"{type(raised).__name__}: the log has the whole of it")
