"""The shapes of what is sent for galleries, definitions and versions."""

from typing import Any

import msgspec

from tui.simulator.writes.schemas import Shape


class _CommunityInfo(Shape):
    publisher_uri: str | None = None
    publisher_contact: str | None = None
    eula: str | None = None
    public_name_prefix: str | None = None


class _SharingProfile(Shape):
    permissions: str | None = None
    community_gallery_info: _CommunityInfo | None = None


class _SoftDeletePolicy(Shape):
    is_soft_delete_enabled: bool | None = None
    retention_period_in_days: int | None = None
    grace_period_in_days: int | None = None


class GalleryShape(Shape):
    """The properties of a gallery."""

    description: str | None = None
    sharing_profile: _SharingProfile | None = None
    soft_delete_policy: _SoftDeletePolicy | None = None


class _Identifier(Shape):
    publisher: str | None = None
    offer: str | None = None
    sku: str | None = None


class _Range(Shape):
    min: int | None = None
    max: int | None = None


class _Recommended(Shape):
    vcpus: _Range | None = msgspec.field(default=None, name="vCPUs")
    memory: _Range | None = None


class _Feature(Shape):
    name: str
    value: str
    starts_at_version: str | None = None


class _Disallowed(Shape):
    disk_types: list[str] | None = None


class DefinitionShape(Shape):
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


class _DiskEncryption(Shape):
    disk_encryption_set_id: str | None = None
    lun: int | None = None
    security_profile: dict[str, Any] | None = None


class _Encryption(Shape):
    os_disk_image: _DiskEncryption | None = None
    data_disk_images: list[_DiskEncryption] | None = None


class _TargetRegion(Shape):
    name: str
    regional_replica_count: int | None = None
    storage_account_type: str | None = None
    exclude_from_latest: bool | None = None
    encryption: _Encryption | None = None


class _ExtendedLocation(Shape):
    name: str
    extended_location: dict[str, str] | None = None
    extended_location_replica_count: int | None = None
    storage_account_type: str | None = None
    encryption: _Encryption | None = None


class PublishingShape(Shape):
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


class _Source(Shape):
    id: str | None = None
    virtual_machine_id: str | None = None
    community_gallery_image_id: str | None = None
    uri: str | None = None
    storage_account_id: str | None = None


class _DiskImage(Shape):
    host_caching: str | None = None
    source: _Source | None = None
    lun: int | None = None


class _StorageProfile(Shape):
    source: _Source | None = None
    os_disk_image: _DiskImage | None = None
    data_disk_images: list[_DiskImage] | None = None


class _SafetyProfile(Shape):
    allow_deletion_of_replicated_locations: bool | None = None
    block_deletion_before_end_of_life: bool | None = None


class VersionShape(Shape):
    """The properties of an image version."""

    publishing_profile: PublishingShape | None = None
    storage_profile: _StorageProfile | None = None
    safety_profile: _SafetyProfile | None = None
    security_profile: dict[str, Any] | None = None
    restore: bool | None = None


class _Group(Shape):
    type: str | None = None
    ids: list[str] | None = None


class SharingShape(Shape):
    """What is posted to a gallery's `share`."""

    operation_type: str | None = None
    groups: list[_Group] | None = None
