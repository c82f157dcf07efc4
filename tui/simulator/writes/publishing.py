"""`publishingProfile` of an image version: where it is wanted, how often, until when.

Recorded defaults: a region has as many replicas as the version says, and its storage account type; both levels say 1
and Standard_LRS where nobody does. Regions are answered by their display names. What is sent is the whole list that is
wanted.
"""

from typing import Final

from tui.simulator.clock import iso
from tui.simulator.regions import REGIONS, canonical
from tui.simulator.scenario import Body
from tui.simulator.writes.change import Change
from tui.simulator.writes.encryption import check_encryption, encryption_of
from tui.simulator.writes.gallery_shapes import PublishingShape
from tui.simulator.writes.places import quota_exceeded, unavailable
from tui.simulator.writes.schemas import unknown
from tui.simulator.writes.values import choice, end_of_life, in_range, invalid, not_allowed, unchanged

PATH: Final = "galleryImageVersion.properties.publishingProfile"
_TYPES: Final = ("Standard_LRS", "Standard_ZRS", "Premium_LRS", "PremiumV2_LRS")
_EDGE_TYPES: Final = ("Standard_LRS", "Standard_ZRS", "StandardSSD_LRS", "Premium_LRS")
_STRATEGIES: Final = ("PreferStandard_ZRS", "DefaultStandard_LRS")
_MOST_REPLICAS: Final = 100
_REMOVAL_GUARDED: Final = "2022-03-03"
"""The first api-version that knows `allowDeletionOfReplicatedLocations`."""


def publishing_profile(change: Change, asked: Body) -> Body:
    """Make the profile that is stored; raises `ArmError` where a rule is against it."""
    before: Body = change.before.get("publishingProfile", {})
    if not asked and before.get("targetRegions"):
        return before
    mode = asked.get("replicationMode", before.get("replicationMode"))
    if mode is not None:
        mode = choice(mode, ("Full", "Shallow"), f"{PATH}.replicationMode")
    if change.stored is not None:
        unchanged(before.get("replicationMode", "Full"), mode or "Full", f"{PATH}.replicationMode")
    replicas = _replicas(asked.get("replicaCount", 1), mode, f"{PATH}.replicaCount")
    storage = _account_type(change, asked, before)
    targets = _targets(change, asked, replicas, storage, mode)
    if change.stored is not None:
        unchanged(before.get("storageAccountType", storage), storage, f"{PATH}.storageAccountType")
    profile: Body = {"targetRegions": targets}
    if asked.get("targetExtendedLocations"):
        profile["targetExtendedLocations"] = [_edge(each) for each in asked["targetExtendedLocations"]]
    profile["replicaCount"] = replicas
    profile["excludeFromLatest"] = asked.get("excludeFromLatest", False)
    profile["publishedDate"] = before.get("publishedDate") or iso(change.now)
    if "endOfLifeDate" in asked:
        known = before.get("endOfLifeDate")
        profile["endOfLifeDate"] = end_of_life(asked["endOfLifeDate"], known, change.now, f"{PATH}.endOfLifeDate")
    profile["storageAccountType"] = storage
    strategy = asked.get("storageAccountStrategy", before.get("storageAccountStrategy"))
    if strategy is not None:
        profile["storageAccountStrategy"] = choice(strategy, _STRATEGIES, f"{PATH}.storageAccountStrategy")
    if mode is not None:
        profile["replicationMode"] = mode
    return profile | unknown(asked, PublishingShape, "publishedDate")


def check_removals(change: Change, profile: Body, *, allowed: bool) -> None:
    """Refuse to take a version out of a region where it is complete, unless its safety profile allows it."""
    if change.stored is None or allowed or change.call.api_version < _REMOVAL_GUARDED:
        return
    wanted = {canonical(each["name"]) for each in profile["targetRegions"]}
    rows = change.world.replication(change.stored).rows(change.now)
    gone = [each["region"] for each in rows if each["state"] == "Completed" and each["region"] not in wanted]
    if gone:
        regions = ", ".join(REGIONS[each].display_name if each in REGIONS else each for each in gone)
        raise not_allowed(
            f"Deletion of replicated locations '{regions}' is not allowed for gallery image version '{change.name}' "
            "since 'allowDeletionOfReplicatedLocations' in its safetyProfile is not set to true."
        )


def _account_type(change: Change, asked: Body, before: Body) -> str:
    """The type for regions that name none; an update that names none means what was said at first, or the default."""
    if "storageAccountType" in asked and "storageAccountStrategy" in asked:
        message = "Parameters 'storageAccountType' and 'storageAccountStrategy' cannot be specified together."
        raise invalid(message, f"{PATH}.storageAccountStrategy")
    if "storageAccountType" in asked:
        return choice(asked["storageAccountType"], _TYPES, f"{PATH}.storageAccountType")
    if change.stored is not None:
        return str(before.get("storageAccountType", "Standard_LRS"))
    prefers_zones = str(asked.get("storageAccountStrategy", "")).lower() == "preferstandard_zrs"
    return "Standard_ZRS" if prefers_zones and REGIONS[change.location].zones else "Standard_LRS"


def _targets(change: Change, asked: Body, replicas: int, storage: str, mode: str | None) -> list[Body]:
    listed = asked.get("targetRegions") or [{"name": change.location}]
    names = [canonical(each["name"]) for each in listed]
    for each, name in zip(listed, names, strict=True):
        if name not in REGIONS:
            raise unavailable(each["name"], "Microsoft.Compute/galleries")
    if len(set(names)) < len(names):
        raise invalid("Duplicate regions are not allowed in target publishing regions.", f"{PATH}.targetRegions")
    if change.location not in names:
        regions = ", ".join(names)
        message = (
            f"Gallery image version publishing profile regions '{regions}' must contain the location of image version "
            f"'{change.location}'."
        )
        raise invalid(message, f"{PATH}.targetRegions")
    before = {
        canonical(each["name"]): each for each in change.before.get("publishingProfile", {}).get("targetRegions", [])
    }
    targets = [_target(each, replicas, storage, mode, before.get(canonical(each["name"]))) for each in listed]
    check_encryption(change, targets, before)
    total = sum(each["regionalReplicaCount"] for each in targets)
    if total > _MOST_REPLICAS:
        raise quota_exceeded("Gallery Image Version Replica", change.location, _MOST_REPLICAS)
    return targets


def _target(asked: Body, replicas: int, storage: str, mode: str | None, before: Body | None) -> Body:
    region = REGIONS[canonical(asked["name"])]
    path = f"{PATH}.targetRegions"
    count = _replicas(asked.get("regionalReplicaCount", replicas), mode, f"{path}.regionalReplicaCount")
    account = choice(asked.get("storageAccountType", storage), _TYPES, f"{path}.storageAccountType")
    if account == "Standard_ZRS" and not region.zones:
        raise invalid("ZRS storage account type is not supported in this region.", f"{path}.storageAccountType")
    kept = before.get("storageAccountType", account) if before else account
    if kept != account:
        message = (
            "Global storage account type does not match the storage account type in the existing TargetRegion: "
            f"'{region.display_name}'. Please specify '{kept}' as the storage account type for this region."
        )
        raise invalid(message, f"{path}.storageAccountType")
    made: Body = {"name": region.display_name, "regionalReplicaCount": count, "storageAccountType": account}
    if "encryption" in asked:
        made["encryption"] = encryption_of(asked["encryption"])
    return made | {name: value for name, value in asked.items() if name not in made}


def _edge(asked: Body) -> Body:
    path = f"{PATH}.targetExtendedLocations"
    if canonical(asked["name"]) not in REGIONS:
        raise unavailable(asked["name"], "Microsoft.Compute/galleries")
    count = in_range(
        asked.get("extendedLocationReplicaCount", 1), 1, _MOST_REPLICAS, f"{path}.extendedLocationReplicaCount"
    )
    account = choice(asked.get("storageAccountType", "Standard_LRS"), _EDGE_TYPES, f"{path}.storageAccountType")
    made = {**asked, "name": REGIONS[canonical(asked["name"])].display_name}
    made |= {"extendedLocationReplicaCount": count, "storageAccountType": account}
    return made | ({"encryption": encryption_of(asked["encryption"])} if "encryption" in asked else {})


def _replicas(count: int, mode: str | None, path: str) -> int:
    return in_range(count, 1, 1 if mode == "Shallow" else _MOST_REPLICAS, path)
