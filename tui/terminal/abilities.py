"""What the terminal can draw, as far as it says."""

import locale
import re
import sys
from collections.abc import Mapping
from typing import Final, Literal

DUMB: Final = ("", "dumb", "unknown")
"""Kinds of terminal that nothing can be drawn on."""

Colours = Literal["many", "few", "none"]
"""256 or more; the eight or sixteen of the terminal's own palette; bold and reverse alone."""

_PLAIN: Final = re.compile(r"linux.*|vt\d.*")
"""The consoles that draw ASCII at best, and print what they do not know."""

_COLOURLESS: Final = re.compile(r"vt\d.*|.*-m(ono)?")


class NoTerminal(Exception):
    """There is nothing to draw on; the message says what is needed."""


def need_terminal(environ: Mapping[str, str]) -> None:
    """Raise NoTerminal unless keys can be read and screens be drawn."""
    if not all(stream.isatty() for stream in (sys.stdin, sys.stdout, sys.stderr)):
        raise NoTerminal("the explorer needs a terminal; scripts have sigscope list and sigscope status")
    kind = environ.get("TERM", "")
    if kind in DUMB:
        found = f"TERM is {kind}" if kind else "TERM is not set"
        raise NoTerminal(f"the explorer cannot draw: {found}; set it to what the terminal is, such as xterm-256color")


def draws_signs(environ: Mapping[str, str]) -> bool:
    """Whether it draws more than ASCII: the locale is UTF-8, and it is neither a Linux console nor a VT."""
    return other_encoding(environ) is None and not is_plain_console(environ)


def is_plain_console(environ: Mapping[str, str]) -> bool:
    """Whether it is a Linux console or a VT, which know nothing of clipboards, keyboards and the like."""
    return _PLAIN.fullmatch(environ.get("TERM", "")) is not None


def colours(environ: Mapping[str, str]) -> Colours:
    """How many colours it draws, and its user wants to see (https://no-color.org)."""
    if environ.get("NO_COLOR") or _COLOURLESS.fullmatch(environ.get("TERM", "")):
        return "none"
    from rich.console import Console  # not for those who only ask for the kind

    system = Console(force_terminal=True, _environ=environ).color_system
    return "few" if system in (None, "standard") or is_plain_console(environ) else "many"


def other_encoding(environ: Mapping[str, str]) -> str | None:
    """What text for the terminal is written in by the locale that its user has chosen; None for UTF-8.

    Python takes UTF-8 where LANG says C, or names what is not installed, and sets LC_CTYPE to C.UTF-8 for that (PEP 538
    and 540): an LC_CTYPE like this counts only where LANG says nothing.
    """
    kind, lang = environ.get("LC_CTYPE", ""), environ.get("LANG", "")
    chosen = environ.get("LC_ALL") or (lang if kind.startswith("C.") else kind) or lang or kind
    codeset = "ASCII" if chosen in ("C", "POSIX") else chosen.partition("@")[0].partition(".")[2]
    encoding = codeset or locale.getpreferredencoding(do_setlocale=False)
    return None if encoding.lower().replace("-", "") == "utf8" else encoding
