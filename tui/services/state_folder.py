"""The state folder: ours alone (0700, files 0600), every file replaced atomically."""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO


def private_folder(folder: Path) -> Path:
    """Make the folder and those above it that are not there, and see that nobody else can look into it."""
    for each in (*reversed(folder.parents), folder):  # `parents=True` leaves the mode of those above to the umask
        each.mkdir(exist_ok=True, mode=0o700)
    folder.chmod(0o700)
    return folder


@contextmanager
def replacing(path: Path) -> Iterator[IO[bytes]]:
    """Write a file whole or not at all: it takes the other's place once all is written; raises OSError."""
    private_folder(path.parent)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "wb") as file:
            yield file
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
