"""What is wrong with the set-up, as far as the program can tell."""

from typing import NamedTuple


class Finding(NamedTuple):
    """A fault: what it is, why it matters, and what to do about it."""

    what: str
    why: str
    cure: str
