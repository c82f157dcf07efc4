"""Versions that were deleted and can be had back for a while.

Recorded: `softDeletedTime` is when the deletion was asked for, `consumptionEndTime` the retention later,
`hardDeletionTargetTime` the grace period more. Documented: the retention is 7 days where the policy does not tell.
"""

from typing import Final

from tui.simulator.clock import iso, parse_time
from tui.simulator.scenario import Body
from tui.simulator.world import VERSIONS, Record, SoftDeleted, World, parent_of

SOFT_DELETED: Final = "microsoft.compute/galleries/softdeletedartifacttypes/artifacts/versions"
_RETENTION_DAYS: Final = 7
_DAY: Final = 86400.0


def policy_of(world: World, version: str) -> Body | None:
    """Give the policy of the gallery that a version (its key) is in; None where what is deleted is gone."""
    gallery = world.records.get(parent_of(parent_of(version)))
    policy: Body = gallery.properties.get("softDeletePolicy", {}) if gallery else {}
    return policy if policy.get("isSoftDeleteEnabled") else None


def bury(world: World, record: Record, policy: Body, deleted_at: float) -> None:
    """Take a version out of the world, to be had back for as long as the policy says."""
    consumption = deleted_at + policy.get("retentionPeriodInDays", _RETENTION_DAYS) * _DAY
    purged = consumption + policy.get("gracePeriodInDays", 0) * _DAY
    gallery, _, path = record.id.partition("/images/")
    definition = path.split("/")[0]
    listed = {
        "name": record.body["name"],
        "id": f"{gallery}/softDeletedArtifactTypes/Images/artifacts/{definition}/versions/{record.body['name']}",
        "type": "Microsoft.Compute/galleries/softDeletedArtifactTypes/artifacts/versions",
        "location": record.location,
        "properties": {
            "resourceArmId": record.id,
            "softDeletedTime": iso(deleted_at),
            "softDeletedArtifactType": "Images",
            "consumptionEndTime": iso(consumption),
            "hardDeletionTargetTime": iso(purged),
        },
    }
    world.remove(record.key)
    keep(world, SoftDeleted(listed, record, purged))


def keep(world: World, entry: SoftDeleted) -> None:
    """Hold a soft-deleted version until its time has come."""
    key = entry.version.key
    world.soft_deleted[key] = entry

    def purge() -> None:
        if world.soft_deleted.get(key) is entry:
            del world.soft_deleted[key]

    world.clock.at(entry.purged_at, purge)


def restored(document: Body) -> SoftDeleted:
    """Read what `SoftDeleted.document` wrote into a scenario."""
    listed = {name: value for name, value in document.items() if name != "version"}
    version = document["version"]
    record = Record(version["id"].lower(), VERSIONS, version)
    return SoftDeleted(listed, record, parse_time(listed["properties"]["hardDeletionTargetTime"]))
