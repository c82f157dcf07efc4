"""The panes beside the tree: what a version, a definition, a gallery and a subscription are, and what they hold."""

from functools import partial

from msgspec import structs

from tests.tui.contoso import definition, gallery, subscription, version
from tests.tui.screens.stage import Contoso, Stages
from tui.model.errors import Unavailable
from tui.model.gallery import Bounds, Feature, PurchasePlan, TargetRegion
from tui.model.usage import Usage

DONE = "eastus2 Completed 100"
SOURCE = "/subscriptions/prod/resourceGroups/rg/providers/Microsoft.Compute/virtualMachines/vm-golden"


async def test_a_version_tells_what_it_is(opened: Stages, contoso: Contoso) -> None:
    contoso.azure.put(
        structs.replace(
            definition(),
            architecture="x64",
            hyper_v_generation="V2",
            features=(Feature("SecurityType", "TrustedLaunch"),),
        ),
        structs.replace(
            version(actual=DONE),
            source_id=SOURCE,
            published_date="2026-11-20T07:12:31Z",
            size_gb=30,
            replication_mode="Shallow",
            end_of_life_date="2027-11-20T00:00:00Z",
            target_regions=(TargetRegion("East US 2", 3, "Standard_ZRS", exclude_from_latest=True),),
            tags={"team": "core"},
        ),
    )
    async with opened(contoso.connect, size=(200, 40), place=version().id) as stage:
        said = stage.details()
        assert "1.0.0 · img_prod / ubuntu" in said
        for field in (
            "Provisioning Succeeded",
            "Source vm-golden (machine)",
            "Published 20 Nov 07:12, 1 h ago",
            "Size 30 GB, x64, Gen 2, TrustedLaunch",
            "in 1 of 1 region",
            "Mode Shallow",
            "End of life ✎ 2027-11-20",
            "Excluded ✎ from latest in 1 region",
            "Replicas ✎ 1 default, 3 in all",
            "Tags ✎ team=core",
        ):
            assert field in said
        assert stage.rows() == ["✓ Completed ██████████ 100 % East US 2 (home) 3 Standard_ZRS"]


async def test_a_definition_tells_what_it_is_and_lists_its_versions(opened: Stages, contoso: Contoso) -> None:
    contoso.azure.put(
        structs.replace(
            definition(),
            provisioning_state="Succeeded",
            os_state="Generalized",
            publisher="Contoso",
            offer="linux",
            sku="22.04",
            description="the golden one",
            vcpus=Bounds(2, 8),
            memory_gb=Bounds(None, 64),
            disallowed_disk_types=("Standard_LRS",),
            purchase_plan=PurchasePlan("name", "publisher", "product"),
            eula="https://contoso.com/eula",
            end_of_life_date="2026-11-19T00:00:00Z",
        ),
        version("1.2.0", "East US 2, West Europe", f"{DONE}, westeurope Failed 3 why"),
        version("1.10.0", actual=DONE),
        structs.replace(version("1.9.0", actual=DONE), exclude_from_latest=True, size_gb=2048),
    )
    async with opened(contoso.connect, size=(200, 40)) as stage:
        await stage.go_to(definition().key)
        said = stage.details()
        for field in (
            "ubuntu · img_prod",
            "OS Linux, Generalized",
            "Publisher Contoso",
            "Offer linux",
            "SKU 22.04",
            "End of life ✎ 2026-11-19",
            "Recommended ✎ 2 to 8 vCPU, to 64 GB",
            "Description ✎ the golden one",
            "Disallowed d",
            "Plan publisher / product / name",
            "EULA https://contoso.com/eula",
        ):
            assert field in said
        assert stage.explorer.lower.title == "4 versions"
        assert [row.split()[:6] for row in stage.rows()] == [
            ["✓", "Completed", "1", "of", "1", "1.10.0"],
            ["✓", "Completed", "1", "of", "1", "1.9.0"],
            ["✗", "Failed", "1", "of", "2", "1.2.0"],
            ["✓", "Completed", "1", "of", "1", "1.0.0"],
        ]
        assert "2 TB" in stage.rows()[1]
        assert stage.rows()[1].endswith("everywhere")


async def test_a_gallery_tells_what_it_is_and_lists_its_definitions(opened: Stages, contoso: Contoso) -> None:
    contoso.azure.put(
        structs.replace(gallery(), description="of all teams", permissions="Community", public_names=("contoso-1",)),
        structs.replace(definition("windows"), os_type="Windows", architecture="Arm64"),
        version("1.0.0", within=definition("windows"), actual="eastus2 Failed 0 why"),
        structs.replace(version("2.0.0", actual=DONE), exclude_from_latest=True),
    )
    async with opened(contoso.connect, size=(200, 40)) as stage:
        await stage.go_to(gallery().key)
        said = stage.details()
        for field in ("img_prod", "Sharing Community", "Public names contoso-1", "Description ✎ of all teams"):
            assert field in said
        assert stage.explorer.lower.title == "2 definitions"
        assert stage.rows() == ["✓ ubuntu 2 1.0.0 Linux", "✗ 1 windows 1 1.0.0 Windows Arm64"]


async def test_a_subscription_tells_what_it_is_and_lists_its_galleries(opened: Stages, contoso: Contoso) -> None:
    async with opened(contoso.connect) as stage:
        assert stage.details().startswith("╭─ prod ")
        assert "State Enabled Tenant Contoso" in stage.details()
        assert stage.explorer.lower.title == "1 gallery"
        assert stage.rows() == ["✓ img_prod 1 1 East US 2"]


async def test_enter_on_a_row_goes_down_to_the_regions_and_the_tree_follows(opened: Stages, contoso: Contoso) -> None:
    async with opened(contoso.connect) as stage:

        def on(key: str) -> bool:
            return stage.tree.cursor_key == key

        for key in (gallery().key, definition().key, version().key):
            await stage.press("tab", "enter")
            await stage.until(partial(on, key))
            assert stage.tree.has_focus
        assert stage.rows() == ["✓ Completed ██████████ 100 % East US 2 (home) 1"]


async def test_what_holds_nothing_says_what_would_stand_there(opened: Stages, contoso: Contoso) -> None:
    contoso.azure.remove(version().key)
    contoso.azure.put(gallery("empty"), subscription("labs"))
    async with opened(contoso.connect) as stage:
        for key, said in (
            ("/subscriptions/labs", "az sig create -g rg-images -r my_gallery --subscription labs"),
            (gallery("empty").key, "az sig image-definition create -g rg-img -r empty -i NAME"),
            (definition().key, "az sig image-version create -g rg-img -r img_prod -i ubuntu -e 1.0.0"),
        ):
            await stage.go_to(key)
            assert said in stage.words(stage.table)


async def test_what_the_cursor_rests_on_is_read_from_resource_manager(opened: Stages, contoso: Contoso) -> None:
    async with opened(contoso.connect) as stage:
        asked = contoso.script.count("definition", definition().key)
        await stage.go_to(definition().key)
        await stage.until(lambda: contoso.script.count("definition", definition().key) > asked)


async def test_a_branch_that_could_not_be_read_says_why_and_keeps_what_was_known(
    opened: Stages, contoso: Contoso
) -> None:
    async with opened(contoso.connect) as stage:
        await stage.go_to(definition().key)
        refusal = contoso.script.refuse("versions", Unavailable("the connection broke off"))
        await stage.press("r")
        await stage.until(stage.about)
        assert "Azure did not answer: the connection broke off" in stage.about()
        assert "1.0.0" in stage.rows()[0]
        refusal.times = 0
        await stage.pass_time(10)
        assert stage.about() == ""


async def test_wide_names_leave_the_columns_in_line(opened: Stages, contoso: Contoso) -> None:
    contoso.azure.put(structs.replace(gallery(), description="金融系统镜像" * 20), definition("ubuntu"))
    async with opened(contoso.connect) as stage:
        await stage.go_to(gallery().key)
        widths = {strip.cell_length for strip in stage.app.screen._compositor.render_strips()}
        assert widths == {120}


async def test_the_details_can_be_stood_on_zoomed_and_read_whole_where_the_screen_is_short(
    opened: Stages, contoso: Contoso
) -> None:
    async with opened(contoso.connect, size=(80, 24)) as stage:
        await stage.go_to(version().key)
        assert "End of life" not in stage.details()
        await stage.press("tab", "tab", "z")
        assert "End of life" in stage.details()
        await stage.press("enter")
        assert "End of life" in stage.page()
        await stage.press("escape", "escape", "shift+tab")
        assert stage.table.has_focus
        assert "End of life" not in stage.details()


async def test_a_subscription_that_nobody_sees_is_named(opened: Stages, contoso: Contoso) -> None:
    async with opened(contoso.connect, settings={"subscription": ["Nope"]}, settled=False) as stage:
        await stage.until(lambda: stage.branches() == ["no subscription Nope"])
        await stage.press("exclamation_mark")
        assert "Nope no subscription that the account sees is called so" in stage.page()


async def test_a_subscription_tells_what_it_may_have_once_the_cursor_rests_on_it(
    opened: Stages, contoso: Contoso
) -> None:
    contoso.azure.usage = [Usage("Gallery", 1, 100), Usage("GalleryImageVersion", 9000, 10_000)]
    contoso.azure.registered = "NotRegistered"
    async with opened(contoso.connect, size=(160, 40)) as stage:
        await stage.go_to(subscription().key)
        await stage.pass_time(1)
        await stage.until(stage.about)
        assert "Compute not registered" in stage.details()
        assert "Quotas 9,000 of 10,000 versions" in stage.details()
        assert "az provider register --namespace Microsoft.Compute --subscription prod" in stage.about()
        assert "East US 2: 1 of 100 galleries, 9,000 of 10,000 versions nearly all versions" in stage.about()
