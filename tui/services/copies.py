"""What was to be copied and nothing took, in files of their own."""

from pathlib import Path
from typing import Final

from tui.services.state_folder import replacing

MOST: Final = 20
"""Files that stay; the oldest go."""


def keep(folder: Path, name: str, text: str) -> Path | None:
    """Write a text to a file of this name that nobody else can read, and return where; None where that cannot be."""
    path = folder / name
    try:
        with replacing(path) as file:
            file.write(text.encode())
        for old in sorted(folder.iterdir(), key=lambda each: each.stat().st_mtime_ns, reverse=True)[MOST:]:
            old.unlink()
    except OSError:
        return None
    return path
