"""What is left of a limit, as far as answers tell, and how long a request should wait for its turn.

A fifth of each is left to the user's other tools. What is looked at may use the rest to its end; the background stops
a little earlier, and spreads what it takes over a long window, so that it never leaves the screen with nothing.
"""

from dataclasses import dataclass
from typing import NamedTuple

KEPT = 0.21  # of each: a fifth for others, and a little for looking whether a window has turned
KEPT_FOR_SCREEN = 0.015  # of each: what the background leaves besides

_FREE = 0.25  # of what a window has to give: so much may be taken at once, the rest as time goes on
_SPREAD_SECONDS = 60.0  # a shorter window is not worth spreading over
_LOOKS_PER_WINDOW = 12
_TURN = 0.01  # of the capacity: when there is so much more than there was, the window has turned
_CLOCK_SECONDS = 0.001  # less than that is rounding


class Rule(NamedTuple):
    """How much a limit is, in how many seconds it fills, and whether it does so all at once."""

    capacity: float
    seconds: float
    windowed: bool = False


@dataclass
class Bucket:
    """A limit that fills steadily; `in_flight` were taken here and may not be counted there yet."""

    rule: Rule
    level: float
    at: float
    in_flight: int = 0

    def delay(self, now: float, ahead: int, *, behind: bool) -> float:
        """Seconds until one may be taken, after so many `ahead` of it; `behind` is whether nobody looks at it."""
        self._pass(now)
        return _worthwhile((self._kept(behind) + ahead + 1 - self.level) * self.rule.seconds / self.rule.capacity)

    def take(self, now: float) -> None:
        """Take one."""
        self._pass(now)
        self.level -= 1
        self.in_flight += 1

    def learn(self, left: float, now: float, resets_after: float | None) -> None:
        """The service says what is left, and of some windows when they turn."""
        if left >= self.rule.capacity:
            self.rule = self.rule._replace(capacity=left + 1)
        self.level, self.at = left - self.in_flight, now

    def _pass(self, now: float) -> None:
        """Let time pass."""
        self.level += (now - self.at) * self.rule.capacity / self.rule.seconds
        self.level, self.at = min(self.rule.capacity, self.level), now

    def _kept(self, behind: bool) -> float:
        return self.rule.capacity * (KEPT + KEPT_FOR_SCREEN * behind)


@dataclass
class Window(Bucket):
    """A limit that fills all at once, which is seen only when it has.

    `began` is when it did so last; until that was seen, when it was first heard of: rather too late, so that we wait
    rather too long. `look_at` is when to look again where nothing may be taken.
    """

    began: float = 0.0
    at_start: float = 0.0
    look_at: float = 0.0

    def __post_init__(self) -> None:
        self.began, self.at_start = self.at, self.level

    def delay(self, now: float, ahead: int, *, behind: bool) -> float:
        """Seconds until one may be taken without touching what is kept, or it is time to look whether it turned."""
        self._pass(now)
        left = self.level - ahead - 1
        if left < self._kept(behind):
            return _worthwhile(min(self.look_at, self.began + self.rule.seconds) - now)
        if not behind or self.rule.seconds < _SPREAD_SECONDS:
            return 0.0
        usable = self.at_start - self._kept(behind)
        due = self._kept(behind) + usable * (1 - _FREE - (now - self.began) / self.rule.seconds)
        return _worthwhile((due - left) * self.rule.seconds / usable) if usable > 0 else 0.0

    def take(self, now: float) -> None:
        """Take one; where it is of what is kept, to look, nobody else need look for a while."""
        super().take(now)
        self.look_at = now + self._look_seconds

    def learn(self, left: float, now: float, resets_after: float | None) -> None:
        """The service says what is left, and of some windows when they turn."""
        turned = left - self.in_flight > self.level + _TURN * self.rule.capacity
        super().learn(left, now, resets_after)
        if resets_after is not None:
            self.began, self.at_start = now + resets_after - self.rule.seconds, self.rule.capacity
        elif turned:
            self.began, self.at_start = now, left
        self.look_at = now + (self._look_seconds if resets_after is None else resets_after)

    def _pass(self, now: float) -> None:
        self.at = now
        if now >= self.began + self.rule.seconds:
            self.level = self.at_start = self.rule.capacity - self.in_flight
            self.began = now

    @property
    def _look_seconds(self) -> float:
        return self.rule.seconds / _LOOKS_PER_WINDOW


def _worthwhile(seconds: float) -> float:
    return seconds if seconds > _CLOCK_SECONDS else 0.0
