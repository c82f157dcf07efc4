"""What a version may be made from.

Texts: the troubleshooting page of shared images (Microsoft's documentation), and what people reported.
"""

import re
from typing import Final

from tui.simulator.disks import source_id
from tui.simulator.scenario import Body
from tui.simulator.wire import ArmError
from tui.simulator.world import VERSIONS, Record
from tui.simulator.writes.change import Change
from tui.simulator.writes.features import security_type
from tui.simulator.writes.fitness import MACHINE, Source, os_state_of
from tui.simulator.writes.storage import PATH, disk_sources
from tui.simulator.writes.values import invalid

_IMAGE: Final = "microsoft.compute/images"
_DISKS: Final = ("microsoft.compute/disks", "microsoft.compute/snapshots")
_ACCOUNT: Final = "microsoft.storage/storageaccounts"
_WHOLE: Final = (_IMAGE, MACHINE, VERSIONS)
_ID: Final = re.compile(
    r"/subscriptions/[^/]+/resourceGroups/[^/]+/providers/([^/]+)((?:/[^/]+/[^/]+)+)", re.IGNORECASE
)
_FOR_IMAGES_ONLY: Final = (
    "TrustedLaunchSupported",
    "ConfidentialVMSupported",
    "TrustedLaunchAndConfidentialVmSupported",
)


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
    if kind.lower() in (MACHINE, *_DISKS):
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
    if source.record.type == MACHINE:
        _check_machine(source)
        _check_security(change, source)
    state = os_state_of(source.record)
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
