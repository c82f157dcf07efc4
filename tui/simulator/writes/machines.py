"""Machines and scale sets: as much of them as sources and users of versions need.

Texts: the troubleshooting page of shared images (Microsoft's documentation), and what people reported.
"""

import re
from typing import Any, Final

from tui.simulator.disks import disks_of
from tui.simulator.regions import canonical
from tui.simulator.scenario import Body
from tui.simulator.wire import ArmError
from tui.simulator.world import Record, target_regions
from tui.simulator.writes.change import Change, Course
from tui.simulator.writes.compute_shapes import MachineShape, ScaleSetShape
from tui.simulator.writes.schemas import fitting
from tui.simulator.writes.stores import beside
from tui.simulator.writes.values import invalid, missing, not_allowed

ACTIONS: Final = ("generalize", "deallocate", "powerOff", "start")
_POWER: Final = {"deallocate": "deallocated", "poweroff": "stopped", "start": "running"}
_DEFINITION: Final = re.compile(
    r"/subscriptions/[^/]+/resourcegroups/[^/]+/providers/microsoft\.compute/galleries/[^/]+/images/[^/]+"
)


def machine(change: Change) -> Course:
    """Make a machine; its disk is that of its image."""
    properties: Body = {**change.before, **fitting(change.properties, MachineShape, "virtualMachine.properties")}
    storage: Body = dict(properties.get("storageProfile") or {})
    version = _image(change, storage.get("imageReference"))
    if change.stored is None:
        _check_os_profile(change, version, properties.get("osProfile"))
        properties["vmId"] = change.call.state.guids()
        generation = _generation(change, storage.get("imageReference") or {}, properties, version)
        properties["instanceView"] = {"hyperVGeneration": generation, "statuses": _statuses("running")}
        storage["osDisk"] = _os_disk(change, storage, version)
        storage.setdefault("dataDisks", [])
        properties["storageProfile"] = storage
    properties["osProfile"] = _without_secrets(properties.get("osProfile"))
    shown = {name: value for name, value in properties.items() if value is not None}
    return Course(shown, change.call.state.durations("machine"), extra=beside(change.asked))


def scale_set(change: Change) -> Course:
    """Make a scale set, or give it another image."""
    asked = fitting(change.properties, ScaleSetShape, "virtualMachineScaleSet.properties")
    properties: Body = {**change.before, **asked}
    profile: Body = dict(properties.get("virtualMachineProfile") or {})
    reference = (profile.get("storageProfile") or {}).get("imageReference")
    version = _image(change, reference)
    if change.stored is None:
        _check_os_profile(change, version, profile.get("osProfile"))
        properties["uniqueId"] = change.call.state.guids()
    else:
        _check_same_kind(change, reference, version)
    profile["osProfile"] = _without_secrets(profile.get("osProfile"))
    properties["virtualMachineProfile"] = {name: value for name, value in profile.items() if value is not None}
    return Course(properties, change.call.state.durations("machine"), extra=beside(change.asked))


def acted(record: Record, action: str) -> Record:
    """Give a machine as an action on it leaves it."""
    statuses = record.properties.get("instanceView", {}).get("statuses", _statuses("running"))
    if action == "generalize":
        after = [*statuses, {"code": "OSState/generalized", "level": "Info", "displayStatus": "VM generalized"}]
    else:
        after = [each for each in statuses if not each["code"].startswith("PowerState/")]
        after += _statuses(_POWER[action])[1:]
    view = {**record.properties.get("instanceView", {}), "statuses": after}
    properties = {**record.properties, "instanceView": view}
    return Record(record.key, record.type, {**record.body, "properties": properties})


def _statuses(power: str) -> list[dict[str, Any]]:
    return [
        {"code": "ProvisioningState/succeeded", "level": "Info", "displayStatus": "Provisioning succeeded"},
        {"code": f"PowerState/{power}", "level": "Info", "displayStatus": f"VM {power}"},
    ]


def _image(change: Change, reference: Body | None) -> Record | None:
    """Find the version that a new machine starts from; raises where it cannot be had in this region."""
    own_id = str((reference or {}).get("id", ""))
    definition = _DEFINITION.match(own_id.lower())
    if definition is None:
        return None
    if definition[0] == own_id.lower():
        return _latest(change, own_id)
    version = change.world.records.get(own_id.lower())
    if version is None or not _available(change, version):
        raise _unavailable(own_id, change.location)
    return version


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


def _check_os_profile(change: Change, version: Record | None, os_profile: Body | None) -> None:
    """Documented: a generalized image wants names and secrets, a specialized one has its own."""
    if version is None:
        return
    if _os_state(change, version) == "Specialized" and os_profile:
        raise invalid("Parameter 'osProfile' is not allowed.", "osProfile")
    if _os_state(change, version) == "Generalized" and not os_profile:
        raise missing("osProfile")


def _check_same_kind(change: Change, reference: Body | None, version: Record | None) -> None:
    profile = change.before.get("virtualMachineProfile") or {}
    before = str(((profile.get("storageProfile") or {}).get("imageReference") or {}).get("id", ""))
    own_id = str((reference or {}).get("id", ""))
    if before and own_id and bool(_DEFINITION.match(before.lower())) != bool(_DEFINITION.match(own_id.lower())):
        raise not_allowed("The Image type for a Virtual Machine Scale Set may not be changed.")
    state = _os_state(change, version) if version else None
    standing = "Generalized" if profile.get("osProfile") else "Specialized"
    if state and state != standing:
        raise not_allowed(
            f"Cannot update Virtual Machine Scale Set {change.name} "  # noqa: S608 - a refusal, no query
            f"as the current OS state of the VM Scale Set is {standing} "
            f"which is different from the updated gallery image OS state which is {state}."
        )


def _os_state(change: Change, version: Record) -> str:
    definition = change.world.records[version.key.rpartition("/versions/")[0]]
    state: str = definition.properties.get("osState", "Generalized")
    return state


def _os_disk(change: Change, storage: Body, version: Record | None) -> Body:
    asked: Body = storage.get("osDisk") or {}
    definition = change.world.records.get(version.key.rpartition("/versions/")[0]) if version else None
    os_type = asked.get("osType") or (definition.properties.get("osType") if definition else None) or "Linux"
    size = disks_of(version.key if version else "", os_type, change.world.records)["osDiskImage"]["sizeInGB"]
    return {"osType": os_type, "createOption": "FromImage", "caching": "ReadWrite", "diskSizeGB": size, **asked}


def _generation(change: Change, reference: Body, properties: Body, version: Record | None) -> str:
    """Tell the generation: that of the definition; of a platform image that which its name, or what is wanted, says."""
    if version is not None:
        definition = change.world.records[version.key.rpartition("/versions/")[0]]
        return str(definition.properties.get("hyperVGeneration", "V1"))
    second = "gen2" in str(reference.get("sku", "")).lower() or "securityProfile" in properties
    return "V2" if second else "V1"


def _without_secrets(os_profile: Body | None) -> Body | None:
    """Passwords are never answered."""
    if os_profile is None:
        return None
    return {name: value for name, value in os_profile.items() if name not in ("adminPassword", "customData")}
