"""How services see Azure: protocols that `tui.azure` fulfils, and tests with something simpler."""

from collections.abc import AsyncIterator, Callable, Sequence
from contextvars import ContextVar
from datetime import datetime
from typing import Generic, NamedTuple, Protocol, TypeVar

from tui.model.gallery import Definition, Gallery, Resource, Subscription, Tenant, Version
from tui.model.ids import ForeignId
from tui.model.precedence import Stamp
from tui.model.regions import Location
from tui.model.usage import Usage
from tui.model.users import ImageUser

T = TypeVar("T", covariant=True)

on_screen: ContextVar[bool] = ContextVar("on_screen", default=False)
"""Whether what is read in this context is being looked at: then it goes before what the background reads."""


class Unreadable(NamedTuple):
    """A body that could not be read: it spoils its own row only. `key` is empty where not even the id could be had."""

    key: str
    why: str


class Page(NamedTuple, Generic[T]):
    """Part of a listing, as far as one answer carried it."""

    items: Sequence[T]
    unreadable: Sequence[Unreadable]
    stamp: Stamp


class Reading(NamedTuple, Generic[T]):
    """One thing read, with where and when, and the id of the request to quote."""

    value: T
    stamp: Stamp
    request_id: str | None = None


class Vantage(NamedTuple):
    """Where what others share is looked at from: a subscription, by its bare id, and a region, by either name."""

    subscription_id: str
    location: str


class Waiting(NamedTuple):
    """A scope whose requests are being held back, and for how many seconds."""

    scope: str
    seconds: float


class Account(NamedTuple):
    """Who is signed in, as far as the token says."""

    name: str | None
    tenant_id: str | None


class DeviceCode(NamedTuple):
    """What to enter, and where, to sign in; `seconds` is for how long, from now on, it can be entered."""

    uri: str
    code: str
    seconds: float


ShowCode = Callable[[DeviceCode], None]


class Gateway(Protocol):
    """The way to one tenant. Every method raises only errors of `tui.model.errors`.

    Listings are asynchronous iterators of pages: what came before an error stays valid.
    """

    tenant: Tenant

    def subscriptions(self) -> AsyncIterator[Page[Subscription]]:
        """The subscriptions that the account sees in this tenant."""
        ...

    def overview(self, subscription_ids: Sequence[str]) -> AsyncIterator[Page[Resource]]:
        """Galleries, definitions and versions of these subscriptions from Resource Graph, ordered by id."""
        ...

    def galleries(self, subscription_id: str) -> AsyncIterator[Page[Gallery]]:
        """The galleries of a subscription, from Resource Manager."""
        ...

    def definitions(self, gallery_id: str) -> AsyncIterator[Page[Definition]]:
        """The definitions of a gallery, from Resource Manager."""
        ...

    def versions(self, definition_id: str) -> AsyncIterator[Page[Version]]:
        """The versions of a definition, from Resource Manager; without replication status, which lists never carry."""
        ...

    async def locations(self, subscription_id: str) -> list[Location]:
        """The regions that a subscription may use."""
        ...

    async def usages(self, subscription_id: str, location: str) -> list[Usage]:
        """The gallery quotas of a subscription in a region."""
        ...

    async def registration(self, subscription_id: str) -> str:
        """The state of Microsoft.Compute in a subscription: Registered, Registering, NotRegistered, Unregistering."""
        ...

    async def gallery(self, gallery_id: str) -> Reading[Gallery]:
        """One gallery."""
        ...

    async def definition(self, definition_id: str) -> Reading[Definition]:
        """One definition."""
        ...

    async def version(self, version_id: str) -> Reading[Version]:
        """One version with its replication status."""
        ...

    async def body(self, resource_id: str) -> Reading[bytes]:
        """The body of one thing as the service sends it; a version's with its replication status."""
        ...

    def users(self, subscription_ids: Sequence[str], definition_id: str) -> AsyncIterator[Page[ImageUser]]:
        """Whatever in these subscriptions refers to a definition or a version of it, from Resource Graph.

        Others whose ids begin alike may be among it.
        """
        ...

    def shared_galleries(self, vantage: Vantage, *, with_tenant: bool) -> AsyncIterator[Page[Gallery]]:
        """The galleries that others share with the subscription, or else with its whole tenant, in the region."""
        ...

    async def foreign_gallery(self, vantage: Vantage, gallery: ForeignId) -> Reading[Gallery]:
        """A gallery that others share, or that is open to the community, as it is in the region."""
        ...

    def foreign_definitions(self, vantage: Vantage, gallery: ForeignId) -> AsyncIterator[Page[Definition]]:
        """The definitions of such a gallery that are to be had in the region."""
        ...

    def foreign_versions(self, vantage: Vantage, definition: ForeignId) -> AsyncIterator[Page[Version]]:
        """The versions of such a definition that are to be had in the region."""
        ...

    async def foreign_body(self, vantage: Vantage, wanted: ForeignId) -> Reading[bytes]:
        """The body of such a gallery, definition or version as the service sends it."""
        ...

    async def account(self) -> Account:
        """Who is signed in; raises AuthRequired where nobody is."""
        ...

    def forget_credentials(self) -> None:
        """Drop every cached token, so that the next call signs in again."""
        ...


class Directory(Protocol):
    """The way to a cloud: its tenants, each with a gateway of its own, and what all of them share."""

    cloud_name: str

    async def tenants(self) -> list[Tenant]:
        """The tenants of the account, home first; raises AuthRequired where nobody is signed in."""
        ...

    def gateway(self, tenant: Tenant) -> Gateway:
        """The way to one tenant, the same one at every call."""
        ...

    async def sign_in_by_code(self, tenant: Tenant | None, show: ShowCode) -> None:
        """Sign in with a code that is entered in a browser, on any machine; what was used before is no longer.

        With None or the home tenant it is for every tenant that was not signed in to by a code of its own. `show` is
        called once, on the event loop, as soon as there is a code; the call ends when the code was entered, and what
        is read from then on is read as that account. Whoever cancels the call gives the code up, and nothing changes.
        Tokens stay in memory. Raises AuthRequired where it is refused or nobody entered the code in time, and
        Unavailable.
        """
        ...

    def now(self) -> datetime:
        """The server's time: the last answer's Date plus the monotonic time since."""
        ...

    def waiting(self) -> Sequence[Waiting]:
        """What the read budget or a Retry-After holds back at this moment."""
        ...

    async def close(self) -> None:
        """Let go of every connection at once, calls in flight included."""
        ...
