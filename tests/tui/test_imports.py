"""What a start loads: nobody waits for the SDK or the screen before they are needed."""

import asyncio
import json
import sys
from asyncio.subprocess import PIPE

import pytest

from tests.simulated import served
from tests.tui.command_line.test_completion import COMPANY, captured
from tests.tui.headless.stage import Shell, readable_world

SDK = {"azure", "msal", "aiohttp"}
SIMULATOR = {"lark", "trustme", "cryptography"}
SCREEN = {"textual", "rich"}
TELL = (
    "\nimport sys, json; print(json.dumps(sorted({each.partition('.')[0] for each in sys.modules})), file=sys.stderr)"
)


async def loaded_by(program: str) -> set[str]:
    """The top-level modules that a fresh Python has loaded once it has run a program."""
    process = await asyncio.create_subprocess_exec(sys.executable, "-c", program + TELL, stdout=PIPE, stderr=PIPE)
    _, err = await process.communicate()
    assert process.returncode == 0, err.decode()
    return set(json.loads(err.splitlines()[-1]))


def running(*words: str, code: int = 0) -> str:
    """A program that runs a command line, which is to end with this code."""
    return f"from tui.cli import main; assert main({list(words)!r}) == {code}"


def pressing_tab(line: str) -> str:
    """A program that answers a shell which asks what to offer at the end of a line."""
    asked = {"_SIGSCOPE_COMPLETE": "bash_complete", "COMP_WORDS": line, "COMP_CWORD": str(line.count(" "))}
    return f"import os; os.environ.update({asked}); from tui.cli import main\ntry: main([])\nexcept SystemExit: 0"


@pytest.mark.parametrize(
    "program",
    [
        "import tui.cli",
        running("--help"),
        running("--version"),
        running("list", "--help"),
        running("list", "galeries", code=2),
        running("config", "show"),
        running("config", "schema"),
        running("completion", "zsh"),
        pressing_tab("sigscope lis"),
        pressing_tab("sigscope status /"),
        pressing_tab("sigscope --subscription C"),
        pressing_tab("sigscope --scope n"),
    ],
    ids=[
        "import",
        "help",
        "version",
        "help of a command",
        "complaint",
        "settings",
        "schema",
        "completion",
        "tab",
        "tab on an id",
        "tab on a subscription",
        "tab on a scope",
    ],
)
async def test_what_only_talks_about_itself_loads_neither_sdk_nor_simulator_nor_screen(program: str) -> None:
    captured(*COMPANY)
    assert not await loaded_by(program) & (SDK | SIMULATOR | SCREEN)


async def test_the_explorer_s_modules_load_neither_sdk_nor_simulator() -> None:
    assert not await loaded_by("import tui.app") & (SDK | SIMULATOR)


async def test_a_list_loads_the_sdk_and_never_the_screen(shell: Shell) -> None:
    async with served(readable_world()) as simulator:
        shell.visit(simulator)
        modules = await loaded_by(running("list", "galleries"))
    assert "azure" in modules
    assert not modules & {"textual", "lark", "trustme"}
