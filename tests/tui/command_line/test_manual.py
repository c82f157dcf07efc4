"""--help: pages that fit a terminal, whose examples run as they stand."""

import os
import re
import subprocess
import sys
from pathlib import Path

import click
import pytest

from tests.tui.headless.stage import Shell
from tui.cli import sigscope
from tui.command_line.examples import EXPLORER, Example
from tui.command_line.manual import Page, PageGroup
from tui.command_line.options import CONNECTION
from tui.headless.exits import Exit
from tui.settings import LOOKS, Resolved, variable


def pages(command: click.Command = sigscope, *words: str) -> dict[tuple[str, ...], Page]:
    """Every command that is not hidden, by the words that call it."""
    assert isinstance(command, Page), f"{command.name} has no page"
    found = {words: command}
    for name, each in command.commands.items() if isinstance(command, PageGroup) else ():
        found |= {} if each.hidden else pages(each, *words, name)
    return found


PAGES = pages()
EXAMPLES = {example.lines: example for page in PAGES.values() for example in page.examples}
TO_RUN = {lines: each for lines, each in EXAMPLES.items() if each not in EXPLORER[:3]}
each_page = pytest.mark.parametrize("words", PAGES, ids=lambda words: " ".join(words) or "sigscope")


@each_page
@pytest.mark.parametrize("columns", ["80", "200"])
def test_a_page_fits_80_columns_and_is_no_wider_where_there_is_room(
    shell: Shell, words: tuple[str, ...], columns: str
) -> None:
    shell.environ.setenv("COLUMNS", columns)
    ran = shell.type(*words, "--help")
    assert (ran.code, ran.err) == (0, "")
    assert [line for line in ran.lines if len(line) > 80] == []


@each_page
def test_a_page_has_usage_a_paragraph_options_examples_and_exit_codes_in_this_order(
    shell: Shell, words: tuple[str, ...]
) -> None:
    out = shell.type(*words, "--help").out
    titles = ["Usage", "Options", "Examples", "Exit codes"]
    if "--demo" in out.partition("Examples:")[0]:
        titles[2:2] = ["Connection options, before the command or after it"]
        titles += ["Environment", "Files"]
    assert [title for title in re.findall(r"^(\w[\w ,]*):", out, re.MULTILINE) if title in titles] == titles
    said = " ".join(out.split())
    help_text = PAGES[words].help or ""
    assert " ".join(help_text.split()) in said
    for option in PAGES[words].params:
        assert not isinstance(option, click.Option) or option.help, f"{option.name} is not explained"


@each_page
def test_a_page_shows_its_examples_as_they_stand_and_what_its_exit_codes_mean(
    shell: Shell, words: tuple[str, ...]
) -> None:
    out = shell.type(*words, "--help").out
    assert PAGES[words].examples
    for example in PAGES[words].examples:
        assert "".join(f"  {line}\n" for line in example.lines.splitlines()) in out
        assert " ".join(example.says.split()) in " ".join(out.split())
    codes = re.findall(r"^  (\d+) ", out.partition("Exit codes:")[2], re.MULTILINE)
    assert list(map(int, codes)) == sorted(PAGES[words].exits)
    assert {*map(int, codes)} <= {*Exit}


def test_the_first_page_has_every_exit_code_and_every_setting_that_can_be_typed(shell: Shell) -> None:
    assert {*PAGES[()].exits} == {*Exit}
    said = " ".join(shell.type("--help").out.split())
    for name in (*CONNECTION, *LOOKS, "config"):
        assert f"--{name} " in said
        assert f"[{variable(name)}]" in said


def test_the_files_are_those_that_are_read(shell: Shell, tmp_path: Path) -> None:
    files = shell.type("--help").out.partition("Files:")[2]
    for name in ("config/sigscope/settings.toml", "state/sigscope", "sigscope.log"):
        assert f"~/{name}" in files or name in files


def test_every_group_names_its_commands_with_a_whole_sentence(shell: Shell) -> None:
    for words, page in PAGES.items():
        listed = shell.type(*words, "--help").out.partition("Commands:")[2].partition("\n\n")[0].splitlines()[1:]
        below = [each[-1] for each in PAGES if each[:-1] == words and each]
        assert [line.split()[0] for line in listed] == sorted(below)
        assert isinstance(page, PageGroup) == bool(below)
        assert [line for line in listed if not line.endswith(".") or line.endswith("...")] == []


@pytest.mark.parametrize("example", TO_RUN.values(), ids=lambda example: example.lines.splitlines()[-1])
def test_an_example_runs_as_it_stands(tmp_path: Path, example: Example) -> None:
    """In bash, each in a folder of its own, on the simulator that --demo starts; stdin is at its end."""
    path = f"{Path(sys.executable).parent}:{os.environ['PATH']}"
    ran = subprocess.run(
        ["bash", "-c", f"set -o pipefail\n{example.lines}"],
        cwd=tmp_path,
        env={**os.environ, "PATH": path},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert ran.returncode in (Exit.DONE, Exit.PROBLEM, Exit.MOVING, Exit.INCOMPLETE), ran.stderr
    assert "sigscope: " not in ran.stderr
    printed = ran.stdout + "".join(file.read_text() for file in tmp_path.iterdir() if file.is_file())
    assert printed or "eval" in example.lines
    assert "Traceback" not in ran.stderr


@pytest.mark.parametrize("example", EXPLORER[:3], ids=lambda example: example.lines)
def test_an_example_of_the_explorer_opens_it(shell: Shell, example: Example) -> None:
    opened: list[tuple[Resolved, str | None]] = []

    def run(resolved: Resolved, _: object, place: str | None) -> int:
        opened.append((resolved, place))
        return 0

    shell.environ.setattr("tui.app.run", run)
    program, *words = example.lines.split()
    ran = shell.type(*words)
    assert (program, ran.code, ran.err) == ("sigscope", 0, "")
    ((resolved, place),) = opened
    assert resolved.settings.demo
    if place:
        known = shell.type("--demo", "list", "subscriptions", "-o", "json").json
        assert place in [f"/subscriptions/{each['id']}" for each in known]
