"""Copying, over SSH too: the ladder of ways, and an honest word about which one was taken.

No terminal answers whether it took an OSC 52 sequence, so what is said is what was done and never more.
"""

import asyncio
import base64
import shutil
from collections.abc import Callable, Mapping, Sequence
from typing import Final, Literal, NamedTuple

from tui.terminal.abilities import is_plain_console

Way = Literal["auto", "tmux", "osc52", "native", "off"]

MOST_BYTES: Final = 74_994
"""What terminals take in one OSC 52 sequence: just under 100,000 characters of base64."""

SCREEN_TAKES: Final = 250
"""Characters that GNU screen hands on as they are in one device control string; what is bare it keeps to itself."""

SECONDS: Final = 2.0
_TMUX: Final = (("tmux", "load-buffer", "-w", "-"), ("tmux", "load-buffer", "-"))
"""`-w` has tmux send it to the terminal too; those before 3.2 do not know it."""

_NATIVE: Final[tuple[tuple[str, tuple[str, ...]], ...]] = (
    ("WAYLAND_DISPLAY", ("wl-copy",)),
    ("DISPLAY", ("xclip", "-selection", "clipboard")),
    ("DISPLAY", ("xsel", "--clipboard", "--input")),
    ("", ("pbcopy",)),
    ("", ("clip.exe",)),
)


class Copied(NamedTuple):
    """What was done with a text; `sent` is False where it reached nothing, and must be shown to be selected by hand."""

    sent: bool
    said: str


async def copy(text: str, write: Callable[[str], object], environ: Mapping[str, str], way: Way = "auto") -> Copied:
    """Hand the text to tmux, to a tool of the desktop or to the terminal: first to those that say whether they took it.

    `write` writes to the terminal.
    """
    if way == "off":
        return Copied(sent=False, said="copying is turned off")
    if way in ("auto", "tmux") and environ.get("TMUX"):
        for command in _TMUX:
            if await _piped(command, text):
                offered = ", and offered to the terminal" if "-w" in command else ""
                return Copied(sent=True, said=f"put into tmux's buffer{offered}")
    if way in ("auto", "native"):
        tool = native_tool(environ)
        if tool and await _piped(tool, text, stays=True):
            return Copied(sent=True, said=f"handed to {tool[0]}")
    if way == "auto" and is_plain_console(environ):
        return Copied(sent=False, said="such a terminal has no clipboard")
    if way in ("auto", "osc52"):
        return _told_to_terminal(text, write, through_screen=bool(environ.get("STY") and not environ.get("TMUX")))
    return Copied(sent=False, said=f"{way} is not there")


def _told_to_terminal(text: str, write: Callable[[str], object], *, through_screen: bool) -> Copied:
    data = text.encode()
    if len(data) > MOST_BYTES:
        return Copied(sent=False, said=f"too long for the terminal, {len(data):,} bytes where it takes {MOST_BYTES:,}")
    sequence = f"\x1b]52;c;{base64.b64encode(data).decode()}\x07"
    if not through_screen:
        write(sequence)
        return Copied(sent=True, said="sent to the terminal by OSC 52")
    pieces = (sequence[at : at + SCREEN_TAKES] for at in range(0, len(sequence), SCREEN_TAKES))
    write("".join(f"\x1bP{piece}\x1b\\" for piece in pieces))
    return Copied(sent=True, said="sent through GNU screen to the terminal by OSC 52")


def native_tool(environ: Mapping[str, str]) -> Sequence[str] | None:
    """The desktop's own tool; none over SSH, where it would copy on the wrong machine."""
    if environ.get("SSH_CONNECTION"):
        return None
    for needs, tool in _NATIVE:
        if (not needs or environ.get(needs)) and shutil.which(tool[0], path=environ.get("PATH")):
            return tool
    return None


async def _piped(tool: Sequence[str], text: str, *, stays: bool = False) -> bool:
    """Whether the tool took the text; one that `stays`, as X11 wants those to that serve a selection, has taken it."""
    devnull = asyncio.subprocess.DEVNULL
    try:
        process = await asyncio.create_subprocess_exec(
            *tool, stdin=asyncio.subprocess.PIPE, stdout=devnull, stderr=devnull, start_new_session=True
        )
    except OSError:
        return False
    try:
        await asyncio.wait_for(process.communicate(text.encode()), SECONDS)
    except TimeoutError:
        if not stays:
            process.kill()
            await process.wait()
        return stays
    return process.returncode == 0
