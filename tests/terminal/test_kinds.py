"""Every kind of terminal gets what it can draw: its colours, its letters, and a screen that is given back."""

import re
from collections.abc import Mapping
from typing import Final

import pytest

from tests.terminal.conftest import SIGSCOPE, Launcher, Program
from tests.terminal.pty import Pty

MANY: Final = ("xterm-256color", "screen-256color", "tmux-256color")
FEW: Final = ("screen", "tmux", "linux")
NONE: Final = ("vt100", "vt220")
IN_ASCII: Final = ("linux", *NONE)

RENDITION: Final = re.compile(rb"\x1b\[([\d;]*)m")
OF_THE_PALETTE: Final = {*range(30, 38), *range(90, 98)}
OF_THE_TERMINAL: Final = {39, 49}
ATTRIBUTES: Final = {0, 1, 4, 7}
UNKNOWN: Final = re.compile(r"(?<!First time here)\?(?! help| says)")
"""What stands for a sign that has no ASCII of its own: nothing of ours is to be one."""

DEFINITION: Final = "ubuntu-2204-hardened %s img_prod"


def started(start: Launcher, environ: Mapping[str, str], *options: str, letters: str = "·✓»✗") -> Pty:
    """The demo, in such an environment, once all of its first screen stands."""
    variables = [f"{name}={value}" for name, value in {"COLORTERM": "", **environ}.items()]
    terminal = start(Program("demo", ("env", *variables, *SIGSCOPE.argv, *options), ready="Galleries"), columns=100)
    terminal.wait_for(f"{letters[3]} Failed", timeout=30)
    terminal.wait_for(f"{letters[2]} Replicating")
    return terminal


def used(terminal: Pty, separator: str = "·", up: str = "k") -> None:
    """Move, look at a page, come back and quit: the terminal is as it was."""
    terminal.send(up)
    terminal.wait_for(DEFINITION % separator)
    terminal.send("?")
    terminal.wait_for("the body as the service sends it")
    terminal.send("\x1b")
    terminal.wait_for(DEFINITION % separator)
    terminal.send("q")
    assert terminal.wait_for_exit().code == 0
    assert terminal.modes_changed() == set()
    assert terminal.echoes()


def renditions(terminal: Pty) -> set[int]:
    """The numbers of all colours and attributes that were asked for; those of 256 colours count as 38 and 48."""
    found = set[int]()
    for parameters in RENDITION.findall(terminal.output):
        numbers = [int(each or 0) for each in parameters.split(b";")]
        while numbers:
            number = numbers.pop(0)
            found.add(number)
            if number in (38, 48):
                del numbers[: 2 if numbers[0] == 5 else 4]
    return found


@pytest.mark.parametrize("term", MANY)
def test_with_256_colours_they_are_used(start: Launcher, term: str) -> None:
    terminal = started(start, {"TERM": term})
    used(terminal, up="\x1b[A")
    assert renditions(terminal) <= {38, 48} | ATTRIBUTES
    assert b"38;2;" not in terminal.output


@pytest.mark.parametrize("term", FEW)
def test_with_eight_or_sixteen_colours_states_have_those_on_the_terminals_own_ground(
    start: Launcher, term: str
) -> None:
    in_ascii = term in IN_ASCII
    terminal = started(start, {"TERM": term}, letters="-+~x" if in_ascii else "·✓»✗")
    used(terminal, "-" if in_ascii else "·", up="\x1bOA")
    assert renditions(terminal) <= OF_THE_PALETTE | OF_THE_TERMINAL | ATTRIBUTES
    assert {31, 32, 33} <= renditions(terminal)
    assert terminal.output.isascii() is in_ascii


@pytest.mark.parametrize("environ", [*({"TERM": term} for term in NONE)], ids=lambda environ: environ["TERM"])
def test_without_colours_there_are_bold_and_reverse(start: Launcher, environ: dict[str, str]) -> None:
    terminal = started(start, environ, letters="-+~x")
    used(terminal, "-", up="\x1bOA")
    assert renditions(terminal) <= OF_THE_TERMINAL | ATTRIBUTES
    assert {1, 7} <= renditions(terminal)
    assert terminal.output.isascii()


def test_no_color_leaves_word_and_sign_of_every_state(start: Launcher) -> None:
    terminal = started(start, {"NO_COLOR": "1", "COLORTERM": "truecolor"})
    assert renditions(terminal) <= OF_THE_TERMINAL | ATTRIBUTES
    for state in ("✗ Failed", "∅ Missing", "» Replicating", "✓ Completed"):
        terminal.wait_for(state)
    used(terminal)


ASKED_FOR_ASCII: Final = {
    "LC_ALL=C": ({"LC_ALL": "C"}, ()),
    "LANG=C": ({"LANG": "C"}, ()),
    "LANG=de_DE.ISO-8859-1": ({"LANG": "de_DE.ISO-8859-1"}, ()),
    "--ascii": ({}, ("--ascii",)),
    "--ambiguous wide": ({}, ("--ambiguous", "wide")),
}


@pytest.mark.parametrize("way", ASKED_FOR_ASCII)
def test_ascii_is_drawn_where_the_locale_or_its_user_wants_nothing_else(start: Launcher, way: str) -> None:
    environ, options = ASKED_FOR_ASCII[way]
    terminal = started(start, environ, *options, letters="-+~x")
    terminal.send("y")
    terminal.wait_for("| id sent")
    assert terminal.output.isascii()
    assert not UNKNOWN.search("\n".join(terminal.screen()))
    used(terminal, "-")


@pytest.mark.parametrize(
    ("term", "found"), [("TERM=", "TERM is not set"), ("TERM=dumb", "TERM is dumb"), ("-uTERM", "TERM is not set")]
)
def test_where_nothing_can_be_drawn_it_says_what_to_do(start: Launcher, term: str, found: str) -> None:
    terminal = start(Program("dumb", ("env", term, *SIGSCOPE.argv), ready=""), columns=160, ready=False)
    terminal.wait_for(f"sigscope: the explorer cannot draw: {found}; set it to what the terminal is, such as xterm-2")
    assert terminal.wait_for_exit().code == 2
    assert terminal.modes_changed() == set()
    assert b"\x1b" not in terminal.output
