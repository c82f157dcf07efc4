"""Bodies of what others share, as model data: galleries shared with us, and those that are open to the community.

Recorded: they have no id, but a unique one, are in one region, and tell of disks otherwise than our own do. Fields are
declared only where the model has them.
"""

from msgspec import Struct, field

from tui.azure.bodies import CommunityInfo, DefinitionProperties
from tui.model.gallery import Definition, Gallery, Tags, Version


class _UniqueId(Struct, rename="camel", gc=False):
    unique_id: str


class _Body(Struct, kw_only=True, gc=False):
    identifier: _UniqueId
    location: str | None = None


class _GalleryProperties(Struct, rename="camel", gc=False):
    community_metadata: CommunityInfo | None = None
    artifact_tags: Tags | None = None


class ForeignGalleryBody(_Body, gc=False):
    """A gallery."""

    properties: _GalleryProperties = field(default_factory=_GalleryProperties)

    def model(self) -> Gallery:
        """The gallery that it describes."""
        its, own_id = self.properties, self.identifier.unique_id
        community = its.community_metadata
        shared = own_id.lower().startswith("/sharedgalleries/")
        return Gallery(
            id=own_id,
            location=self.location,
            tags=its.artifact_tags,
            unique_name=own_id.rpartition("/")[2] if shared else None,
            permissions="Groups" if shared else "Community",
            public_names=(community.public_names if community else None) or (),
            publisher=community.publisher if community else None,
        )


class _ForeignDefinitionProperties(DefinitionProperties, rename="camel", gc=False):
    artifact_tags: Tags | None = None


class ForeignDefinitionBody(_Body, gc=False):
    """A definition; the community is not told its publisher, offer and SKU."""

    properties: _ForeignDefinitionProperties = field(default_factory=_ForeignDefinitionProperties)

    def model(self) -> Definition:
        """The definition that it describes."""
        return self.properties.of(self.identifier.unique_id, self.location, self.properties.artifact_tags)


class _Disk(Struct, gc=False):
    size_gb: int | None = field(default=None, name="diskSizeGB")


class _Storage(Struct, rename="camel", gc=False):
    os_disk_image: _Disk | None = None
    data_disk_images: tuple[_Disk, ...] | None = None


class _VersionProperties(Struct, rename="camel", gc=False):
    published_date: str | None = None
    end_of_life_date: str | None = None
    exclude_from_latest: bool | None = None
    storage_profile: _Storage = field(default_factory=_Storage)
    artifact_tags: Tags | None = None


class ForeignVersionBody(_Body, gc=False):
    """A version."""

    properties: _VersionProperties = field(default_factory=_VersionProperties)

    def model(self) -> Version:
        """The version that it describes; of its regions it tells the one that it is read in."""
        its = self.properties
        stored = its.storage_profile
        return Version(
            id=self.identifier.unique_id,
            location=self.location,
            tags=its.artifact_tags,
            exclude_from_latest=its.exclude_from_latest,
            end_of_life_date=its.end_of_life_date,
            published_date=its.published_date,
            size_gb=stored.os_disk_image.size_gb if stored.os_disk_image else None,
            data_disks=len(stored.data_disk_images or ()),
        )
