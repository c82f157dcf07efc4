"""`u`: who uses an image."""

from tests.tui.contoso import definition, version
from tests.tui.screens.stage import Contoso, Stages
from tui.model.errors import Forbidden
from tui.model.users import ImageUser

ID = "/subscriptions/prod/resourceGroups/rg/providers/Microsoft.Compute/virtualMachines/web-1"


async def test_u_shows_who_uses_a_version_and_of_when_that_is(opened: Stages, contoso: Contoso) -> None:
    contoso.azure.in_use = [
        ImageUser(ID, "web-1", "machine", "eastus2", version().key),
        ImageUser(f"{ID}0", "api", "scale set", "westeurope", definition().key),
        ImageUser(f"{ID}1", "old", "machine", "eastus2", version("0.9.0").key),
    ]
    async with opened(contoso.connect) as stage:
        await stage.go_to(version().key)
        await stage.press("u")
        await stage.until(lambda: "used by 1 machine and 1 scale set, as of just now" in stage.page())
        assert "machine web-1 1.0.0" in stage.page()
        assert "scale set api latest" in stage.page()
        assert " old " not in stage.page()
        await stage.type("web")
        assert "scale set api" not in stage.page()
        await stage.press("enter")
        await stage.until(lambda: stage.app._notifications)
        assert next(iter(stage.app._notifications)).message.startswith("id ")


async def test_where_nobody_is_seen_it_says_how_far_it_looked(opened: Stages, contoso: Contoso) -> None:
    async with opened(contoso.connect) as stage:
        await stage.go_to(definition().key)
        await stage.press("u")
        await stage.until(lambda: "no use of any version in 1 subscription, as of just now" in stage.page())


async def test_what_cannot_be_asked_says_why(opened: Stages, contoso: Contoso) -> None:
    contoso.script.refuse("users", Forbidden("no right to Resource Graph", correlation_id="4711"))
    async with opened(contoso.connect) as stage:
        await stage.go_to(definition().key)
        await stage.press("u")
        await stage.until(lambda: "no right to Resource Graph" in stage.page())
        assert "Correlation id: 4711" in stage.page()
