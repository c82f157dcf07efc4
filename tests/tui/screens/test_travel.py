"""Going to places by name, back and forward, and copying how they are written."""

import re

import pytest
from textual import events
from textual.events import Key
from textual.keys import _character_to_key

from tests.tui.contoso import definition, gallery, subscription, version
from tests.tui.screens.stage import Contoso, Stage, Stages
from tui.folders import folders
from widgets.finder import Finder
from widgets.text_page import TextPage


@pytest.fixture
def company(contoso: Contoso) -> Contoso:
    """Two definitions, one of them with more versions than the tree shows."""
    contoso.azure.put(
        definition("windows"),
        version("9.0.0", within=definition("windows"), actual="eastus2 Completed 100"),
        *(version(f"1.{number}.0", actual="eastus2 Completed 100") for number in range(1, 20)),
    )
    return contoso


async def standing(stage: Stage, key: str) -> None:
    """Wait until the explorer stands on a key, and has been there long enough to remember it."""
    await stage.until(lambda: stage.tree.cursor_key == key)
    await stage.until(lambda: stage.explorer.place.cursor == key)
    stage.explorer.arrived(key)


async def test_parts_of_a_name_lead_to_it_even_to_a_version_that_the_tree_does_not_show(
    opened: Stages, company: Contoso
) -> None:
    async with opened(company.connect) as stage:
        await stage.press("colon")
        assert isinstance(stage.app.screen, Finder)
        await stage.type("ubu 1.2.0")
        await stage.press("enter")
        await standing(stage, version("1.2.0").key)
        assert "1.2.0" in stage.details()


async def test_an_id_that_is_pasted_anywhere_opens_it(opened: Stages, company: Contoso) -> None:
    async with opened(company.connect) as stage:
        wanted = version("9.0.0", within=definition("windows"))
        url = f"https://portal.azure.com/#@contoso.com/resource{wanted.id}/overview"
        stage.app.screen.post_message(events.Paste(url))
        await stage.until(lambda: isinstance(stage.app.screen, Finder))
        await stage.press("enter")
        await standing(stage, wanted.key)


async def test_anything_else_that_is_pasted_is_left_alone(opened: Stages, company: Contoso) -> None:
    async with opened(company.connect) as stage:
        stage.app.screen.post_message(events.Paste("q\nrm -rf /\n"))
        await stage.settle()
        assert stage.app.screen is stage.explorer
        assert stage.app.is_running


async def test_a_command_can_be_found_by_what_it_does(opened: Stages, company: Contoso) -> None:
    async with opened(company.connect) as stage:
        await stage.press("colon")
        await stage.type("command only what failed")
        await stage.press("enter")
        await stage.until(lambda: stage.explorer.tree_pane.problems_only)


async def test_back_leads_to_where_one_was_and_forward_returns(opened: Stages, company: Contoso) -> None:
    async with opened(company.connect) as stage:
        places = [gallery().key, definition("windows").key, version("1.19.0").key]
        for place in places:
            stage.explorer.go(place)
            await standing(stage, place)
        for key, place in (
            ("left_square_bracket", places[1]),
            ("backspace", places[0]),
            ("right_square_bracket", places[1]),
        ):
            await stage.press(key)
            await standing(stage, place)


async def test_y_copies_the_id_and_says_what_was_done_and_no_more(
    opened: Stages, company: Contoso, copied: list[str]
) -> None:
    async with opened(company.connect) as stage:
        await stage.go_to(definition("windows").key)
        await stage.press("y")
        await stage.until(lambda: copied)
        assert copied == [definition("windows").id]
        await stage.until(
            lambda: [each.message for each in stage.app._notifications] == ["id sent to the terminal by OSC 52"]
        )


async def test_copy_as_asks_in_which_way(opened: Stages, company: Contoso, copied: list[str]) -> None:
    async with opened(company.connect) as stage:
        await stage.go_to(subscription().key)
        await stage.press("Y")
        await stage.type("az")
        await stage.press("enter")
        await stage.until(lambda: copied)
        assert copied == ["az sig list --subscription prod"]


async def test_what_cannot_be_sent_is_shown_to_be_selected_by_hand(opened: Stages, company: Contoso) -> None:
    async with opened(company.connect, settings={"clipboard": "off"}) as stage:
        await stage.go_to(gallery().key)
        await stage.press("y")
        await stage.until(lambda: isinstance(stage.app.screen, TextPage))
        assert "copying is turned off" in stage.page()
        assert "img_prod" in stage.page()


async def test_what_nothing_takes_is_kept_in_a_file_of_ones_own_and_the_screen_names_it(
    opened: Stages, company: Contoso
) -> None:
    async with opened(company.connect, settings={"clipboard": "native"}) as stage:
        await stage.go_to(definition().key)
        await stage.press("y")
        await stage.until(lambda: isinstance(stage.app.screen, TextPage))
        kept = folders(demo=False).copies / "ubuntu_id.txt"
        assert kept.read_text() == definition().id
        assert kept.stat().st_mode & 0o777 == 0o600
        said = f"id: native is not there. It is in {kept}"
        await stage.until(lambda: [each.message for each in stage.app._notifications] == [said])
        await stage.until(lambda: said.replace(" ", "") in stage.page().replace(" ", ""))
        assert definition().id in stage.page().replace(" ", "")


async def test_what_is_too_long_for_the_terminal_is_said_to_be_and_where_it_went(
    opened: Stages, company: Contoso, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tui.terminal.clipboard.MOST_BYTES", 20)
    async with opened(company.connect, settings={"clipboard": "osc52"}) as stage:
        await stage.go_to(definition().key)
        await stage.press("Y")
        await stage.type("portal")
        await stage.press("enter")
        await stage.until(lambda: isinstance(stage.app.screen, TextPage) and list(stage.app._notifications))
        (said,) = [each.message for each in stage.app._notifications]
    kept = folders(demo=False).copies / "ubuntu_portal_URL.txt"
    told = r"portal URL: too long for the terminal, \d+ bytes where it takes 20\. It is in "
    assert re.fullmatch(told + re.escape(str(kept)), said)


async def test_where_no_file_can_be_written_either_it_is_shown_all_the_same(opened: Stages, company: Contoso) -> None:
    async with opened(company.connect, settings={"clipboard": "tmux"}) as stage:
        folders(demo=False).state.mkdir(parents=True)
        folders(demo=False).copies.write_text("in the way")
        await stage.press("y")
        await stage.until(lambda: "tmux is not there. No file could be written either" in stage.page())
        assert isinstance(stage.app.screen, TextPage)


async def test_what_is_selected_in_a_field_goes_the_same_way(
    opened: Stages, company: Contoso, copied: list[str]
) -> None:
    async with opened(company.connect) as stage:
        await stage.press("colon", *"ubu", "shift+home", "ctrl+c")
        await stage.until(lambda: copied)
        assert copied == ["ubu"]


async def test_with_the_table_in_focus_the_row_under_its_cursor_is_copied(
    opened: Stages, company: Contoso, copied: list[str]
) -> None:
    async with opened(company.connect) as stage:
        await stage.go_to(definition().key)
        await stage.press("tab", "down", "y")
        await stage.until(lambda: copied)
        assert copied == [version("1.18.0").id]


async def test_what_is_marked_is_copied_together(opened: Stages, company: Contoso, copied: list[str]) -> None:
    async with opened(company.connect) as stage:
        await stage.go_to(definition().key)
        await stage.press("tab", "space", "down", "space", "y")
        await stage.until(lambda: copied)
        assert copied == ["\n".join((version("1.19.0").id, version("1.18.0").id))]


async def test_a_place_that_is_not_there_is_said_so_and_the_explorer_opens_where_it_would(
    opened: Stages, company: Contoso
) -> None:
    async with opened(company.connect, place=str(version("77.0.0").id)) as stage:
        await stage.until(lambda: stage.app._notifications)
        said = [each.message for each in stage.app._notifications]
        assert said == ["77.0.0 is not there, or the account may not see it."]
        assert stage.tree.cursor_key is not None


async def test_a_place_that_no_overview_has_yet_is_read_and_opened(opened: Stages, company: Contoso) -> None:
    async with opened(company.connect) as stage:
        new = version("30.0.0", actual="eastus2 Replicating 3")
        company.azure.put(new)
        stage.explorer.go(new.key)
        await standing(stage, new.key)


async def test_a_command_is_found_with_the_key_that_the_settings_gave_it(opened: Stages, company: Contoso) -> None:
    async with opened(company.connect, settings={"keys": {"zoom": "f9"}}) as stage:
        await stage.press("colon")
        await stage.type("command whole screen")
        assert "f9" in stage.page()


async def test_a_word_typed_at_once_behind_the_key_is_gone_to(opened: Stages, contoso: Contoso) -> None:
    """As a paste or a slow line brings it: all keys in one go."""
    async with opened(contoso.connect) as stage:
        for character in ":ubuntu":
            stage.app.post_message(Key(_character_to_key(character), character))
        await stage.settle()
        await stage.press("enter")
        await stage.until(lambda: stage.tree.cursor_key == definition().key)


async def test_the_keys_of_the_explorer_are_text_in_its_filter(opened: Stages, contoso: Contoso) -> None:
    async with opened(contoso.connect) as stage:
        await stage.press("slash", *"state:x/y")
        assert stage.explorer.tree_pane.filter_line.value == "state:x/y"
