"""What is left of a limit, as far as answers tell, and how long a request should wait for its turn.

A fifth of each is left to the user's other tools. What is looked at may use the rest to its end. The background stops
earlier: of a long window it leaves what the screen and others will take until it ends, if they go on as they did.
"""

from dataclasses import dataclass, field
from typing import NamedTuple

KEPT = 0.21  # of each: a fifth for others, and a little for looking whether a window has turned
KEPT_FOR_SCREEN = 0.01  # of each: what the background leaves besides

_LONG_SECONDS = 60.0  # what takes longer than that to fill is worth a forecast
_FIRST_SECONDS = 10.0  # a rate seen over less time tells little
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

    def take(self, now: float, *, behind: bool) -> None:
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
class Background:
    """How many the background took of limits of one name in a subscription.

    Those of galleries in one region are one limit, but which galleries share a region is not known here.
    """

    taken: int = 0


@dataclass
class Window(Bucket):
    """A limit that fills all at once, which is seen only when it has.

    `began` is when it did so last; until that was seen, when it was first heard of: rather too late, so that we wait
    rather too long. `look_at` is when to look again where nothing may be taken. `rate` is what the screen and others
    took in a second of the window before.
    """

    background: Background = field(default_factory=Background)
    began: float = 0.0
    at_start: float = 0.0
    look_at: float = 0.0
    behind_at_start: int = 0
    rate: float | None = None

    def __post_init__(self) -> None:
        self.began, self.at_start, self.behind_at_start = self.at, self.level, self.background.taken

    def delay(self, now: float, ahead: int, *, behind: bool) -> float:
        """Seconds until one may be taken without touching what is kept, or it is time to look again."""
        self._pass(now)
        kept = self._kept(behind) + (self._forecast(now) if behind else 0.0)
        if self.level - ahead - 1 >= kept:
            return 0.0
        return _worthwhile(min(self.look_at, self.began + self.rule.seconds) - now)

    def take(self, now: float, *, behind: bool) -> None:
        """Take one; where it is of what is kept, to look, nobody else need look for a while."""
        super().take(now, behind=behind)
        self.background.taken += behind
        self.look_at = now + self._look_seconds

    def learn(self, left: float, now: float, resets_after: float | None) -> None:
        """The service says what is left, and of some windows when they turn."""
        turned, rate = left - self.in_flight > self.level + _TURN * self.rule.capacity, self._rate(now)
        super().learn(left, now, resets_after)
        if resets_after is not None:
            self.began, self.at_start = now + resets_after - self.rule.seconds, self.rule.capacity
        elif turned:
            self._begin(now, rate)
        self.look_at = now + (self._look_seconds if resets_after is None else resets_after)

    def _pass(self, now: float) -> None:
        self.at = now
        if now >= self.began + self.rule.seconds:
            rate = self._rate(now)
            self.level = self.rule.capacity - self.in_flight
            self._begin(now, rate)

    def _begin(self, now: float, rate: float) -> None:
        self.began, self.at_start, self.rate = now, self.level, rate
        self.behind_at_start = self.background.taken

    def _forecast(self, now: float) -> float:
        """What the screen and others will take of it until it turns."""
        if self.rule.seconds < _LONG_SECONDS:
            return 0.0
        return self._rate(now) * max(0.0, self.began + self.rule.seconds - now)

    def _rate(self, now: float) -> float:
        """What the screen and others take in a second: in this window, and at its beginning as in the one before."""
        behind = self.background.taken - self.behind_at_start
        taken = max(0.0, self.at_start - self.level - behind)
        before, weight = (0.0, _FIRST_SECONDS) if self.rate is None else (self.rate, self._look_seconds)
        return (taken + before * weight) / (now - self.began + weight)

    @property
    def _look_seconds(self) -> float:
        return self.rule.seconds / _LOOKS_PER_WINDOW


def _worthwhile(seconds: float) -> float:
    return seconds if seconds > _CLOCK_SECONDS else 0.0
