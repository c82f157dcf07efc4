"""Image versions: what may be written, what the service fills in, and what becomes of the copies."""

import math
import re
from typing import Final

from tui.simulator.clock import parse_time
from tui.simulator.operations import Failure
from tui.simulator.regions import canonical
from tui.simulator.replication import TICK, Replication, replicate, retarget, row
from tui.simulator.scenario import Body, Plan
from tui.simulator.settling import settle_version
from tui.simulator.wire import ArmError
from tui.simulator.world import Record, SoftDeleted
from tui.simulator.writes.change import Change, Course
from tui.simulator.writes.fitness import misfit
from tui.simulator.writes.gallery_shapes import VersionShape
from tui.simulator.writes.publishing import check_removals, publishing_profile
from tui.simulator.writes.schemas import fitting, unknown
from tui.simulator.writes.sources import sources_of
from tui.simulator.writes.storage import kept_storage, moved_source, new_storage
from tui.simulator.writes.values import invalid, not_allowed

_PATH: Final = "galleryImageVersion.properties"
_READ_ONLY: Final = ("provisioningState", "replicationStatus", "validationsProfile", "imageMetadataProfiles")
_NAME: Final = re.compile(r"(\d+)\.(\d+)\.(\d+)", re.ASCII)
_LARGEST: Final = 2**31 - 1
_MISFIT_SECONDS: Final = 2 * TICK
"""What does not fit is found out soon (invented: recorded are successes only)."""


def course(change: Change) -> Course:
    """Make of a PUT or PATCH what it comes to; raises `ArmError` where a rule is against it."""
    asked = fitting(change.properties, VersionShape, _PATH)
    buried = change.world.soft_deleted.get(change.call.key)
    if change.stored is None and buried is not None:
        return _undelete(change, asked, buried)
    profile = publishing_profile(change, asked.get("publishingProfile") or {})
    safety = _safety(asked.get("safetyProfile") or {}, change.before.get("safetyProfile") or {})
    if change.stored is None:
        return _creation(change, asked, profile, safety)
    _check_standing(change, change.stored)
    check_removals(change, profile, allowed=safety["allowDeletionOfReplicatedLocations"])
    storage = kept_storage(moved_source(change), change.before.get("storageProfile") or {})
    now, key = change.now, change.call.key
    replication = retarget(
        change.world.replication(change.stored),
        _regions(profile),
        lambda region: change.world.plans.next(key, region),
        profile.get("replicationMode", "Full"),
        key,
        now,
    )
    properties = _properties(asked, profile, storage, safety, change.before)
    seconds = change.call.state.durations("version update")
    if math.isfinite(replication.ends_at()):
        seconds = max(seconds, replication.ends_at() - now)
    return _course(change, properties, seconds, replication)


def _creation(change: Change, asked: Body, profile: Body, safety: Body) -> Course:
    _check_name(change.name)
    storage = new_storage(moved_source(change))
    sources = sources_of(change, storage)
    mode = profile.get("replicationMode", "Full")
    failure = misfit(change, sources, storage, mode)
    key = change.call.key
    plans = {region: _plan(change, region, failure) for region in _regions(profile)}
    summary = [row(region, "Replicating", 0) for region in plans]
    known = {region: plan for region, plan in plans.items() if plan is not None}
    replication = replicate(key, summary, known, mode, change.now)
    properties = _properties(asked, profile, storage, safety, {})
    return _course(change, properties, replication.ends_at() - change.now, replication, failure)


def _plan(change: Change, region: str, failure: Failure | None) -> Plan | None:
    if failure is None:
        return change.world.plans.next(change.call.key, region)
    return Plan(change.own_id, region, to="Failed", details=failure.message, after_seconds=_MISFIT_SECONDS)


def _course(
    change: Change, properties: Body, seconds: float, replication: Replication, failure: Failure | None = None
) -> Course:
    world, key = change.world, change.call.key
    failure = failure or _replication_failure(replication)
    return Course(properties, seconds, failure, replication, lambda: settle_version(world, key))


def _undelete(change: Change, asked: Body, buried: SoftDeleted) -> Course:
    """Recorded: a PUT with a location and tags alone, or with `restore`, brings a soft-deleted version back."""
    if not asked.get("restore") and (asked.get("publishingProfile") or asked.get("storageProfile")):
        raise not_allowed(
            f"Gallery image version '{change.name}' is soft-deleted. Restore it, or delete it for good, before another "
            "is created in its place."
        )
    world, key = change.world, change.call.key
    del world.soft_deleted[key]
    version = buried.version
    return Course(
        version.properties,
        change.call.state.durations("version update"),
        replication=version.replication,
        settle=lambda: settle_version(world, key),
    )


def check_deletion(version: Record, now: float) -> None:
    """Raise where a version may not be deleted before its end of life; `now` is world time."""
    properties = version.properties
    guarded = (properties.get("safetyProfile") or {}).get("blockDeletionBeforeEndOfLife")
    ends = (properties.get("publishingProfile") or {}).get("endOfLifeDate")
    if guarded and ends and parse_time(ends) > now:
        raise ArmError(
            409,
            "DeleteGalleryImageVersionBlockedBeforeEndOfLife",
            "Deletion of Gallery image version is not allowed because the image is enabled for "
            "blockDeletionBeforeEndOfLife and its endOfLifeDate has not reached yet.",
        )


def _check_name(name: str) -> None:
    found = _NAME.fullmatch(name)
    if found is None or any(int(part) > _LARGEST for part in found.groups()):
        raise invalid(
            "The image version name is invalid. The image version name should follow Major(int).Minor(int).Patch(int) "
            "format, for e.g: 1.0.0, 2018.12.1 etc.",
            "galleryImageVersionName",
        )


def _check_standing(change: Change, version: Record) -> None:
    """Reported: a version whose creation failed cannot be published again before it is deleted."""
    states = {each["state"] for each in change.world.replication(version).rows(change.now)}
    if version.properties.get("provisioningState") == "Failed" and "Completed" not in states:
        raise not_allowed(
            f"Operation 'Update Gallery Image Version' is not allowed on {change.name}; since its creation has failed. "
            "Delete it and create it again."
        )


def _safety(asked: Body, before: Body) -> Body:
    """Recorded: never reported as a violation, removal of regions not allowed unless it is said to be."""
    kept = {"reportedForPolicyViolation": False, "allowDeletionOfReplicatedLocations": False, **before}
    told = {
        name: value for name, value in asked.items() if name not in ("reportedForPolicyViolation", "policyViolations")
    }
    return kept | told


def _properties(asked: Body, profile: Body, storage: Body, safety: Body, before: Body) -> Body:
    security = asked.get("securityProfile") or before.get("securityProfile")
    made = {"publishingProfile": profile, "storageProfile": storage, "safetyProfile": safety}
    made |= {"securityProfile": security} if security else {}
    made |= unknown(asked, VersionShape, *_READ_ONLY)
    return made | {name: before[name] for name in _READ_ONLY if name in before}


def _regions(profile: Body) -> list[str]:
    return [canonical(each["name"]) for each in profile["targetRegions"]]


def _replication_failure(replication: Replication) -> Failure | None:
    """Sum up the regions that will fail. The text was reported, no code with it: this one is ours."""
    failing = replication.failures()
    if not failing:
        return None
    told = ", ".join(f"{{region:{region}, detail:{details}}}" for region, details in failing.items())
    return Failure(
        "GalleryReplicationJobsFailed",
        "Gallery replication jobs failed in one or more regions. The failing regions' details are as follows: "
        f"'{told}'. If retry does not work, then please do an update by removing the failed regions and update again "
        "by adding them back.",
    )
