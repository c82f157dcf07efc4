"""What was said and what went wrong before, so that nothing is lost with the toast or the cure."""

from collections import deque
from collections.abc import Iterator
from datetime import datetime
from typing import NamedTuple

from tui.model.errors import GalleryError

LONGEST = 200


class Event(NamedTuple):
    """Something that was told: a text, or what went wrong with a thing that is called so."""

    at: datetime
    text: str
    error: GalleryError | None = None


class Past:
    """The last of what was told; what is told again and again stands there once, with its last time."""

    def __init__(self) -> None:
        self._events: deque[Event] = deque(maxlen=LONGEST)

    def __iter__(self) -> Iterator[Event]:
        return reversed(self._events)

    def forget(self) -> None:
        """Forget all: somebody else has signed in."""
        self._events.clear()

    def note(self, event: Event) -> None:
        """Keep an event."""
        again = next((each for each in self._events if _same(each, event)), None)
        if again is not None:
            self._events.remove(again)
        self._events.append(event)


def _same(one: Event, other: Event) -> bool:
    causes = [each.error and (each.error.title, each.error.cause) for each in (one, other)]
    return one.text == other.text and causes[0] == causes[1]
