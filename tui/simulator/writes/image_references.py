"""The gallery image that a machine starts from. Texts: what people reported."""

import re
from typing import Final

from tui.simulator.regions import canonical
from tui.simulator.scenario import Body
from tui.simulator.wire import ArmError
from tui.simulator.world import Record, target_regions
from tui.simulator.writes.change import Change

_DEFINITION: Final = re.compile(
    r"/subscriptions/[^/]+/resourcegroups/[^/]+/providers/microsoft\.compute/galleries/[^/]+/images/[^/]+"
)


def of_gallery(reference: Body | None) -> bool:
    """Tell whether an image reference names a definition or a version."""
    return _DEFINITION.match(str((reference or {}).get("id", "")).lower()) is not None


def version_of(change: Change, reference: Body | None) -> Record | None:
    """Find the version that a new machine starts from; raises where it cannot be had in this region."""
    own_id = str((reference or {}).get("id", ""))
    definition = _DEFINITION.match(own_id.lower())
    if definition is None:
        return None
    if own_id.lower() in (definition[0], f"{definition[0]}/versions/latest"):
        return _latest(change, own_id[: definition.end()])
    version = change.world.records.get(own_id.lower())
    if version is None or not _available(change, version):
        raise _unavailable(own_id, change.location)
    return version


def definition_of(change: Change, version: Record) -> Record:
    """Give the definition of a version."""
    return change.world.records[version.key.rpartition("/versions/")[0]]


def os_state(change: Change, version: Record) -> str:
    """Tell whether what is in a version is generalized."""
    state: str = definition_of(change, version).properties.get("osState", "Generalized")
    return state


def _latest(change: Change, definition: str) -> Record:
    """Find the highest version by number that is not excluded from latest, here or at all, and complete here."""
    candidates = change.world.in_list(f"{definition.lower()}/versions").values()
    included = [each for each in candidates if not each.properties["publishingProfile"].get("excludeFromLatest")]
    if not included:
        raise ArmError(404, "GalleryImageNotFound", f'There is no latest image version exists for "{definition}".')
    here = [each for each in included if _available(change, each) and not _excluded(change, each)]
    if not here:
        raise _unavailable(definition, change.location)
    return max(here, key=lambda each: [int(part) for part in each.body["name"].split(".")])


def _available(change: Change, version: Record) -> bool:
    rows = change.world.replication(version).rows(change.now)
    return any(each["region"] == change.location and each["state"] == "Completed" for each in rows)


def _excluded(change: Change, version: Record) -> bool:
    targets = target_regions(version.properties)
    return any(canonical(each["name"]) == change.location and each.get("excludeFromLatest") for each in targets)


def _unavailable(own_id: str, location: str) -> ArmError:
    return ArmError(
        404,
        "GalleryImageNotFound",
        f"The gallery image {own_id} is not available in {location} region. Please contact image owner to replicate to "
        "this region, or change your requested region.",
        target="imageReference",
    )
