"""The tree: every subscription, gallery, definition and its newest versions, with what is wrong below each."""

from msgspec import structs

from tests.tui.contoso import CONTOSO, FABRIKAM, definition, gallery, subscription, version
from tests.tui.screens.stage import Contoso, Stage, Stages
from tests.tui.services.virtual_clock import VirtualClock
from tui.model.errors import AuthRequired, Forbidden, Unavailable

FAILED = "eastus2 Completed 100, westeurope Failed 34 Failed with internal server error."
MOVING = "eastus2 Replicating 69"
DEFINITION = definition().key


async def open_all(stage: Stage) -> None:
    await stage.go_to(DEFINITION)
    await stage.press("right")
    assert stage.branches()[:3] == ["prod ✓", "img_prod ✓", "ubuntu ✓"]


async def test_branches_appear_as_they_are_opened_and_go_as_they_are_closed(opened: Stages, contoso: Contoso) -> None:
    async with opened(contoso.connect) as stage:
        assert stage.branches() == ["prod ✓"]
        await stage.press("right")
        assert stage.branches() == ["prod ✓", "img_prod ✓"]
        await stage.press("right", "right", "l", "l", "l")
        assert stage.branches() == ["prod ✓", "img_prod ✓", "ubuntu ✓", "1.0.0 ✓"]
        assert stage.tree.cursor_key == version().key
        await stage.press("left", "h", "left", "left")
        assert stage.tree.cursor_key == gallery().key
        assert stage.branches() == ["prod ✓", "img_prod ✓"]


async def test_what_is_wrong_below_shows_at_every_branch_above(opened: Stages, contoso: Contoso) -> None:
    other = definition("windows")
    contoso.azure.put(
        version("2.0.0", "East US 2, West Europe, Brazil South", FAILED),
        other,
        version("1.0.0", actual=MOVING, within=other),
    )
    async with opened(contoso.connect) as stage:
        await stage.until(lambda: stage.tree.cursor_key == version("2.0.0").key)
        assert stage.branches() == [
            "prod ✗ 1 » 1 ∅ 1",
            "img_prod ✗ 1 » 1 ∅ 1",
            "ubuntu ✗ 1 ∅ 1",
            "2.0.0 ✗ 1 ∅ 1",
            "1.0.0 ✓",
            "windows » 1",
        ]
        assert stage.header().startswith("sigscope Contoso · public ✗ 1 » 1 ∅ 1 ")


async def test_the_roll_up_follows_what_is_read_of_a_version(opened: Stages, contoso: Contoso) -> None:
    contoso.azure.put(version(actual=MOVING))
    async with opened(contoso.connect) as stage:
        assert stage.branches()[0] == "prod » 1"
        contoso.azure.put(version(actual="eastus2 Completed 100"))
        await stage.pass_time(5)
        assert stage.branches() == ["prod ✓", "img_prod ✓", "ubuntu ✓", "1.0.0 ✓"]


async def test_a_failed_creation_counts_as_a_failure_though_no_region_failed(opened: Stages, contoso: Contoso) -> None:
    contoso.azure.put(version("2.0.0", state="Failed", wanted="", actual=""))
    async with opened(contoso.connect) as stage:
        assert stage.branches()[:4] == ["prod ✗ 1", "img_prod ✗ 1", "ubuntu ✗ 1", "2.0.0 ✗ 1"]


async def test_cursor_and_open_branches_stay_over_a_refresh_that_brings_more(opened: Stages, contoso: Contoso) -> None:
    async with opened(contoso.connect) as stage:
        await open_all(stage)
        await stage.press("down")
        contoso.azure.put(
            subscription("alpha"),
            gallery("aaa"),
            definition("alpine"),
            version("3.0.0", actual="eastus2 Completed 100"),
        )
        await stage.press("ctrl+r")
        await stage.until(lambda: stage.explorer.settled and len(stage.branches()) > 4)
        assert stage.branches() == [
            "alpha no galleries",
            "prod ✓",
            "aaa no definitions",
            "img_prod ✓",
            "alpine no versions",
            "ubuntu ✓",
            "3.0.0 ✓",
            "1.0.0 ✓",
        ]
        assert stage.tree.cursor_key == version().key


async def test_the_cursor_stays_by_what_was_deleted_beneath_it(opened: Stages, contoso: Contoso) -> None:
    contoso.azure.put(*(version(f"1.0.{patch}", actual="eastus2 Completed 100") for patch in (1, 2)))
    async with opened(contoso.connect) as stage:
        await open_all(stage)
        await stage.press("down", "down")
        assert stage.tree.cursor_key == version("1.0.1").key
        contoso.azure.remove(version("1.0.1").key)
        await stage.press("left", "r")
        await stage.until(lambda: "1.0.1 ✓" not in stage.branches())
        assert stage.branches() == ["prod ✓", "img_prod ✓", "ubuntu ✓", "1.0.2 ✓", "1.0.0 ✓"]


async def test_a_deleted_version_under_the_cursor_leaves_the_cursor_on_its_line(
    opened: Stages, contoso: Contoso
) -> None:
    contoso.azure.put(*(version(f"1.0.{patch}", actual="eastus2 Completed 100") for patch in (1, 2)))
    async with opened(contoso.connect) as stage:
        await open_all(stage)
        await stage.press("down", "down")
        contoso.azure.remove(version("1.0.1").key)
        await stage.press("r")
        await stage.until(lambda: stage.tree.cursor_key == version("1.0.0").key)
        assert stage.branches() == ["prod ✓", "img_prod ✓", "ubuntu ✓", "1.0.2 ✓", "1.0.0 ✓"]
        assert "1.0.0 · img_prod / ubuntu" in stage.details()


async def test_when_all_is_deleted_the_tree_says_so(opened: Stages, contoso: Contoso) -> None:
    async with opened(contoso.connect) as stage:
        await open_all(stage)
        contoso.azure.remove(gallery().key)
        await stage.press("ctrl+r")
        await stage.until(lambda: stage.branches() == ["prod no galleries"])
        assert stage.tree.cursor_key == subscription().key
        assert "No galleries." in stage.words(stage.table)


async def test_a_definition_shows_its_twelve_newest_versions_and_how_many_more(
    opened: Stages, contoso: Contoso
) -> None:
    names = [f"1.{minor}.0" for minor in range(15)]
    contoso.azure.put(*(version(name, actual="eastus2 Completed 100") for name in names))
    async with opened(contoso.connect) as stage:
        await open_all(stage)
        assert stage.branches()[3:] == [*(f"{name} ✓" for name in reversed(names[3:])), "3 more"]


async def test_more_leads_to_the_table_that_holds_all_in_numeric_order(opened: Stages, contoso: Contoso) -> None:
    names = [f"1.{minor}.0" for minor in range(15)]
    contoso.azure.put(*(version(name, actual="eastus2 Completed 100") for name in names))
    async with opened(contoso.connect) as stage:
        await open_all(stage)
        await stage.press("down", "G")
        assert stage.details().startswith("╭─ ubuntu · img_prod")
        await stage.press("enter")
        assert stage.table.has_focus
        assert [row.split()[5] for row in stage.rows()] == list(reversed(names))


async def test_an_older_version_opened_from_the_table_stands_in_the_tree_from_then_on(
    opened: Stages, contoso: Contoso
) -> None:
    names = [f"1.{minor}.0" for minor in range(15)]
    contoso.azure.put(*(version(name, actual="eastus2 Completed 100") for name in names))
    async with opened(contoso.connect) as stage:
        await open_all(stage)
        await stage.press("tab", "G", "enter")
        await stage.until(lambda: stage.tree.cursor_key == version("1.0.0").key)
        assert stage.tree.has_focus
        assert stage.branches()[-2:] == ["1.0.0 ✓", "2 more"]
        assert stage.rows() == ["✓ Completed ██████████ 100 % East US 2 (home) 1"]


async def test_a_version_past_its_end_of_life_says_so_in_place_of_its_state(opened: Stages, contoso: Contoso) -> None:
    old = version(actual="eastus2 Completed 100")
    contoso.azure.put(structs.replace(old, end_of_life_date="2026-11-19T00:00:00Z"))
    async with opened(contoso.connect) as stage:
        await open_all(stage)
        assert stage.branches()[-1] == "1.0.0 end of life"


async def test_subscriptions_without_galleries_or_without_access_say_so(opened: Stages, contoso: Contoso) -> None:
    contoso.azure.put(subscription("labs"), subscription("finance"))
    contoso.azure.hidden_from_graph.add("/subscriptions/finance")
    contoso.script.refuse(
        "galleries", Forbidden("no right to Microsoft.Compute/galleries/read"), "/subscriptions/finance"
    )
    async with opened(contoso.connect) as stage:
        assert stage.branches() == ["finance no access", "labs no galleries", "prod ✓"]
        await stage.go_to("/subscriptions/finance")
        assert "Could not be read." in stage.words(stage.table)
        assert "No access: no right to Microsoft.Compute/galleries/read" in stage.about()
        assert "Reader role" in stage.about()


async def test_a_tenant_that_wants_a_sign_in_says_with_which_command(opened: Stages, clock: VirtualClock) -> None:
    contoso = Contoso(clock, FABRIKAM)
    command = "az login --tenant fabrikam.com"
    contoso.others[0].script.refuse("subscriptions", AuthRequired("the sign-in is for another tenant", command=command))
    async with opened(contoso.connect) as stage:
        assert stage.branches() == ["prod ✓", "Contoso 1 subscription", "Fabrikam: az login --tenant fabr…"]
        await stage.press("G")
        assert "Fabrikam" in stage.details()
        assert "Not signed in: the sign-in is for another tenant" in stage.about()
        assert stage.about().endswith(f"Run {command}")
        await stage.press("g")
        assert stage.details().startswith(f"╭─ {subscription().name}")


async def test_subscriptions_of_every_tenant_stand_in_one_tree(opened: Stages, clock: VirtualClock) -> None:
    contoso = Contoso(clock, FABRIKAM)
    contoso.others[0].put(subscription("Elsewhere", FABRIKAM))
    async with opened(contoso.connect) as stage:
        assert stage.branches() == [
            "Elsewhere no galleries",
            "prod ✓",
            "Contoso 1 subscription",
            "Fabrikam 1 subscription",
        ]
        await stage.press("g")
        assert f"Tenant {FABRIKAM.name}" in stage.details()
        await stage.press("j")
        assert f"Tenant {CONTOSO.name}" in stage.details()


async def test_a_tenant_tells_what_it_is_and_lists_its_subscriptions(opened: Stages, clock: VirtualClock) -> None:
    contoso = Contoso(clock, FABRIKAM)
    contoso.others[0].put(subscription("Elsewhere", FABRIKAM))
    contoso.others[0].script.refuse("overview", Unavailable("Resource Graph is down"))
    async with opened(contoso.connect) as stage:
        await stage.press("G")
        assert "Domain fabrikam.com" in stage.details()
        assert "Account a guest here" in stage.details()
        assert "Overview lists, without Graph" in stage.details()
        assert stage.explorer.lower.title == "1 subscription"
        assert stage.rows() == ["Elsewhere 0 0 Enabled"]
        await stage.press("tab", "enter")
        assert stage.tree.cursor_key == "/subscriptions/elsewhere"


async def test_subscriptions_without_galleries_stand_in_one_line_until_somebody_wants_to_see_them(
    opened: Stages, contoso: Contoso
) -> None:
    contoso.azure.put(*(subscription(f"Empty {number}") for number in range(3)))
    async with opened(contoso.connect) as stage:
        assert stage.branches() == ["prod ✓", "3 without galleries"]
        await stage.press("G", "enter")
        shown = ["prod ✓", "3 without galleries", *(f"Empty {number} no galleries" for number in range(3))]
        assert stage.branches() == shown
        await stage.press("enter")
        assert stage.branches() == shown[:2]
        await stage.go_to("/subscriptions/empty 1")
        assert stage.branches() == shown, "who goes to one of them sees it"
        await stage.press("slash", *"empty")
        assert "3 without galleries" not in stage.branches(), "a filter shows what it lets through"


async def test_pinned_subscriptions_stand_first_and_hidden_ones_are_not_read(opened: Stages, contoso: Contoso) -> None:
    contoso.azure.put(*(subscription(name) for name in ("Alpha", "Secret", "Zeta")))
    settings = {"pinned": ["zeta"], "hidden": ["SECRET"]}
    async with opened(contoso.connect, settings=settings) as stage:
        assert stage.branches() == ["Zeta no galleries", "Alpha no galleries", "prod ✓"]
