"""The replication table: one row for each region of a version, worst first, and the lines that speak of one of them."""

from collections.abc import Mapping
from datetime import datetime
from typing import NamedTuple

from tui.model.diagnosis import MISSING, diagnose
from tui.model.estimate import Estimate, Track, estimate, stalled_since
from tui.model.gallery import Version
from tui.model.regions import RegionNames, canonical
from tui.model.replication import RegionReplication, regions_of
from tui.wording.ages import age, ago, duration
from tui.wording.signs import SIGNS, STALLED, Sign

Tracks = Mapping[str, Track]


class RegionRow(NamedTuple):
    """A region as it is shown; `left` is empty unless it moves, `progress` None where there is none."""

    region: str
    sign: Sign
    state: str
    progress: int | None
    left: str
    name: str
    display_name: str
    replicas: str
    storage: str
    left_seconds: int | None


def region_rows(version: Version, tracks: Tracks, now: datetime, names: RegionNames) -> list[RegionRow]:
    """The rows, worst first and within a state by what is left, then by name."""
    home = canonical(version.location or "")
    rows = [_row(each, version, tracks.get(each.region), now, names, home) for each in regions_of(version)]
    ranks = {each.region: each.rank for each in regions_of(version)}
    return sorted(rows, key=lambda row: (ranks[row.region], -(row.progress or 0), row.name))


def headline(version: Version, tracks: Tracks, now: datetime) -> str:
    """How far the whole is: 2 of 6 done, the last in about 14 min."""
    regions = regions_of(version)
    if not regions:
        return "status not read yet" if version.replication is None else "no target regions"
    done = sum(each.state == "Completed" for each in regions)
    replicating = [tracks.get(each.region) for each in regions if each.state == "Replicating"]
    moving = [track for track in replicating if not stalled_since(track)]
    text = f"{done} of {len(regions)} done"
    if len(moving) < len(replicating):
        text = f"{text} · {len(replicating) - len(moving)} stalled"
    if not moving:
        return text
    estimates = [_estimate(version, track, now) for track in moving]
    last = max(each.left for each in estimates)
    if all(each.measured for each in estimates):
        return f"{text} · the last in about {duration(last)}"
    return f"{text} · usually {duration(last)} more"


def explanation(version: Version, region: str, tracks: Tracks, now: datetime, names: RegionNames) -> tuple[str, ...]:
    """The lines that speak of one region: what is the matter, why, and what mends it, in the service's raw texts."""
    found = next((each for each in regions_of(version) if each.region == region), None)
    if found is None:
        return ()
    name = names.display(region)
    track = tracks.get(region)
    seen = f", seen {ago(track.since, now)}" if track else ""
    if found.state == "Failed":
        details = (found.status.details if found.status else None) or "The service gives no details."
        diagnosis = diagnose(details)
        cause = diagnosis.cause if diagnosis.certain else "Not a known case."
        return (f"{name}{seen}: {details}", f"{cause} Cure: {diagnosis.remedy}.")
    if found.state == "Missing":
        return (f"{name}{seen}: {MISSING.brief}.", f"{MISSING.cause} Cure: {MISSING.remedy}.")
    if found.state == "Replicating":
        return (f"{name}: {_moving(version, track, now)}",)
    if found.state == "Completed":
        return (f"{name}: machines can be made from it there.",)
    return (f"{name}: the service does not know its state; it is read again.",)


def _moving(version: Version, track: Track | None, now: datetime) -> str:
    stalled = stalled_since(track)
    if stalled:
        return f"no progress for {age(stalled, now)}. Documentation: wait for up to six hours, then retry the update."
    left = _estimate(version, track, now)
    if left.measured:
        return f"about {duration(left.left)} left at the rate seen so far."
    return f"usually {duration(left.left)} more; the rate shows after three readings and ten points of progress."


def _row(
    each: RegionReplication, version: Version, track: Track | None, now: datetime, names: RegionNames, home: str
) -> RegionRow:
    sign: Sign = SIGNS[each.state]
    state: str = each.state
    left, left_seconds = "", None
    if each.state == "Replicating":
        if stalled_since(track):
            sign, state = STALLED, "stalled"
        else:
            left_time = _estimate(version, track, now)
            left_seconds = round(left_time.left.total_seconds()) if left_time.measured else None
            left = duration(left_time.left) if left_time.measured else f"~ {duration(left_time.left)}"
    wanted = each.wanted
    name = names.display(wanted.name if wanted else each.region)
    return RegionRow(
        region=each.region,
        sign=sign,
        state=state,
        progress=None if each.status is None else each.progress or 0,
        left=left,
        display_name=name,
        name=f"{name} (home)" if each.region == home else name if wanted else f"{name} (leaving)",
        replicas=str(wanted.regional_replica_count or version.replica_count or 1) if wanted else "",
        storage=(wanted.storage_account_type or version.storage_account_type or "") if wanted else "",
        left_seconds=left_seconds,
    )


def _estimate(version: Version, track: Track | None, now: datetime) -> Estimate:
    return estimate(track, now, size_gb=version.size_gb, mode=version.replication_mode)
