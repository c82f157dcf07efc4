"""The pace of background reading: a burst at first, then a steady trickle, so that the user's other tools have room."""

from tui.services.clock import Clock

# Compute lets 2000 single GETs of a version through in 3 minutes and 10,000 in 30 (recorded): 5.5 a second for long,
# of which a fifth is left to others.
BURST = 400
PER_SECOND = 4.4


class Pace:
    """A token bucket on the monotonic clock."""

    def __init__(self, clock: Clock, burst: int = BURST, per_second: float = PER_SECOND) -> None:
        self._clock = clock
        self._burst = float(burst)
        self._per_second = per_second
        self._tokens = self._burst
        self._at = clock.monotonic()

    def wait(self) -> float:
        """Seconds until the next reading may start, 0 when at once."""
        now = self._clock.monotonic()
        self._tokens = min(self._burst, self._tokens + (now - self._at) * self._per_second)
        self._at = now
        return max(0.0, (1.0 - self._tokens) / self._per_second)

    def spend(self) -> None:
        """Count one reading."""
        self._tokens -= 1.0
