"""Finding a name by parts of it: every word of the query must occur, whole or as letters in their order."""

import heapq
import re
from collections.abc import Callable, Iterable
from functools import lru_cache
from typing import TypeVar

T = TypeVar("T")


def best(query: str, candidates: Iterable[tuple[str, T]], most: int) -> list[T]:
    """The candidates whose texts fit best, best first; of equals the shorter text, then the order given."""
    measure = scorer(query)
    scored = (
        (-score, len(text), position, value)
        for position, (text, value) in enumerate(candidates)
        if (score := measure(text)) is not None
    )
    return [value for *_, value in heapq.nsmallest(most, scored, key=lambda each: each[:3])]


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
