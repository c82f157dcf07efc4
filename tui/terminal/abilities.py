"""What the terminal can draw, as far as it says."""

import locale
import sys
from collections.abc import Mapping
from typing import Final

DUMB: Final = ("", "dumb", "unknown")
"""Kinds of terminal that nothing can be drawn on."""


class NoTerminal(Exception):
    """There is nothing to draw on; the message says what is needed."""


def need_terminal(environ: Mapping[str, str]) -> None:
    """Raise NoTerminal unless keys can be read and screens be drawn."""
    if not all(stream.isatty() for stream in (sys.stdin, sys.stdout, sys.stderr)):
        raise NoTerminal("the explorer needs a terminal; scripts have sigscope list and sigscope status")
    kind = environ.get("TERM", "")
    if kind in DUMB:
        raise NoTerminal(f"the explorer cannot draw on a terminal of the kind {kind or 'unknown'}: set TERM as it is")


def draws_signs(environ: Mapping[str, str]) -> bool:
    """Whether it draws more than ASCII: the locale is UTF-8, and it is neither a Linux console nor a VT."""
    encoding = locale.getpreferredencoding(do_setlocale=False).lower().replace("-", "")
    term = environ.get("TERM", "")
    return encoding == "utf8" and term != "linux" and not term.startswith("vt")
