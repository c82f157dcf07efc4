"""Wanted joined to actual: for each region of a version, what was asked for and how far it has come."""

from typing import Literal, NamedTuple

from tui.model.gallery import RegionStatus, TargetRegion, Version
from tui.model.regions import canonical

State = Literal["Failed", "Missing", "Replicating", "Unknown", "Completed"]

# Worst first: the order in which a person wants to see them.
SEVERITY: tuple[State, ...] = ("Failed", "Missing", "Replicating", "Unknown", "Completed")
_RANK = {state: rank for rank, state in enumerate(SEVERITY)}
MOVING_STATES = frozenset({"Creating", "Updating", "Deleting", "Migrating"})


class RegionReplication(NamedTuple):
    """One region of a version: `wanted` is None in a region that is being removed, `status` None in a missing one."""

    region: str
    wanted: TargetRegion | None
    status: RegionStatus | None

    @property
    def state(self) -> State:
        """The state for people: a wanted region without status is Missing."""
        if self.status is None:
            return "Missing"
        state = self.status.state
        return state if state in _RANK and state != "Missing" else "Unknown"

    @property
    def progress(self) -> int | None:
        """0..100, or None where it is not known."""
        return None if self.status is None or self.status.progress is None else max(0, min(100, self.status.progress))

    @property
    def rank(self) -> int:
        """Its place among the states, worst first."""
        return _RANK[self.state]


class Tally(NamedTuple):
    """How many regions failed, are missing and are moving, and of how many versions the status was never read."""

    failed: int = 0
    missing: int = 0
    moving: int = 0
    unread: int = 0

    def __add__(self, other: object) -> "Tally":
        if not isinstance(other, Tally):
            return NotImplemented
        return Tally(
            self.failed + other.failed,
            self.missing + other.missing,
            self.moving + other.moving,
            self.unread + other.unread,
        )

    def __sub__(self, other: "Tally") -> "Tally":
        return Tally(*(mine - theirs for mine, theirs in zip(self, other, strict=True)))

    @property
    def settled(self) -> bool:
        """Whether every status was read and nothing is wrong or moving."""
        return not any(self)


def regions_of(version: Version) -> list[RegionReplication]:
    """Every region that is wanted or has a status, in the order of the target regions; empty until that was read."""
    if version.replication is None:
        return []
    actual = {canonical(each.region): each for each in version.replication.summary}
    joined = [RegionReplication(each.region, each, actual.pop(each.region, None)) for each in version.target_regions]
    return joined + [RegionReplication(region, None, status) for region, status in actual.items()]


def tally(version: Version) -> Tally:
    """What the version adds to the roll-up of its definition, gallery and subscription.

    A Failed provisioning state counts as one failure where no region accounts for it. Of a version that others share
    there is no status to be read: it is offered where it is complete.
    """
    if version.replication is None:
        return Tally(failed=int(version.provisioning_state == "Failed"), unread=int(not version.foreign))
    states = [each.state for each in regions_of(version)]
    failed = states.count("Failed")
    if version.provisioning_state == "Failed" and not failed:
        failed = 1
    return Tally(failed, states.count("Missing"), states.count("Replicating"))


def moves(version: Version) -> bool:
    """Whether anything about it may still change by itself."""
    if version.provisioning_state in MOVING_STATES:
        return True
    return any(each.state in ("Replicating", "Unknown") for each in regions_of(version))
