"""Bodies of galleries, definitions and versions as Resource Manager and Resource Graph answer them, as model data.

Fields are declared only where the model has them; whatever else a body carries is skipped unread.
"""

from msgspec import Struct, field

from tui.model.gallery import (
    Bounds,
    Definition,
    Feature,
    Gallery,
    Publisher,
    PurchasePlan,
    Replication,
    Tags,
    TargetRegion,
    Version,
)


class CommunityInfo(Publisher, frozen=True, rename="camel", gc=False):
    """What is said of a gallery that is open to the community."""

    public_names: tuple[str, ...] | None = None

    @property
    def publisher(self) -> Publisher:
        """Who opens it."""
        return Publisher(self.publisher_uri, self.publisher_contact, self.eula, self.privacy_statement_uri)


class _Sharing(Struct, rename="camel", gc=False):
    permissions: str | None = None
    community_gallery_info: CommunityInfo | None = None


class _UniqueName(Struct, rename="camel", gc=False):
    unique_name: str | None = None


class _SoftDelete(Struct, rename="camel", gc=False):
    is_soft_delete_enabled: bool | None = None
    retention_period_in_days: int | None = None


class _GalleryProperties(Struct, rename="camel", gc=False):
    provisioning_state: str | None = None
    description: str | None = None
    identifier: _UniqueName | None = None
    sharing_profile: _Sharing | None = None
    soft_delete_policy: _SoftDelete | None = None


class _Body(Struct, kw_only=True, gc=False):
    id: str
    location: str | None = None
    tags: Tags | None = None


class GalleryBody(_Body, gc=False):
    """A gallery."""

    properties: _GalleryProperties = field(default_factory=_GalleryProperties)

    def model(self) -> Gallery:
        """The gallery that it describes."""
        its = self.properties
        sharing, soft_delete = its.sharing_profile, its.soft_delete_policy
        community = sharing.community_gallery_info if sharing else None
        return Gallery(
            id=self.id,
            location=self.location,
            provisioning_state=its.provisioning_state,
            tags=self.tags,
            description=its.description,
            unique_name=its.identifier.unique_name if its.identifier else None,
            permissions=sharing.permissions if sharing else None,
            public_names=(community.public_names if community else None) or (),
            publisher=community.publisher if community else None,
            soft_delete=soft_delete.is_soft_delete_enabled if soft_delete else None,
            retention_days=soft_delete.retention_period_in_days if soft_delete else None,
        )


class _Identifier(Struct, gc=False):
    publisher: str | None = None
    offer: str | None = None
    sku: str | None = None


class _Recommended(Struct, gc=False):
    vcpus: Bounds | None = field(default=None, name="vCPUs")
    memory: Bounds | None = None


class _Disallowed(Struct, rename="camel", gc=False):
    disk_types: tuple[str, ...] | None = None


class DefinitionProperties(Struct, rename="camel", gc=False):
    """What is said of a definition."""

    provisioning_state: str | None = None
    os_type: str | None = None
    os_state: str | None = None
    hyper_v_generation: str | None = None
    architecture: str | None = None
    identifier: _Identifier | None = None
    description: str | None = None
    end_of_life_date: str | None = None
    eula: str | None = None
    privacy_statement_uri: str | None = None
    release_note_uri: str | None = None
    features: tuple[Feature, ...] | None = None
    recommended: _Recommended | None = None
    disallowed: _Disallowed | None = None
    purchase_plan: PurchasePlan | None = None

    def of(self, own_id: str, location: str | None, tags: Tags | None) -> Definition:
        """The definition with this id that they are of."""
        identifier = self.identifier or _NOT_IDENTIFIED
        return Definition(
            id=own_id,
            location=location,
            provisioning_state=self.provisioning_state,
            tags=tags,
            os_type=self.os_type,
            os_state=self.os_state,
            hyper_v_generation=self.hyper_v_generation,
            architecture=self.architecture,
            publisher=identifier.publisher,
            offer=identifier.offer,
            sku=identifier.sku,
            description=self.description,
            end_of_life_date=self.end_of_life_date,
            eula=self.eula,
            privacy_statement_uri=self.privacy_statement_uri,
            release_note_uri=self.release_note_uri,
            features=self.features or (),
            vcpus=self.recommended.vcpus if self.recommended else None,
            memory_gb=self.recommended.memory if self.recommended else None,
            disallowed_disk_types=(self.disallowed.disk_types if self.disallowed else None) or (),
            purchase_plan=self.purchase_plan,
        )


_NOT_IDENTIFIED = _Identifier()


class DefinitionBody(_Body, gc=False):
    """A definition."""

    properties: DefinitionProperties = field(default_factory=DefinitionProperties)

    def model(self) -> Definition:
        """The definition that it describes."""
        return self.properties.of(self.id, self.location, self.tags)


class _Publishing(Struct, rename="camel", gc=False):
    target_regions: tuple[TargetRegion, ...] | None = None
    replica_count: int | None = None
    exclude_from_latest: bool | None = None
    published_date: str | None = None
    end_of_life_date: str | None = None
    storage_account_type: str | None = None
    replication_mode: str | None = None


class _Source(Struct, rename="camel", gc=False):
    id: str | None = None
    virtual_machine_id: str | None = None
    community_gallery_image_id: str | None = None
    uri: str | None = None

    @property
    def named(self) -> str | None:
        # Recorded: beside the address of a VHD, `id` is that of its storage account. The address may carry a signature.
        address = (self.uri or "").split("?")[0]
        return self.virtual_machine_id or self.community_gallery_image_id or address or self.id


class _Disk(Struct, gc=False):
    size_gb: int | None = field(default=None, name="sizeInGB")
    source: _Source | None = None


class _Storage(Struct, rename="camel", gc=False):
    source: _Source | None = None
    os_disk_image: _Disk | None = None
    data_disk_images: tuple[_Disk, ...] | None = None

    @property
    def source_id(self) -> str | None:
        """One source for all disks, or one for each: then the system disk's."""
        whole = self.source.named if self.source else None
        disk = self.os_disk_image.source if self.os_disk_image else None
        return whole or (disk.named if disk else None) or None


class _Safety(Struct, rename="camel", gc=False):
    block_deletion_before_end_of_life: bool | None = None


class _VersionProperties(Struct, rename="camel", gc=False):
    provisioning_state: str | None = None
    publishing_profile: _Publishing | None = None
    storage_profile: _Storage | None = None
    safety_profile: _Safety | None = None
    replication_status: Replication | None = None


_NOT_PUBLISHED = _Publishing()
_NOT_STORED = _Storage()


class VersionBody(_Body, gc=False):
    """A version, with its replication status where that was asked for."""

    properties: _VersionProperties = field(default_factory=_VersionProperties)

    def model(self) -> Version:
        """The version that it describes."""
        its = self.properties
        published = its.publishing_profile or _NOT_PUBLISHED
        stored = its.storage_profile or _NOT_STORED
        return Version(
            id=self.id,
            location=self.location,
            provisioning_state=its.provisioning_state,
            tags=self.tags,
            target_regions=published.target_regions or (),
            replica_count=published.replica_count,
            storage_account_type=published.storage_account_type,
            exclude_from_latest=published.exclude_from_latest,
            end_of_life_date=published.end_of_life_date,
            published_date=published.published_date,
            replication_mode=published.replication_mode,
            size_gb=stored.os_disk_image.size_gb if stored.os_disk_image else None,
            data_disks=len(stored.data_disk_images or ()),
            source_id=stored.source_id,
            block_deletion_before_end_of_life=(
                its.safety_profile.block_deletion_before_end_of_life if its.safety_profile else None
            ),
            replication=its.replication_status,
        )
