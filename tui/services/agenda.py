"""What is to be done when: a queue of keys by due time, then rank, where a key can be put again at another time."""

import heapq
from collections.abc import Iterator

from msgspec import Struct


class Due(Struct, frozen=True, order=True, gc=False):
    """A key and the monotonic time at which it is due; of several due at once the lower rank comes first."""

    at: float
    rank: float
    key: str


class Agenda:
    """Each key stands in it once, at the time it was last put."""

    def __init__(self) -> None:
        self._heap: list[Due] = []
        self._held: dict[str, Due] = {}

    def __contains__(self, key: str) -> bool:
        return key in self._held

    def __iter__(self) -> Iterator[str]:
        return iter(self._held)

    def put(self, due: Due) -> None:
        """Put a key, wherever it stood before."""
        if self._held.get(due.key) == due:
            return
        self._held[due.key] = due
        heapq.heappush(self._heap, due)

    def drop(self, key: str) -> None:
        """Take a key off."""
        self._held.pop(key, None)

    def first(self) -> Due | None:
        """What is due first."""
        while self._heap and self._held.get(self._heap[0].key) is not self._heap[0]:
            heapq.heappop(self._heap)
        return self._heap[0] if self._heap else None
