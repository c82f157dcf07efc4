"""Completion in the shells themselves: what stands on the line once TAB was pressed."""

import os
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.terminal.pty import Pty
from tests.tui.command_line.test_completion import COMPANY, NEW, UBUNTU, captured

PROMPT = "ready> "
SHELLS = {
    "bash": ("bash --norc --noprofile -i", "source <(sigscope completion bash)"),
    "zsh": ("zsh -f -i", "autoload -U compinit; compinit -u -D; source <(sigscope completion zsh)"),
    "fish": ("fish --no-config -i", "function fish_prompt; echo 'ready> '; end; sigscope completion fish | source"),
}
CLEAR_LINE = "\x05\x15"


@pytest.fixture(params=SHELLS)
def shell(request: pytest.FixtureRequest) -> Iterator[Pty]:
    """A shell that has learned to complete, with a capture on disk."""
    command, learn = SHELLS[request.param]
    if shutil.which(request.param) is None:
        pytest.skip(f"{request.param} is not installed")
    captured(*COMPANY)
    own = ("HOME", "XDG_STATE_HOME", "XDG_CONFIG_HOME")
    environment = {name: os.environ[name] for name in own} | {"PS1": PROMPT, "TERM": "xterm-256color"}
    environment["PATH"] = f"{Path(sys.executable).parent}:{os.environ['PATH']}"
    with Pty(command.split(), environment=environment, columns=200) as terminal:
        terminal.wait_for_quiet(0.3)
        terminal.send(f"{learn}; echo lear''ned\n")
        terminal.wait_for("learned")
        terminal.wait_for(PROMPT.strip())
        yield terminal


def test_tab_completes_commands_options_values_and_names(shell: Pty) -> None:
    for typed, completed in (
        ("sigscope stat\t", "sigscope status "),
        ("sigscope --demo list gal\t", "sigscope --demo list galleries "),
        ("sigscope list galleries --subs\t", "sigscope list galleries --subscription "),
        ("sigscope --subscription Con\t", r"sigscope --subscription Contoso\ Production "),
        ('sigscope --subscription "Con\t', 'sigscope --subscription "Contoso Production" '),
        (f"sigscope {UBUNTU.id}/versions/2.1\t", f"sigscope {NEW.id} "),
        (f"sigscope status {UBUNTU.id}/v\t", f"sigscope status {UBUNTU.id}/versions/2."),
    ):
        shell.send(typed)
        shell.wait_for(completed.rstrip())
        shell.send(CLEAR_LINE)


def test_a_name_is_never_run_as_a_command(shell: Pty) -> None:
    shell.send("sigscope --subscription Lab\t")
    shell.wait_for("reboot")
    (line,) = [line for line in shell.screen() if "reboot" in line]
    assert r"\$\(reboot\)" in line
    shell.send(f'{CLEAR_LINE}sigscope --subscription "Lab\t{CLEAR_LINE}echo go""ne\n')
    shell.wait_for("gone")
    masked = shell.output.replace(rb"\$(reboot)", b"").replace(rb"\$\(reboot\)", b"")
    assert b"$(reboot)" not in masked
