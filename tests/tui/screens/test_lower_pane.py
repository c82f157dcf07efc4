"""The pane beside the tree: its rows filtered and ordered."""

from msgspec import structs

from tests.tui.contoso import definition, gallery, version
from tests.tui.screens.stage import Contoso, Stages
from tui.screens.explorer import ExplorerScreen

WANTED = "East US 2, West Europe"


def put_three(contoso: Contoso) -> None:
    contoso.azure.put(
        structs.replace(version("1.0.0", WANTED, "eastus2 Completed 100, westeurope Failed 3"), size_gb=30),
        structs.replace(version("1.9.0", actual="eastus2 Completed 100"), size_gb=127, tags={"ring": "prod"}),
        structs.replace(version("1.10.0", actual="eastus2 Replicating 40"), size_gb=64),
    )


def shown(stage_rows: list[str]) -> list[str]:
    return [next(word for word in row.split() if word.startswith("1.")) for row in stage_rows]


async def test_its_rows_are_filtered_by_the_same_grammar_as_the_tree(opened: Stages, contoso: Contoso) -> None:
    put_three(contoso)
    async with opened(contoso.connect) as stage:
        await stage.go_to(definition().key)
        await stage.press("tab", "slash", *"ring=prod")
        assert shown(stage.rows()) == ["1.9.0"]
        assert stage.explorer.lower.title == "3 versions · 1 of 3 shown"
        assert stage.tree.cursor_key == definition().key, "the tree stays as it is"
        await stage.press("enter", "escape")
        assert shown(stage.rows()) == ["1.10.0", "1.9.0", "1.0.0"]


async def test_the_regions_of_a_version_are_filtered_by_state_and_name(opened: Stages, contoso: Contoso) -> None:
    put_three(contoso)
    async with opened(contoso.connect) as stage:
        await stage.go_to(version("1.0.0").key)
        await stage.press("tab", "slash", *"state:failed")
        assert [row.split()[1] for row in stage.rows()] == ["Failed"]
        await stage.press("escape")
        await stage.type("region:eastus2")
        assert [row.split()[1] for row in stage.rows()] == ["Completed"]
        await stage.press("escape")
        await stage.type("nowhere")
        assert "nothing matches" in stage.words(stage.table)


async def test_a_filter_that_cannot_be_read_says_why_and_changes_nothing(opened: Stages, contoso: Contoso) -> None:
    put_three(contoso)
    async with opened(contoso.connect, size=(160, 40)) as stage:
        await stage.go_to(definition().key)
        await stage.press("tab", "slash", *"stat:failed")
        assert "no field is called stat: did you mean state?" in stage.explorer.lower.title
        assert len(stage.rows()) == 3


async def test_s_changes_the_order_and_the_cursor_stays_on_its_row(opened: Stages, contoso: Contoso) -> None:
    put_three(contoso)
    async with opened(contoso.connect) as stage:
        await stage.go_to(definition().key)
        await stage.press("tab", "G")
        assert stage.table.cursor_key == version("1.0.0").key
        orders = {}
        for _ in range(5):
            await stage.press("s")
            orders[stage.explorer.lower.title.partition(" · ")[2]] = shown(stage.rows())
            assert stage.table.cursor_key == version("1.0.0").key
        assert orders["worst first"] == ["1.0.0", "1.10.0", "1.9.0"]
        assert orders["largest"] == ["1.9.0", "1.10.0", "1.0.0"]
        assert orders[""] == ["1.10.0", "1.9.0", "1.0.0"], "and round again"


async def test_each_kind_of_table_keeps_its_own_order(opened: Stages, contoso: Contoso) -> None:
    put_three(contoso)
    contoso.azure.put(definition("alma"))
    async with opened(contoso.connect) as stage:
        await stage.go_to(gallery().key)
        await stage.press("s")
        assert stage.explorer.lower.title == "2 definitions · worst first"
        assert next(row.split()[-4] for row in stage.rows()) != "alma"
        await stage.go_to(definition().key)
        assert stage.explorer.lower.title == "3 versions"
        await stage.go_to(gallery().key)
        assert stage.explorer.lower.title == "2 definitions · worst first"


async def test_the_details_are_searched_on_their_page(opened: Stages, contoso: Contoso) -> None:
    async with opened(contoso.connect) as stage:
        await stage.go_to(definition().key)
        await stage.press("tab", "tab", "slash")
        await stage.until(lambda: not isinstance(stage.app.screen, ExplorerScreen))
        await stage.settle()
        await stage.type("linux")
        assert "1 of 1" in stage.page()
