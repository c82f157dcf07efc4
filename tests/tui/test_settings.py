"""Settings: from flags, variables and a file, each with its origin, and each complaint with its cure."""

from pathlib import Path
from typing import Any

import pytest

from tui.folders import settings_file
from tui.settings import FIELDS, Scope, Settings, SettingsError, resolve


def written(text: str) -> Path:
    """The settings file that is read unless another is named, with this in it."""
    file = settings_file()
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")
    return file


@pytest.mark.parametrize(
    ("flags", "environ", "file", "value", "origin"),
    [
        ({"theme": "light"}, {"SIGSCOPE_THEME": "terminal"}, 'theme = "dark"', "light", "flag"),
        ({}, {"SIGSCOPE_THEME": "terminal"}, 'theme = "light"', "terminal", "variable"),
        ({}, {"SIGSCOPE_THEME": ""}, 'theme = "light"', "light", "settings"),
        ({}, {}, "", "dark", "default"),
    ],
)
def test_a_flag_beats_a_variable_beats_the_file_beats_the_default(
    flags: dict[str, Any], environ: dict[str, str], file: str, value: str, origin: str
) -> None:
    written(file)
    resolved = resolve(flags, environ)
    assert (resolved.settings.theme, resolved.origins["theme"]) == (value, origin)


@pytest.mark.parametrize(
    ("variable", "text", "name", "value"),
    [
        ("SIGSCOPE_DEMO", "1", "demo", True),
        ("SIGSCOPE_READ_ONLY", "true", "read_only", True),
        ("SIGSCOPE_MOUSE", "false", "mouse", False),
        ("SIGSCOPE_ASCII", "0", "ascii", False),
        ("SIGSCOPE_ENDPOINT", "https://localhost:1", "endpoint", "https://localhost:1"),
        ("SIGSCOPE_CA_FILE", "/tmp/ca.pem", "ca_file", "/tmp/ca.pem"),  # noqa: S108 - never opened
        ("SIGSCOPE_TENANT", "42", "tenant", "42"),
        ("SIGSCOPE_LOG_LEVEL", "debug", "log_level", "debug"),
        ("SIGSCOPE_SUBSCRIPTION", "Contoso Production, 42", "subscription", ("Contoso Production", "42")),
    ],
)
def test_every_setting_has_a_variable(variable: str, text: str, name: str, value: object) -> None:
    resolved = resolve({}, {variable: text})
    assert getattr(resolved.settings, name) == value


def test_without_a_file_every_setting_is_at_its_default() -> None:
    resolved = resolve({}, {"HOME": "/root", "SIGSCOPIC": "not ours"})
    assert (resolved.settings, resolved.file) == (Settings(), None)
    assert resolved.origins == dict.fromkeys(FIELDS, "default")


def test_another_file_can_be_named_by_flag_before_variable(tmp_path: Path) -> None:
    first, second = tmp_path / "first.toml", tmp_path / "second.toml"
    first.write_text('tenant = "first"')
    second.write_text('tenant = "second"')
    written('tenant = "usual"')
    environ = {"SIGSCOPE_CONFIG": str(second)}
    assert resolve({}, {}).settings.tenant == "usual"
    assert resolve({}, environ).settings.tenant == "second"
    assert resolve({}, environ, first).settings.tenant == "first"


def test_scopes_and_keys_stand_in_the_file() -> None:
    written('[scopes.golden]\nsubscriptions = ["a"]\nprotected = true\n[keys]\nquit = "Q"')
    settings = resolve({"scope": "golden"}, {}).settings
    assert settings.scopes == {"golden": Scope(("a",), protected=True)}
    assert settings.keys == {"quit": "Q"}


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ('them = "dark"', "no setting is called them: did you mean theme?"),
        ("read_only = true", "no setting is called read_only: did you mean read-only?"),
        ('cloud = "gov"', "cloud: gov is none of public, usgov, china: did you mean usgov?"),
        ('demo = "yes"', "demo: yes is neither true nor false"),
        ("cloud = 7", "cloud: 7 is none of public, usgov, china"),
        ("tenant = 7", 'tenant: 7 is no text: write it in quotes, as in "7"'),
        ("subscription = [7]", "subscription: [7] is no list of texts: write them in brackets"),
        ('subscription = "one"', "subscription: one is no list of texts: write them in brackets"),
        ("scopes = 7", "scopes: 7 is no table: write  [scopes]  on a line of its own"),
        ("[scopes]\nnight = []", "scopes.night: [] is no table: write  [scopes.night]  on a line of its own"),
        ('[scopes.night]\nsubscriptions = "one"', "scopes.night.subscriptions: one is no list of texts"),
        ('tennant = "a"\nclout = "b"', "no setting is called tennant: did you mean tenant? (and 1 more)"),
        ("[scopes.a]\nsubscription = []", "scopes.a: no setting is called subscription: did you mean subscriptions?"),
        ("[scopes.golden]\nprotected = true", "scopes.golden: subscriptions is missing"),
        ("theme = ", "Invalid value"),
    ],
)
def test_what_is_wrong_in_the_file_is_named_with_the_file_and_the_nearest_right_one(text: str, complaint: str) -> None:
    file = written(text)
    with pytest.raises(SettingsError) as raised:
        resolve({}, {})
    assert str(raised.value).startswith(f"{file}: {complaint}")


@pytest.mark.parametrize(
    ("variable", "text", "complaint"),
    [
        ("SIGSCOPE_CLOUD", "publik", "SIGSCOPE_CLOUD: publik is none of public, usgov, china: did you mean public?"),
        ("SIGSCOPE_DEMO", "yes", "SIGSCOPE_DEMO: yes is neither true nor false"),
        ("SIGSCOPE_READONLY", "1", "no variable is called SIGSCOPE_READONLY: did you mean SIGSCOPE_READ_ONLY?"),
        ("SIGSCOPE_CONFIG", "/nowhere/settings.toml", "/nowhere/settings.toml: there is no such file"),
    ],
)
def test_what_is_wrong_in_a_variable_is_named_with_the_nearest_right_one(
    variable: str, text: str, complaint: str
) -> None:
    with pytest.raises(SettingsError) as raised:
        resolve({}, {variable: text})
    assert str(raised.value) == complaint


def test_a_scope_that_is_not_in_the_settings_is_told_the_nearest() -> None:
    written('[scopes.golden]\nsubscriptions = ["a"]')
    with pytest.raises(SettingsError, match="no scope is called goldne: did you mean golden"):
        resolve({"scope": "goldne"}, {})


def test_a_scope_without_subscriptions_is_not_taken_for_all_of_them() -> None:
    written("[scopes.golden]\nsubscriptions = []")
    with pytest.raises(SettingsError, match="the scope golden names no subscription"):
        resolve({"scope": "golden"}, {})


@pytest.mark.parametrize(
    ("text", "name", "complaint"),
    [
        ('theme = "drak"', "theme", "theme: drak is none of dark, light, terminal: did you mean dark?"),
        ("theme = 7", "theme", "theme: 7 is none of dark, light, terminal"),
        ('ascii = "on"', "ascii", "ascii: on is neither true nor false"),
        ('ambiguous = "wied"', "ambiguous", "ambiguous: wied is none of narrow, wide: did you mean wide?"),
        ('clipboard = "tumx"', "clipboard", "clipboard: tumx is none of auto, tmux, osc52, native, off: did you mean"),
        ('mouse = "no"', "mouse", "mouse: no is neither true nor false"),
        ('pinned = "Labs"', "pinned", "pinned: Labs is no list of texts"),
        ("keys = 7", "keys", "keys: 7 is no table: write  [keys]  on a line of its own"),
    ],
)
def test_a_fault_of_looks_in_the_file_costs_no_more_than_the_default(text: str, name: str, complaint: str) -> None:
    file = written(f'tenant = "contoso.com"\n{text}')
    resolved = resolve({}, {})
    assert resolved.settings == Settings(tenant="contoso.com")
    assert resolved.origins[name] == "default"
    (complained,) = resolved.complained
    assert complained.startswith(f"{file}: {complaint}")


def test_one_key_that_is_no_text_leaves_the_others_as_they_are() -> None:
    written('[keys]\nquit = 7\nzoom = "f9"')
    resolved = resolve({}, {})
    assert resolved.settings.keys == {"zoom": "f9"}
    assert [str(each) for each in resolved.complaints] == ['keys.quit: 7 is no text: write it in quotes, as in "7"']


@pytest.mark.parametrize(("flags", "environ"), [({"theme": "drak"}, {}), ({}, {"SIGSCOPE_THEME": "drak"})])
def test_a_fault_of_looks_that_was_typed_is_refused(flags: dict[str, Any], environ: dict[str, str]) -> None:
    with pytest.raises(SettingsError, match="drak is none of dark, light, terminal: did you mean dark"):
        resolve(flags, environ)


@pytest.mark.parametrize(
    "text", ['them = "dark"', "hidden = 7", "read_only = true", 'cloud = "gov"', 'theme = "drak"\ntenant = 7']
)
def test_what_decides_where_requests_go_is_refused_whatever_else_is_wrong(text: str) -> None:
    written(text)
    with pytest.raises(SettingsError):
        resolve({}, {})


def test_a_file_that_cannot_be_read_is_named() -> None:
    file = written("")
    file.unlink()
    file.mkdir()
    with pytest.raises(SettingsError, match="Is a directory"):
        resolve({}, {})


def test_an_endpoint_with_a_password_in_it_is_refused_without_repeating_it() -> None:
    with pytest.raises(SettingsError, match="endpoint: ") as raised:
        resolve({"endpoint": "https://ana:hunter2@contoso.com"}, {})
    assert "hunter2" not in str(raised.value)
