"""Which version "latest" means, region by region.

Source: Microsoft's documentation, and failure 25 of the catalogue ("there is no latest image version"): the highest
number, compared as numbers, among those that are in that region and excluded from latest neither there nor as a whole.
The end of life takes no part in it.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Literal, NamedTuple

from tui.model.gallery import Version
from tui.model.replication import RegionReplication, regions_of

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


def latest_in(region: str, newest_first: Iterable[Version]) -> Latest:
    """The latest in a region, by its canonical name."""
    passed_over: list[tuple[Version, Obstacle]] = []
    for version in newest_first:
        obstacle = _obstacle(version, region)
        if obstacle is None:
            return Latest(version, tuple(passed_over))
        passed_over.append((version, obstacle))
    return Latest(None, tuple(passed_over))


def latest_everywhere(versions: Iterable[Version]) -> dict[str, Latest]:
    """The latest in each region that any version is wanted in, by canonical name, in the order of the newest."""
    newest_first = sorted(versions, key=lambda each: each.order, reverse=True)
    regions = dict.fromkeys(target.region for version in newest_first for target in version.target_regions)
    return {region: latest_in(region, newest_first) for region in regions}


def latest_shared(newest_first: Iterable[Version]) -> Version | None:
    """The latest of versions that others share: whatever is seen of them in a region is complete there."""
    return next((version for version in newest_first if not version.exclude_from_latest), None)


def regions_with(version: Version, latest: Mapping[str, Latest]) -> Sequence[str]:
    """The regions in which this version is the latest."""
    return [region for region, each in latest.items() if each.version is not None and each.version.key == version.key]


def _obstacle(version: Version, region: str) -> Obstacle | None:
    if version.exclude_from_latest:
        return "excluded"
    wanted = next((each for each in version.target_regions if each.region == region), None)
    if wanted is None:
        return "not wanted there"
    if wanted.exclude_from_latest:
        return "excluded there"
    if version.replication is None:
        return "not read"
    return _not_there(next(each for each in regions_of(version) if each.region == region))


def _not_there(found: RegionReplication) -> Obstacle | None:
    if found.state == "Completed":
        return None
    return "failed there" if found.state == "Failed" else "not there yet"
