"""Settings: flag before variable before file before default, and every slip is told with the nearest right word."""

from pathlib import Path
from typing import Any

import pytest

from tui.settings import FIELDS, Origin, Scope, Settings, SettingsError, resolve, variable


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """The settings file that is read when none is named."""
    path = tmp_path / "config" / "sigscope" / "settings.toml"
    path.parent.mkdir(parents=True)
    return path


def refused(
    flags: dict[str, Any] | None = None, environ: dict[str, str] | None = None, config: Path | None = None
) -> str:
    """What is said of settings that cannot be used."""
    with pytest.raises(SettingsError) as refusal:
        resolve(flags or {}, environ or {}, config)
    return str(refusal.value)


def test_without_anything_the_defaults_are_in_force() -> None:
    resolved = resolve({}, {})
    assert resolved.settings == Settings()
    assert set(resolved.origins.values()) == {"default"}
    assert set(resolved.origins) == set(FIELDS)
    assert resolved.file is None


@pytest.mark.parametrize(
    ("flag", "environment", "written", "cloud", "origin"),
    [
        ("china", "usgov", "public", "china", "flag"),
        (None, "usgov", "public", "usgov", "variable"),
        (None, "", "public", "public", "settings"),
        (None, None, "public", "public", "settings"),
        (None, None, None, None, "default"),
        ("china", None, "public", "china", "flag"),
    ],
)
def test_a_flag_beats_a_variable_a_variable_the_file_and_the_file_the_default(
    file: Path, flag: str | None, environment: str | None, written: str | None, cloud: str | None, origin: Origin
) -> None:
    file.write_text(f'cloud = "{written}"' if written else "")
    flags = {"cloud": flag} if flag else {}
    environ = {} if environment is None else {"SIGSCOPE_CLOUD": environment}
    resolved = resolve(flags, environ)
    assert (resolved.settings.cloud, resolved.origins["cloud"]) == (cloud, origin)
    assert resolved.file == file


def test_each_setting_has_an_origin_of_its_own(file: Path) -> None:
    file.write_text('theme = "light"\nread-only = true\n[keys]\nretry = "ctrl+r"\n')
    resolved = resolve({"tenant": "contoso.com"}, {"SIGSCOPE_READ_ONLY": "false", "SIGSCOPE_LOG_LEVEL": "debug"})
    settings = resolved.settings
    assert (settings.theme, settings.read_only, settings.log_level) == ("light", False, "debug")
    assert (settings.tenant, settings.keys) == ("contoso.com", {"retry": "ctrl+r"})
    origins = {name: origin for name, origin in resolved.origins.items() if origin != "default"}
    assert origins == {
        "theme": "settings",
        "keys": "settings",
        "read-only": "variable",
        "log-level": "variable",
        "tenant": "flag",
    }


@pytest.mark.parametrize("text", ["one,Contoso Production", " one , Contoso Production,,"])
def test_subscriptions_stand_in_a_variable_with_commas_between(text: str) -> None:
    assert resolve({}, {"SIGSCOPE_SUBSCRIPTION": text}).settings.subscription == ("one", "Contoso Production")


def test_subscriptions_of_a_flag_replace_those_of_the_file(file: Path) -> None:
    file.write_text('subscription = ["one", "two"]')
    assert resolve({}, {}).settings.subscription == ("one", "two")
    assert resolve({"subscription": ("three",)}, {}).settings.subscription == ("three",)


@pytest.mark.parametrize("given", ["flag", "variable"])
def test_another_settings_file_takes_the_place_of_the_usual_one(file: Path, tmp_path: Path, given: str) -> None:
    file.write_text('theme = "light"')
    other = tmp_path / "other.toml"
    other.write_text('theme = "terminal"')
    config = other if given == "flag" else None
    resolved = resolve({}, {} if config else {"SIGSCOPE_CONFIG": str(other)}, config)
    assert (resolved.settings.theme, resolved.file) == ("terminal", other)


def test_a_settings_file_that_was_asked_for_must_be_there(tmp_path: Path) -> None:
    missing = tmp_path / "missing.toml"
    assert refused(config=missing) == f"{missing}: there is no such file"
    assert refused(environ={"SIGSCOPE_CONFIG": str(missing)}) == f"{missing}: there is no such file"
    assert str(tmp_path) in refused(config=tmp_path)


@pytest.mark.parametrize(
    ("written", "nearest"),
    [
        ('them = "light"', "theme"),
        ("read_only = true", "read-only"),
        ('subscriptions = ["one"]', "subscription"),
        ('tennant = "contoso.com"', "tenant"),
        ("[key]", "keys"),
    ],
)
def test_a_setting_that_does_not_exist_names_the_file_and_the_nearest_one(
    file: Path, written: str, nearest: str
) -> None:
    file.write_text(written)
    said = refused()
    assert str(file) in said
    assert f"did you mean {nearest}?" in said


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("demo = 1", "demo"),
        ('read-only = "yes"', "read-only"),
        ('cloud = "moon"', "cloud"),
        ('subscription = "one"', "subscription"),
        ("tenant = ['a']", "tenant"),
        ("keys = ['a']", "keys"),
        ("[keys]\nretry = 1", "keys"),
        ("[scopes.prod]\nprotected = true", "scopes"),
        ("[scopes.prod]\nsubscriptions = []\nprotektet = true", "scopes"),
    ],
)
def test_a_setting_of_the_wrong_kind_names_the_file_and_itself(file: Path, written: str, name: str) -> None:
    file.write_text(written)
    said = refused()
    assert str(file) in said
    assert name in said


@pytest.mark.parametrize("content", [b"theme = ", b"\xff\xfe", b"[[[", b'theme = "light"\ntheme = "dark"'])
def test_a_file_that_is_no_toml_names_itself(file: Path, content: bytes) -> None:
    file.write_bytes(content)
    assert refused().startswith(f"{file}: ")


@pytest.mark.parametrize(("name", "text"), [("demo", "perhaps"), ("cloud", "moon"), ("log-level", "loud")])
def test_a_variable_that_makes_no_sense_names_itself(name: str, text: str) -> None:
    said = refused(environ={variable(name): text})
    assert variable(name) in said
    assert text in said


def test_a_flag_that_makes_no_sense_is_refused() -> None:
    assert "theme" in refused(flags={"theme": "pink"})


@pytest.mark.parametrize(("text", "means"), [("1", True), ("true", True), ("0", False), ("false", False)])
def test_a_switch_can_be_set_by_a_variable(text: str, means: bool) -> None:
    settings = resolve({}, {"SIGSCOPE_DEMO": text, "SIGSCOPE_ASCII": text}).settings
    assert (settings.demo, settings.ascii) == (means, means)


def test_a_scope_is_a_named_set_of_subscriptions_that_may_be_protected(file: Path) -> None:
    file.write_text(
        'scope = "prod"\n[scopes.prod]\nsubscriptions = ["one"]\nprotected = true\n[scopes.dev]\nsubscriptions = []'
    )
    settings = resolve({}, {}).settings
    assert settings.scopes == {"prod": Scope(("one",), protected=True), "dev": Scope(())}
    assert settings.scope == "prod"
    assert resolve({"scope": "dev"}, {}).settings.scope == "dev"
    assert refused(flags={"scope": "prd"}).endswith("no scope is called prd: did you mean prod?")


def test_a_scope_of_none_proposes_none() -> None:
    assert refused(flags={"scope": "prod"}) == "no scope is called prod"


def test_every_setting_has_a_variable_of_its_own() -> None:
    assert variable("ca-file") == "SIGSCOPE_CA_FILE"
    assert len({variable(name) for name in FIELDS}) == len(FIELDS)


def test_variables_of_other_programs_are_left_alone() -> None:
    assert resolve({}, {"CLOUD": "moon", "AZURE_TENANT_ID": "x"}).settings == Settings()
