"""Where the panes stand: three, two or one, zoomed or not, in any size of terminal."""

import pytest

from tests.tui.contoso import definition, version
from tests.tui.screens.stage import Contoso, Stage, Stages

SIZES = [(1, 1), (2, 2), (300, 1), (1, 100), (10, 3), (20, 5), (40, 12), (60, 15), (79, 24), (80, 24), (300, 100)]
ACTUAL = "eastus2 Completed 100, westeurope Failed 34 why"


@pytest.fixture
def failing(contoso: Contoso) -> Contoso:
    """A version that failed in one of its two regions."""
    contoso.azure.put(version("2.0.0", "East US 2, West Europe", ACTUAL))
    return contoso


def panes(stage: Stage) -> list[str]:
    shown = {"tree": stage.tree, "details": stage.explorer.details, "table": stage.table}
    return [name for name, widget in shown.items() if widget.region.area and widget in stage.app.screen.query("*")]


@pytest.mark.parametrize(
    ("size", "shown"),
    [
        ((120, 40), ["tree", "details", "table"]),
        ((80, 24), ["tree", "details", "table"]),
        ((79, 24), ["tree"]),
        ((60, 15), ["tree"]),
    ],
)
async def test_below_eighty_columns_there_is_one_pane(
    opened: Stages, failing: Contoso, size: tuple[int, int], shown: list[str]
) -> None:
    async with opened(failing.connect, size=size) as stage:
        assert panes(stage) == shown


async def test_with_one_pane_tab_reaches_the_table_and_esc_comes_back(opened: Stages, failing: Contoso) -> None:
    async with opened(failing.connect, size=(60, 15)) as stage:
        await stage.press("tab")
        assert panes(stage) == ["details", "table"]
        assert stage.table.has_focus
        assert stage.rows()[0].startswith("✗ Failed")
        await stage.press("escape")
        assert panes(stage) == ["tree"]
        assert stage.tree.has_focus


async def test_with_one_pane_enter_on_a_version_goes_to_its_regions(opened: Stages, failing: Contoso) -> None:
    async with opened(failing.connect, size=(60, 15)) as stage:
        await stage.press("enter")
        assert panes(stage) == ["details", "table"]
        await stage.press("shift+tab")
        assert panes(stage) == ["tree"]


async def test_zoom_gives_the_focused_pane_all_and_takes_it_back(opened: Stages, failing: Contoso) -> None:
    async with opened(failing.connect) as stage:
        await stage.press("z")
        assert panes(stage) == ["tree"]
        await stage.press("tab")
        assert panes(stage) == ["table"]
        await stage.press("z")
        assert panes(stage) == ["tree", "details", "table"]
        await stage.press("z")
        assert panes(stage) == ["table"]
        await stage.press("escape")
        assert panes(stage) == ["tree", "details", "table"]


async def test_a_short_screen_has_the_details_in_one_line(opened: Stages, failing: Contoso) -> None:
    async with opened(failing.connect, size=(100, 24)) as stage:
        assert "Succeeded · in 1 of 2 regions" in stage.details()
        await stage.pilot.resize_terminal(100, 40)
        await stage.settle()
        assert "Provisioning Succeeded" in stage.details()


async def test_it_lives_through_all_sizes_and_shows_the_same_afterwards(opened: Stages, failing: Contoso) -> None:
    async with opened(failing.connect) as stage:
        before = stage.screen()
        for columns, rows in SIZES:
            await stage.pilot.resize_terminal(columns, rows)
            await stage.settle()
            assert len(stage.screen()) == rows
            await stage.press("tab", "z", "down", "z", "shift+tab", "question_mark", "escape")
        await stage.pilot.resize_terminal(120, 40)
        await stage.press("up", "up", "up", "up", "g")
        await stage.go_to(version("2.0.0").key)
        assert stage.screen() == before


@pytest.mark.parametrize("size", SIZES)
async def test_it_starts_in_every_size(opened: Stages, failing: Contoso, size: tuple[int, int]) -> None:
    async with opened(failing.connect, size=size) as stage:
        assert stage.tree.cursor_key == version("2.0.0").key
        await stage.press("slash", "a", "escape", "escape")


async def test_what_the_narrow_header_keeps_is_the_place_then_the_problems(opened: Stages, failing: Contoso) -> None:
    async with opened(failing.connect) as stage:
        assert stage.header() == "sigscope Contoso · public ✗ 1 now ana@contoso.com"
        for columns, kept in ((40, "✗ 1"), (24, "Contoso · public")):
            await stage.pilot.resize_terminal(columns, 24)
            await stage.settle()
            assert kept in stage.header()
            assert "ana@contoso.com" not in stage.header()


async def test_the_footer_shows_at_most_eight_keys_and_help_is_the_last_to_go(opened: Stages, failing: Contoso) -> None:
    async with opened(failing.connect) as stage:
        assert stage.screen()[-1].split() == [
            *("/", "filter", ":", "go", "to", "y", "copy", "u", "used", "by"),
            *("m", "matrix", "v", "raw", "?", "help", "q", "quit"),
        ]
        await stage.pilot.resize_terminal(12, 10)
        await stage.settle()
        assert stage.screen()[-1].split() == ["?", "help"]


async def test_the_lower_pane_keeps_its_title_and_rows_where_details_are_long(opened: Stages, failing: Contoso) -> None:
    async with opened(failing.connect, size=(80, 24)) as stage:
        await stage.go_to(definition().key)
        assert stage.explorer.lower.title == "2 versions"
        assert len(stage.rows()) == 2


async def test_the_footer_hints_at_what_is_of_use_where_one_stands(opened: Stages, failing: Contoso) -> None:
    async with opened(failing.connect) as stage:
        await stage.go_to(version().key)
        assert "v raw" in " ".join(stage.screen()[-1].split())
        assert "enter open" not in " ".join(stage.screen()[-1].split())
        await stage.press("tab")
        assert " ".join(stage.screen()[-1].split()).startswith("enter open")
        await stage.press("slash")
        assert stage.screen()[-1].split() == ["enter", "keep", "esc", "clear"]
