"""How a version's replication goes on in world time.

Durations follow recorded operations: 428 s at the median for a Full copy into the first region, the next regions later,
35 s for a Shallow one, everything on ticks of 15 s. No body of a replication under way was ever recorded: the progress
between start and end, a straight line, is invention, and so is the share that size has in it (none).
"""

import math
from collections.abc import Callable
from dataclasses import dataclass
from random import Random
from typing import Any, Final

from tui.simulator.regions import canonical
from tui.simulator.scenario import Plan

TICK: Final = 15.0
FULL_SECONDS: Final = 428.0
FULL_SECONDS_MORE: Final = 120.0
"""Each further region ends so much later: recorded are 376 s to 691 s for two, many are said to take half an hour."""
SHALLOW_SECONDS: Final = 35.0

Row = dict[str, Any]
"""One region of `replicationStatus.summary`, in the recorded key order: progress, region, state; `details` if any."""


@dataclass(frozen=True, slots=True)
class Motion:
    """A region on its way: from a progress at a time, in so many seconds to the target, and what it ends as."""

    start: float
    seconds: float
    progress: int
    target: int
    end: str | None
    """Completed, Failed, or None for a stall: it stays Replicating at the target."""
    details: str | None = None

    @property
    def ends_at(self) -> float:
        """World time at which the end state is reached; infinite for a stall."""
        return self.start + self.seconds if self.end else math.inf

    def row(self, region: str, now: float) -> Row:
        """Say how far the region is."""
        if now >= self.ends_at:
            return row(region, self.end or "", self.target, self.details)
        ticks = (now - self.start) // TICK * TICK
        share = min(1.0, ticks / self.seconds) if self.seconds else 1.0
        return row(region, "Replicating", int(self.progress + (self.target - self.progress) * share))

    def plan(self, version: str, region: str, now: float) -> Plan:
        """Write down what is still to come."""
        if self.end is None:
            return Plan(version, region, stall_at=self.target)
        return Plan(version, region, to=self.end, details=self.details, after_seconds=max(0.0, self.ends_at - now))


def row(region: str, state: str, progress: int, details: str | None = None) -> Row:
    """Make a row; without `details` where nothing is wrong, as recorded."""
    made: Row = {"progress": progress, "region": region, "state": state}
    if details is not None:
        made["details"] = details
    return made


def copy_seconds(mode: str, nth_region: int, key: str) -> float:
    """Tell how long a whole copy into the nth region takes, within a fifth of the measured median."""
    median = SHALLOW_SECONDS if mode == "Shallow" else FULL_SECONDS + FULL_SECONDS_MORE * nth_region
    spread = Random(key).uniform(0.8, 1.2)  # noqa: S311 - the same version always takes the same time
    return math.ceil(median * spread / TICK) * TICK


def motion(plan: Plan | None, progress: int, now: float, whole_copy: float) -> Motion:
    """Set a region in motion from its progress, along the plan or, without one, to its end at the usual pace."""
    pace = whole_copy / 100
    if plan is None or (plan.to == "Completed" and plan.after_seconds is None):
        return Motion(now, (100 - progress) * pace, progress, 100, "Completed")
    if plan.stall_at is not None:
        target = max(plan.stall_at, progress)
        return Motion(now, (target - progress) * pace, progress, target, None)
    if plan.to == "Completed":
        return Motion(now, plan.after_seconds or 0.0, progress, 100, "Completed")
    seconds = (100 - progress) * pace / 2 if plan.after_seconds is None else plan.after_seconds
    target = max(progress, min(99, int(progress + seconds / pace)))
    return Motion(now, seconds, progress, target, "Failed", plan.details)


def aggregated_state(states: set[str]) -> str:
    """Sum the regions up. Recorded only for Completed; the order of the others is a reading of the documentation."""
    if "Replicating" in states:
        return "InProgress"
    if "Failed" in states:
        return "Failed"
    return "Completed" if states == {"Completed"} else "Unknown"


@dataclass(slots=True)
class Replication:
    """The replication of one version: regions that rest, regions that move."""

    resting: dict[str, Row]
    """By canonical region, in the order of the summary; for a region that moves its first row, to keep its place."""
    moving: dict[str, Motion]

    def rows(self, now: float) -> list[Row]:
        """Make the summary as of a world time."""
        if not self.moving:
            return list(self.resting.values())
        return [
            self.moving[region].row(region, now) if region in self.moving else resting
            for region, resting in self.resting.items()
        ]

    def status(self, now: float) -> Row:
        """Make the body of `replicationStatus`."""
        rows = self.rows(now)
        return {"aggregatedState": aggregated_state({each["state"] for each in rows}), "summary": rows}

    def ends_at(self) -> float:
        """World time at which the last region comes to rest; one that stalls is waited for only where all do.

        Reported: an operation can have succeeded while a region is still replicating.
        """
        ends = [each.ends_at for each in self.moving.values()]
        return max((each for each in ends if each < math.inf), default=math.inf if ends else -math.inf)

    def failures(self) -> dict[str, str]:
        """Tell which of the regions on their way will fail, and with what details."""
        return {region: each.details or "" for region, each in self.moving.items() if each.end == "Failed"}


def replicate(key: str, summary: list[Row], plans: dict[str, Plan], mode: str, now: float) -> Replication:
    """Take up a version's replication at a summary: what is replicating or has a plan goes on from there."""
    resting = {canonical(each["region"]): {**each, "region": canonical(each["region"])} for each in summary}
    for region in sorted(plans.keys() - resting.keys()):
        resting[region] = row(region, "Replicating", 0)
    moving = {
        region: motion(plans.get(region), each["progress"], now, copy_seconds(mode, nth, f"{key} {region}"))
        for nth, (region, each) in enumerate(resting.items())
        if region in plans or each["state"] == "Replicating"
    }
    return Replication(resting, moving)


def retarget(
    before: Replication, regions: list[str], plan_for: Callable[[str], Plan | None], mode: str, key: str, now: float
) -> Replication:
    """Turn a replication towards other regions (canonical).

    What is complete or on its way goes on, what is no longer wanted is gone, the rest begins anew.
    """
    rows = {each["region"]: each for each in before.rows(now)}
    resting: dict[str, Row] = {}
    moving: dict[str, Motion] = {}
    begun = 0
    for region in regions:
        known = rows.get(region)
        if known is not None and known["state"] in ("Completed", "Replicating"):
            resting[region] = known
            if known["state"] == "Replicating":
                moving[region] = before.moving[region]
            continue
        resting[region] = row(region, "Replicating", 0)
        moving[region] = motion(plan_for(region), 0, now, copy_seconds(mode, begun, f"{key} {region}"))
        begun += 1
    return Replication(resting, moving)
