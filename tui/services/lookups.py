"""What is asked for once, because somebody wants to see it: it is shown, and not kept in the inventory."""

from tui.model.errors import GalleryError
from tui.model.gallery import Subscription
from tui.services.gateway import Reading
from tui.services.inventory import Inventory
from tui.services.listing import own_fault
from tui.services.routes import Routes


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
