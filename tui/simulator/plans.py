"""Plans that wait for the copy that they are for."""

from collections import deque
from collections.abc import Iterable, Iterator

from tui.simulator.regions import canonical
from tui.simulator.scenario import Plan


class Plans:
    """Plans by version and region, in their order."""

    def __init__(self, plans: Iterable[Plan]) -> None:
        self._waiting: dict[str, dict[str, deque[Plan]]] = {}
        for plan in plans:
            regions = self._waiting.setdefault(plan.version.lower(), {})
            regions.setdefault(canonical(plan.region), deque()).append(plan)

    def under_way(self, version: str) -> dict[str, Plan]:
        """Take those for the copies under way of a version (its key), by canonical region."""
        regions = self._waiting.get(version, {})
        return {region: plans.popleft() for region, plans in regions.items() if plans and not plans[0].waiting}

    def next(self, version: str, region: str) -> Plan | None:
        """Take the one for a copy that begins; None where none is left."""
        plans = self._waiting.get(version, {}).get(region)
        return plans.popleft() if plans else None

    def left(self) -> Iterator[Plan]:
        """Give those that nothing has taken."""
        for regions in self._waiting.values():
            for plans in regions.values():
                yield from plans
