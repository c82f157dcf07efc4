"""Exit codes, which scripts rely on, and the words for what kept a command from its result."""

from datetime import timedelta
from enum import IntEnum

from tui.headless.output import say
from tui.model.errors import AuthRequired, ConnectionFault, GalleryError, NotFound, Throttled, Unavailable, Unexpected
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
    Unavailable: "try again later; https://status.azure.com tells of troubles of Azure's own",
    Unexpected: "see whether a proxy stands in between, or --endpoint leads somewhere else",
}
_NO_ANSWER: dict[ConnectionFault, str] = {
    "proxy": "correct HTTPS_PROXY, or name the host in NO_PROXY where it is reached without",
    "name": "see whether the network is up, and --endpoint right; where only a proxy leads out, set HTTPS_PROXY to it",
    "refused": "see whether --endpoint names the right host and port, and whether anything serves there",
    "tls": "see whether https is served there, and whether a proxy stands in between",
    "silence": "see whether a firewall holds https back; where only a proxy leads out, set HTTPS_PROXY",
    "unreachable": "see whether network and VPN are up; where only a proxy leads out, set HTTPS_PROXY",
    "broken": "try again later; if it stays, see what stands in between: a proxy, a VPN, a firewall",
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
    if error.next_step != usual:
        return error.next_step
    here: str | None = next((cure for fault, cure in _NO_ANSWER.items() if fault == error.code), None)
    return here or _NEXT_STEPS.get(type(error), usual)
