"""Refusals of a write for what else there is, or is going on."""

from tui.simulator.wire import ArmError
from tui.simulator.world import VERSIONS, Record, World
from tui.simulator.writes.places import QUOTAS, quota_exceeded
from tui.simulator.writes.values import not_allowed


def refuse_busy(world: World, key: str, stored: Record | None, parent: Record) -> None:
    """Refuse a second write while one is under way, and any to what is being deleted."""
    group = world.records.get("/".join(key.split("/")[:5]))
    if group is not None and group.properties.get("provisioningState") == "Deleting":
        name = group.body["name"]
        message = f"The resource group '{name}' is in deprovisioning state and cannot perform this operation."
        raise ArmError(409, "ResourceGroupBeingDeleted", message, gateway=True)
    leaving = stored is not None and stored.properties.get("provisioningState") == "Deleting"
    if stored is not None and leaving and stored.type == VERSIONS:
        raise not_allowed(
            f"Operation 'Update Gallery Image Version' is not allowed on {stored.body['name']}; since it is marked for "
            "deletion. You can only retry the Delete operation (or wait for an ongoing one to complete)."
        )
    if leaving or key in world.under_way or parent.properties.get("provisioningState") == "Deleting":
        raise ArmError(
            409,
            "Conflict",
            "The request failed due to conflict with a concurrent request. To resolve it, please refer to "
            "https://aka.ms/activitylog to get more details on the conflicting requests.",
        )


def refuse_nested(world: World, key: str) -> None:
    """Refuse to delete what has something in it, or had a moment ago."""
    nested = world.nested_in(key)
    if nested:
        raise ArmError(
            409,
            "CannotDeleteResource",
            "Cannot delete resource while nested resources exist. Some existing nested resource IDs include: "
            f"'{', '.join(nested[:5])}'. Please delete all nested resources before deleting this resource.",
            gateway=True,
        )


def refuse_one_more(world: World, own_id: str, resource_type: str, location: str) -> None:
    """Refuse what would be more than a subscription may have in a region."""
    if resource_type not in QUOTAS:
        return
    _, words, limit = QUOTAS[resource_type]
    if world.count(own_id.split("/")[2].lower(), resource_type, location) >= limit:
        raise quota_exceeded(words, location, limit)
