"""`encryption` of a target region. Texts: the troubleshooting page of shared images (Microsoft's documentation)."""

import re
from collections import Counter
from typing import Final

from tui.simulator.regions import canonical
from tui.simulator.scenario import Body
from tui.simulator.writes.change import Change
from tui.simulator.writes.values import invalid, not_allowed

_PATH: Final = "galleryArtifactVersion.properties.publishingProfile.targetRegions.encryption"
_SET: Final = re.compile(
    r"/subscriptions/([^/]+)/resourceGroups/[^/]+/providers/Microsoft\.Compute/diskEncryptionSets/[^/]+", re.IGNORECASE
)


def encryption_of(asked: Body) -> Body:
    """Make what is stored. Recorded: the operating system's disk gets an empty security profile where it has none."""
    if "osDiskImage" not in asked:
        return asked
    return {**asked, "osDiskImage": {"securityProfile": {}, **asked["osDiskImage"]}}


def check_encryption(change: Change, targets: list[Body], before: dict[str, Body]) -> None:
    """Raise `ArmError` where the encryption of regions (those stored, by canonical name) does not hold together."""
    permissions = _gallery_permissions(change)
    used: dict[str, tuple[str, str]] = {}
    for target in targets:
        region = target["name"]
        if permissions == "Groups" and "encryption" in target:
            message = "Encryption is not supported for image versions in a gallery that is shared with groups."
            raise invalid(message, _PATH)
        for disk, own_id in _sets(target).items():
            _check_set(change, disk, own_id)
            used.setdefault(disk, (own_id, region))
        _check_luns(target, before.get(canonical(region)))
    for target in targets:
        for disk, (own_id, region) in used.items():
            if disk not in _sets(target):
                message = (
                    f"A disk encryption set is required for disk '{disk}' in target region '{target['name']}' since "
                    f"disk encryption set '{own_id}' is used for the corresponding disk in region '{region}'."
                )
                raise invalid(message, _PATH)


def _sets(target: Body) -> dict[str, str]:
    """The disk encryption sets of a region by disk, named as the messages name it."""
    encryption = target.get("encryption") or {}
    found = {}
    own_id = (encryption.get("osDiskImage") or {}).get("diskEncryptionSetId")
    if own_id:
        found[f"{_PATH}.osDiskImage.diskEncryptionSetId"] = own_id
    for each in encryption.get("dataDiskImages") or []:
        if each.get("diskEncryptionSetId"):
            found[f"LUN {each.get('lun', 0)}"] = each["diskEncryptionSetId"]
    return found


def _check_set(change: Change, disk: str, own_id: str) -> None:
    found = _SET.fullmatch(own_id)
    if found is None:
        kind = "osDiskImage" if disk.startswith(_PATH) else "dataDiskImages"
        path = f"{_PATH}.{kind}.diskEncryptionSetId"
        raise invalid(f"The value of parameter {path} is invalid.", path)
    subscription = change.own_id.split("/")[2]
    if found[1].lower() != subscription.lower():
        message = (
            f"The disk encryption set '{own_id}' must be in the same subscription '{subscription}' as the gallery "
            "resource."
        )
        raise invalid(message, _PATH)
    if own_id.lower() not in change.world.records:
        raise invalid(f"The disk encryption set '{own_id}' was not found.", _PATH)


def _check_luns(target: Body, before: Body | None) -> None:
    region = target["name"]
    luns = [each.get("lun", 0) for each in (target.get("encryption") or {}).get("dataDiskImages") or []]
    twice = [str(lun) for lun, times in Counter(luns).items() if times > 1]
    if twice:
        message = (
            f"Duplicate luns '{','.join(twice)}' were specified in target region '{region}' encryption.dataDiskImages."
        )
        raise invalid(message, f"{_PATH}.dataDiskImages")
    if before is None:
        return
    known = [each.get("lun", 0) for each in (before.get("encryption") or {}).get("dataDiskImages") or []]
    new = [lun for lun in luns if lun not in known]
    if new:
        raise not_allowed(
            f"Cannot specify new data disk image encryption lun [{new[0]}] with a disk encryption set in region "
            f"[{region}] for update gallery image version request. To update this version, remove the new lun. If you "
            "need to change the data disk image encryption settings, you must create a new gallery image version with "
            "the correct settings."
        )


def _gallery_permissions(change: Change) -> str:
    gallery = change.world.records.get(change.parent.key.rpartition("/images/")[0])
    profile = gallery.properties.get("sharingProfile") if gallery else None
    return str((profile or {}).get("permissions", "Private"))
