"""What "latest" means where, and the matrix of regions and versions, in words."""

from collections.abc import Mapping

from tui.model.gallery import Version
from tui.model.latest import Latest, Obstacle, regions_with
from tui.model.regions import RegionNames
from tui.model.replication import regions_of
from tui.wording.signs import SIGNS, Part

_WHY: Mapping[Obstacle, str] = {
    "excluded": "is excluded from latest",
    "excluded there": "is excluded from latest there",
    "not wanted there": "is not wanted there",
    "not there yet": "is not there yet",
    "failed there": "failed there",
    "not read": "was not read yet and may be it",
}
MOST_PASSED_OVER = 4


def latest_of(version: Version, latest: Mapping[str, Latest]) -> str:
    """In how many regions a version is the latest; empty where in none."""
    number = len(regions_with(version, latest))
    return f"in {number} of {len(latest)}" if number else ""


def latest_cell(latest: Latest) -> Part:
    """The number of the latest version in a region."""
    if latest.version is None:
        return ("none", "dim") if latest.certain else ("?", "dim")
    return (latest.version.name if latest.certain else f"{latest.version.name} ?"), "plain"


def matrix_cell(version: Version, region: str, *, ascii_only: bool) -> Part:
    """How a version is in a region: the sign, with the replicas where it is there, else how far it has come."""
    found = next((each for each in regions_of(version) if each.region == region), None)
    wanted = next((each for each in version.target_regions if each.region == region), None)
    if found is None:
        return ("not read", "dim") if wanted and version.replication is None else ("", "dim")
    sign = SIGNS[found.state]
    text = sign.text(ascii_only=ascii_only)
    if found.state == "Completed":
        replicas = (wanted.regional_replica_count if wanted else None) or version.replica_count or 1
        excluded = version.exclude_from_latest or bool(wanted and wanted.exclude_from_latest)
        return (f"{text} {replicas} excl", "dim") if excluded else (f"{text} {replicas}", sign.style)
    return text if found.progress is None else f"{text} {found.progress} %", sign.style


def explained(region: str, latest: Latest, names: RegionNames) -> tuple[str, ...]:
    """Why the latest version in a region is the one that it is."""
    name = names.display(region)
    said = f"{name}: latest is {latest.version.name}." if latest.version else f"{name}: there is no latest version."
    newer = [f"{version.name} {_WHY[why]}" for version, why in latest.passed_over[:MOST_PASSED_OVER]]
    more = len(latest.passed_over) - MOST_PASSED_OVER
    if more > 0:
        newer.append(f"{more} more are not it either")
    return (said, f"{'; '.join(newer)}.") if newer else (said,)
