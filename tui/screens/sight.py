"""What every pane of the explorer looks at."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Literal

from tui.model.errors import GalleryError
from tui.model.estimate import Track
from tui.model.gallery import Subscription, Tenant, Version
from tui.model.ids import Kind, kind_of, name_of
from tui.model.latest import Latest, latest_everywhere
from tui.services.allowances import Allowances
from tui.services.foreign import ForeignGalleries
from tui.services.inventory import Inventory
from tui.services.lookups import Lookups
from tui.services.survey import Report
from tui.services.upkeep import Upkeep

Subject = Kind | Literal["tenant"]
"""What the panes can show."""

MOST_VERSIONS = 200
"""Looked at for what is the latest."""

TENANT = "#tenant/"
"""The keys of tenants, which stand in the tree beside the inventory's own."""


class Sight:
    """The inventory, the time and how things stand; `ascii_only` tells what the terminal can draw.

    `pinned` are the ids or names of the subscriptions that are to stand first.
    """

    def __init__(self, upkeep: Upkeep, *, ascii_only: bool, pinned: Sequence[str] = ()) -> None:
        self.inventory: Inventory = upkeep.inventory
        self.lookups: Lookups = upkeep.lookups
        self.foreign: ForeignGalleries = upkeep.foreign
        self.allowances: Allowances = upkeep.allowances
        self.ascii_only = ascii_only
        self._upkeep = upkeep
        self._pinned = frozenset(each.lower() for each in pinned)

    @property
    def now(self) -> datetime:
        """The server's time."""
        return self._upkeep.now()

    @property
    def report(self) -> Report | None:
        """The last survey; None before the first."""
        return self._upkeep.standing.report

    @property
    def nothing(self) -> str:
        """What is said where there is nothing to show."""
        if self._upkeep.standing.error:
            return "Nothing is known yet: the lines above say why, ! tells all of it."
        return "" if self.report else "reading…"

    def tracks(self, key: str) -> Mapping[str, Track]:
        """What was seen of a version's regions."""
        return self._upkeep.monitor.tracks.get(key, {})

    def versions(self, key: str) -> list[Version]:
        """The newest versions of a definition, newest first; older ones are the latest nowhere."""
        found = map(self.inventory.version, self.inventory.children(key)[:MOST_VERSIONS])
        return [version for version in found if version is not None]

    def latest(self, key: str) -> dict[str, Latest]:
        """Which version of a definition is the latest in each region."""
        return latest_everywhere(self.versions(key))

    def tenant(self, key: str) -> Tenant | None:
        """The tenant that a branch stands for."""
        report = self.report
        return next((each for each in report.tenants if key == TENANT + each.id), None) if report else None

    def kind(self, key: str) -> Subject | None:
        """What a key names."""
        return "tenant" if self.tenant(key) else kind_of(key)

    def subscriptions(self, tenant: Tenant) -> list[str]:
        """The keys of a tenant's subscriptions, by name."""
        return [key for key in self.inventory.children() if self._tenant_of(key) == tenant.id]

    def _tenant_of(self, key: str) -> str:
        entry = self.inventory.entry(key)
        return entry.value.tenant_id if entry and isinstance(entry.value, Subscription) else ""

    def is_pinned(self, key: str) -> bool:
        """Whether a subscription is to stand first."""
        entry = self.inventory.entry(key) if self._pinned else None
        return entry is not None and not self._pinned.isdisjoint((entry.value.id.lower(), entry.value.name.lower()))

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
