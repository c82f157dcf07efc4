"""The nearest right word to a wrong one: every complaint about something typed or written ends with it."""

import difflib
from collections.abc import Iterable


def nearest(word: str, known: Iterable[str]) -> str:
    """The nearest of the known words; empty where there is none."""
    near = difflib.get_close_matches(word, list(known), n=1, cutoff=0.0)
    return near[0] if near else ""


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """The end of a sentence that names the nearest of the known words; empty where there is none."""
    near = nearest(word, known)
    return f": did you mean {near}?" if near else ""


def none_of(word: str, known: Iterable[str]) -> str:
    """The sentence about a word that is none of the known ones."""
    words = list(known)
    return f"{word} is none of {', '.join(words)}{did_you_mean(word, words)}"
