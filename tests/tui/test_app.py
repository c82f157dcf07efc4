"""The program put together: what the settings make of it, and how changes reach the screen."""

import pytest

from tests.tui.contoso import version
from tests.tui.screens.stage import Contoso, Stages, clock, contoso, opened
from tui.folders import settings_file
from tui.services.inventory import ROOT
from tui.terminal.abilities import NoTerminal, need_terminal

__all__ = ["clock", "contoso", "opened"]


async def test_what_changes_while_the_terminal_takes_nothing_is_shown_once_it_does(
    opened: Stages, contoso: Contoso, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with opened(contoso.connect, place=version().id) as stage:
        monkeypatch.setattr("tui.app.FLUSH_EVERY", 0.001)
        stage.app.gate.open = False
        contoso.azure.put(version(actual="eastus2 Failed 34 why"))
        await stage.press("r")
        await stage.settle()
        assert stage.rows()[0].startswith("✓ Completed")
        stage.app.gate.open = True
        await stage.until(lambda: stage.rows()[0].startswith("✗ Failed"))


async def test_everything_is_let_go_of_at_the_end(opened: Stages, contoso: Contoso) -> None:
    async with opened(contoso.connect):
        assert not contoso.directory.closed
    assert contoso.directory.closed


async def test_what_changes_while_it_closes_is_no_error(opened: Stages, contoso: Contoso) -> None:
    async with opened(contoso.connect) as stage:
        app = stage.app
    app.on_sigscope_app_changed(app.Changed(frozenset({ROOT})))


@pytest.mark.parametrize(("setting", "dark"), [("dark", True), ("light", False)])
async def test_the_theme_is_the_one_that_the_settings_name(
    opened: Stages, contoso: Contoso, setting: str, dark: bool
) -> None:
    async with opened(contoso.connect, settings={"theme": setting}) as stage:
        assert stage.app.current_theme.dark is dark


async def test_what_cannot_be_used_of_the_settings_is_told_once_at_the_start_and_stays_in_the_messages(
    opened: Stages, contoso: Contoso
) -> None:
    file = settings_file()
    file.parent.mkdir(parents=True)
    file.write_text('theme = "drak"\n[keys]\nqiut = "Q"\nzoom = "f9"\nmessages = "strg+m"\nrefresh = "f"')
    async with opened(contoso.connect) as stage:
        told = "4 of the settings cannot be used, and the default stands. ! tells more."
        assert [each.message for each in stage.app._notifications] == [told]
        assert stage.app.current_theme.name == "sigscope-dark"
        await stage.press("f9")
        assert stage.explorer.panes.zoomed
        await stage.press("!")
        page = stage.page().replace(" ", "")
    for complaint in (
        "theme: drak is none of dark, light, terminal: did you mean dark?",
        "keys: nothing is called qiut: did you mean quit?",
        "keys.messages: no key is called strg+m: did you mean ctrl+m?",
        "keys.refresh: f would mean both problems and refresh",
        "sigscope config check",
    ):
        assert complaint.replace(" ", "") in page


async def test_where_the_settings_are_as_they_should_be_nothing_is_told(opened: Stages, contoso: Contoso) -> None:
    async with opened(contoso.connect, settings={"keys": {"zoom": "f9"}}) as stage:
        assert not stage.app._notifications


@pytest.mark.parametrize(
    ("settings", "environ", "plain"),
    [
        ({}, {"TERM": "xterm-256color"}, False),
        ({"ascii": True}, {"TERM": "xterm-256color"}, True),
        ({"ambiguous": "wide"}, {"TERM": "xterm-256color"}, True),
        ({}, {"TERM": "linux"}, True),
        ({}, {"TERM": "vt220"}, True),
        ({"ascii": False}, {"TERM": "linux"}, False),
    ],
)
async def test_signs_are_ascii_where_the_terminal_or_its_user_wants_them_so(
    opened: Stages,
    contoso: Contoso,
    monkeypatch: pytest.MonkeyPatch,
    settings: dict[str, object],
    environ: dict[str, str],
    plain: bool,
) -> None:
    monkeypatch.setattr("locale.getpreferredencoding", lambda do_setlocale: "UTF-8")
    for name, value in environ.items():
        monkeypatch.setenv(name, value)
    async with opened(contoso.connect, settings=settings) as stage:
        assert stage.branches() == ["prod +" if plain else "prod ✓"]
        assert stage.screen()[1].startswith("+-" if plain else "╭─")


@pytest.mark.parametrize("settings", [{"read-only": True}, {"endpoint": "https://localhost:1"}, {}])
async def test_the_header_says_what_is_special_about_the_place(
    opened: Stages, contoso: Contoso, settings: dict[str, object]
) -> None:
    async with opened(contoso.connect, settings=settings) as stage:
        assert ("READ-ONLY" in stage.header()) is ("read-only" in settings)
        assert ("SIMULATOR" in stage.header()) is ("endpoint" in settings)


async def test_a_protected_scope_is_named_loud(opened: Stages, contoso: Contoso) -> None:
    scopes = {"night": {"subscriptions": ["prod"], "protected": True}, "day": {"subscriptions": ["prod"]}}
    for scope in scopes:
        async with opened(contoso.connect, settings={"scopes": scopes, "scope": scope}) as stage:
            assert ("PROTECTED night" in stage.header()) is (scope == "night")


def test_without_a_terminal_it_refuses_to_draw() -> None:
    with pytest.raises(NoTerminal, match="needs a terminal"):
        need_terminal({"TERM": "xterm"})
