"""The filter, and `f`: only what one looks for."""

import pytest
from textual.events import Key
from textual.keys import _character_to_key

from tests.tui.contoso import FABRIKAM, definition, gallery, subscription, version
from tests.tui.screens.stage import Contoso, Stage, Stages
from tests.tui.services.virtual_clock import VirtualClock
from tui.model.errors import AuthRequired

DONE = "eastus2 Completed 100"
WINDOWS = definition("windows")
LINUX = [
    version("1.0.0", actual=DONE),
    version("1.1.0", "East US 2, West Europe", f"{DONE}, westeurope Failed 3 why"),
    version("1.2.0", "East US 2, West Europe", f"{DONE}, westeurope Completed 100"),
]


@pytest.fixture
def company(contoso: Contoso) -> Contoso:
    """Two subscriptions, three galleries, two definitions, five versions; one region failed, one moves."""
    contoso.azure.put(
        *LINUX,
        WINDOWS,
        version("9.0.0", within=WINDOWS, actual="eastus2 Replicating 45"),
        version("8.0.0", within=WINDOWS, actual=DONE, state="Failed"),
        subscription("dev"),
        gallery("sandbox", "dev"),
    )
    return contoso


def visible_names(stage: Stage) -> list[str]:
    return [line.split()[0] for line in stage.branches()]


async def filtered(stage: Stage, text: str) -> list[str]:
    await stage.press("slash")
    await stage.type(text)
    return visible_names(stage)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("1.1", ["prod", "img_prod", "ubuntu", "1.1.0"]),
        ("sandbox", ["dev", "sandbox"]),
        ("'sand", ["nothing"]),
        ("'1.1.0", ["prod", "img_prod", "ubuntu", "1.1.0"]),
        ("name:ubuntu", ["prod", "img_prod", "ubuntu", "1.2.0", "1.1.0", "1.0.0"]),
        ("region:westeurope !name:1.2.0", ["prod", "img_prod", "ubuntu", "1.1.0"]),
        ("definition:windows state:succeeded", ["prod", "img_prod", "windows", "9.0.0"]),
        ("state:failed definition:ubuntu", ["prod", "img_prod", "ubuntu", "1.1.0"]),
        ("state:failed definition:windows", ["prod", "img_prod", "windows", "8.0.0"]),
        ("state:replicating", ["prod", "img_prod", "windows", "9.0.0"]),
        ('subscription_name:"dev"', ["dev", "sandbox"]),
    ],
)
async def test_only_what_matches_stays_with_what_it_lies_in(
    opened: Stages, company: Contoso, text: str, names: list[str]
) -> None:
    async with opened(company.connect) as stage:
        assert await filtered(stage, text) == names


async def test_the_cursor_goes_to_the_first_match_and_the_arrows_move_it_meanwhile(
    opened: Stages, company: Contoso
) -> None:
    async with opened(company.connect) as stage:
        await filtered(stage, "region:westeurope")
        assert stage.tree.cursor_key == version("1.2.0").key
        assert visible_names(stage) == ["prod", "img_prod", "ubuntu", "1.2.0", "1.1.0"]
        await stage.press("down")
        assert stage.tree.cursor_key == version("1.1.0").key
        assert stage.explorer.tree_pane.filter_line.has_focus
        assert stage.rows()[0].startswith("✗ Failed")


async def test_enter_keeps_the_filter_and_esc_brings_all_back(opened: Stages, company: Contoso) -> None:
    async with opened(company.connect) as stage:
        before = visible_names(stage)
        await filtered(stage, "sandbox")
        await stage.press("enter")
        assert stage.tree.has_focus
        assert visible_names(stage) == ["dev", "sandbox"]
        assert stage.explorer.tree_pane.filter_line.display
        await stage.press("escape")
        assert {*before, "sandbox"} == set(visible_names(stage))
        await stage.press("escape")
        assert not stage.explorer.tree_pane.filter_line.display


async def test_in_the_line_esc_clears_and_again_leaves(opened: Stages, company: Contoso) -> None:
    async with opened(company.connect) as stage:
        await filtered(stage, "sandbox")
        await stage.press("escape")
        assert stage.explorer.tree_pane.filter_line.has_focus
        assert "prod" in visible_names(stage)
        await stage.press("escape")
        assert stage.tree.has_focus
        assert not stage.explorer.tree_pane.filter_line.display


async def test_keys_of_the_explorer_are_letters_in_the_filter(opened: Stages, company: Contoso) -> None:
    async with opened(company.connect) as stage:
        await filtered(stage, "qfrz!?")
        assert stage.explorer.tree_pane.filter_line.value == "qfrz!?"
        assert stage.app.is_running
        assert not stage.explorer.tree_pane.problems_only


async def test_where_nothing_matches_that_is_said(opened: Stages, company: Contoso) -> None:
    async with opened(company.connect) as stage:
        await stage.press("slash")
        await stage.type("nowhere")
        assert stage.branches() == ["nothing matches"]


async def test_a_field_that_is_not_there_is_named_with_the_nearest_and_changes_nothing(
    opened: Stages, company: Contoso
) -> None:
    async with opened(company.connect) as stage:
        await stage.press("slash")
        await stage.type("stat:failed")
        assert stage.words(stage.explorer.query_one("#complaint")) == "no field is called stat: did you mean state?"
        assert not stage.app._notifications
        for _ in range(len("t:failed")):
            await stage.press("backspace")
        assert not stage.explorer.query_one("#complaint").display
        await stage.type("te:failed")
        assert not stage.explorer.query_one("#complaint").display
        assert "1.1.0" in visible_names(stage)


async def test_what_starts_to_match_while_the_filter_stands_appears(opened: Stages, company: Contoso) -> None:
    async with opened(company.connect) as stage:
        await filtered(stage, "state:failed")
        await stage.press("enter")
        company.azure.put(version("1.2.0", "East US 2, West Europe", "eastus2 Failed 1 why"))
        await stage.press("ctrl+r")
        await stage.until(lambda: "1.2.0" in visible_names(stage))


async def test_problems_only_shows_what_failed_is_missing_or_moves_and_then_all_again(
    opened: Stages, company: Contoso
) -> None:
    async with opened(company.connect) as stage:
        before = visible_names(stage)
        await stage.press("f")
        assert stage.explorer.tree_pane.title == "Galleries · problems only"
        assert visible_names(stage) == ["prod", "img_prod", "ubuntu", "1.1.0", "windows", "9.0.0", "8.0.0"]
        await stage.press("f")
        assert visible_names(stage) == before
        assert stage.explorer.tree_pane.title == "Galleries"


async def test_problems_and_filter_hold_together(opened: Stages, company: Contoso) -> None:
    async with opened(company.connect) as stage:
        await stage.press("f")
        await filtered(stage, "windows")
        assert set(visible_names(stage)) == {"prod", "img_prod", "windows", "9.0.0", "8.0.0"}


async def test_with_no_problems_left_the_tree_says_so(opened: Stages, contoso: Contoso) -> None:
    async with opened(contoso.connect) as stage:
        await stage.press("f")
        assert stage.branches() == ["nothing matches"]
        await stage.press("f")
        assert stage.branches() == ["prod ✓"]


async def test_a_filter_hides_tenants_too_and_they_come_back_with_all_else(opened: Stages, clock: VirtualClock) -> None:
    contoso = Contoso(clock, FABRIKAM)
    contoso.others[0].script.refuse("subscriptions", AuthRequired("for another tenant"))
    async with opened(contoso.connect) as stage:
        assert await filtered(stage, "img") == ["prod", "img_prod"]
        await stage.press("escape")
        assert visible_names(stage)[-1] == "Fabrikam:"


async def test_a_filter_that_nothing_matches_says_so_and_the_panes_speak_of_nothing(
    opened: Stages, company: Contoso
) -> None:
    async with opened(company.connect) as stage:
        await filtered(stage, "zzzz")
        assert stage.branches() == ["nothing matches"]
        assert stage.explorer.details.title == ""
        assert stage.rows() == []
        await stage.press("escape")
        await stage.until(lambda: stage.explorer.details.title)


@pytest.mark.parametrize("text", ["ubu 1.1", "state:failed", "windows"])
async def test_whatever_is_typed_the_panes_speak_of_what_the_cursor_is_on(
    opened: Stages, company: Contoso, text: str
) -> None:
    async with opened(company.connect) as stage:
        await stage.press("g")
        await filtered(stage, text)
        entry = stage.app.explorer._upkeep.inventory.entry(stage.tree.cursor_key or "")
        assert entry is not None
        assert stage.explorer.details.title.startswith(entry.value.name)


async def test_going_to_what_a_filter_hides_lifts_the_filter_and_says_so(opened: Stages, company: Contoso) -> None:
    async with opened(company.connect) as stage:
        await stage.press("f")
        stage.explorer.go(gallery("sandbox", "dev").key)
        await stage.until(lambda: (stage.tree.cursor_key or "").endswith("sandbox"))
        assert not stage.explorer.tree_pane.problems_only
        assert "The filter was lifted." in [each.message for each in stage.app._notifications]


async def test_keys_that_come_faster_than_they_are_drawn_end_where_slow_ones_do(
    opened: Stages, company: Contoso
) -> None:
    async with opened(company.connect) as stage:
        for text in ("ubu fail", "state:failed", "win"):
            await stage.press("slash")
            for letter in text:
                stage.app.post_message(Key(_character_to_key(letter), letter))
            await stage.settle()
            await stage.settle()
            await stage.press("escape", "escape")
        assert stage.app.is_running


async def test_a_word_typed_at_once_behind_the_key_is_filtered_by(opened: Stages, company: Contoso) -> None:
    async with opened(company.connect) as stage:
        for character in "/win/q":
            stage.app.post_message(Key(_character_to_key(character), character))
        await stage.until(lambda: stage.explorer.tree_pane.filter_line.value == "win/q")
