"""How things stand with Azure, in the few words that the header has room for."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Protocol

from tui.model.errors import AuthRequired, Forbidden, GalleryError
from tui.wording.ages import age, duration
from tui.wording.signs import Part


class Held(Protocol):
    """A scope whose requests are held back."""

    @property
    def scope(self) -> str:
        """What is held back."""
        ...

    @property
    def seconds(self) -> float:
        """For how long."""
        ...


def freshness(at: datetime | None, now: datetime) -> Part:
    """The age of what is shown; older than ten minutes it wants attention."""
    if at is None:
        return "reading…", "dim"
    text = age(at, now)
    shown = text if text == "now" else f"{text} old"
    return shown, "moving" if now - at > timedelta(minutes=10) else "dim"


def trouble(error: GalleryError, again_in: float | None) -> tuple[str, ...]:
    """The banner's lines for what keeps the whole from being read."""
    again = f" Tried again in {duration(timedelta(seconds=again_in))}." if again_in and again_in >= 60 else ""
    lines = [f"{error.title}: {error.cause}"]
    if isinstance(error, AuthRequired):
        lines.append(
            f"run  {error.command}  then press r, or a to sign in here. What is on screen stays readable.{again}"
        )
    else:
        lines.append(f"{error.next_step[:1].upper()}{error.next_step[1:]}.{again}")
    return tuple(lines)


def overview_lost(fallback: Mapping[str, GalleryError], *, behind: bool) -> str:
    """That plain lists were read in place of Resource Graph, and why, or that it is behind; else empty."""
    if not fallback:
        return "Graph behind" if behind else ""
    denied = all(isinstance(error, Forbidden) for error in fallback.values())
    return "Graph denied: by lists" if denied else "Graph down: by lists"


def slowed(waiting: Sequence[Held]) -> str:
    """What the read budget or a Retry-After holds back; empty where nothing is."""
    if not waiting:
        return ""
    longest = max(waiting, key=lambda each: each.seconds)
    seconds = longest.seconds
    length = f"{round(seconds)} s" if seconds < 60 else duration(timedelta(seconds=seconds))
    return f"slowed: {longest.scope}, {length}"
