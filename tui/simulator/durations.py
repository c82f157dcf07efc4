"""How long operations take: recorded by thousands, drawn from a seeded stream.

Recorded per kind are the shortest, the median, the 90th percentile and the longest; what takes a while ends on steps of
15 s. How long a copy takes is told by `replication`.
"""

import math
from random import Random
from typing import Final, Literal

_TICK: Final = 15.0
_SHARES: Final = (0.0, 0.5, 0.9, 1.0)
Kind = Literal[
    "gallery",
    "gallery update",
    "gallery deletion",
    "definition",
    "definition deletion",
    "version update",
    "version deletion",
    "share",
    "disk",
    "machine",
    "managed image",
    "network",
    "group deletion",
]
_SECONDS: Final[dict[Kind, tuple[float, float, float, float]]] = {
    "gallery": (0.1, 0.3, 1.0, 30.0),
    "gallery update": (0.02, 0.05, 1.0, 1.7),
    "gallery deletion": (0.05, 0.1, 1.7, 18.0),
    "definition": (0.06, 0.1, 0.2, 30.0),
    "definition deletion": (0.1, 0.2, 0.6, 2.0),
    "version update": (150.0, 150.0, 376.0, 421.0),
    "version deletion": (25.0, 90.0, 150.0, 150.0),
    "share": (0.1, 0.4, 45.0, 241.0),
    "disk": (0.05, 0.4, 0.7, 1.1),
    # Recorded a few times, to within a poll or two.
    "network": (0.5, 3.0, 10.0, 15.0),
    # Not recorded: what is no gallery's is as quick as it may be without being at once.
    "machine": (15.0, 30.0, 60.0, 90.0),
    "managed image": (5.0, 15.0, 30.0, 60.0),
    "group deletion": (15.0, 30.0, 60.0, 90.0),
}


class Durations:
    """A seeded stream of durations."""

    def __init__(self, seed: object) -> None:
        self._random = Random(f"durations {seed}")  # noqa: S311 - a simulated service's speed

    def __call__(self, kind: Kind) -> float:
        """Draw the seconds of one operation of a kind."""
        seconds = _quantile(_SECONDS[kind], self._random.random())
        return round(seconds / _TICK) * _TICK if seconds > _TICK else seconds


def _quantile(values: tuple[float, float, float, float], share: float) -> float:
    """Read a share off the recorded values, along straight lines over their logarithms: the long ones are few."""
    nth = next(n for n in (1, 2, 3) if share <= _SHARES[n])
    low, high = math.log(values[nth - 1]), math.log(values[nth])
    part = (share - _SHARES[nth - 1]) / (_SHARES[nth] - _SHARES[nth - 1])
    return math.exp(low + (high - low) * part)
