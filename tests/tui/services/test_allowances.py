"""What a subscription may have, read when somebody looks at it."""

import asyncio

from msgspec import structs

from tests.tui.contoso import gallery, subscription
from tests.tui.services.scripted_gateway import ScriptedGateway
from tests.tui.services.virtual_clock import VirtualClock, settle
from tui.model.errors import Forbidden, Unavailable
from tui.model.precedence import Source, Stamp
from tui.model.usage import Usage
from tui.services.allowances import KEPT_SECONDS, Allowances
from tui.services.inventory import Inventory
from tui.services.routes import Routes

KEY = subscription().key
USAGE = [Usage("GalleryImageVersion", 41, 10_000)]


class Stage:
    """A subscription with galleries in two regions."""

    def __init__(self) -> None:
        self.clock = VirtualClock()
        self.azure = ScriptedGateway(self.clock)
        self.azure.usage = USAGE
        self.inventory, routes = Inventory(), Routes()
        routes.learn(subscription().id, self.azure)
        stamp = Stamp(Source.LIST, self.azure.now())
        for each in (subscription(), gallery(), structs.replace(gallery("img_eu"), location="West Europe")):
            self.inventory.take(each, stamp)
        self.allowances = Allowances(self.inventory, routes, self.clock)


async def test_quotas_are_read_of_the_regions_of_its_galleries_and_announced() -> None:
    stage = Stage()
    watch = stage.inventory.changes.watch()
    await stage.allowances.read(KEY)
    allowance = stage.allowances.of(KEY)
    assert allowance is not None
    assert allowance.quotas == {"eastus2": USAGE, "westeurope": USAGE}
    assert allowance.registration == "Registered"
    assert allowance.errors == ()
    assert watch.take() == {KEY}


async def test_what_was_read_just_now_is_not_read_again_unless_asked_for() -> None:
    stage = Stage()
    await stage.allowances.read(KEY)
    await stage.allowances.read(KEY)
    assert len(stage.azure.script.asked) == 3
    await stage.allowances.read(KEY, again=True)
    assert len(stage.azure.script.asked) == 6
    await stage.clock.advance(KEPT_SECONDS + 1)
    await stage.allowances.read(KEY)
    assert len(stage.azure.script.asked) == 9


async def test_a_part_that_cannot_be_read_spoils_itself_only() -> None:
    stage = Stage()
    stage.azure.script.refuse("registration", Forbidden("no right to read the provider"))
    stage.azure.script.refuse("usages", Unavailable("the connection broke off"), f"{KEY}/westeurope")
    await stage.allowances.read(KEY)
    allowance = stage.allowances.of(KEY)
    assert allowance is not None
    assert allowance.quotas == {"eastus2": USAGE}
    assert allowance.registration is None
    assert {each.title for each in allowance.errors} == {"No access", "Azure did not answer"}


async def test_before_any_tenant_has_answered_it_waits() -> None:
    stage = Stage()
    routes = Routes()
    allowances = Allowances(stage.inventory, routes, stage.clock)
    reading = asyncio.create_task(allowances.read(KEY))
    await settle()
    assert not reading.done()
    routes.learn(subscription().id, stage.azure)
    await reading
    assert allowances.of(KEY) is not None


async def test_nothing_is_asked_of_what_is_no_subscription() -> None:
    stage = Stage()
    await stage.allowances.read(gallery().key)
    assert stage.azure.script.asked == []
