"""Where a resource may be: its region, its place among others, its quota."""

from typing import Final

from tui.simulator.regions import REGIONS, canonical
from tui.simulator.scenario import Body
from tui.simulator.wire import ArmError
from tui.simulator.world import Record

QUOTAS: Final = {
    "microsoft.compute/galleries": ("Gallery", "Gallery", 100),
    "microsoft.compute/galleries/images": ("GalleryImage", "Gallery Image", 1000),
    "microsoft.compute/galleries/images/versions": ("GalleryImageVersion", "Gallery Image Version", 10000),
}
"""By type: what `usages` calls it, in words, and how many a subscription may have in a region. Recorded."""


def region_of(asked: Body, stored: Record | None, own_id: str, type_name: str) -> str:
    """Tell the region that a write is for; raises `ArmError` for none, an unknown one, or one that would change."""
    location = asked.get("location")
    if not isinstance(location, str) or not location:
        message = "The location property is required for this definition."
        raise ArmError(400, "LocationRequired", message, gateway=True)
    if canonical(location) not in REGIONS:
        raise unavailable(location, type_name)
    name = "/".join(own_id.split("/")[8::2])
    if stored is not None and stored.location != canonical(location):
        message = (
            f"The resource '{name}' already exists in location '{stored.location}' in resource group "
            f"'{own_id.split('/')[4]}'. A resource with the same name cannot be created in location '{location}'. "
            "Please select a new resource name."
        )
        raise ArmError(409, "InvalidResourceLocation", message, gateway=True)
    return canonical(location)


def unavailable(location: str, type_name: str) -> ArmError:
    """Refuse a region that there is not."""
    known = ",".join(REGIONS)
    message = (
        f"The provided location '{location}' is not available for resource type '{type_name}'. List of available "
        f"regions for the resource type is '{known}'."
    )
    return ArmError(400, "LocationNotAvailableForResourceType", message, gateway=True)


def quota_exceeded(kind: str, location: str, limit: int) -> ArmError:
    """Refuse one more than there may be: the form of Compute's other quotas, none was recorded for galleries."""
    message = (
        f"Operation could not be completed as it results in exceeding approved {kind} quota. Additional details - "
        f"Deployment Model: Resource Manager, Location: {location}, Current Limit: {limit}, Current Usage: {limit}, "
        f"Additional Required: 1, (Minimum) New Limit Required: {limit + 1}."
    )
    return ArmError(409, "OperationNotAllowed", message)
