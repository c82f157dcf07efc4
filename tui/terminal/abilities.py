"""What the terminal can draw, as far as it says."""

import locale
from collections.abc import Mapping


def draws_signs(environ: Mapping[str, str]) -> bool:
    """Whether it draws more than ASCII: the locale is UTF-8, and it is neither a Linux console nor a VT."""
    encoding = locale.getpreferredencoding(do_setlocale=False).lower().replace("-", "")
    term = environ.get("TERM", "")
    return encoding == "utf8" and term != "linux" and not term.startswith("vt")
