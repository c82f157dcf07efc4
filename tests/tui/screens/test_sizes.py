"""What matters is whole in every size that people work in: place, worst state, why, and the way to help."""

import pytest

from tests.tui.screens.stage import Stage, Stages
from tests.tui.screens.walk import VIEWS, demo, walk

SIZES = [(300, 100), (120, 40), (80, 24), (60, 15)]
VERSION = "2.4.1 · img_prod / ubuntu-2204-hardened"
CAUSE = "West Europe, seen just now: Failed with internal server error."
CURE = "A fault of the service in that region. Cure: retry, else remove the region and add it back."
REGIONS = ["West Europe", "Brazil South", "North Europe", "Southeast Asia", "East US 2 (home)", "West US 3"]
STATES = ["✗ Failed", "∅ Missing", "» Replicating", "» Replicating", "✓ Completed", "✓ Completed"]
PROGRESS = ["34 %", "", "69 %", "45 %", "100 %", "100 %"]
LEFT = ["", "", "~ 2 min", "~ 4 min", "", ""]


async def rows_one_by_one(stage: Stage) -> list[str]:
    """Each row of the table, as it is seen when the cursor comes to it."""
    found = []
    for region in REGIONS:
        found += [row for row in stage.rows() if f" {region}" in row]
        await stage.press("down")
    return list(dict.fromkeys(found))


@pytest.mark.parametrize("size", SIZES, ids=lambda size: "x".join(map(str, size)))
async def test_nothing_that_matters_is_cut(opened: Stages, size: tuple[int, int]) -> None:
    async with demo(opened, size) as stage:
        assert stage.header().startswith("sigscope SIMULATOR x10 Contoso · demo ✗ 3 » 4 ∅ 1")
        assert "2.4.1 ✗ 1 » 2 ∅ 1" in stage.branches()
        assert stage.screen()[-1].split()[:2] == ["/", "filter"]
        assert "? help" in " ".join(stage.screen()[-1].split())
        await stage.press("tab")
        assert VERSION in stage.page()
        assert stage.about() == f"{CAUSE} {CURE}"
        rows = await rows_one_by_one(stage)
    for row, *cells in zip(rows, STATES, PROGRESS, LEFT, REGIONS, strict=True):
        assert all(cell in row for cell in cells), row


async def test_a_diagnosis_that_has_no_room_says_that_there_is_more_and_enter_shows_it(opened: Stages) -> None:
    async with demo(opened, (40, 15)) as stage:
        await stage.press("tab")
        assert stage.about().endswith("…")
        assert not stage.about().endswith("back.…")
        assert stage.screen()[-1].split()[:2] == ["enter", "open"]
        await stage.press("enter")
        assert f"{CAUSE} {CURE}" in stage.page()


async def test_every_view_opens_in_the_smallest_size_and_lives_through_others(opened: Stages) -> None:
    seen = []
    async with demo(opened, (60, 15)) as stage:
        async for view in walk(stage):
            for columns, rows in [(80, 24), (60, 15)]:
                await stage.pilot.resize_terminal(columns, rows)
                await stage.settle()
            seen.append(view)
    assert seen[: len(VIEWS)] == [*VIEWS]
