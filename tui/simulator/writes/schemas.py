"""The shapes of bodies that are sent: what has the wrong kind of value in it is refused before any rule is looked at.

Fields that are not told of here are let through as they are: the service grows faster than any list of them.
"""

from typing import Any

import msgspec

from tui.simulator.scenario import Body
from tui.simulator.wire import ArmError


class _Shape(msgspec.Struct, rename="camel", omit_defaults=True):
    pass


class _Resource(_Shape):
    location: str | None = None
    tags: dict[str, str] | None = None
    properties: dict[str, Any] | None = None


class _CommunityInfo(_Shape):
    publisher_uri: str | None = None
    publisher_contact: str | None = None
    eula: str | None = None
    public_name_prefix: str | None = None


class _SharingProfile(_Shape):
    permissions: str | None = None
    community_gallery_info: _CommunityInfo | None = None


class _SoftDeletePolicy(_Shape):
    is_soft_delete_enabled: bool | None = None
    retention_period_in_days: int | None = None
    grace_period_in_days: int | None = None


class GalleryShape(_Shape):
    """The properties of a gallery."""

    description: str | None = None
    sharing_profile: _SharingProfile | None = None
    soft_delete_policy: _SoftDeletePolicy | None = None


class _Identifier(_Shape):
    publisher: str | None = None
    offer: str | None = None
    sku: str | None = None


class _Range(_Shape):
    min: int | None = None
    max: int | None = None


class _Recommended(_Shape):
    vcpus: _Range | None = msgspec.field(default=None, name="vCPUs")
    memory: _Range | None = None


class _Feature(_Shape):
    name: str
    value: str
    starts_at_version: str | None = None


class _Disallowed(_Shape):
    disk_types: list[str] | None = None


class DefinitionShape(_Shape):
    """The properties of an image definition."""

    description: str | None = None
    eula: str | None = None
    privacy_statement_uri: str | None = None
    release_note_uri: str | None = None
    os_type: str | None = None
    os_state: str | None = None
    hyper_v_generation: str | None = None
    architecture: str | None = None
    end_of_life_date: str | None = None
    identifier: _Identifier | None = None
    recommended: _Recommended | None = None
    disallowed: _Disallowed | None = None
    purchase_plan: dict[str, str] | None = None
    features: list[_Feature] | None = None
    allow_update_image: bool | None = None


class _DiskEncryption(_Shape):
    disk_encryption_set_id: str | None = None
    lun: int | None = None
    security_profile: dict[str, Any] | None = None


class _Encryption(_Shape):
    os_disk_image: _DiskEncryption | None = None
    data_disk_images: list[_DiskEncryption] | None = None


class _TargetRegion(_Shape):
    name: str
    regional_replica_count: int | None = None
    storage_account_type: str | None = None
    exclude_from_latest: bool | None = None
    encryption: _Encryption | None = None


class _ExtendedLocation(_Shape):
    name: str
    extended_location: dict[str, str] | None = None
    extended_location_replica_count: int | None = None
    storage_account_type: str | None = None
    encryption: _Encryption | None = None


class PublishingShape(_Shape):
    """The publishing profile of an image version."""

    target_regions: list[_TargetRegion] | None = None
    target_extended_locations: list[_ExtendedLocation] | None = None
    replica_count: int | None = None
    exclude_from_latest: bool | None = None
    end_of_life_date: str | None = None
    storage_account_type: str | None = None
    storage_account_strategy: str | None = None
    replication_mode: str | None = None
    source: dict[str, dict[str, str]] | None = None


class _Source(_Shape):
    id: str | None = None
    virtual_machine_id: str | None = None
    community_gallery_image_id: str | None = None
    uri: str | None = None
    storage_account_id: str | None = None


class _DiskImage(_Shape):
    host_caching: str | None = None
    source: _Source | None = None
    lun: int | None = None


class _StorageProfile(_Shape):
    source: _Source | None = None
    os_disk_image: _DiskImage | None = None
    data_disk_images: list[_DiskImage] | None = None


class _SafetyProfile(_Shape):
    allow_deletion_of_replicated_locations: bool | None = None
    block_deletion_before_end_of_life: bool | None = None


class VersionShape(_Shape):
    """The properties of an image version."""

    publishing_profile: PublishingShape | None = None
    storage_profile: _StorageProfile | None = None
    safety_profile: _SafetyProfile | None = None
    security_profile: dict[str, Any] | None = None
    restore: bool | None = None


class _Group(_Shape):
    type: str | None = None
    ids: list[str] | None = None


class SharingShape(_Shape):
    """What is posted to a gallery's `share`."""

    operation_type: str | None = None
    groups: list[_Group] | None = None


def unknown(asked: Body, shape: type[msgspec.Struct], *read_only: str) -> Body:
    """Give the fields of a body that its shape does not tell of, without those that only the service writes."""
    known = {each.encode_name for each in msgspec.structs.fields(shape)}.union(read_only)
    return {name: value for name, value in asked.items() if name not in known}


def resource_body(document: object) -> Body:
    """Check a decoded body of any resource; raises `ArmError` 400 saying what is wrong with it."""
    return fitting(document, _Resource)


def fitting(document: object, shape: type[msgspec.Struct], path: str = "") -> Body:
    """Give a document whose fields are of the right kinds; raises `ArmError` 400 naming the first that is not."""
    try:
        msgspec.convert(document, shape)
    except msgspec.ValidationError as error:
        message = f"The request content was invalid and could not be deserialized: '{error}'."
        where = str(error).rpartition("`$")[2].strip("`.")
        target = ".".join(each for each in (path, where) if each)
        raise ArmError(400, "InvalidRequestContent", message, target=target or None) from None
    return document if isinstance(document, dict) else {}
