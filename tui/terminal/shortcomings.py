"""What the terminal cannot do, as far as the environment tells, and how it could."""

import subprocess
from collections.abc import Callable, Iterator, Mapping
from typing import Final

from tui.model.findings import Finding
from tui.terminal.abilities import DUMB, colours, other_encoding
from tui.terminal.clipboard import Way

SMALLEST: Final = (60, 15)
"""Columns and lines below which the explorer is of no use."""

_TMUX_SECONDS: Final = 2.0


def tmux_option(name: str) -> str | None:
    """What tmux has an option set to; None where it does not answer."""
    try:
        answer = subprocess.run(  # noqa: S603 - a name of ours
            ["tmux", "show-options", "-sv", name],  # noqa: S607 - the one that the user runs
            capture_output=True,
            text=True,
            timeout=_TMUX_SECONDS,
            check=True,
        )
    except (OSError, subprocess.SubprocessError):
        return None
    return answer.stdout.strip()


def shortcomings(
    environ: Mapping[str, str],
    *,
    clipboard: Way = "auto",
    size: tuple[int, int] | None = None,
    tmux: Callable[[str], str | None] = tmux_option,
) -> list[Finding]:
    """What is wrong; `size` is columns and lines, None where there is no terminal."""
    return [*_of_kind(environ), *_of_letters(environ), *_of_size(size), *_of_copying(environ, clipboard, tmux)]


def _of_kind(environ: Mapping[str, str]) -> Iterator[Finding]:
    kind = environ.get("TERM", "")
    cure = "set TERM to what the terminal is, such as  export TERM=xterm-256color"
    if kind in DUMB:
        why = "the explorer cannot draw on such a terminal; the commands for scripts need none"
        yield Finding(f"TERM is {kind or 'not set'}", why, cure)
    elif environ.get("NO_COLOR"):
        yield Finding(
            "NO_COLOR is set",
            "everything is drawn without colours: what failed differs from what settled by word and sign alone",
            "unset NO_COLOR  where you want colours",
        )
    elif kind.startswith("vt"):
        why = "such a terminal has neither colours nor signs beside ASCII, and the explorer draws without"
        yield Finding(f"TERM is {kind}", why, cure)
    elif colours(environ) == "few":
        why = "it promises 16 colours: in place of the dark and the light theme stands the terminal's own palette"
        step = "export COLORTERM=truecolor  where the terminal has more"
        yield Finding(f"TERM is {kind}, and COLORTERM does not say more", why, step)


def _of_letters(environ: Mapping[str, str]) -> Iterator[Finding]:
    encoding = other_encoding(environ)
    if encoding is not None:
        named = next((name for name in ("LC_ALL", "LANG", "LC_CTYPE") if environ.get(name)), "LC_ALL")
        why = "signs, bars and borders are drawn in ASCII, and names in other letters are not legible"
        yield Finding(f"the locale writes {encoding}, not UTF-8", why, f"export {named}=C.UTF-8")


def _of_size(size: tuple[int, int] | None) -> Iterator[Finding]:
    if size and (size[0] < SMALLEST[0] or size[1] < SMALLEST[1]):
        columns, lines = SMALLEST
        why = f"the explorer is of use from {columns}x{lines} on, and at its best from 120x40 on"
        yield Finding(f"the terminal has {size[0]}x{size[1]}", why, "make it larger, or its letters smaller")


def _of_copying(environ: Mapping[str, str], clipboard: Way, tmux: Callable[[str], str | None]) -> Iterator[Finding]:
    if not environ.get("TMUX"):
        return
    least = {"auto": "external", "tmux": "external", "osc52": "on"}.get(clipboard)
    found = tmux("set-clipboard")
    if least and found is not None and found not in (least, "on"):
        why = "what is copied gets no further than tmux: it does not hand it on to the terminal"
        cure = f"set -s set-clipboard {least}  in ~/.tmux.conf"
        yield Finding(f"tmux has set-clipboard {found}", why, f"{cure}, or  tmux set -s set-clipboard {least}")
