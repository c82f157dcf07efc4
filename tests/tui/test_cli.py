"""What may be typed: commands, places, options before and after them, and what is said of anything else."""

from pathlib import Path

import pytest

from tests.simulated import VERSION
from tests.tui.fabrikam import OPEN, SHARED
from tests.tui.headless.stage import Ran, Shell
from tui.connector import Connector
from tui.folders import settings_file
from tui.model.errors import Unavailable
from tui.services.gateway import Directory
from tui.settings import Resolved, Settings

PORTAL = f"https://portal.azure.com/#@contoso.com/resource{VERSION}/overview"
Opened = list[tuple[Settings, str | None]]


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[Settings]:
    """The settings of every connection that a command has asked for; none comes about."""
    asked: list[Settings] = []

    async def refuse(connector: Connector) -> Directory:
        asked.append(connector._settings)
        raise Unavailable("nothing is behind this test")

    monkeypatch.setattr(Connector, "connect", refuse)
    return asked


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> Opened:
    """The settings and places with which the explorer was opened; it leaves with 0."""
    opened: Opened = []

    def run(resolved: Resolved, _: Connector, place: str | None) -> int:
        opened.append((resolved.settings, place))
        return 0

    monkeypatch.setattr("tui.app.run", run)
    return opened


@pytest.mark.parametrize("command", [("list", "galleries"), ("status", VERSION), ("doctor",)])
@pytest.mark.parametrize(
    ("words", "setting", "value"),
    [
        (("--endpoint", "https://localhost:1"), "endpoint", "https://localhost:1"),
        (("--ca-file", "ca.pem"), "ca_file", "ca.pem"),
        (("--cloud", "china"), "cloud", "china"),
        (("--tenant", "contoso.com"), "tenant", "contoso.com"),
        (("--subscription", "one"), "subscription", ("one",)),
        (("--auth", "environment"), "auth", "environment"),
        (("--log-level", "debug"), "log_level", "debug"),
        (("--read-only",), "read_only", True),
        (("--demo",), "demo", True),
    ],
    ids=lambda value: value[0] if isinstance(value, tuple) else "",
)
def test_connection_options_go_before_a_command_or_after_it(
    shell: Shell, asked: list[Settings], command: tuple[str, ...], words: tuple[str, ...], setting: str, value: object
) -> None:
    assert [shell.type(*words, *command).code, shell.type(*command, *words).code] == [5, 5]
    assert [getattr(each, setting) for each in asked] == [value, value]


def test_what_comes_after_the_command_wins_and_subscriptions_add_up(shell: Shell, asked: list[Settings]) -> None:
    before = ("--tenant", "first", "--subscription", "one", "--auth", "cli", "--subscription", "two")
    shell.type(*before, "list", "galleries", "--subscription", "three", "--tenant", "second")
    (settings,) = asked
    assert (settings.tenant, settings.auth) == ("second", "cli")
    assert settings.subscription == ("one", "two", "three")


def test_a_flag_beats_a_variable_beats_the_settings(shell: Shell, asked: list[Settings]) -> None:
    shell.settings('tenant = "file"\ncloud = "usgov"\nauth = "cli"')
    shell.environ.setenv("SIGSCOPE_TENANT", "variable")
    shell.environ.setenv("SIGSCOPE_CLOUD", "china")
    shell.type("list", "galleries", "--tenant", "flag")
    (settings,) = asked
    assert (settings.tenant, settings.cloud, settings.auth) == ("flag", "china", "cli")


def test_another_settings_file_can_be_named_on_either_side(shell: Shell, asked: list[Settings], tmp_path: Path) -> None:
    (tmp_path / "mine.toml").write_text('tenant = "mine"')
    shell.type("--config", str(tmp_path / "mine.toml"), "list", "galleries")
    shell.type("list", "galleries", "--config", str(tmp_path / "mine.toml"))
    assert [each.tenant for each in asked] == ["mine", "mine"]


@pytest.mark.parametrize(
    ("words", "place"),
    [
        ((), None),
        ((VERSION,), VERSION),
        ((PORTAL,), PORTAL),
        (("--read-only", VERSION), VERSION),
        ((OPEN.gallery,), OPEN.gallery),
        ((SHARED.gallery,), SHARED.gallery),
        (("--read-only", f"{OPEN} westeurope"), f"{OPEN} westeurope"),
    ],
)
def test_without_a_command_the_explorer_opens_at_the_place_that_is_named(
    shell: Shell, opened: Opened, words: tuple[str, ...], place: str | None
) -> None:
    assert shell.type(*words) == Ran(0, "", "")
    assert [where for _, where in opened] == [place]


def test_options_after_a_place_hold_too(shell: Shell, opened: Opened) -> None:
    shell.type("--tenant", "first", VERSION, "--tenant", "second", "--theme", "light", "--no-mouse")
    ((settings, _),) = opened
    assert (settings.tenant, settings.theme, settings.mouse) == ("second", "light", False)


@pytest.mark.parametrize(
    ("words", "complaint"),
    [
        (("lst",), "there is no command lst: did you mean list?"),
        (("--demmo",), "there is no option --demmo: did you mean --demo?"),
        (("--mo-mouse",), "there is no option --mo-mouse: did you mean --no-mouse?"),
        (("list", "galleries", "--outptu", "json"), "there is no option --outptu: did you mean --output?"),
        (("list", "versoins"), "definitions, versions, quotas: did you mean versions?"),
        (("list", "galleries", "-o", "jsn"), "jsn is none of table, json, tsv, ndjson: did you mean json?"),
        (("status", VERSION, "-o", "tsv"), "tsv is none of table, json: did you mean json?"),
        (("--cloud", "publik", "doctor"), "publik is none of public, usgov, china: did you mean public?"),
        (("doctor", "--auth", "device_code"), ": did you mean device-code?"),
        (("--tenant",), "Option '--tenant' requires an argument."),
        (("list",), "Missing argument '{subscriptions|galleries|definitions|versions|quotas}'."),
        (("status",), "Missing argument 'VERSION_ID'."),
        (("list", "galleries", "more"), "Got unexpected extra argument (more)"),
        (("doctor", "--config", "/nowhere.toml"), "/nowhere.toml: there is no such file"),
        (("not/an/id",), "no subscription, gallery, definition or version is named by 'not/an/id'"),
        (("list", "galleries", "--ca-file", "/nowhere.pem"), "--ca-file /nowhere.pem: no such file or directory"),
        (("list", "galleries", "--endpoint", "http://contoso.com"), "--endpoint http://contoso.com is not encrypted"),
        (("simulate", "--limits", "of"), "of is none of real, off: did you mean off?"),
        (("simulate", "--scale", "galeries=2"), "galeries"),
        (("list", "galleries", "-o", "\x1b[31m"), r"\x1b[31m is none of"),
    ],
)
def test_what_is_wrong_is_named_in_one_line_with_the_nearest_right_one(
    shell: Shell, words: tuple[str, ...], complaint: str
) -> None:
    ran = shell.type(*words)
    assert (ran.code, ran.out, ran.err.count("\n")) == (2, "", 1)
    assert ran.err.startswith("sigscope: ")
    assert complaint in ran.err


@pytest.mark.parametrize("words", [("doctor",), ("list", "galleries"), ("status", VERSION), ()])
def test_no_command_starts_on_settings_that_are_wrong(shell: Shell, words: tuple[str, ...]) -> None:
    shell.settings('them = "dark"')
    ran = shell.type(*words)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err == f"sigscope: {settings_file()}: no setting is called them: did you mean theme?\n"


def test_neither_a_broken_theme_nor_broken_keys_stop_the_start(shell: Shell, opened: Opened) -> None:
    shell.settings('theme = "drak"\n[keys]\nqiut = "Q"\nzoom = "f9"')
    assert shell.type() == Ran(0, "", "")
    ((settings, _),) = opened
    assert (settings.theme, settings.keys) == ("dark", {"zoom": "f9"})


@pytest.mark.parametrize("words", [("--theme", "drak"), ("list", "galleries", "--demo")])
def test_a_theme_that_was_typed_or_set_as_a_variable_is_refused(shell: Shell, words: tuple[str, ...]) -> None:
    shell.environ.setenv("SIGSCOPE_THEME", "drak")
    ran = shell.type(*words)
    assert (ran.code, ran.out) == (2, "")
    assert "drak is none of dark, light, terminal: did you mean dark?" in ran.err


def test_a_command_without_a_screen_takes_no_notice_of_looks_and_keys(shell: Shell, asked: list[Settings]) -> None:
    shell.settings('theme = "drak"\n[keys]\nqiut = "Q"\nrefresh = "f"')
    ran = shell.type("list", "galleries")
    assert (ran.code, len(asked)) == (5, 1)
    assert "drak" not in ran.err
    assert "qiut" not in ran.err


@pytest.mark.parametrize("words", [("--help",), ("-h",), ("list", "--help"), ("status", "-h"), ("simulate", "--help")])
def test_help_is_a_result(shell: Shell, words: tuple[str, ...]) -> None:
    ran = shell.type(*words)
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.startswith("Usage: sigscope")


def test_help_names_every_connection_option_with_its_variable(shell: Shell) -> None:
    said = " ".join(shell.type("list", "--help").out.split())
    for option in ("endpoint", "ca-file", "cloud", "tenant", "subscription", "scope", "auth", "read-only", "config"):
        assert f"--{option} " in said
        assert f"[SIGSCOPE_{option.upper().replace('-', '_')}]" in said


def test_the_version_is_a_result(shell: Shell) -> None:
    assert shell.type("--version").out.startswith("sigscope ")


def test_the_demo_reads_nothing_real_and_needs_no_credential(shell: Shell) -> None:
    shell.environ.setenv("PATH", "/nowhere")
    shell.environ.setenv("AZURE_CLIENT_SECRET", "never used")
    ran = shell.type("list", "subscriptions", "--demo", "-o", "json")
    assert ran.code == 6
    assert "Contoso Production" in ran.names
    assert "Fabrikam" in ran.err
