"""`sigscope config`: what is set and where, all that is wrong in a file, and a schema that editors take."""

import json
import tomllib
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from tests.tui.headless.stage import Shell
from tui.configuration.toml_lines import line_of
from tui.folders import settings_file
from tui.keymap import KEYS
from tui.settings import FIELDS, Settings

WRONG = """\
theme = "drak"
them = "dark"
cloud = "gov"
tenant = 7
subscription = [
    "/subscriptions/11111111-1111-4111-8111-111111111111",
]
scope = "nihgt"
ca-file = "/nowhere/ca.pem"

[scopes.night]
subscriptions = ["11111111-1111-4111-8111-11111111111"]
protcted = true

[scopes.empty]
subscriptions = []

[keys]
qiut = "Q"
refresh = "f"           # taken
zoom = "strg+z"
"sign.in.again" = "z"
"""
GUID = "11111111-1111-4111-8111-111111111111"
COMPLAINTS = [
    "1: theme: drak is none of dark, light, terminal: did you mean dark?",
    "2: no setting is called them: did you mean theme?",
    "3: cloud: gov is none of public, usgov, china: did you mean usgov?",
    '4: tenant: 7 is no text: write it in quotes, as in "7"',
    f"5: subscription: /subscriptions/{GUID} is more than the id of a subscription: did you mean {GUID}?",
    "8: scope: no scope is called nihgt: did you mean night?",
    "9: ca-file: /nowhere/ca.pem: there is no such file",
    f"12: scopes.night.subscriptions: {GUID[:-1]} is no id of a subscription, which is 8-4-4-4-12 hexadecimal digits",
    "13: scopes.night: no setting is called protcted: did you mean protected?",
    "16: scopes.empty.subscriptions: the scope names no subscription",
    "19: keys: nothing is called qiut: did you mean quit?",
    "20: keys.refresh: f would mean both problems and refresh",
    "21: keys.zoom: no key is called strg+z: did you mean ctrl+z?",
]
FINE = """\
cloud = "public"
theme = "light"
subscription = ["Contoso Production"]
scope = "night"

[scopes.night]
subscriptions = ["Contoso Production", "11111111-1111-4111-8111-111111111111"]
protected = true

[keys]
refresh = "f5,?"
help = "f1"
"go.to" = "g, :"
"move.top" = "home"
"""


@pytest.fixture
def shell(shell: Shell) -> Shell:
    """A shell without what signs in: the settings need nothing of Azure."""
    for name in ("SIGSCOPE_ENDPOINT", "SIGSCOPE_CA_FILE", "IDENTITY_ENDPOINT", "IDENTITY_HEADER"):
        shell.environ.delenv(name)
    return shell


def rows(out: str) -> dict[str, str]:
    """What stands behind the name of each setting in a table."""
    return {words[0]: " ".join(words[1:]) for line in out.splitlines()[1:] if (words := line.split())}


def test_each_setting_stands_with_its_value_and_its_origin(shell: Shell) -> None:
    scope = '[scopes.night]\nsubscriptions = ["one", "two"]\nprotected = true\n'
    shell.settings(f'theme = "light"\nread-only = true\ncloud = "usgov"\n[keys]\nzoom = "f9"\n{scope}')
    shell.environ.setenv("SIGSCOPE_CLOUD", "china")
    shell.environ.setenv("SIGSCOPE_SUBSCRIPTION", "one,two")
    ran = shell.type("config", "show", "--log-level", "info")
    assert (ran.code, ran.err) == (0, "")
    found = rows(ran.out)
    assert [*found] == [*FIELDS]
    assert found["theme"] == f"light {settings_file()}"
    assert found["read-only"] == f"yes {settings_file()}"
    assert found["cloud"] == "china variable SIGSCOPE_CLOUD"
    assert found["subscription"] == "one,two variable SIGSCOPE_SUBSCRIPTION"
    assert found["log-level"] == "info flag"
    assert found["keys"] == f"zoom=f9 {settings_file()}"
    assert found["scopes"] == f"night=one, two (protected) {settings_file()}"
    assert found["auth"] == "auto default"
    assert found["endpoint"] == "default"


def test_as_json_each_has_its_value_as_it_is_and_its_default(shell: Shell) -> None:
    shell.settings('subscription = ["one"]\n[scopes.night]\nsubscriptions = ["one"]\n')
    shell.environ.setenv("SIGSCOPE_MOUSE", "false")
    found = {each.pop("setting"): each for each in shell.type("--theme", "light", "config", "show", "-o", "json").json}
    file = str(settings_file())
    assert [*found] == [*FIELDS]
    assert found["theme"] == {"value": "light", "origin": "flag", "source": None, "default": "dark"}
    assert found["mouse"] == {"value": False, "origin": "variable", "source": "SIGSCOPE_MOUSE", "default": True}
    assert found["subscription"] == {"value": ["one"], "origin": "settings", "source": file, "default": []}
    assert found["scopes"]["value"] == {"night": {"subscriptions": ["one"], "protected": False}}
    assert found["tenant"] == {"value": None, "origin": "default", "source": None, "default": None}


def test_what_is_wrong_of_looks_and_keys_is_shown_as_the_default_and_told(shell: Shell) -> None:
    shell.settings('theme = "drak"\n[keys]\nqiut = "Q"\nzoom = "f9"\n')
    ran = shell.type("config", "show")
    assert ran.code == 0
    assert rows(ran.out)["theme"] == "dark default"
    assert rows(ran.out)["keys"] == f"zoom=f9 {settings_file()}"
    assert ran.err.splitlines() == [
        f"{settings_file()}: theme: drak is none of dark, light, terminal: did you mean dark?; the default stands",
        f"{settings_file()}: keys: nothing is called qiut: did you mean quit?; the default stands",
    ]


def test_a_check_tells_everything_that_is_wrong_with_its_line(shell: Shell) -> None:
    shell.settings(WRONG)
    ran = shell.type("config", "check")
    assert (ran.code, ran.err) == (2, "")
    assert ran.lines == [f"{settings_file()}:{each}" for each in COMPLAINTS]


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ('theme = "dark"\ncloud = ', "2: Invalid value (at end of document)"),
        ("keys = 7", "1: keys: 7 is no table: write  [keys]  on a line of its own, and what belongs to it below"),
        ("cloud = gov\n\n", "1: Invalid value (at line 1, column 9)"),
        ('endpoint = "localhost:8443"', "1: endpoint: localhost:8443 is no address: write https://HOST:PORT"),
        ('endpoint = "https://localhost:x"', "1: endpoint: https://localhost:x is no address: write https://HOST:PORT"),
        (
            'subscription = [" one"]',
            '1: subscription: " one" is neither id nor name of a subscription: there are blanks',
        ),
        ('hidden = ["/subscriptions/x"]', "1: hidden: /subscriptions/x is more than the id of a subscription"),
        ("pinned = 7", "1: pinned: 7 is no list of texts"),
        ("[scopes.night]\nprotected = true", "1: scopes.night: subscriptions is missing"),
        ('scope = "night"\n[scopes.night]\nsubscriptions = []', "1: scope: the scope night names no subscription"),
        ('scope = "night"\n[scopes.night]\nprotected = 1', "2: scopes.night: subscriptions is missing"),
        ("[keys]\nsign.in = 'f'", "2: keys.sign.in: f would mean both problems and sign.in"),
        ('[keys]\n"" = "x"', "2: keys: nothing is called : did you mean"),
    ],
)
def test_each_kind_of_fault_has_its_line(shell: Shell, text: str, complaint: str) -> None:
    shell.settings(text)
    ran = shell.type("config", "check")
    assert ran.code == 2
    assert ran.out.startswith(f"{settings_file()}:{complaint}")


def test_an_address_with_a_password_is_not_repeated(shell: Shell) -> None:
    shell.settings('endpoint = "https://ana:hunter2@contoso.com"')
    ran = shell.type("config", "check")
    assert ran.code == 2
    assert "endpoint: an address with a user name or a password in it is not taken" in ran.out
    assert "hunter2" not in ran.out + ran.err


def test_where_nothing_is_wrong_one_line_says_so(shell: Shell) -> None:
    shell.settings(FINE)
    ran = shell.type("config", "check")
    assert (ran.code, ran.out, ran.err) == (0, f"{settings_file()}: nothing is wrong\n", "")


def test_nothing_is_wrong_in_the_readme_s_example(shell: Shell) -> None:
    readme = (Path(__file__).parents[3] / "README.md").read_text(encoding="utf-8")
    example = readme.partition("```toml\n")[2].partition("```")[0]
    shell.settings(example)
    assert shell.type("config", "check").out == f"{settings_file()}: nothing is wrong\n"
    jsonschema.validate(tomllib.loads(example), schema(shell))


def test_without_a_file_nothing_is_wrong(shell: Shell) -> None:
    ran = shell.type("config", "check")
    assert (ran.code, ran.err) == (0, "")
    assert ran.out == f"{settings_file()}: there is no such file, and every setting has its default\n"


def test_the_file_may_be_named_in_three_ways(shell: Shell, tmp_path: Path) -> None:
    for name in ("argument", "flag", "variable"):
        (tmp_path / name).write_text(f'them = "{name}"')
    shell.environ.setenv("SIGSCOPE_CONFIG", str(tmp_path / "variable"))
    flag = ("--config", str(tmp_path / "flag"))
    named = [
        shell.type("config", "check"),
        shell.type(*flag, "config", "check"),
        shell.type(*flag, "config", "check", str(tmp_path / "argument")),
    ]
    assert [ran.out.partition(":")[0] for ran in named] == [
        str(tmp_path / name) for name in ("variable", "flag", "argument")
    ]


@pytest.mark.parametrize("name", ["nowhere.toml", ""])
def test_a_named_file_that_cannot_be_read_is_told_in_one_line(shell: Shell, tmp_path: Path, name: str) -> None:
    ran = shell.type("config", "check", str(tmp_path / name))
    assert (ran.code, ran.out, ran.err.count("\n")) == (2, "", 1)
    assert str(tmp_path / name) in ran.err


def test_what_a_file_says_cannot_obey_the_terminal(shell: Shell) -> None:
    shell.settings('theme = "\\u001b]52;c;aGk=\\u0007"')
    ran = shell.type("config", "check")
    assert ran.code == 2
    assert "\x1b" not in ran.out


def schema(shell: Shell) -> Any:  # noqa: ANN401 - whatever is printed
    ran = shell.type("config", "schema")
    assert (ran.code, ran.err) == (0, "")
    return ran.json


def test_the_schema_is_one_and_has_every_setting_and_every_key(shell: Shell) -> None:
    made = schema(shell)
    jsonschema.Draft7Validator.check_schema(made)
    assert [*made["properties"]] == [*FIELDS]
    assert all(each["description"] for each in made["properties"].values())
    theme = made["properties"]["theme"]
    assert (theme["enum"], theme["default"]) == (["dark", "light", "terminal"], "dark")
    keys = made["properties"]["keys"]["properties"]
    assert {name: each["default"] for name, each in keys.items()} == {key.id: key.keys for key in KEYS}
    assert all(each["description"] for each in keys.values())


@pytest.mark.parametrize("text", [FINE, "", "ascii = true", 'clipboard = "off"\nmouse = false'])
def test_a_file_without_fault_is_valid(shell: Shell, text: str) -> None:
    jsonschema.validate(tomllib.loads(text), schema(shell))


def test_every_default_is_valid(shell: Shell) -> None:
    made, plain = schema(shell), Settings()
    written = {name: getattr(plain, field.name) for name, field in FIELDS.items()}
    jsonschema.validate(
        {name: json.loads(json.dumps(each)) for name, each in written.items() if each is not None}, made
    )


@pytest.mark.parametrize(
    "text",
    [
        'them = "dark"',
        'theme = "drak"',
        "tenant = 7",
        'subscription = "one"',
        'demo = "yes"',
        "[scopes.a]\nprotected = true",
        '[scopes.a]\nsubscriptions = []\nsubscription = "a"',
        '[keys]\nqiut = "Q"',
        "[keys]\nquit = 7",
    ],
)
def test_what_a_check_complains_of_is_invalid(shell: Shell, text: str) -> None:
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(tomllib.loads(text), schema(shell))


@pytest.mark.parametrize(
    ("path", "line"),
    [
        (("a",), 1),
        (("b", "c"), 2),
        (("b", "c", "nothing"), 2),
        (("tables", "one", "x"), 4),
        (("tables", "two words", "y"), 6),
        (("tables", "two words", "z.z"), 7),
        (("rows",), 8),
        (("nothing",), None),
    ],
)
def test_values_are_found_where_they_stand(path: tuple[str, ...], line: int | None) -> None:
    text = 'a = 1\nb.c = 2\n[tables.one]\n  x = "a = 3"\n[ tables . "two words" ]\n y=4 # x = 5\n"z.z" = 6\n[[rows]]\n'
    assert line_of(text, path) == line
