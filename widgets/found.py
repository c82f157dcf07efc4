"""Where a word stands in a text, and which of the places is looked at."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Self


@dataclass
class Found:
    """The places of `wanted`, each from its first character to behind its last; `at` is the one looked at."""

    wanted: str = ""
    spans: tuple[tuple[int, int], ...] = ()
    at: int = 0

    @classmethod
    def of(cls, wanted: str, text: str) -> Self:
        """Look for a word in a text, upper and lower case alike."""
        if not wanted:
            return cls()
        return cls(wanted, tuple(match.span() for match in re.finditer(re.escape(wanted), text, re.IGNORECASE)))

    def step(self, by: int) -> None:
        """Look at a place further on, from the last to the first again."""
        if self.spans:
            self.at = (self.at + by) % len(self.spans)

    @property
    def told(self) -> str:
        """Which of how many; empty while nothing is searched for."""
        if not self.wanted:
            return ""
        return f"{self.at + 1} of {len(self.spans)}" if self.spans else "not found"
