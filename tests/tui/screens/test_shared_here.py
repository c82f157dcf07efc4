"""`o`: what others share with the subscription under the cursor, in the region under it."""

import asyncio

import pytest
from msgspec import structs

from tests.tui.contoso import gallery, subscription, version
from tests.tui.fabrikam import OPEN, OWNER, SHARED, fabrikam, foreign_gallery
from tests.tui.screens.stage import Contoso, Stage, Stages
from tui.model.errors import Forbidden, Throttled
from tui.model.gallery import Gallery
from tui.model.ids import ForeignId
from tui.screens.foreign_screen import ForeignScreen
from tui.services.gateway import Unreadable, Vantage
from widgets.live_table import LiveTable

OTHER = ForeignId("SharedGalleries", "cccccccc-0000-4000-8000-000000000001-LAB")


@pytest.fixture
def company(contoso: Contoso) -> Contoso:
    """Two galleries in two regions; Fabrikam shares one with the subscription and with the tenant, a lab another."""
    contoso.azure.put(structs.replace(gallery("img_europe"), location="westeurope"), *fabrikam(SHARED))
    contoso.azure.shares = {False: [foreign_gallery(SHARED)], True: [foreign_gallery(SHARED), Gallery(id=str(OTHER))]}
    return contoso


def rows(stage: Stage) -> list[str]:
    """The rows on the screen, without the spaces between their cells."""
    return [" ".join(line.split()) for line in stage.seen(stage.app.screen.query_one(LiveTable))[1:]]


async def test_it_lists_each_once_with_who_owns_it_and_opens_one(opened: Stages, company: Contoso) -> None:
    company.azure.put(structs.replace(subscription(OWNER), name="Fabrikam Retail"))
    async with opened(company.connect) as stage:
        await stage.go_to(gallery().key)
        await stage.press("o")
        assert rows(stage) == [
            "FAB_IMAGES Fabrikam Retail",
            "LAB cccccccc-0000-4000-8000-000000000001",
            "look in West Europe",
        ]
        assert "Shared with prod in East US 2 · 2 galleries" in stage.page()
        await stage.type("retail")
        await stage.press("enter")
        await stage.until(lambda: isinstance(stage.app.screen, ForeignScreen))
        await stage.settle()
        assert f"{SHARED.gallery} · shared gallery in East US 2 · read-only" in stage.screen()[0]
        assert company.azure.vantages == [Vantage("prod", "eastus2")] * 3
        await stage.press("escape")
        assert stage.app.screen is stage.explorer


async def test_it_is_found_among_the_commands(opened: Stages, company: Contoso) -> None:
    async with opened(company.connect) as stage:
        await stage.press("colon", *"command: galleries shared here", "enter")
        await stage.until(lambda: "Shared with prod" in stage.page())


async def test_the_region_is_that_of_the_thing_or_of_the_row_under_the_cursor(opened: Stages, company: Contoso) -> None:
    company.azure.put(version(wanted="East US 2, Brazil South", actual="eastus2 Completed 100, brazilsouth Failed 1"))
    async with opened(company.connect) as stage:
        for key in (gallery("img_europe").key, version().key):
            await stage.go_to(key)
            await stage.press("o", "escape")
        await stage.press("tab", "o")
        assert "Shared with prod in Brazil South" in stage.page()
        asked = [each.location for each in company.azure.vantages]
        assert asked == [region for region in ("westeurope", "eastus2", "brazilsouth") for _ in range(2)]


async def test_another_region_is_looked_in_from_there(opened: Stages, company: Contoso) -> None:
    async with opened(company.connect) as stage:
        await stage.go_to(gallery().key)
        await stage.press("o")
        await stage.type("fab")
        assert rows(stage) == [f"FAB_IMAGES {OWNER}"], "what is typed is no region where it is part of a name"
        await stage.press("escape")
        await stage.type("west")
        assert rows(stage) == ["look in West Europe"]
        await stage.press("enter")
        await stage.until(lambda: "Shared with prod in West Europe · 2 galleries" in stage.page())
        assert rows(stage)[-1] == "look in East US 2"


async def test_where_nothing_is_shared_that_is_said_and_where_else_to_look(opened: Stages, company: Contoso) -> None:
    company.azure.shares = {False: [], True: []}
    async with opened(company.connect) as stage:
        await stage.go_to(gallery().key)
        await stage.press("o")
        assert rows(stage) == ["look in West Europe"]
        assert "Nothing is shared there." in stage.page()
        assert "Seen region by region." in stage.page()


async def test_while_it_is_read_that_is_said(opened: Stages, company: Contoso) -> None:
    async with opened(company.connect) as stage:
        company.script.gate = asyncio.Event()
        await stage.press("o")
        assert rows(stage) == ["reading…"]
        company.script.gate.set()
        await stage.until(lambda: len(rows(stage)) == 3)


async def test_what_is_missing_from_the_list_is_told_under_it(opened: Stages, company: Contoso) -> None:
    company.script.refuse("shared_with_tenant", Throttled("too many"))
    company.azure.unreadable["shared_galleries"] = [Unreadable("", "$.location: expected a text")]
    async with opened(company.connect) as stage:
        await stage.go_to(gallery().key)
        await stage.press("o")
        assert rows(stage)[0].startswith("FAB_IMAGES")
        assert "One of two lists could not be read: azure asked to wait, too many" in stage.page()
        assert "1 gallery could not be read: $.location: expected a text" in stage.page()


async def test_what_cannot_be_read_says_why(opened: Stages, company: Contoso) -> None:
    for call in ("shared_galleries", "shared_with_tenant"):
        company.script.refuse(call, Forbidden("no right to what is shared", correlation_id="77aa"))
    async with opened(company.connect) as stage:
        await stage.go_to(gallery().key)
        await stage.press("o")
        assert "No access: no right to what is shared" in stage.page()
        assert "Correlation id: 77aa" in stage.page()
        assert "Nothing is shared" not in stage.page()


async def test_without_galleries_of_ones_own_the_region_is_asked_for(opened: Stages, contoso: Contoso) -> None:
    contoso.azure.remove(gallery().key)
    async with opened(contoso.connect) as stage:
        await stage.press("o")
        assert rows(stage) == ["look in East US 2", "look in West Europe"]
        assert contoso.azure.vantages == []


async def test_without_a_subscription_it_says_so(opened: Stages, contoso: Contoso) -> None:
    contoso.azure.remove(subscription().key)
    async with opened(contoso.connect, settled=False) as stage:
        await stage.press("o")
        assert [each.message for each in stage.app._notifications] == ["No subscription is known yet to look from."]


async def test_a_gallery_of_the_community_is_not_among_them(opened: Stages, company: Contoso) -> None:
    company.azure.put(*fabrikam(OPEN))
    async with opened(company.connect) as stage:
        await stage.press("o")
        assert not any("fabrikam-" in row for row in rows(stage))
        assert "Community galleries are not among these: go to them by name." in stage.page()
