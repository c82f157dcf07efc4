"""What is asked for once, because somebody wants to see it."""

import pytest

from tests.tui.contoso import subscription
from tests.tui.services.scripted_gateway import ScriptedGateway
from tests.tui.services.virtual_clock import VirtualClock
from tui.model.errors import Forbidden, OwnFault
from tui.services.inventory import Inventory
from tui.services.lookups import Lookups
from tui.services.routes import Routes


async def test_the_regions_that_a_subscription_may_use_are_learnt_once() -> None:
    azure, inventory, routes = ScriptedGateway(VirtualClock()), Inventory(), Routes()
    routes.learn(subscription().id, azure)
    lookups = Lookups(inventory, routes)
    azure.script.refuse("locations", Forbidden("no right"), times=1)
    with pytest.raises(Forbidden):
        await lookups.learn_regions("prod")
    azure.script.refuse("locations", KeyError("x"), times=1)
    with pytest.raises(OwnFault):
        await lookups.learn_regions("prod")
    await lookups.learn_regions("prod")
    await lookups.learn_regions("prod")
    assert inventory.regions.known == ["eastus2", "westeurope"]
    assert azure.script.count("locations") == 3
