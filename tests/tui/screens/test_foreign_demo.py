"""What others share in the demo, from its simulator to the screen, through the whole way to Azure but sockets."""

import pytest

from tests.tui.screens.stage import Stage, Stages
from tests.tui.services.virtual_clock import VirtualClock
from tests.tui.simulated_azure import SimulatedAzure
from tests.tui.simulator.demo.contoso import scenario
from tui.screens.foreign_screen import ForeignScreen
from tui.simulator.demo import demo_scenario
from widgets.live_table import LiveTable


def subscription(name: str) -> str:
    """The key of a subscription."""
    ids = {each["displayName"]: each["subscriptionId"] for each in scenario()["subscriptions"]}
    return f"/subscriptions/{ids[name]}"


def public_name() -> str:
    """The name of the gallery that Fabrikam opens to the community."""
    profiles = [each["properties"].get("sharingProfile", {}) for each in scenario()["resources"]]
    info = next(each["communityGalleryInfo"] for each in profiles if each.get("permissions") == "Community")
    return str(info["publicNames"][0])


@pytest.fixture
def azure(clock: VirtualClock) -> SimulatedAzure:
    """The demo."""
    return SimulatedAzure(clock, demo_scenario(1))


def rows(stage: Stage) -> list[str]:
    """The rows of the table on the screen, without the spaces between their cells."""
    return [" ".join(line.split()) for line in stage.seen(stage.app.screen.query_one(LiveTable))[1:]]


async def settled(stage: Stage) -> None:
    """Let the survey of the demo come to its end."""
    for _ in range(120):
        if stage.explorer.settled:
            return
        await stage.pass_time(0.5)
    raise AssertionError("the demo never settled")


async def test_the_gallery_for_everybody_is_opened_by_its_name_where_it_is(
    opened: Stages, azure: SimulatedAzure
) -> None:
    async with opened(azure.connect, settled=False, place=f"{public_name()} eastus2") as stage:
        await settled(stage)
        await stage.until(lambda: isinstance(stage.app.screen, ForeignScreen) and "Not found" in stage.page())
        assert "it is seen only where its versions are complete" in stage.page()
        await stage.press("colon")
        await stage.type(" north eu")
        await stage.press("enter")
        await stage.until(lambda: "community gallery in North Europe · read-only" in stage.screen()[0])
        both = ["debian-13-cloud", "debian-13-cloud-arm64"]
        await stage.until(lambda: [row.split()[0] for row in rows(stage)] == both)
        assert "Publisher URI https://fabrikam.onmicrosoft.com" in " ".join(stage.page().split())
        await stage.press("enter")
        await stage.until(lambda: len(rows(stage)) == 5)
        assert rows(stage)[0].startswith("1.2.0 latest")
        await stage.press("v")
        await stage.until(lambda: '"disclaimer"' in stage.page())


async def test_what_is_shared_with_a_subscription_is_listed_and_opened(opened: Stages, azure: SimulatedAzure) -> None:
    async with opened(azure.connect, settled=False) as stage:
        await settled(stage)
        await stage.go_to(subscription("Contoso Development"))
        await stage.press("o")
        await stage.until(lambda: any(row.startswith("FAB_IMAGES ") for row in rows(stage)))
        await stage.type("north eu")
        await stage.press("enter")
        await stage.until(lambda: "North Europe · 1 gallery" in stage.page())
        assert rows(stage)[0] == "IMG_SHARED Contoso Production"
        await stage.press("enter")
        await stage.until(lambda: "IMG_SHARED · shared gallery in North Europe · read-only" in stage.screen()[0])
        await stage.until(lambda: any(row.startswith("sles-15 Linux") for row in rows(stage)))
