"""Contoso's Azure, kept up: all that runs while the program is open."""

import asyncio
from pathlib import Path

from tests.tui.contoso import CONTOSO, FABRIKAM, NOW, definition, gallery, subscription, version
from tests.tui.services.stage import Stage
from tui.model.errors import AuthRequired
from tui.model.precedence import Source, Stamp
from tui.services.captures import Captures, Place
from tui.services.gateway import Account, Directory
from tui.services.inventory import Inventory
from tui.services.upkeep import Upkeep

ENDED = AuthRequired("the login ended", command="az login --tenant contoso.com")
ANA, BEA = Account("ana@contoso.com", CONTOSO.id), Account("bea@contoso.com", CONTOSO.id)


class Maintained(Stage):
    """A stage kept up; `no_way` is why Azure cannot be reached at all."""

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self.no_way: list[Exception] = []
        self.connections = 0
        self.captures = Captures(folder, "public")
        self.upkeep = Upkeep(self.connect, self.clock, self.captures)
        self.azure.put(version("1.0.1", actual="eastus2 Replicating 45"))

    async def connect(self) -> Directory:
        """Give the way to Azure, or fail."""
        self.connections += 1
        if self.no_way:
            raise self.no_way.pop(0)
        return self.directory

    async def start(self, seconds: float = 0) -> asyncio.Task[None]:
        """Run the upkeep for so long; it goes on."""
        running = asyncio.create_task(self.upkeep.run())
        await self.clock.advance(seconds)
        return running

    def leave_capture(self, account: Account = ANA) -> None:
        """Leave a capture in which one version was still failing, one is since gone, and one tenant is hers alone."""
        inventory = Inventory()
        failing, gone, own = version(actual="eastus2 Failed 3"), version("0.9.0"), subscription("own", FABRIKAM)
        for value in (subscription(), gallery(), definition(), failing, gone, own):
            inventory.take(value, Stamp(Source.GET, NOW))
        for _ in self.captures.saving(inventory, account.name, NOW, Place(gallery().key), {}):
            pass

    @property
    def known(self) -> set[str]:
        """The keys of the inventory."""
        return {each.value.key for each in self.upkeep.inventory.entries()}
