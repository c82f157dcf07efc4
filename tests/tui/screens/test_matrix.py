"""`m`: regions against versions."""

from tests.tui.contoso import definition, gallery, version
from tests.tui.screens.stage import Contoso, Stages

WANTED = "East US 2, West Europe"


async def test_the_matrix_shows_each_version_in_each_region_and_what_latest_is_there(
    opened: Stages, contoso: Contoso
) -> None:
    contoso.azure.put(
        version("1.0.0", WANTED, "eastus2 Completed 100, westeurope Completed 100"),
        version("1.1.0", WANTED, "eastus2 Completed 100, westeurope Failed 34 why"),
    )
    async with opened(contoso.connect) as stage:
        await stage.go_to(definition().key)
        await stage.press("m")
        assert stage.explorer.lower.title == "2 regions by version"
        assert stage.seen(stage.table)[0].split() == ["Region", "Latest", "is", "1.1.0", "1.0.0"]
        assert stage.rows() == ["East US 2 (home) 1.1.0 ✓ 1 ✓ 1", "West Europe 1.0.0 ✗ 34 % ✓ 1"]
        await stage.press("down")
        assert stage.about() == "West Europe: latest is 1.0.0. 1.1.0 failed there."
        await stage.press("enter")
        assert "latest is 1.0.0" in stage.page()
        await stage.press("escape", "m")
        assert stage.explorer.lower.title == "2 versions"


async def test_of_a_version_it_is_that_of_its_definition(opened: Stages, contoso: Contoso) -> None:
    async with opened(contoso.connect) as stage:
        await stage.go_to(version().key)
        await stage.press("m")
        await stage.until(lambda: stage.tree.cursor_key == definition().key)
        assert stage.explorer.lower.title == "1 region by version"


async def test_elsewhere_it_says_what_it_is_for(opened: Stages, contoso: Contoso) -> None:
    async with opened(contoso.connect) as stage:
        await stage.go_to(gallery().key)
        await stage.press("m")
        assert next(iter(stage.app._notifications)).message == "That is for definitions and versions."


async def test_it_changes_while_one_looks(opened: Stages, contoso: Contoso) -> None:
    contoso.azure.put(version("1.0.0", WANTED, "eastus2 Completed 100, westeurope Replicating 40"))
    async with opened(contoso.connect) as stage:
        await stage.go_to(definition().key)
        await stage.press("m")
        assert stage.rows()[1] == "West Europe none » 40 %"
        contoso.azure.put(version("1.0.0", WANTED, "eastus2 Completed 100, westeurope Completed 100"))
        await stage.pass_time(16)
        assert stage.rows()[1] == "West Europe 1.0.0 ✓ 1"
