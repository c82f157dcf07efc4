"""Finding a name by parts of it: every word of the query must occur, whole or as letters in their order."""

import heapq
import re
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from itertools import chain
from typing import Generic, TypeVar

T = TypeVar("T")

_LAST_PART = 12


class Ranking(Generic[T]):
    """The `most` candidates whose texts fit a query best, of all that were taken so far."""

    def __init__(self, query: str, most: int) -> None:
        self._score = scorer(query)
        self._most = most
        self._taken = 0
        self._best: list[tuple[int, int, int, T]] = []

    def take(self, candidates: Iterable[tuple[str, T]]) -> None:
        """Take more of them; each is a text, and what it stands for."""
        self._best = heapq.nsmallest(self._most, chain(self._best, self._scored(candidates)), key=lambda each: each[:3])

    @property
    def best(self) -> list[T]:
        """Best first; of equals the shorter text, whatever its last part, then the one that was taken before."""
        return [value for *_, value in self._best]

    def _scored(self, candidates: Iterable[tuple[str, T]]) -> Iterator[tuple[int, int, int, T]]:
        for text, value in candidates:
            self._taken += 1
            score = self._score(text)
            if score is not None:
                yield -score, _length(text), self._taken, value


def scorer(query: str) -> Callable[[str], int | None]:
    """How well a text fits a query, more is better, None where it does not.

    For each word: 4 at the start of the text or of a part of it, 3 for the beginning of a part's last word, 2 inside,
    1 as letters in their order only.
    """
    words = query.lower().split()

    def score(text: str) -> int | None:
        lowered = text.lower()
        total = 0
        for word in words:
            points = _points(word, lowered)
            if points is None:
                return None
            total += points
        return total

    return score


def _length(text: str) -> int:
    """How long a text is, with its last part as long as another: of two versions the number decides nothing here."""
    above, slash, _ = text.rpartition("/")
    return len(above) + _LAST_PART if slash else len(text)


def _points(word: str, text: str) -> int | None:
    at = text.find(word)
    if at >= 0:
        if at == 0 or text[at - 1] in "/ ":
            return 4
        return 3 if not text[at - 1].isalnum() else 2
    return 1 if _letters(word).search(text) else None


@lru_cache(maxsize=64)
def _letters(word: str) -> re.Pattern[str]:
    return re.compile(".*?".join(map(re.escape, word)), re.DOTALL)
