"""Exit codes, which scripts rely on."""

from enum import IntEnum

from tui.headless.output import say
from tui.model.errors import AuthRequired, GalleryError


class Exit(IntEnum):
    """How a command ended."""

    DONE = 0
    PROBLEM = 1
    USAGE = 2
    MOVING = 3
    SIGNED_OUT = 4
    UNREADABLE = 5
    INCOMPLETE = 6
    INTERNAL = 70
    INTERRUPTED = 130


def refused(error: GalleryError) -> Exit:
    """Say what kept a command from its result; answers the exit code for it."""
    say(f"{error.title}: {error.cause}")
    say(f"  next: {error.next_step}")
    if error.correlation_id:
        say(f"  correlation id: {error.correlation_id}")
    return Exit.SIGNED_OUT if isinstance(error, AuthRequired) else Exit.UNREADABLE
