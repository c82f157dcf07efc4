"""What a version may be made from, and whether it fits its definition.

Texts: the troubleshooting page of shared images (Microsoft's documentation), and what people reported. What the service
looks at only once it copies (generation, system, plan, size) is refused by an operation that fails.
"""

import json
import re
from dataclasses import dataclass
from typing import Final

from tui.simulator.disks import disks_of, source_id
from tui.simulator.operations import Failure
from tui.simulator.scenario import Body
from tui.simulator.settling import os_type
from tui.simulator.wire import ArmError
from tui.simulator.world import VERSIONS, Record
from tui.simulator.writes.change import Change
from tui.simulator.writes.features import security_type
from tui.simulator.writes.storage import PATH, disk_sources
from tui.simulator.writes.values import invalid

_IMAGE: Final = "microsoft.compute/images"
_MACHINE: Final = "microsoft.compute/virtualmachines"
_DISKS: Final = ("microsoft.compute/disks", "microsoft.compute/snapshots")
_ACCOUNT: Final = "microsoft.storage/storageaccounts"
_WHOLE: Final = (_IMAGE, _MACHINE, VERSIONS)
_ID: Final = re.compile(
    r"/subscriptions/[^/]+/resourceGroups/[^/]+/providers/([^/]+)((?:/[^/]+/[^/]+)+)", re.IGNORECASE
)
_FOR_IMAGES_ONLY: Final = (
    "TrustedLaunchSupported",
    "ConfidentialVMSupported",
    "TrustedLaunchAndConfidentialVmSupported",
)
_MOST_GB: Final = {"Full": 2048, "Shallow": 32768}


@dataclass(frozen=True, slots=True)
class Source:
    """A resource that a version is made from."""

    id: str
    """As the caller wrote it."""
    record: Record


def sources_of(change: Change, storage: Body) -> list[Source]:
    """Find what a new version is made from; raises `ArmError` where it is not there, not fit, or not to be read."""
    whole = source_id(storage.get("source") or {})
    if whole:
        if whole.lower().startswith("/communitygalleries/"):
            return []
        path = "properties.storageProfile.source.id"
        message = (
            f"The source id: {whole} must either be a managed image, virtual machine or another gallery image version."
        )
        source = _source(change, whole, path, _WHOLE, message)
        _check_whole(change, source)
        return [source]
    found = []
    for path, disk in disk_sources(storage):
        own_id = disk.get("storageAccountId") or disk.get("id") or ""
        kinds: tuple[str, ...] = _DISKS
        message = f"The source id: {own_id} must be a managed disk or snapshot."
        if disk.get("uri"):
            kinds, message = (_ACCOUNT,), f"The source id: {own_id} must be a storage account."
        found.append(_source(change, own_id, path, kinds, message))
    if any(each.record.type in _DISKS for each in found):
        _check_security(change, next(each for each in found if each.record.type in _DISKS))
    return found


def misfit(change: Change, sources: list[Source], storage: Body, mode: str) -> Failure | None:
    """Tell why the copies of a version will fail; None where its sources fit."""
    for source in sources[:1]:
        failure = _other_kind(change, source)
        if failure:
            return failure
    if storage.get("source"):
        disks = disks_of(source_id(storage["source"]), os_type(change.world, change.call.key), change.world.records)
        sizes = [disks["osDiskImage"]["sizeInGB"], *(each["sizeInGB"] for each in disks.get("dataDiskImages", []))]
    else:
        sizes = [each.record.properties.get("diskSizeGB", 0) for each in sources]
    most = _MOST_GB[mode]
    if max(sizes, default=0) > most:
        return Failure(
            "GallerySourceResourceExceedsMaxSize",
            "Replication failed in this region due to 'The GalleryImageVersion source resource size "
            f"{max(sizes)} exceeds the max size {most} supported.'",
        )
    return None


def _source(change: Change, own_id: str, path: str, kinds: tuple[str, ...], message: str) -> Source:
    found = _ID.fullmatch(own_id)
    if found is None:
        text = (
            f"Property id '{own_id}' at path '{path}' is invalid. Expect fully qualified resource Id that start with "
            "'/subscriptions/{subscriptionId}' or '/providers/{resourceProviderNamespace}/'."
        )
        raise ArmError(400, "LinkedInvalidPropertyId", text, gateway=True)
    kind = "/".join([found[1], *found[2].split("/")[1::2]])
    if kind.lower() not in kinds:
        raise invalid(message, f"{PATH}.source.id")
    _check_linked(change, own_id, kind)
    record = change.world.records.get(own_id.lower())
    if record is None:
        raise ArmError(
            404,
            "NotFound",
            f"Source was not found: {own_id}. Please make sure the source exists.",
            target=f"{PATH}.source.id",
        )
    if record.location != change.location:
        text = (
            f"Source '{own_id}' is not found. Please check source exists, and is in the same region as gallery image "
            "version being created."
        )
        # A version is wherever it has been replicated to.
        if record.type != VERSIONS or change.location not in _complete_in(change, record):
            raise ArmError(404, "NotFound", text, target=f"{PATH}.source.id")
    return Source(own_id, record)


def _complete_in(change: Change, version: Record) -> list[str]:
    rows = change.world.replication(version).rows(change.now)
    return [each["region"] for each in rows if each["state"] == "Completed"]


def _check_linked(change: Change, own_id: str, kind: str) -> None:
    """Documented: a machine, disk or snapshot wants the right to write it, an account its keys, the rest to be read."""
    action = f"{kind}/read"
    if kind.lower() in (_MACHINE, *_DISKS):
        action = f"{kind}/write"
    elif kind.lower() == _ACCOUNT:
        action = f"{kind}/listKeys/action"
    if not change.world.denied.forbid(own_id.lower(), action):
        return
    caller = change.call.caller
    raise ArmError(
        403,
        "LinkedAuthorizationFailed",
        f"The client '{caller.client_id}' with object id '{caller.object_id}' has permission to perform action "
        f"'Microsoft.Compute/galleries/images/versions/write' on scope '{change.own_id}'; however, it does not have "
        f"permission to perform action(s) '{action}' on the linked scope(s) '{own_id}' (respectively) or the linked "
        "scope(s) are invalid.",
        gateway=True,
    )


def _check_whole(change: Change, source: Source) -> None:
    if source.record.type == _IMAGE:
        _check_idle(change, source)
    if source.record.type == _MACHINE:
        _check_machine(source)
        _check_security(change, source)
    state = _os_state(source.record)
    wanted = change.parent.properties.get("osState")
    if state and wanted and state != wanted:
        raise ArmError(
            400,
            "BadRequest",
            f"The resource with id '{source.id}' has a different OS state ['{state}'] than the parent gallery image OS "
            f"state ['{wanted}'].",
            target=f"{PATH}.source.id",
        )


def _check_idle(change: Change, source: Source) -> None:
    """Reported: of two versions made from one managed image at a time, one fails."""
    for key in change.world.under_way:
        other = change.world.records.get(key)
        if other is None or other.type != VERSIONS or other.properties.get("provisioningState") != "Creating":
            continue
        named = source_id(other.properties.get("storageProfile", {}).get("source") or {})
        if named.lower() == source.id.lower():
            raise ArmError(
                429,
                "TooManyRequests",
                f"Too many requests on source '{source.id}'. Please reduce the number of requests on the source or "
                "wait some time before retrying.",
                headers={"Retry-After": str(change.world.clock.wire_seconds(60))},
            )


def _check_machine(source: Source) -> None:
    disk = source.record.properties.get("storageProfile", {}).get("osDisk", {})
    data = source.record.properties.get("storageProfile", {}).get("dataDisks", [])
    text = f"Source virtual machine '{source.id}'"
    if disk.get("diffDiskSettings"):
        raise invalid(f"{text} cannot contain an ephemeral OS disk.", f"{PATH}.source.id")
    if "vhd" in disk:
        raise invalid(f"{text} must be created from Managed Disks.", f"{PATH}.source.id")
    for each in (disk, *data):
        managed = each.get("managedDisk") or {}
        if managed.get("storageAccountType") == "UltraSSD_LRS":
            message = f"{text} cannot contain disk ['{managed.get('id', '')}'] stored in an UltraSSD account type."
            raise invalid(message, f"{PATH}.source.id")


def _check_security(change: Change, source: Source) -> None:
    security = security_type(change.parent.properties.get("features", []))
    if security in _FOR_IMAGES_ONLY:
        raise invalid(
            f"The security type '{security}' is not supported for the source id '{source.id}'. Currently only Vhd "
            f"Blob, User Image and Gallery Image Version sources are supported for '{security}' images.",
            f"{PATH}.source.id",
        )


def _os_state(record: Record) -> str | None:
    """Tell whether what is in a source is generalized; None where it does not say."""
    if record.type == _MACHINE:
        statuses = record.properties.get("instanceView", {}).get("statuses")
        if statuses is None:
            return None
        generalized = any(each.get("code", "").lower() == "osstate/generalized" for each in statuses)
        return "Generalized" if generalized else "Specialized"
    state: str | None = record.properties.get("storageProfile", {}).get("osDisk", {}).get("osState")
    return state


def _other_kind(change: Change, source: Source) -> Failure | None:
    wanted = change.parent.properties
    theirs = _system(change, source.record)
    for name, words in (
        ("hyperVGeneration", "Hypervisor generation"),
        ("osType", "OS type"),
    ):
        if theirs.get(name) and wanted.get(name) and theirs[name] != wanted[name]:
            return Failure(
                "Conflict",
                f"The resource with id '{source.id}' has a different {words} ['{theirs[name]}'] than the parent "
                f"gallery image {words} ['{wanted[name]}'].",
            )
    return _other_plan(change, source) if source.record.type == _MACHINE else None


def _other_plan(change: Change, source: Source) -> Failure | None:
    """Documented: the plan of a machine and the purchase plan of the definition are the same, or there is neither."""
    plans = [source.record.body.get("plan"), change.parent.properties.get("purchasePlan")]
    theirs, wanted = (each and {name: each.get(name) for name in ("name", "publisher", "product")} for each in plans)
    if theirs == wanted:
        return None
    words = [json.dumps(each, separators=(",", ":")) for each in (theirs, wanted)]
    return Failure(
        "Conflict",
        f"The resource with id '{source.id}' has a different plan ['{words[0]}'] than the parent gallery image plan "
        f"['{words[1]}'].",
    )


def _system(change: Change, record: Record) -> Body:
    """What a source says of its system."""
    if record.type == VERSIONS:
        definition = change.world.records.get(record.key.rpartition("/versions/")[0])
        return definition.properties if definition else {}
    disk = record.properties.get("storageProfile", {}).get("osDisk", {})
    properties = record.properties
    generation = properties.get("hyperVGeneration")
    if record.type == _MACHINE:
        managed = change.world.records.get(str((disk.get("managedDisk") or {}).get("id", "")).lower())
        generation = managed.properties.get("hyperVGeneration") if managed else None
    return {"hyperVGeneration": generation, "osType": disk.get("osType") or properties.get("osType")}
