"""The file that the log is written to; apart, because `logging.handlers` is not needed until something is logged."""

import os
from io import TextIOWrapper
from logging.handlers import RotatingFileHandler
from pathlib import Path
from typing import Final

MAX_BYTES: Final = 1_000_000
KEPT: Final = 3
"""How many full files stay beside the one being written."""


class PrivateLogFile(RotatingFileHandler):
    """A rotating file of mode 0600 in a folder of mode 0700, made where missing with those above it."""

    def __init__(self, path: Path) -> None:
        for folder in reversed(path.parents):
            folder.mkdir(mode=0o700, exist_ok=True)
        path.parent.chmod(0o700)
        super().__init__(path, maxBytes=MAX_BYTES, backupCount=KEPT)

    def _open(self) -> TextIOWrapper:
        descriptor = os.open(self.baseFilename, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
        os.fchmod(descriptor, 0o600)
        return os.fdopen(descriptor, "a", encoding="utf-8", errors="backslashreplace")
