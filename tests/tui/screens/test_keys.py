"""Every key of the one table does what it says: a key without a case here fails."""

from typing import NamedTuple

import pytest
from textual.binding import Binding
from textual.screen import Screen

from tests.tui.contoso import version
from tests.tui.fabrikam import SHARED as SHARED_WITH_US
from tests.tui.fabrikam import fabrikam, foreign_gallery
from tests.tui.screens.stage import Contoso, Stage, Stages
from tui.app import SigscopeApp
from tui.keymap import KEYS, Key, clash, remapped
from tui.screens.body_pages import RawPage
from tui.screens.explorer import ExplorerScreen
from tui.screens.foreign_screen import ForeignScreen
from tui.screens.help_page import HelpPage
from tui.screens.sign_in import SignInScreen
from widgets.filter_line import FilterLine
from widgets.lazy_tree import LazyTree
from widgets.text_page import TextPage


class Case(NamedTuple):
    """What a key changes, after some other keys."""

    changes: str
    after: tuple[str, ...] = ()


SHARED = ("o", "enter")
"""Opens the gallery that others share."""

SEARCH = ("slash", "s", "enter")
"""Looks for what stands on a page more than once."""

CASES = {
    "filter": Case("filter"),
    "refresh": Case("asked"),
    "refresh.all": Case("asked"),
    "sort": Case("order", ("right", "down", "right", "down")),
    "problems": Case("problems"),
    "go.to": Case("screen"),
    "palette": Case("screen"),
    "trail.back": Case("notices"),
    "trail.forward": Case("notices"),
    "copy": Case("notices"),
    "copy.as": Case("screen"),
    "raw": Case("screen"),
    "used.by": Case("screen", ("right", "down", "right", "down")),
    "matrix": Case("rows", ("right", "down", "right", "down")),
    "sign.in": Case("notices"),
    "next.pane": Case("focus"),
    "previous.pane": Case("focus"),
    "zoom": Case("zoom"),
    "messages": Case("screen"),
    "help": Case("screen"),
    "back": Case("zoom", ("z",)),
    "quit": Case("running"),
    "move.up": Case("cursor", ("down",)),
    "move.down": Case("cursor"),
    "move.page_up": Case("cursor", ("end",)),
    "move.page_down": Case("cursor"),
    "move.top": Case("cursor", ("down", "down")),
    "move.bottom": Case("cursor"),
    "unfold": Case("open"),
    "fold": Case("cursor", ("down",)),
    "open": Case("open"),
    "mark": Case("marks"),
    "mark.all": Case("marks"),
    "filter.keep": Case("focus", ("slash",)),
    "filter.up": Case("cursor", ("slash", "down")),
    "filter.down": Case("cursor", ("slash",)),
    "filter.clear": Case("filter", ("slash",)),
    "page.search": Case("searching", ("v",)),
    "page.next": Case("title", ("v", *SEARCH)),
    "page.previous": Case("title", ("v", *SEARCH)),
    "page.copy": Case("notices", ("v",)),
    "page.answers": Case("title", ("question_mark",)),
    "page.close": Case("screen", ("v",)),
    "shared": Case("screen"),
    "foreign.filter": Case("typing", SHARED),
    "foreign.copy": Case("notices", SHARED),
    "foreign.copy.as": Case("screen", SHARED),
    "foreign.raw": Case("screen", SHARED),
    "foreign.refresh": Case("asked", SHARED),
    "foreign.go.to": Case("screen", SHARED),
    "foreign.back": Case("title", (*SHARED, "enter")),
    "foreign.help": Case("screen", SHARED),
    "foreign.close": Case("screen", SHARED),
    "interrupt": Case("notices"),
    "redraw": Case("painted"),
    "suspend": Case("notices"),
}
SCREENS: dict[str, type[object]] = {"sign in": SignInScreen, "foreign": ForeignScreen}
PRESSES = [
    pytest.param(key, pressed, id=f"{key.id}-{pressed}")
    for key in KEYS
    if key.where != "sign in"  # test_sign_in has these
    for pressed in key.keys.split(",")
]


@pytest.fixture(autouse=True)
def no_shell(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody could continue the tests if ctrl+z stopped them."""
    monkeypatch.setattr("tui.terminal.app.has_shell", lambda: False)


def test_every_key_has_a_case_and_every_id_stands_once() -> None:
    assert sorted(CASES) == sorted(key.id for key in KEYS if key.where != "sign in")


def test_no_key_means_two_things() -> None:
    for place in ("explorer", "page", "sign in", "foreign"):
        here = [key for key in KEYS if key.where in (place, "everywhere", *(("list",) if place == "explorer" else ()))]
        here += [key for key in KEYS if place == "foreign" and key.where == "list" and key.id not in ("fold", "unfold")]
        pressed = [each for key in here for each in key.keys.split(",")]
        assert sorted(set(pressed)) == sorted(pressed)


@pytest.mark.parametrize("key", [key for key in KEYS if key.action], ids=lambda key: key.id)
def test_every_action_is_there(key: Key) -> None:
    owner = SigscopeApp if key.action.startswith("app.") else SCREENS.get(key.where, ExplorerScreen)
    assert callable(getattr(owner, f"action_{key.action.removeprefix('app.').partition('(')[0]}"))


@pytest.mark.parametrize("key", [key for key in KEYS if not key.action], ids=lambda key: key.id)
def test_what_lists_and_the_app_bind_themselves_stands_in_the_table_as_they_bind_it(key: Key) -> None:
    owners = (LazyTree, SigscopeApp, FilterLine, TextPage, RawPage, HelpPage)
    bound = {each.id: each.key for owner in owners for each in owner.BINDINGS if isinstance(each, Binding)}
    assert bound[key.id] == key.keys


@pytest.mark.parametrize(("key", "pressed"), PRESSES)
async def test_each_key_does_something_that_one_sees(opened: Stages, contoso: Contoso, key: Key, pressed: str) -> None:
    contoso.azure.put(version(actual="eastus2 Completed 100"), *fabrikam(SHARED_WITH_US))
    contoso.azure.shares[False] = [foreign_gallery(SHARED_WITH_US)]
    async with opened(contoso.connect) as stage:
        if CASES[key.id].changes == "cursor":
            await stage.press("right")
        await stage.press(*CASES[key.id].after)
        await stage.settle()
        before = state(stage, contoso)
        await stage.press(pressed)
        await stage.until(lambda: state(stage, contoso)[CASES[key.id].changes] != before[CASES[key.id].changes])


async def test_a_key_that_the_settings_remap_is_the_one_that_counts(opened: Stages, contoso: Contoso) -> None:
    async with opened(contoso.connect, settings={"keys": {"zoom": "f9", "move.down": "n"}}) as stage:
        await stage.press("f9")
        assert stage.explorer.panes.zoomed
        await stage.press("z")
        assert stage.explorer.panes.zoomed
        await stage.press("right", "n")
        assert stage.tree.cursor_node is not None
        assert stage.tree.cursor_line == 1


def state(stage: Stage, contoso: Contoso) -> dict[str, object]:
    explorer: Screen[None] = stage.explorer
    page = stage.app.screen
    return {
        "order": stage.explorer.lower.order,
        "rows": stage.rows(),
        "searching": page.has_class("-searching"),
        "title": page.pane.title if isinstance(page, TextPage | ForeignScreen) else "",
        "typing": isinstance(page.focused, FilterLine),
        "cursor": stage.tree.cursor_key,
        "open": stage.tree.open_keys,
        "marks": stage.tree.marked,
        "focus": explorer.focused,
        "filter": stage.explorer.tree_pane.filter_line.display,
        "problems": stage.explorer.tree_pane.problems_only,
        "zoom": stage.explorer.panes.zoomed,
        "screen": type(stage.app.screen),
        "asked": len(contoso.script.asked),
        "running": stage.app.is_running,
        "notices": len(stage.app._notifications),
        "painted": stage.app._painted.forgotten,
    }


def test_two_things_on_one_key_are_named() -> None:
    assert clash(KEYS) is None
    assert str(clash(remapped({"refresh": "f"}))) == "f would mean both problems and refresh"
    assert str(clash(remapped({"refresh": "up"}))) == "up would mean both refresh and move.up"
    assert str(clash(remapped({"refresh": "ctrl+l"}))) == "ctrl+l would mean both refresh and redraw"
    assert str(clash(remapped({"foreign.raw": "j"}))) == "j would mean both move.down and foreign.raw"
    assert clash(remapped({"sign.in.again": "z"})) is None, "what stands on another page may share a key"
    assert clash(remapped({"foreign.raw": "l"})) is None, "nothing is folded there"
