"""The mouse: clicks and the wheel, never its moves; without it, not a word of it."""

import re

from tests.terminal.conftest import SIGSCOPE, Launcher, Program
from tests.terminal.pty import SYNCHRONISED_OUTPUT

MOUSE_MODES = {9, *range(1000, 1004), 1005, 1006, 1015, 1016}
SUPPORTS_PIXELS = {b"\x1b[?2048$p": b"\x1b[?2048;2$y", **SYNCHRONISED_OUTPUT}
POINTER_SHAPE = b"\x1b]22;"


def asked_for(output: bytes) -> set[int]:
    """The mouse modes that were switched, on or off."""
    switched = re.findall(rb"\x1b\[\?([\d;]+)[hl]", output)
    return {int(each) for modes in switched for each in modes.split(b";")} & MOUSE_MODES


def test_clicks_and_the_wheel_are_asked_for_and_no_moves(start: Launcher, program: Program) -> None:
    terminal = start(program, answers=SUPPORTS_PIXELS)
    assert terminal.modes_changed() & MOUSE_MODES == {1000, 1006}
    terminal.send("q")
    terminal.wait_for_exit()
    assert asked_for(terminal.output) == {1000, 1006}
    assert terminal.modes_changed() == set()
    assert POINTER_SHAPE not in terminal.output


def test_with_no_mouse_nothing_is_said_of_it(start: Launcher) -> None:
    terminal = start(Program("no mouse", (*SIGSCOPE.argv, "--no-mouse"), ready=SIGSCOPE.ready))
    terminal.wait_for_quiet(0.2)
    terminal.send("q")
    assert terminal.wait_for_exit().code == 0
    assert asked_for(terminal.output) == set()
    assert POINTER_SHAPE not in terminal.output


def test_a_click_and_the_wheel_do_what_they_do_even_where_pixels_are_known(start: Launcher) -> None:
    terminal = start(SIGSCOPE, columns=80, rows=24, answers=SUPPORTS_PIXELS)
    terminal.wait_for("» 1 │", timeout=30)
    terminal.send("\x1b[<65;5;10M" * 20)  # down, over the tree, to its end
    terminal.wait_for("Fabrikam")
    line = next(at for at, line in enumerate(terminal.screen(), 1) if "Contoso Sandbox" in line)
    terminal.send(f"\x1b[<0;10;{line}M\x1b[<0;10;{line}m")
    terminal.wait_for("─ Contoso Sandbox")
