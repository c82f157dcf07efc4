"""From bytes to the model, item by item: a body that cannot be read spoils its own row only."""

from collections.abc import Sequence
from typing import Generic, NamedTuple, Protocol, TypeVar

import msgspec
from msgspec import Raw, Struct, field

from tui.azure.bodies import DefinitionBody, GalleryBody, VersionBody
from tui.azure.foreign_bodies import ForeignDefinitionBody, ForeignGalleryBody, ForeignVersionBody
from tui.model.gallery import Definition, Gallery, Resource, Subscription, Tenant, Version
from tui.model.ids import Kind, key_of, kind_of
from tui.model.regions import Location
from tui.model.usage import Usage
from tui.model.users import ImageUser, UserKind
from tui.services.gateway import Unreadable

T = TypeVar("T")
T_co = TypeVar("T_co", covariant=True)

_KINDS: dict[type, Kind] = {Gallery: "gallery", Definition: "definition", Version: "version"}


class Body(Protocol[T_co]):
    """A decoded body that turns into model data."""

    def model(self) -> T_co:
        """The model data that it describes."""
        ...


class Listing(Struct, rename="camel"):
    """One page of a list of Resource Manager, its items still unread."""

    value: list[Raw]
    next_link: str | None = None


class GraphPage(Struct, rename="camel"):
    """One page of a Resource Graph answer, its rows still unread; `truncated` says that more cannot be paged to."""

    data: list[Raw]
    skip_token: str | None = field(default=None, name="$skipToken")
    truncated: str | None = field(default=None, name="resultTruncated")


class Read(NamedTuple, Generic[T]):
    """What could be read of a page, and what could not."""

    items: Sequence[T]
    unreadable: Sequence[Unreadable]


class Reader(Generic[T]):
    """Reads bodies of one kind (or one of several, told apart by their type)."""

    def __init__(self, body_type: object) -> None:
        self._decoder: msgspec.json.Decoder[Body[T]] = msgspec.json.Decoder(body_type)

    def one(self, body: bytes | Raw) -> T:
        """The body as model data; raises msgspec.DecodeError where it is not of that shape."""
        item = self._decoder.decode(body).model()
        if isinstance(item, (Gallery, Definition, Version)) and kind_of(item.id) != _KINDS[type(item)]:
            raise msgspec.ValidationError(f"the id is not that of a {_KINDS[type(item)]}")
        return item

    def many(self, bodies: Sequence[Raw]) -> Read[T]:
        """All that can be read, in their order, and the rest by their ids."""
        items, unreadable = [], []
        for body in bodies:
            try:
                items.append(self.one(body))
            except msgspec.DecodeError as error:
                unreadable.append(Unreadable(_key(body), str(error)))
        return Read(items, unreadable)


class _UniqueId(Struct, rename="camel"):
    unique_id: str = ""


class _Identified(Struct):
    id: str = ""
    identifier: _UniqueId = field(default_factory=_UniqueId)


def _key(body: Raw) -> str:
    try:
        identified = msgspec.json.decode(body, type=_Identified)
    except msgspec.DecodeError:
        return ""
    return key_of(identified.id or identified.identifier.unique_id)


class _TenantBody(Struct, rename="camel"):
    tenant_id: str
    display_name: str | None = None
    default_domain: str | None = None

    def model(self) -> Tenant:
        return Tenant(self.tenant_id, self.display_name or self.default_domain or self.tenant_id, self.default_domain)


class _SubscriptionBody(Struct, rename="camel"):
    subscription_id: str
    tenant_id: str = ""
    display_name: str | None = None
    state: str | None = None

    def model(self) -> Subscription:
        name = self.display_name or self.subscription_id
        return Subscription(self.subscription_id, name, self.tenant_id, self.state)


class _Named(Struct):
    name: str


class _LocationMetadata(Struct, rename="camel"):
    region_type: str | None = None
    geography: str | None = None
    paired_region: list[_Named] | None = None


class _LocationBody(Struct, rename="camel"):
    name: str
    type: str = "Region"
    display_name: str | None = None
    metadata: _LocationMetadata = field(default_factory=_LocationMetadata)
    availability_zone_mappings: list[Raw] | None = None

    def model(self) -> Location | None:
        """None for what images cannot be replicated to: edge zones, and names for groups of regions."""
        if self.type != "Region" or self.metadata.region_type == "Logical":
            return None
        paired = self.metadata.paired_region
        return Location(
            self.name,
            self.display_name or self.name,
            self.metadata.geography,
            paired[0].name if paired else None,
            zones=bool(self.availability_zone_mappings),
        )


class _ProviderBody(Struct, rename="camel"):
    registration_state: str

    def model(self) -> str:
        return self.registration_state


class _UsageName(Struct):
    value: str


class _UsageBody(Struct, rename="camel"):
    name: _UsageName
    current_value: int
    limit: int

    def model(self) -> Usage:
        return Usage(self.name.value, self.current_value, self.limit)


_USER_KINDS: dict[str, UserKind] = {
    "microsoft.compute/virtualmachines": "machine",
    "microsoft.compute/virtualmachinescalesets": "scale set",
    "microsoft.virtualmachineimages/imagetemplates": "template",
    "microsoft.compute/galleries/images/versions": "version",
}


class _UserRow(Struct):
    id: str
    name: str
    type: str
    image: str
    location: str = ""
    exact: str | None = None

    def model(self) -> ImageUser:
        kind = _USER_KINDS.get(self.type.lower(), "machine")
        return ImageUser(self.id, self.name, kind, self.location, self.image, self.exact or None)


class _GalleryRow(GalleryBody, tag_field="type", tag="microsoft.compute/galleries", gc=False):
    pass


class _DefinitionRow(DefinitionBody, tag_field="type", tag="microsoft.compute/galleries/images", gc=False):
    pass


class _VersionRow(VersionBody, tag_field="type", tag="microsoft.compute/galleries/images/versions", gc=False):
    pass


TENANTS: Reader[Tenant] = Reader(_TenantBody)
SUBSCRIPTIONS: Reader[Subscription] = Reader(_SubscriptionBody)
LOCATIONS: Reader[Location | None] = Reader(_LocationBody)
PROVIDERS: Reader[str] = Reader(_ProviderBody)
USAGES: Reader[Usage] = Reader(_UsageBody)
GALLERIES: Reader[Gallery] = Reader(GalleryBody)
DEFINITIONS: Reader[Definition] = Reader(DefinitionBody)
VERSIONS: Reader[Version] = Reader(VersionBody)
USERS: Reader[ImageUser] = Reader(_UserRow)
FOREIGN_GALLERIES: Reader[Gallery] = Reader(ForeignGalleryBody)
FOREIGN_DEFINITIONS: Reader[Definition] = Reader(ForeignDefinitionBody)
FOREIGN_VERSIONS: Reader[Version] = Reader(ForeignVersionBody)
# Recorded: Resource Graph lower-cases types, and its rows are else the bodies that a GET without $expand answers.
GRAPH_ROWS: Reader[Resource] = Reader(_GalleryRow | _DefinitionRow | _VersionRow)
