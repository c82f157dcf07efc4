"""What TAB offers: commands, options and values, and names from the newest capture, which costs no request."""

import os
from datetime import datetime
from pathlib import Path

import pytest
from msgspec import structs

from tests.tui.contoso import NOW, ago, definition, gallery, subscription, version
from tests.tui.headless.stage import Shell
from tui.cli import main
from tui.command_line.completion import MOST, under
from tui.folders import folders
from tui.model.precedence import Source, Stamp
from tui.services.captures import Captures, Place
from tui.services.inventory import Inventory, Value

PROD = structs.replace(subscription("prod"), id="11111111-aaaa", name="Contoso Production")
LABS = structs.replace(subscription("labs"), id="22222222-bbbb", name="Labs, $(reboot)")
GALLERY = gallery(within="11111111-aaaa")
UBUNTU = definition("Ubuntu", GALLERY)
OLD, NEW = (version(name, within=UBUNTU) for name in ("2.9.0", "2.10.0"))
COMPANY: tuple[Value, ...] = (PROD, LABS, GALLERY, UBUNTU, NEW, OLD)


def captured(*values: Value, demo: bool = False, way: str = "public", at: datetime = NOW) -> Path:
    """Leave a capture of these behind, as the explorer does."""
    inventory = Inventory()
    for value in values:
        inventory.take(value, Stamp(Source.GET, at))
    captures = Captures(folders(demo=demo).captures, way)
    for _ in captures.saving(inventory, "ana", at, Place(), {}):
        pass
    os.utime(captures.path, (at.timestamp(), at.timestamp()))
    return captures.path


class Tab:
    """Presses TAB at the end of a line, as bash does."""

    def __init__(self, shell: Shell, captured: pytest.CaptureFixture[str]) -> None:
        self.shell = shell
        self._captured = captured

    def __call__(self, line: str) -> list[str]:
        """What is offered."""
        words = line.split(" ")
        self.shell.environ.setenv("_SIGSCOPE_COMPLETE", "bash_complete")
        self.shell.environ.setenv("COMP_WORDS", line)
        self.shell.environ.setenv("COMP_CWORD", str(len(words) - 1))
        with pytest.raises(SystemExit) as ended:
            main([])
        out, err = self._captured.readouterr()
        assert (ended.value.code, err) == (0, "")
        return [each.partition(",")[2] for each in out.splitlines() if each]


@pytest.fixture
def tab(shell: Shell, capsys: pytest.CaptureFixture[str]) -> Tab:
    """A TAB key."""
    return Tab(shell, capsys)


@pytest.mark.parametrize(
    ("line", "offered"),
    [
        ("sigscope ", ["completion", "config", "doctor", "list", "simulate", "status"]),
        ("sigscope s", ["simulate", "status"]),
        ("sigscope config ", ["check", "schema", "show"]),
        ("sigscope --theme ", ["dark", "light", "terminal"]),
        ("sigscope list ", ["subscriptions", "galleries", "definitions", "versions", "quotas"]),
        ("sigscope list versions -o ", ["table", "json", "tsv", "ndjson"]),
        ("sigscope list --auth m", ["managed-identity"]),
        ("sigscope list --sub", ["--subscription"]),
        ("sigscope --demo doctor --lo", ["--log-level"]),
        ("sigscope completion ", ["bash", "zsh", "fish"]),
        ("sigscope lst ", ["completion", "config", "doctor", "list", "simulate", "status"]),
        ("sigscope list nonsense --o", ["--output"]),
        ("sigscope --them dark lis", ["list"]),
    ],
)
def test_commands_options_and_values_are_offered_whatever_stands_before_them(
    tab: Tab, line: str, offered: list[str]
) -> None:
    assert tab(line) == offered


def test_files_are_left_to_the_shell(tab: Tab) -> None:
    for line in ("sigscope --config ", "sigscope --ca-file ", "sigscope config check "):
        assert tab(line) == [""]


def test_places_are_offered_once_one_is_begun(tab: Tab) -> None:
    captured(*COMPANY)
    ids = [f"/subscriptions/{LABS.id}", f"/subscriptions/{PROD.id}", GALLERY.id, UBUNTU.id, OLD.id, NEW.id]
    assert sorted(tab("sigscope /")) == sorted(ids)
    assert tab(f"sigscope --theme dark {UBUNTU.id}/v") == [OLD.id, NEW.id]
    assert tab(f"sigscope {UBUNTU.id.lower()}/V") == [OLD.id, NEW.id]
    assert tab(f"sigscope {UBUNTU.id} --them") == ["--theme"]


def test_status_is_offered_versions_oldest_first(tab: Tab) -> None:
    captured(*COMPANY)
    assert tab("sigscope status ") == [OLD.id, NEW.id]
    assert tab(f"sigscope status --watch {UBUNTU.id}/versions/2.1") == [NEW.id]
    assert tab("sigscope status /subscriptions/22") == []


@pytest.mark.parametrize("line", ["sigscope --subscription ", "sigscope list galleries --subscription "])
def test_subscriptions_are_offered_by_name_and_once_begun_by_id(tab: Tab, line: str) -> None:
    captured(*COMPANY)
    assert tab(line) == ["Contoso Production", "Labs, $(reboot)"]
    assert tab(f"{line}cont") == ["Contoso Production"]
    assert tab(f"{line}2222") == [LABS.id]


def test_scopes_are_those_of_the_settings(tab: Tab, tmp_path: Path) -> None:
    tab.shell.settings('theme = "drak"\n[scopes.night]\nsubscriptions = ["a"]\n[scopes.noon]\nsubscriptions = ["b"]')
    (tmp_path / "mine.toml").write_text('[scopes.mine]\nsubscriptions = ["a"]')
    assert tab("sigscope --scope n") == ["night", "noon"]
    assert tab(f"sigscope list --config {tmp_path}/mine.toml --scope ") == ["mine"]


@pytest.mark.parametrize("text", ['them = "dark"', "cloud = ", "\udcff"])
def test_settings_that_are_wrong_offer_nothing_and_say_nothing(tab: Tab, text: str) -> None:
    tab.shell.settings("")
    captured(*COMPANY)
    path = Path(os.environ["XDG_CONFIG_HOME"]) / "sigscope" / "settings.toml"
    path.write_bytes(text.encode(errors="surrogateescape"))
    assert tab("sigscope --scope ") == []
    assert tab("sigscope --subscription C") == ["Contoso Production"]


def test_the_demo_s_names_are_the_demo_s_alone(tab: Tab) -> None:
    captured(PROD, demo=False)
    captured(LABS, demo=True)
    assert tab("sigscope --subscription ") == ["Contoso Production"]
    assert tab("sigscope --demo --subscription ") == ["Labs, $(reboot)"]
    tab.shell.environ.setenv("SIGSCOPE_DEMO", "1")
    assert tab("sigscope list --subscription ") == ["Labs, $(reboot)"]


def test_of_several_captures_it_is_the_newest_that_can_be_read(tab: Tab) -> None:
    captured(PROD, way="public", at=ago(hours=2))
    captured(LABS, way="china", at=ago(hours=1))
    assert tab("sigscope --subscription ") == ["Labs, $(reboot)"]
    newest = captured(PROD, way="usgov")
    newest.write_bytes(newest.read_bytes().replace(b"schema\x02", b"schema\x63"))
    assert tab("sigscope --subscription ") == ["Labs, $(reboot)"]


@pytest.mark.parametrize("broken", [b"", b"\x00\x00", b"\x00\x00\x00\x05hello", b"\xff" * 64])
def test_a_capture_that_cannot_be_read_offers_nothing(tab: Tab, broken: bytes) -> None:
    captured(*COMPANY).write_bytes(broken)
    assert tab("sigscope status ") == []


def test_a_capture_that_was_cut_off_offers_what_is_left_of_it(tab: Tab) -> None:
    file = captured(*COMPANY)
    file.write_bytes(file.read_bytes()[:-3])
    assert "Contoso Production" in tab("sigscope --subscription ")


def test_what_a_terminal_would_obey_is_not_offered(tab: Tab) -> None:
    names = ("a\nb", "a\x1b[31m", "a\u202eb")
    captured(PROD, *(structs.replace(LABS, id=f"id{at}", name=name) for at, name in enumerate(names)))
    assert tab("sigscope --subscription ") == ["Contoso Production"]


def test_of_very_many_ids_what_holds_them_is_offered_and_never_one_for_many() -> None:
    definitions = [definition(f"image-{at}", GALLERY).id for at in range(3)]
    ids = [f"{each}/versions/1.{at}.0" for each in definitions for at in range(MOST)]
    assert under("/subscr", ids) == definitions
    assert under(f"{definitions[0]}/", ids) == ids[:MOST]
    many = [f"{definitions[0]}/versions/1.{at}.0" for at in range(MOST + 1)]
    assert under("/subscr", many) == many
    assert under(f"{definitions[0]}/versions/1.1", many)[:2] == many[1:2] + many[10:11]


@pytest.mark.parametrize(
    ("shell_name", "belongs"),
    [
        ("bash", "~/.local/share/bash-completion/completions/sigscope"),
        ("zsh", "_sigscope"),
        ("fish", "~/.config/fish/completions/sigscope.fish"),
    ],
)
def test_the_script_says_in_a_line_where_it_belongs(shell: Shell, shell_name: str, belongs: str) -> None:
    ran = shell.type("completion", shell_name)
    assert (ran.code, ran.err) == (0, "")
    (said,) = [line for line in ran.lines[:2] if line.startswith("# ")]
    assert belongs in said
    assert (ran.lines[0] == "#compdef sigscope") == (shell_name == "zsh")


def test_another_shell_is_told_the_nearest(shell: Shell) -> None:
    ran = shell.type("completion", "zhs")
    assert (ran.code, ran.out) == (2, "")
    assert "zhs is none of bash, zsh, fish: did you mean zsh?" in ran.err
