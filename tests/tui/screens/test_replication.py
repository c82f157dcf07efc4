"""The replication table: every region of the version under the cursor, worst first, and what is to be said of it."""

import pytest

from tests.tui.contoso import version
from tests.tui.screens.stage import Contoso, Stage, Stages
from tui.model.errors import Unavailable

REGIONS = "East US 2, West Europe, North Europe, Southeast Asia, Brazil South, Japan East"
ACTUAL = (
    "eastus2 Completed 100, westeurope Failed 34 Failed with internal server error., northeurope Replicating 69, "
    "southeastasia Replicating 45, japaneast Unknown 0, uksouth Completed 100"
)
VERSION = version("2.4.1").key


def replicating(*progress: int) -> str:
    regions = ("eastus2", "westeurope", "northeurope")
    return ", ".join(f"{region} Replicating {each}" for region, each in zip(regions, progress, strict=False))


async def cursor_on(stage: Stage, region: str) -> None:
    stage.table.focus()
    stage.table.move_cursor(region)
    await stage.settle()


async def test_what_was_wanted_is_joined_to_what_there_is_and_the_worst_comes_first(
    opened: Stages, contoso: Contoso
) -> None:
    contoso.azure.put(version("2.4.1", REGIONS, ACTUAL))
    async with opened(contoso.connect) as stage:
        assert stage.tree.cursor_key == VERSION
        assert stage.rows() == [
            "✗ Failed ███▍░░░░░░ 34 % West Europe 1",
            "∅ Missing Brazil South 1",
            "» Replicating ██████▉░░░ 69 % ~ 2 min North Europe 1",
            "» Replicating ████▌░░░░░ 45 % ~ 4 min Southeast Asia 1",
            "? Unknown ░░░░░░░░░░ 0 % Japan East 1",
            "✓ Completed ██████████ 100 % East US 2 (home) 1",
            "✓ Completed ██████████ 100 % uksouth (leaving)",
        ]
        assert stage.explorer.lower.title == "Replication · 2 of 7 done · usually 4 min more"


async def test_the_cursor_stays_on_its_region_while_the_rows_change_places(opened: Stages, contoso: Contoso) -> None:
    wanted = "East US 2, West Europe, North Europe"
    contoso.azure.put(version("2.4.1", wanted, replicating(10, 20, 30)))
    async with opened(contoso.connect) as stage:
        assert [row.split()[3] for row in stage.rows()] == ["30", "20", "10"], "the furthest first"
        await cursor_on(stage, "westeurope")
        contoso.azure.put(version("2.4.1", wanted, replicating(90, 21, 31)))
        await stage.pass_time(5)
        assert [row.split()[3] for row in stage.rows()] == ["90", "31", "21"]
        assert stage.table.cursor_key == "westeurope"
        contoso.azure.put(version("2.4.1", wanted, "westeurope Failed 21 why, eastus2 Completed 100"))
        await stage.pass_time(5)
        assert stage.rows()[0].startswith("✗ Failed")
        assert (stage.table.cursor_key, stage.table.cursor_row) == ("westeurope", 0)
        assert stage.about().startswith("West Europe, seen just now: why")


@pytest.mark.parametrize(
    ("region", "said"),
    [
        (
            "westeurope",
            "West Europe, seen just now: Failed with internal server error. A fault of the service in that region.",
        ),
        (
            "brazilsouth",
            "Brazil South, seen just now: wanted, never started. The region is wanted but replication there never",
        ),
        (
            "northeurope",
            "North Europe: usually 2 min more; the rate shows after three readings and ten points of progress.",
        ),
        ("japaneast", "Japan East: the service does not know its state; it is read again."),
        ("eastus2", "East US 2: machines can be made from it there."),
    ],
)
async def test_the_lines_below_say_what_is_the_matter_with_a_region_and_what_mends_it(
    opened: Stages, contoso: Contoso, region: str, said: str
) -> None:
    contoso.azure.put(version("2.4.1", REGIONS, ACTUAL))
    async with opened(contoso.connect) as stage:
        await cursor_on(stage, region)
        assert stage.about().startswith(said)
        assert ("Cure: retry" in stage.about()) is (region in ("westeurope", "brazilsouth"))


async def test_enter_on_a_region_tells_all_of_it_and_esc_comes_back(opened: Stages, contoso: Contoso) -> None:
    details = " ".join(f"word{number}" for number in range(200))
    contoso.azure.put(version("2.4.1", "East US 2", f"eastus2 Failed 34 {details}"))
    async with opened(contoso.connect) as stage:
        await stage.press("tab")
        assert "word199" not in stage.about()
        await stage.press("enter")
        assert "word0 " in stage.page()
        assert "word199" in stage.page()
        await stage.press("escape")
        assert stage.app.screen is stage.explorer
        assert stage.table.has_focus


async def test_the_time_left_is_measured_once_there_is_enough_to_measure(opened: Stages, contoso: Contoso) -> None:
    contoso.azure.put(version("2.4.1", actual=replicating(10)))
    async with opened(contoso.connect) as stage:
        for progress in (40, 70):
            assert "usually" in stage.explorer.lower.title
            await stage.pass_time(56)
            contoso.azure.put(version("2.4.1", actual=replicating(progress)))
            await stage.pass_time(4)
        assert stage.rows() == ["» Replicating ███████░░░ 70 % 1 min East US 2 (home) 1"]
        assert stage.about() == "East US 2: about 1 min left at the rate seen so far."
        assert stage.explorer.lower.title == "Replication · 0 of 1 done · the last in about 1 min"


async def test_a_region_without_progress_for_half_an_hour_is_called_stalled(opened: Stages, contoso: Contoso) -> None:
    contoso.azure.put(version("2.4.1", actual=replicating(37)))
    async with opened(contoso.connect) as stage:
        await stage.pass_time(29 * 60)
        assert stage.rows()[0].startswith("» Replicating")
        await stage.pass_time(60 + 5)
        assert stage.rows() == ["¦ stalled ███▋░░░░░░ 37 % East US 2 (home) 1"]
        assert "no progress for 30 min" in stage.about()


async def test_a_region_that_completes_turns_green_while_one_looks_on(opened: Stages, contoso: Contoso) -> None:
    contoso.azure.put(version("2.4.1", actual=replicating(95)))
    async with opened(contoso.connect) as stage:
        contoso.azure.put(version("2.4.1", actual="eastus2 Completed 100"))
        await stage.pass_time(5)
        assert stage.rows() == ["✓ Completed ██████████ 100 % East US 2 (home) 1"]
        assert stage.explorer.lower.title == "Replication · 1 of 1 done"


async def test_nothing_is_written_to_the_terminal_while_nothing_changes(opened: Stages, contoso: Contoso) -> None:
    contoso.azure.put(version("2.4.1", REGIONS, ACTUAL))
    async with opened(contoso.connect) as stage:
        painted: list[object] = []
        stage.app._display = lambda screen, renderable: painted.append(renderable)  # type: ignore[method-assign]  # counts frames
        asked = contoso.script.count("version", VERSION)
        await stage.pass_time(30)
        assert contoso.script.count("version", VERSION) > asked
        assert painted == []
        await stage.press("z")
        assert painted


async def test_a_version_whose_status_cannot_be_read_says_why_until_it_can(opened: Stages, contoso: Contoso) -> None:
    refusal = contoso.script.refuse("version", Unavailable("the connection to management.azure.com broke off"))
    async with opened(contoso.connect, place=version().id, settled=False) as stage:
        await stage.until(stage.about)
        assert stage.rows() == ["Could not be read."]
        assert "Azure did not answer: the connection to management.azure.com broke off" in stage.about()
        refusal.times = 0
        await stage.pass_time(5)
        assert stage.rows() == ["✓ Completed ██████████ 100 % East US 2 (home) 1"]
        assert stage.about() == "East US 2: machines can be made from it there."


async def test_ascii_terminals_lose_no_state(opened: Stages, contoso: Contoso) -> None:
    contoso.azure.put(version("2.4.1", REGIONS, ACTUAL))
    async with opened(contoso.connect, settings={"ascii": True}) as stage:
        assert [row.split()[:2] for row in stage.rows()] == [
            ["x", "Failed"],
            ["0", "Missing"],
            ["~", "Replicating"],
            ["~", "Replicating"],
            ["?", "Unknown"],
            ["+", "Completed"],
            ["+", "Completed"],
        ]
        assert {each for each in "".join(stage.screen()) if not each.isascii()} <= set("·…")
