"""Which version "latest" means, region by region.

Source: Microsoft's documentation, and failure 25 of the catalogue ("there is no latest image version"): the highest
number, compared as numbers, among those that are in that region and excluded from latest neither there nor as a whole.
The end of life takes no part in it.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Literal, NamedTuple, Self

from tui.model.gallery import TargetRegion, Version
from tui.model.replication import State, regions_of

Obstacle = Literal["excluded", "excluded there", "not wanted there", "not there yet", "failed there", "not read"]


class Latest(NamedTuple):
    """The latest version in a region, None where there is none.

    `passed_over` are the newer ones, newest first, and what keeps each from being it; one whose status was not read may
    be it after all.
    """

    version: Version | None
    passed_over: tuple[tuple[Version, Obstacle], ...] = ()

    @property
    def certain(self) -> bool:
        """Whether every newer one is known not to be it."""
        return all(obstacle != "not read" for _, obstacle in self.passed_over)


class _Candidate(NamedTuple):
    """A version with its regions looked up once: many regions ask for them."""

    version: Version
    wanted: Mapping[str, TargetRegion]
    states: Mapping[str, State]

    @classmethod
    def of(cls, version: Version) -> Self:
        states = {each.region: each.state for each in regions_of(version)}
        return cls(version, {each.region: each for each in version.target_regions}, states)

    def obstacle(self, region: str) -> Obstacle | None:
        """What keeps it from being the latest there."""
        if self.version.exclude_from_latest:
            return "excluded"
        wanted = self.wanted.get(region)
        if wanted is None:
            return "not wanted there"
        if wanted.exclude_from_latest:
            return "excluded there"
        if self.version.replication is None:
            return "not read"
        state = self.states[region]
        return None if state == "Completed" else "failed there" if state == "Failed" else "not there yet"


def latest_in(region: str, newest_first: Iterable[Version]) -> Latest:
    """The latest in a region, by its canonical name."""
    return _latest_in(region, map(_Candidate.of, newest_first))


def latest_everywhere(versions: Iterable[Version]) -> dict[str, Latest]:
    """The latest in each region that any version is wanted in, by canonical name, in the order of the newest."""
    newest_first = [_Candidate.of(each) for each in sorted(versions, key=lambda each: each.order, reverse=True)]
    regions = dict.fromkeys(region for each in newest_first for region in each.wanted)
    return {region: _latest_in(region, newest_first) for region in regions}


def latest_shared(newest_first: Iterable[Version]) -> Version | None:
    """The latest of versions that others share: whatever is seen of them in a region is complete there."""
    return next((version for version in newest_first if not version.exclude_from_latest), None)


def regions_with(version: Version, latest: Mapping[str, Latest]) -> Sequence[str]:
    """The regions in which this version is the latest."""
    return [region for region, each in latest.items() if each.version is not None and each.version.id == version.id]


def _latest_in(region: str, newest_first: Iterable[_Candidate]) -> Latest:
    passed_over: list[tuple[Version, Obstacle]] = []
    for each in newest_first:
        obstacle = each.obstacle(region)
        if obstacle is None:
            return Latest(each.version, tuple(passed_over))
        passed_over.append((each.version, obstacle))
    return Latest(None, tuple(passed_over))
