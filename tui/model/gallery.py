"""What a gallery is: subscription > gallery > definition > version, as frozen data.

Texts are kept as the service sent them, since they are written back unchanged; whoever shows one makes it
visible first. Fields are named as in the Compute Gallery API; a field that the answer did not carry is None.
Nothing here can lie in a cycle, so the garbage collector is spared it: there may be 200,000 versions.
"""

from datetime import datetime
from typing import Literal

from msgspec import Struct

from tui.model.ids import is_foreign, key_of, name_of, version_order
from tui.model.regions import canonical
from tui.model.times import parse_time

Tags = dict[str, str]


class Tenant(Struct, frozen=True, gc=False):
    """A directory of the account; `home` is the one that its token is for."""

    id: str
    name: str
    domain: str | None = None
    home: bool = False


class Subscription(Struct, frozen=True, tag=True, gc=False):
    """A subscription of a tenant; `id` is the bare guid."""

    id: str
    name: str
    tenant_id: str
    state: str | None = None

    @property
    def key(self) -> str:
        """What it is stored under."""
        return f"/subscriptions/{self.id.lower()}"


class _Resource(Struct, frozen=True, kw_only=True, gc=False):
    id: str
    location: str | None = None
    provisioning_state: str | None = None
    tags: Tags | None = None

    @property
    def key(self) -> str:
        """What it is stored under: its id, lower-cased."""
        return key_of(self.id)

    @property
    def name(self) -> str:
        """The last part of its id."""
        return name_of(self.id)

    @property
    def foreign(self) -> bool:
        """Whether others share it: seen from one region, its `location`, it can be used there, and not be changed."""
        return is_foreign(self.id)


class Publisher(Struct, frozen=True, rename="camel", gc=False):
    """Who opens a gallery to the community, and on what terms."""

    publisher_uri: str | None = None
    publisher_contact: str | None = None
    eula: str | None = None
    privacy_statement_uri: str | None = None


class Gallery(_Resource, frozen=True, kw_only=True, tag=True, gc=False):
    """A Compute Gallery; `permissions` is Private, Groups or Community, `publisher` is told of the last only."""

    description: str | None = None
    unique_name: str | None = None
    permissions: str | None = None
    public_names: tuple[str, ...] = ()
    publisher: Publisher | None = None
    soft_delete: bool | None = None
    retention_days: int | None = None


class PurchasePlan(Struct, frozen=True, gc=False):
    """The marketplace plan that a definition's images carry."""

    name: str | None = None
    publisher: str | None = None
    product: str | None = None


class Feature(Struct, frozen=True, gc=False):
    """A feature of a definition, such as SecurityType = TrustedLaunch."""

    name: str
    value: str | None = None


class Bounds(Struct, frozen=True, gc=False):
    """A recommended range, either end of which may be open."""

    min: int | None = None
    max: int | None = None


class Definition(_Resource, frozen=True, kw_only=True, tag=True, gc=False):
    """An image definition: what every version of it has in common."""

    os_type: str | None = None
    os_state: str | None = None
    hyper_v_generation: str | None = None
    architecture: str | None = None
    publisher: str | None = None
    offer: str | None = None
    sku: str | None = None
    description: str | None = None
    end_of_life_date: str | None = None
    eula: str | None = None
    privacy_statement_uri: str | None = None
    release_note_uri: str | None = None
    features: tuple[Feature, ...] = ()
    vcpus: Bounds | None = None
    memory_gb: Bounds | None = None
    disallowed_disk_types: tuple[str, ...] = ()
    purchase_plan: PurchasePlan | None = None

    @property
    def security_type(self) -> str | None:
        """The SecurityType feature, where it has one."""
        return next((each.value for each in self.features if each.name == "SecurityType"), None)


class TargetRegion(Struct, frozen=True, rename="camel", gc=False):
    """A region that a version is wanted in; `name` is spelt as the service sent it."""

    name: str
    regional_replica_count: int | None = None
    storage_account_type: str | None = None
    exclude_from_latest: bool | None = None

    @property
    def region(self) -> str:
        """The canonical name."""
        return canonical(self.name)


class RegionStatus(Struct, frozen=True, gc=False):
    """How far a version has come in one region; state is Unknown, Replicating, Completed or Failed, progress 0..100."""

    region: str
    state: str = "Unknown"
    progress: int | None = None
    details: str | None = None


class Replication(Struct, frozen=True, rename="camel", gc=False):
    """A version's replication status, which only a GET with $expand=ReplicationStatus answers."""

    aggregated_state: str = "Unknown"
    summary: tuple[RegionStatus, ...] = ()


SourceKind = Literal["machine", "managed image", "version", "disk", "snapshot", "VHD", "community image", "source"]
_SOURCE_KINDS: tuple[tuple[str, SourceKind], ...] = (
    ("https://", "VHD"),
    ("/virtualmachines/", "machine"),
    ("/communitygalleries/", "community image"),
    ("/galleries/", "version"),
    ("/snapshots/", "snapshot"),
    ("/disks/", "disk"),
    ("/images/", "managed image"),
)


def source_kind(source_id: str) -> SourceKind:
    """What a version was made from, by its id."""
    lowered = source_id.lower()
    return next((kind for part, kind in _SOURCE_KINDS if part in lowered), "source")


class Version(_Resource, frozen=True, kw_only=True, tag=True, gc=False):
    """An image version; `replication` is None until its status was read."""

    target_regions: tuple[TargetRegion, ...] = ()
    replica_count: int | None = None
    storage_account_type: str | None = None
    exclude_from_latest: bool | None = None
    end_of_life_date: str | None = None
    published_date: str | None = None
    replication_mode: str | None = None
    size_gb: int | None = None
    data_disks: int = 0
    source_id: str | None = None
    block_deletion_before_end_of_life: bool | None = None
    replication: Replication | None = None

    @property
    def order(self) -> tuple[int, int, int]:
        """Its number, to sort by."""
        return version_order(self.name)

    @property
    def replicas(self) -> int:
        """Replicas over all its regions; a region that names none takes the version's default, which is 1."""
        default = self.replica_count or 1
        return sum(each.regional_replica_count or default for each in self.target_regions)

    def past_end_of_life(self, now: datetime) -> bool:
        """Whether its end of life has come; the date informs, and machines can still be made from it."""
        end = parse_time(self.end_of_life_date)
        return end is not None and end <= now


Resource = Gallery | Definition | Version
