"""What every pane of the explorer looks at."""

from collections.abc import Mapping
from datetime import datetime

from tui.model.errors import GalleryError
from tui.model.estimate import Track
from tui.model.gallery import Tenant
from tui.model.ids import name_of
from tui.services.inventory import Inventory
from tui.services.lookups import Lookups
from tui.services.survey import Report
from tui.services.upkeep import Upkeep

TENANT = "#tenant/"
"""The keys of tenants that could not be read, which stand in the tree beside the inventory's own."""


class Sight:
    """The inventory, the time and how things stand; `ascii_only` tells what the terminal can draw."""

    def __init__(self, upkeep: Upkeep, *, ascii_only: bool) -> None:
        self.inventory: Inventory = upkeep.inventory
        self.lookups: Lookups = upkeep.lookups
        self.ascii_only = ascii_only
        self._upkeep = upkeep

    @property
    def now(self) -> datetime:
        """The server's time."""
        return self._upkeep.now()

    @property
    def report(self) -> Report | None:
        """The last survey; None before the first."""
        return self._upkeep.standing.report

    def tracks(self, key: str) -> Mapping[str, Track]:
        """What was seen of a version's regions."""
        return self._upkeep.monitor.tracks.get(key, {})

    def tenant(self, key: str) -> Tenant | None:
        """The tenant that a branch stands for."""
        report = self.report
        return next((each for each in report.tenants if key == TENANT + each.id), None) if report else None

    def name(self, key: str) -> str:
        """What people call it."""
        entry, tenant = self.inventory.entry(key), self.tenant(key)
        return entry.value.name if entry else tenant.name if tenant else name_of(key)

    def error(self, key: str) -> GalleryError | None:
        """Why a key, or a tenant, could not be read."""
        failure, tenant = self.inventory.failure(key), self.tenant(key)
        if failure:
            return failure.error
        return self.report.unread.get(tenant.id) if self.report and tenant else None
