"""Image versions as a GET answers them, and what becomes of those that are on their way."""

from typing import Final

from tui.simulator.demo.company import Body, Company, moment, resource
from tui.simulator.demo.images import Definition
from tui.simulator.demo.versions import Target, Version
from tui.simulator.regions import REGIONS

_SOURCES: Final = {
    "vm": ("virtualMachines", "vm-golden"),
    "image": ("images", "img-golden"),
    "snapshot": ("snapshots", "snap-golden"),
}


def version_body(company: Company, version: Version) -> Body:
    """A version as a GET with `$expand=ReplicationStatus` answers it."""
    definition = version.definition
    ticks = company.dice("ticks", definition.gallery.name, *version.path).randrange(10**7)
    publishing: Body = {
        "targetRegions": [_wanted(company, version, target) for target in version.targets],
        "replicaCount": 1,
        "excludeFromLatest": version.excluded,
        "publishedDate": moment(version.published, ticks),
    }
    if version.end_of_life:
        publishing["endOfLifeDate"] = f"{version.end_of_life:%Y-%m-%d}T00:00:00+00:00"
    publishing["storageAccountType"] = "Standard_LRS"
    if "shallow" in definition.traits or definition.source == "vm":
        publishing["replicationMode"] = "Shallow" if "shallow" in definition.traits else "Full"
    properties = {
        "publishingProfile": publishing,
        "storageProfile": _storage(company, version),
        "safetyProfile": {
            "reportedForPolicyViolation": False,
            "allowDeletionOfReplicatedLocations": definition.gallery.name != "img_prod",
        },
        "provisioningState": version.provisioning_state,
        "replicationStatus": _status(version),
    }
    return resource(
        company.gallery_id(definition.gallery, *version.path), definition.gallery.home, dict(version.tags), properties
    )


def _wanted(company: Company, version: Version, target: Target) -> Body:
    wanted: Body = {
        "name": REGIONS[target.region].display_name,
        "regionalReplicaCount": target.replicas,
        "storageAccountType": target.storage,
    }
    if "keys" in version.definition.traits:
        gallery = version.definition.gallery
        keys = company.compute_id(gallery.subscription, gallery.group, "diskEncryptionSets", f"des-{target.region}")
        security = {"confidentialVMEncryptionType": "EncryptedWithCmk", "secureVMDiskEncryptionSetId": keys}
        wanted["encryption"] = {"osDiskImage": {"securityProfile": security}}
    if target.excluded:
        wanted["excludeFromLatest"] = True
    return wanted


def source_id(company: Company, definition: Definition) -> str | None:
    """The machine, managed image or snapshot that versions of it are made from; None for a VHD or a version."""
    if definition.source not in _SOURCES:
        return None
    gallery = definition.gallery
    collection, prefix = _SOURCES[definition.source]
    return company.compute_id(gallery.subscription, gallery.group, collection, f"{prefix}-{definition.offer}")


def _storage(company: Company, version: Version) -> Body:
    """Where it was made from, and its disks.

    Recorded: the disks appear once it has succeeded; one without a source of its own says `source: {}`.
    """
    definition = version.definition
    disk: Body = {"sizeInGB": definition.size_gb, "hostCaching": "ReadWrite", "source": {}}
    storage: Body = {}
    source = source_id(company, definition)
    if definition.source == "vhd":
        disk["source"] = _vhd(company, definition)
    elif definition.source == "snapshot":
        disk["source"] = {"id": source}
    elif definition.source == "version":
        base = company.gallery_id(definition.gallery, "images", "ubuntu-2404-base", "versions", "1.12.0")
        storage["source"] = {"id": base}
    else:
        storage["source"] = {"virtualMachineId" if definition.source == "vm" else "id": source}
    if version.provisioning_state != "Succeeded":
        return storage
    storage["osDiskImage"] = disk
    if version.data_gb:
        disks = enumerate(version.data_gb)
        storage["dataDiskImages"] = [{"lun": lun, "sizeInGB": size, "hostCaching": "None"} for lun, size in disks]
    return storage


def account_id(company: Company, definition: Definition) -> str:
    """The storage account with the VHDs that versions of it are made from."""
    gallery = definition.gallery
    name = f"vhd{''.join(filter(str.isalnum, gallery.name))}"
    group = company.group_id(gallery.subscription, gallery.group)
    return f"{group}/providers/Microsoft.Storage/storageAccounts/{name}"


def _vhd(company: Company, definition: Definition) -> Body:
    account = account_id(company, definition)
    name = account.rpartition("/")[2]
    uri = f"https://{name}.blob.core.windows.net/vhds/{definition.name}.vhd"
    return {"uri": uri, "storageAccountId": account}


def _status(version: Version) -> Body:
    rows: list[Body] = []
    for target in version.targets:
        if target.state:
            row: Body = {"progress": target.progress, "region": target.region, "state": target.state}
            rows.append(row | ({"details": target.details} if target.details else {}))
    states = {row["state"] for row in rows}
    settled = "Failed" if "Failed" in states else "Completed"
    return {"aggregatedState": "InProgress" if "Replicating" in states else settled, "summary": rows}


def plans(company: Company, version: Version) -> list[Body]:
    """What becomes of the regions that are on their way."""
    version_id = company.gallery_id(version.definition.gallery, *version.path)
    return [
        {"version": version_id, "region": target.region}
        | (
            {"stall_at": target.progress}
            if target.minutes_left is None
            else {"to": "Completed", "after_seconds": target.minutes_left * 60}
        )
        for target in version.targets
        if target.state == "Replicating"
    ]
