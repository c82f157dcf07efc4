"""What the client keeps of a body: which field of it is which of the model's, and what is left to the raw body."""

from typing import Any, Final

import msgspec

from tui.model.gallery import Definition, Gallery, Resource, Version
from tui.simulator.scenario import Body

_PROPERTIES: Final = "properties"
_PROFILE: Final = f"{_PROPERTIES}.publishingProfile"
_STORAGE: Final = f"{_PROPERTIES}.storageProfile"
_RESOURCE: Final = {
    "id": "id",
    "location": "location",
    "tags": "tags",
    "provisioning_state": f"{_PROPERTIES}.provisioningState",
}
KEPT: Final[dict[type[Resource], dict[str, str]]] = {
    Gallery: {
        **_RESOURCE,
        "description": f"{_PROPERTIES}.description",
        "unique_name": f"{_PROPERTIES}.identifier.uniqueName",
        "permissions": f"{_PROPERTIES}.sharingProfile.permissions",
        "public_names": f"{_PROPERTIES}.sharingProfile.communityGalleryInfo.publicNames",
        "publisher": f"{_PROPERTIES}.sharingProfile.communityGalleryInfo",
        "soft_delete": f"{_PROPERTIES}.softDeletePolicy.isSoftDeleteEnabled",
        "retention_days": f"{_PROPERTIES}.softDeletePolicy.retentionPeriodInDays",
    },
    Definition: {
        **_RESOURCE,
        "os_type": f"{_PROPERTIES}.osType",
        "os_state": f"{_PROPERTIES}.osState",
        "hyper_v_generation": f"{_PROPERTIES}.hyperVGeneration",
        "architecture": f"{_PROPERTIES}.architecture",
        "publisher": f"{_PROPERTIES}.identifier.publisher",
        "offer": f"{_PROPERTIES}.identifier.offer",
        "sku": f"{_PROPERTIES}.identifier.sku",
        "description": f"{_PROPERTIES}.description",
        "end_of_life_date": f"{_PROPERTIES}.endOfLifeDate",
        "eula": f"{_PROPERTIES}.eula",
        "privacy_statement_uri": f"{_PROPERTIES}.privacyStatementUri",
        "release_note_uri": f"{_PROPERTIES}.releaseNoteUri",
        "features": f"{_PROPERTIES}.features",
        "vcpus": f"{_PROPERTIES}.recommended.vCPUs",
        "memory_gb": f"{_PROPERTIES}.recommended.memory",
        "disallowed_disk_types": f"{_PROPERTIES}.disallowed.diskTypes",
        "purchase_plan": f"{_PROPERTIES}.purchasePlan",
    },
    Version: {
        **_RESOURCE,
        "target_regions": f"{_PROFILE}.targetRegions",
        "replica_count": f"{_PROFILE}.replicaCount",
        "storage_account_type": f"{_PROFILE}.storageAccountType",
        "exclude_from_latest": f"{_PROFILE}.excludeFromLatest",
        "end_of_life_date": f"{_PROFILE}.endOfLifeDate",
        "published_date": f"{_PROFILE}.publishedDate",
        "replication_mode": f"{_PROFILE}.replicationMode",
        "size_gb": f"{_STORAGE}.osDiskImage.sizeInGB",
        "block_deletion_before_end_of_life": f"{_PROPERTIES}.safetyProfile.blockDeletionBeforeEndOfLife",
        "replication": f"{_PROPERTIES}.replicationStatus",
    },
}
SUMMED_UP: Final = {"data_disks", "source_id"}
"""Fields of a version that are made of several of its body."""
_SOURCES: Final = (
    f"{_STORAGE}.source.virtualMachineId",
    f"{_STORAGE}.source.communityGalleryImageId",
    f"{_STORAGE}.source.id",
    f"{_STORAGE}.osDiskImage.source.id",
)
_BLOB: Final = f"{_STORAGE}.osDiskImage.source.uri"


def told_by_model(model: Resource) -> Body:
    """Write down what a model says, in the words of the service, by path."""
    plain = msgspec.to_builtins(model)
    return _said({path: plain[name] for name, path in KEPT[type(model)].items()})


def told_by_body(body: Body, kind: type[Resource], model: Body) -> Body:
    """Write down the same of a body; of what has several fields, those that the model has."""
    return _said({path: _like(at(body, path), model.get(path)) for path in KEPT[kind].values()})


def source_of(body: Body) -> str | None:
    """Tell what a body says that its version was made from."""
    whole: list[str | None] = [at(body, path) for path in _SOURCES[:3]]
    disk = [at(body, _BLOB), at(body, _SOURCES[3])]
    return next((each for each in (*whole, *disk) if each), None)


def data_disks_of(body: Body) -> int:
    """Count the data disks that a body tells of."""
    return len(at(body, f"{_STORAGE}.dataDiskImages") or [])


def at(body: Body, path: str) -> Any:  # noqa: ANN401 - a JSON value
    """Give what stands at a path; None where nothing does."""
    value: Any = body
    for name in path.split("."):
        value = (value or {}).get(name)
    return value


def _like(value: Any, model: Any) -> Any:  # noqa: ANN401 - JSON values
    """Leave out the fields that the model does not have."""
    if isinstance(value, list) and isinstance(model, (list, tuple)):
        return [_like(each, like) for each, like in zip(value, model, strict=True)]
    if isinstance(value, dict) and isinstance(model, dict):
        return {name: _like(each, model[name]) for name, each in value.items() if name in model}
    return value


def _said(fields: Body) -> Body:
    return {path: _without_nothing(value) for path, value in fields.items() if value not in (None, [], ())}


def _without_nothing(value: Any) -> Any:  # noqa: ANN401 - JSON values
    if isinstance(value, dict):
        return {name: _without_nothing(each) for name, each in value.items() if each is not None}
    return [_without_nothing(each) for each in value] if isinstance(value, (list, tuple)) else value
