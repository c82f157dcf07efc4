"""Machines and scale sets: as much of them as sources and users of versions need.

Texts: the troubleshooting page of shared images (Microsoft's documentation), and what people reported.
"""

from typing import Any, Final

from tui.simulator.clock import iso
from tui.simulator.scenario import Body
from tui.simulator.world import Record, World
from tui.simulator.writes.attachments import attach
from tui.simulator.writes.change import Change, Course
from tui.simulator.writes.compute_shapes import MachineShape, ScaleSetShape
from tui.simulator.writes.image_references import of_gallery, os_state, version_of
from tui.simulator.writes.interfaces import refer
from tui.simulator.writes.machine_disks import Start, start_of, storage_profile
from tui.simulator.writes.schemas import fitting
from tui.simulator.writes.stores import beside
from tui.simulator.writes.values import invalid, missing, not_allowed

ACTIONS: Final = ("generalize", "deallocate", "powerOff", "start")
_POWER: Final = {"deallocate": "deallocated", "poweroff": "stopped", "start": "running"}


def machine(change: Change) -> Course:
    """Make a machine with the disks of its image; what it is given to hold has to be there."""
    asked = fitting(change.properties, MachineShape, "virtualMachine.properties")
    properties: Body = {**change.before, **asked}
    start = None
    if change.stored is None:
        reference: Body = (asked.get("storageProfile") or {}).get("imageReference") or {}
        version = version_of(change, reference)
        start = start_of(change, reference, version)
        _check_os_profile(change, version, asked.get("osProfile"))
        for each in (asked.get("networkProfile") or {}).get("networkInterfaces") or []:
            refer(change, each["id"])
        generation = _generation(reference, asked, start)
        view = {"hyperVGeneration": generation, "statuses": _statuses("running")}
        properties |= {"vmId": change.call.state.guids(), "instanceView": view, "timeCreated": iso(change.now)}
    properties["storageProfile"] = storage_profile(change, asked.get("storageProfile") or {}, start)
    properties["osProfile"] = _without_secrets(properties.get("osProfile"))
    shown = {name: value for name, value in properties.items() if value is not None}
    world, key, before = change.world, change.call.key, change.stored
    seconds = change.call.state.durations("machine")
    return Course(shown, seconds, settle=lambda: _settle(world, key, before), extra=beside(change.asked))


def scale_set(change: Change) -> Course:
    """Make a scale set, or give it another image."""
    asked = fitting(change.properties, ScaleSetShape, "virtualMachineScaleSet.properties")
    properties: Body = {**change.before, **asked}
    profile: Body = dict(properties.get("virtualMachineProfile") or {})
    reference = (profile.get("storageProfile") or {}).get("imageReference")
    version = version_of(change, reference)
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
    return record.having(instanceView={**record.properties.get("instanceView", {}), "statuses": after})


def _settle(world: World, key: str, before: Record | None) -> None:
    machine = world.records[key].having(provisioningState="Succeeded")
    world.put(machine)
    attach(world, machine, before)


def _statuses(power: str) -> list[dict[str, Any]]:
    return [
        {"code": "ProvisioningState/succeeded", "level": "Info", "displayStatus": "Provisioning succeeded"},
        {"code": f"PowerState/{power}", "level": "Info", "displayStatus": f"VM {power}"},
    ]


def _check_os_profile(change: Change, version: Record | None, os_profile: Body | None) -> None:
    """Documented: a generalized image wants names and secrets, a specialized one has its own."""
    if version is None:
        return
    if os_state(change, version) == "Specialized" and os_profile:
        raise invalid("Parameter 'osProfile' is not allowed.", "osProfile")
    if os_state(change, version) == "Generalized" and not os_profile:
        raise missing("osProfile")


def _check_same_kind(change: Change, reference: Body | None, version: Record | None) -> None:
    profile = change.before.get("virtualMachineProfile") or {}
    before = (profile.get("storageProfile") or {}).get("imageReference") or {}
    if before.get("id") and (reference or {}).get("id") and of_gallery(before) != of_gallery(reference):
        raise not_allowed("The Image type for a Virtual Machine Scale Set may not be changed.")
    state = os_state(change, version) if version else None
    standing = "Generalized" if profile.get("osProfile") else "Specialized"
    if state and state != standing:
        raise not_allowed(
            f"Cannot update Virtual Machine Scale Set {change.name} "  # noqa: S608 - a refusal, no query
            f"as the current OS state of the VM Scale Set is {standing} "
            f"which is different from the updated gallery image OS state which is {state}."
        )


def _generation(reference: Body, properties: Body, start: Start) -> str:
    """Tell the generation: that of its image; where that is not known, what its name or what is wanted says."""
    if start.generation:
        return start.generation
    second = "gen2" in str(reference.get("sku", "")).lower() or "securityProfile" in properties
    return "V2" if second else "V1"


def _without_secrets(os_profile: Body | None) -> Body | None:
    """Passwords are never answered."""
    if os_profile is None:
        return None
    return {name: value for name, value in os_profile.items() if name not in ("adminPassword", "customData")}
