"""Exit codes, which scripts rely on, and the words for what kept a command from its result."""

from datetime import timedelta
from enum import IntEnum

from tui.headless.output import say
from tui.model.errors import AuthRequired, GalleryError, NotFound, Throttled, Unavailable
from tui.wording.ages import duration


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


MEANINGS: dict[Exit, str] = {
    Exit.DONE: "done, and all that was asked for could be read",
    Exit.PROBLEM: "a problem was found: a region Failed or Missing, or provisioning Failed, once nothing moves",
    Exit.USAGE: "a mistake on the command line or in the settings",
    Exit.MOVING: "still moving, or --timeout has passed",
    Exit.SIGNED_OUT: "not signed in",
    Exit.UNREADABLE: "nothing could be read, or it was refused",
    Exit.INCOMPLETE: "incomplete: what could not be read is named on stderr",
    Exit.INTERNAL: "an error of the program's own; the line on stderr names the log",
    Exit.INTERRUPTED: "interrupted",
}
"""What each tells a script."""

# What the app says of its own keys, and of trying by itself, is not true of a command that ends.
_NEXT_STEPS: dict[type[GalleryError], str] = {
    GalleryError: "try again; if it stays, quote the correlation id to Azure support",
    NotFound: "see with  sigscope list  what is there; somebody may have deleted it",
    Unavailable: "try again later;  sigscope doctor  shows the way to Azure",
}


def refused(error: GalleryError) -> Exit:
    """Say what kept a command from its result; answers the exit code for it."""
    tell(error)
    return Exit.SIGNED_OUT if isinstance(error, AuthRequired) else Exit.UNREADABLE


def tell(error: GalleryError, before: str = "") -> None:
    """Say what went wrong, what to do next, and the id to quote."""
    say(f"{before}{error.title}: {error.cause}")
    say(f"  next: {next_step(error)}")
    if error.correlation_id:
        say(f"  correlation id: {error.correlation_id}")


def next_step(error: GalleryError) -> str:
    """What to do about an error where no key can be pressed and nothing is read again by itself."""
    if isinstance(error, Throttled):
        wait = duration(timedelta(seconds=error.retry_after)) if error.retry_after else "a while"
        return f"try again in {wait}"
    usual = type(error).next_step
    return _NEXT_STEPS.get(type(error), usual) if error.next_step == usual else error.next_step
