"""Going to what others share: by its name, from anywhere, in one region or another."""

import pytest
from msgspec import structs
from textual import events

from tests.tui.contoso import gallery, subscription
from tests.tui.fabrikam import DEBIAN, OPEN, SHARED, fabrikam
from tests.tui.screens.stage import Contoso, Stage, Stages
from tui.model.errors import Forbidden
from tui.model.ids import ForeignId
from tui.screens.foreign_screen import ForeignScreen
from tui.services.gateway import Vantage
from widgets.finder import Finder
from widgets.live_table import LiveTable

IN_EUROPE = f"/subscriptions/x/providers/Microsoft.Compute/locations/westeurope/communityGalleries/{OPEN.gallery}"
ROW = "community gallery fabrikam-dddddddd…"


@pytest.fixture
def company(contoso: Contoso) -> Contoso:
    """Galleries in three regions, most of them in West Europe; Fabrikam has one for everybody, and one for us."""
    for number, region in enumerate(("westeurope", "westeurope", "japaneast")):
        contoso.azure.put(structs.replace(gallery(f"img_{number}"), location=region))
    contoso.azure.put(*fabrikam(), *fabrikam(SHARED))
    return contoso


def offered(stage: Stage) -> list[str]:
    """The rows of go-to, without the spaces between their cells."""
    return [" ".join(line.split()) for line in stage.seen(stage.app.screen.query_one(LiveTable))[1:]]


async def shown(stage: Stage) -> str:
    """Wait until a gallery of others is on the screen, and answer its title."""
    await stage.until(lambda: isinstance(stage.app.screen, ForeignScreen))
    await stage.settle()
    screen = stage.app.screen
    assert isinstance(screen, ForeignScreen)
    return screen.pane.title


async def paste(stage: Stage, text: str) -> None:
    """Paste a text."""
    stage.app.screen.post_message(events.Paste(text))
    await stage.settle()


async def test_a_public_name_is_offered_in_the_regions_of_ones_own_galleries_most_used_first(
    opened: Stages, company: Contoso
) -> None:
    async with opened(company.connect) as stage:
        await stage.press("colon")
        await stage.type(OPEN.gallery)
        assert offered(stage) == [f"{ROW} in West Europe", f"{ROW} in East US 2", f"{ROW} in japaneast"]
        assert "Any region can be typed behind the name" in stage.page()
        await stage.press("down", "enter")
        assert await shown(stage) == f"{OPEN.gallery} · community gallery in East US 2 · read-only"
        assert company.azure.vantages == [Vantage("prod", "eastus2")]


@pytest.mark.parametrize(
    ("text", "first", "title"),
    [
        (SHARED.gallery, "shared gallery bbbbbbbb…-FAB_IMAGES in West Europe", f"{SHARED.gallery} · shared gallery"),
        (str(SHARED), "shared gallery bbbbbbbb…-FAB_IMAGES in West Europe", f"{SHARED.gallery} · shared gallery"),
        (f"  {DEBIAN} ", f"{ROW} / debian in West Europe", f"debian · {OPEN.gallery} · community gallery"),
        (IN_EUROPE.replace("westeurope", "eastus2"), f"{ROW} in East US 2", f"{OPEN.gallery} · community gallery"),
        (f"https://management.azure.com{IN_EUROPE}?api-version=1", f"{ROW} in West Europe", OPEN.gallery),
    ],
    ids=["unique name", "unique id", "id of a definition", "ARM path", "URL"],
)
async def test_whatever_names_it_may_be_pasted(
    opened: Stages, company: Contoso, text: str, first: str, title: str
) -> None:
    async with opened(company.connect) as stage:
        await paste(stage, text)
        assert isinstance(stage.app.screen, Finder)
        assert offered(stage)[0] == first
        await stage.press("enter")
        assert (await shown(stage)).startswith(title)


@pytest.mark.parametrize(
    ("typed", "rows", "region"),
    [
        ("westeu", [f"{ROW} in West Europe"], "westeurope"),
        ("East US 2", [f"{ROW} in East US 2"], "eastus2"),
        ("brazilsouth", [f"{ROW} in brazilsouth"], "brazilsouth"),
    ],
)
async def test_a_region_behind_the_name_is_the_one_that_is_meant_whether_it_is_known_or_not(
    opened: Stages, company: Contoso, typed: str, rows: list[str], region: str
) -> None:
    async with opened(company.connect) as stage:
        await stage.press("colon")
        await stage.type(f"{OPEN.gallery} {typed}")
        assert offered(stage) == rows
        assert "can be typed" not in stage.page()
        assert company.script.count("locations") == 1, "however many letters are typed"
        await stage.press("enter")
        await shown(stage)
        assert company.azure.vantages == [Vantage("prod", region)]


async def test_a_region_that_could_be_one_is_offered_while_not_all_are_known(opened: Stages, company: Contoso) -> None:
    company.script.refuse("locations", Forbidden("no right"))
    async with opened(company.connect) as stage:
        await stage.press("colon")
        await stage.type(f"{OPEN.gallery} eastus")
        assert offered(stage) == [f"{ROW} in East US 2", f"{ROW} in eastus"]


async def test_who_has_no_galleries_is_offered_all_regions(opened: Stages, contoso: Contoso) -> None:
    contoso.azure.remove(gallery().key)
    async with opened(contoso.connect) as stage:
        await paste(stage, OPEN.gallery)
        assert offered(stage) == [f"{ROW} in East US 2", f"{ROW} in West Europe"]


async def test_the_subscription_under_the_cursor_is_the_one_that_looks_else_the_first_that_can_be_read(
    opened: Stages, company: Contoso
) -> None:
    company.azure.put(subscription("alpha"), subscription("zeta"))
    company.azure.hidden_from_graph.add(subscription("alpha").key)
    company.script.refuse("galleries", Forbidden("no right"), subscription("alpha").key)
    async with opened(company.connect) as stage:
        for cursor, looks in ((subscription("zeta").key, "zeta"), ("#tenant/elsewhere", "prod")):
            stage.explorer._key = cursor
            await paste(stage, OPEN.gallery)
            assert f"seen from {looks}," in stage.page()
            await stage.press("enter")
            await shown(stage)
            assert company.azure.vantages[-1] == Vantage(looks, "westeurope")
            await stage.press("q")


async def test_before_any_subscription_is_known_it_is_said_so(opened: Stages, contoso: Contoso) -> None:
    contoso.script.refuse("subscriptions", Forbidden("no right"))
    contoso.azure.remove(subscription().key)
    async with opened(contoso.connect, settled=False) as stage:
        await paste(stage, OPEN.gallery)
        assert "No subscription is known yet that it could be seen from." in stage.page()
        await stage.press("enter")
        assert stage.app.screen is stage.explorer


async def test_from_a_gallery_of_others_the_same_keys_lead_to_another_region_and_elsewhere(
    opened: Stages, company: Contoso
) -> None:
    async with opened(company.connect) as stage:
        await paste(stage, f"{DEBIAN} westeurope")
        await stage.press("enter")
        await shown(stage)
        await stage.press("colon")
        regions = ["East US 2", "japaneast", "West Europe"]
        assert offered(stage) == [f"{ROW} / debian in {each}" for each in regions], "where one is comes last"
        await stage.press("enter")
        assert await shown(stage) == f"debian · {OPEN.gallery} · community gallery in East US 2 · read-only"
        await paste(stage, gallery().id)
        await stage.press("enter")
        await stage.until(lambda: stage.tree.cursor_key == gallery().key)
        assert stage.app.screen is stage.explorer
        await paste(stage, "rm -rf /")
        assert stage.app.screen is stage.explorer


async def test_what_is_left_without_a_choice_stays(opened: Stages, company: Contoso) -> None:
    async with opened(company.connect) as stage:
        await paste(stage, f"{OPEN.gallery} eastus2")
        await stage.press("enter")
        await shown(stage)
        await paste(stage, "rm -rf /")
        await stage.press("colon", "escape", "escape")
        assert (await shown(stage)).startswith(OPEN.gallery)


async def test_on_the_command_line_a_name_asks_for_the_region_once_all_was_read(
    opened: Stages, company: Contoso
) -> None:
    async with opened(company.connect, place=f" {OPEN.gallery}") as stage:
        await stage.until(lambda: isinstance(stage.app.screen, Finder))
        assert offered(stage)[0] == f"{ROW} in West Europe"
        await stage.press("escape", "escape")
        await stage.pass_time(400)
        assert stage.app.screen is stage.explorer, "it is opened once"


@pytest.mark.parametrize("place", [IN_EUROPE, f"{OPEN} westeurope", f"{OPEN.gallery} West Europe"])
async def test_on_the_command_line_an_address_in_a_region_opens_at_once(
    opened: Stages, company: Contoso, place: str
) -> None:
    async with opened(company.connect, place=place) as stage:
        assert await shown(stage) == f"{OPEN.gallery} · community gallery in West Europe · read-only"
        await stage.press("q")
        assert stage.app.screen is stage.explorer


async def test_a_name_that_would_be_read_otherwise_a_second_time_stays_as_it_was_pasted(
    opened: Stages, company: Contoso
) -> None:
    async with opened(company.connect) as stage:
        await paste(stage, "/CommunityGalleries/a%252Fb")
        await stage.press("enter")
        assert (await shown(stage)).startswith("a%2Fb · community gallery")
        assert company.script.count("foreign_gallery", str(ForeignId("CommunityGalleries", "a%2fb")).lower())
