"""What was asked so far: counts that tests and benchmarks read."""

from collections import Counter
from typing import Any


class Ledger:
    """Counts requests by route, and those that were throttled."""

    def __init__(self) -> None:
        self.clear()

    def clear(self) -> None:
        """Start again from nothing."""
        self._throttled = 0
        self._by_route: Counter[str] = Counter()

    def count(self, route: str, status: int) -> None:
        """Count one answer."""
        self._by_route[route] += 1
        self._throttled += status == 429

    def report(self) -> dict[str, Any]:
        """Give the counts: total, throttled, by_route."""
        by_route = dict(sorted(self._by_route.items()))
        return {"total": self._by_route.total(), "throttled": self._throttled, "by_route": by_route}
