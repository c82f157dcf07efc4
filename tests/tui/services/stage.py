"""Contoso's Azure on a virtual clock, and the services that read it."""

from collections.abc import Sequence

from tests.tui.contoso import CONTOSO, definition, gallery, subscription, version
from tests.tui.services.scripted_gateway import ScriptedDirectory, ScriptedGateway
from tests.tui.services.virtual_clock import VirtualClock
from tui.model.gallery import Tenant
from tui.services.inventory import Inventory
from tui.services.listing import Listing
from tui.services.monitor import Monitor
from tui.services.routes import Routes
from tui.services.survey import Report, Survey


class Stage:
    """One tenant with a subscription, a gallery, a definition and a version, unless a test says otherwise."""

    def __init__(
        self, *others: Tenant, scope: Sequence[str] = (), hidden: Sequence[str] = (), page_size: int = 1000
    ) -> None:
        self.clock = VirtualClock()
        self.azure = ScriptedGateway(self.clock, CONTOSO, page_size)
        self.azure.put(subscription(), gallery(), definition(), version(actual="eastus2 Completed 100"))
        self.others = [ScriptedGateway(self.clock, tenant, page_size) for tenant in others]
        self.directory = ScriptedDirectory(self.clock, self.azure, *self.others)
        self.script = self.azure.script
        self.inventory = Inventory()
        self.routes = Routes()
        self.routes.learn("prod", self.azure)
        self.listing = Listing(self.directory.now, self.inventory, self.routes)
        self.monitor = Monitor(self.inventory, self.listing, self.clock)
        self._survey = Survey(self.directory, self.inventory, self.routes, scope, hidden)

    async def survey(self, *, overview: bool = True) -> Report:
        """Make one pass over every tenant."""
        return await self._survey.run([each.tenant for each in self.directory.gateways], overview=overview)
