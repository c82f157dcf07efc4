"""An Azure made of plain data, which fails when told to and counts what it was asked."""

import json
from collections.abc import AsyncIterator, Iterable, Iterator, Sequence
from datetime import datetime, timedelta
from itertools import islice
from typing import TypeVar

from msgspec import structs

from tests.tui.contoso import CONTOSO, NOW
from tests.tui.services.script import Call, Script
from tui.model.errors import NotFound
from tui.model.gallery import Definition, Gallery, Resource, Subscription, Tenant, Version
from tui.model.ids import ForeignId, key_of, parent_key, subscription_key, subscription_of
from tui.model.precedence import Source, Stamp
from tui.model.regions import Location
from tui.model.usage import Usage
from tui.model.users import ImageUser
from tui.services.clock import Clock
from tui.services.gateway import Account, DeviceCode, Page, Reading, ShowCode, Unreadable, Vantage, Waiting

T = TypeVar("T")


class ScriptedGateway:
    """The way to one tenant; Graph shows `graph` where it is set, else what is true at this moment."""

    def __init__(self, clock: Clock, tenant: Tenant = CONTOSO, page_size: int = 1000) -> None:
        self.tenant = tenant
        self.script = Script()
        self.known: dict[str, Subscription | Resource] = {}
        self.unreadable: dict[Call, Sequence[Unreadable]] = {}
        self.hidden_from_graph: set[str] = set()
        self.graph: list[Resource] | None = None
        self.signed_in: Account = Account("ana@contoso.com", tenant.id)
        self.usage: list[Usage] = []
        self.in_use: list[ImageUser] = []
        self.registered = "Registered"
        self.bodies: dict[str, bytes] = {}
        self.shares: dict[bool, list[Gallery]] = {False: [], True: []}
        """Galleries that others share: with a subscription, and with the tenant."""
        self.vantages: list[Vantage] = []
        """Where what others share was looked at from, each time."""
        self.page_pause = 0.0
        self._clock = clock
        self._page_size = page_size

    def put(self, *values: Subscription | Resource) -> None:
        """Make or change things."""
        self.known.update((value.key, value) for value in values)

    def remove(self, key: str) -> None:
        """Delete a thing and what lies under it."""
        for each in [each for each in self.known if each == key or each.startswith(f"{key}/")]:
            del self.known[each]

    def now(self) -> datetime:
        """The server's time."""
        return NOW + timedelta(seconds=self._clock.monotonic())

    def resources(self) -> list[Resource]:
        """Galleries, definitions and versions as a list shows them: by id, without replication status."""
        found = [each for each in self.known.values() if not isinstance(each, Subscription)]
        return [_without_status(each) for each in sorted(found, key=lambda each: each.key)]

    async def subscriptions(self) -> AsyncIterator[Page[Subscription]]:
        """The subscriptions, page by page."""
        found = [each for each in self.known.values() if isinstance(each, Subscription)]
        async for page in self._pages("subscriptions", "", found, Source.LIST):
            yield page

    async def overview(self, subscription_ids: Sequence[str]) -> AsyncIterator[Page[Resource]]:
        """What Graph shows of these subscriptions."""
        wanted = {subscription_key(each) for each in subscription_ids} - self.hidden_from_graph
        held = self.resources() if self.graph is None else self.graph
        found = [each for each in held if subscription_key(subscription_of(each.key)) in wanted]
        async for page in self._pages("overview", "", found, Source.GRAPH):
            yield page

    async def galleries(self, subscription_id: str) -> AsyncIterator[Page[Gallery]]:
        """The galleries of a subscription."""
        async for page in self._children("galleries", subscription_key(subscription_id), Gallery):
            yield page

    async def definitions(self, gallery_id: str) -> AsyncIterator[Page[Definition]]:
        """The definitions of a gallery."""
        async for page in self._children("definitions", key_of(gallery_id), Definition):
            yield page

    async def versions(self, definition_id: str) -> AsyncIterator[Page[Version]]:
        """The versions of a definition, without status."""
        async for page in self._children("versions", key_of(definition_id), Version):
            yield page

    async def gallery(self, gallery_id: str) -> Reading[Gallery]:
        """One gallery."""
        return await self._one("gallery", gallery_id, Gallery)

    async def definition(self, definition_id: str) -> Reading[Definition]:
        """One definition."""
        return await self._one("definition", definition_id, Definition)

    async def version(self, version_id: str) -> Reading[Version]:
        """One version with its status."""
        return await self._one("version", version_id, Version)

    async def locations(self, subscription_id: str) -> list[Location]:
        """Two regions."""
        await self.script.call("locations", subscription_key(subscription_id))
        return [Location("eastus2", "East US 2"), Location("westeurope", "West Europe")]

    async def usages(self, subscription_id: str, location: str) -> list[Usage]:
        """The quotas of a subscription, in every region the same."""
        await self.script.call("usages", f"{subscription_key(subscription_id)}/{location}")
        return self.usage

    async def body(self, resource_id: str) -> Reading[bytes]:
        """What a test has put for it, else its id and no more."""
        await self.script.call("body", key_of(resource_id))
        body = self.bodies.get(key_of(resource_id), json.dumps({"id": resource_id}).encode())
        return Reading(body, Stamp(Source.GET, self.now()), "4711")

    async def registration(self, subscription_id: str) -> str:
        """The state that a test has set."""
        await self.script.call("registration", subscription_key(subscription_id))
        return self.registered

    async def users(self, subscription_ids: Sequence[str], definition_id: str) -> AsyncIterator[Page[ImageUser]]:
        """What a test has put."""
        async for page in self._pages("users", key_of(definition_id), self.in_use, Source.GRAPH):
            yield page

    async def shared_galleries(self, vantage: Vantage, *, with_tenant: bool) -> AsyncIterator[Page[Gallery]]:
        """What is shared with a subscription, or with the tenant, in whatever region."""
        asked: Call = "shared_with_tenant" if with_tenant else "shared_galleries"
        self.vantages.append(vantage)
        if self.script.gate:
            await self.script.gate.wait()
        async for page in self._pages(asked, vantage.subscription_id, self.shares[with_tenant], Source.LIST):
            yield page

    async def foreign_gallery(self, vantage: Vantage, gallery: ForeignId) -> Reading[Gallery]:
        """One gallery that others share, seen from anywhere."""
        self.vantages.append(vantage)
        return await self._one("foreign_gallery", f"/{gallery.family}/{gallery.gallery}", Gallery)

    async def foreign_definitions(self, vantage: Vantage, gallery: ForeignId) -> AsyncIterator[Page[Definition]]:
        """Its definitions."""
        parent = key_of(f"/{gallery.family}/{gallery.gallery}")
        async for page in self._children("foreign_definitions", parent, Definition):
            yield page

    async def foreign_versions(self, vantage: Vantage, definition: ForeignId) -> AsyncIterator[Page[Version]]:
        """The versions of one of them."""
        parent = key_of(str(definition._replace(version="")))
        async for page in self._children("foreign_versions", parent, Version):
            yield page

    async def foreign_body(self, vantage: Vantage, wanted: ForeignId) -> Reading[bytes]:
        """What a test has put for it, else its unique id and no more."""
        self.vantages.append(vantage)
        await self.script.call("foreign_body", key_of(str(wanted)))
        body = self.bodies.get(key_of(str(wanted)), json.dumps({"identifier": {"uniqueId": str(wanted)}}).encode())
        return Reading(body, Stamp(Source.GET, self.now()), "4711")

    async def account(self) -> Account:
        """Who is signed in."""
        await self.script.call("account")
        return self.signed_in

    def forget_credentials(self) -> None:
        """Note that it was asked."""
        self.script.asked.append(("forget_credentials", ""))

    async def _one(self, call: Call, resource_id: str, kind: type[T]) -> Reading[T]:
        key = key_of(resource_id)
        await self.script.call(call, key)
        value = self.known.get(key)
        if not isinstance(value, kind):
            raise NotFound("no such thing", scope=resource_id)
        return Reading(value, Stamp(Source.GET, self.now()))

    async def _children(self, call: Call, parent: str, kind: type[T]) -> AsyncIterator[Page[T]]:
        found = [each for each in self.resources() if isinstance(each, kind) and parent_key(each.key) == parent]
        failing = None if parent in self.known else NotFound("no such parent", scope=parent)
        async for page in self._pages(call, parent, found, Source.LIST, failing):
            yield page

    async def _pages(
        self, call: Call, key: str, items: Iterable[T], source: Source, failing: Exception | None = None
    ) -> AsyncIterator[Page[T]]:
        pages, error = self.script.pages_before_failing(call, key)
        if failing and not error:
            pages, error = 0, failing
        for number, part in enumerate(_parts(items, self._page_size)):
            if error and number >= pages:
                raise error
            if number and self.page_pause:
                await self._clock.sleep(self.page_pause)
            yield Page(part, self.unreadable.get(call, ()) if number == 0 else (), Stamp(source, self.now()))
        if error:
            raise error


class ScriptedDirectory:
    """The way to a cloud with these tenants, home first."""

    cloud_name = "public"

    def __init__(self, clock: Clock, *gateways: ScriptedGateway) -> None:
        self.script = Script()
        self.gateways = gateways
        self.closed = False
        self._clock = clock

    async def tenants(self) -> list[Tenant]:
        """The tenants."""
        await self.script.call("tenants")
        return [each.tenant for each in self.gateways]

    def gateway(self, tenant: Tenant) -> ScriptedGateway:
        """The way to one tenant."""
        return next(each for each in self.gateways if each.tenant == tenant)

    async def sign_in_by_code(self, tenant: Tenant | None, show: ShowCode) -> None:
        """Show a code, which is entered at once unless the gate is shut."""
        show(DeviceCode("https://microsoft.com/devicelogin", "ABCD1234", 900.0))
        await self.script.call("sign_in_by_code", tenant.id if tenant else "")

    def now(self) -> datetime:
        """The server's time."""
        return NOW + timedelta(seconds=self._clock.monotonic())

    def waiting(self) -> Sequence[Waiting]:
        """Nothing."""
        return ()

    async def close(self) -> None:
        """Note that it was asked."""
        self.closed = True


def _without_status(value: Resource) -> Resource:
    return structs.replace(value, replication=None) if isinstance(value, Version) else value


def _parts(items: Iterable[T], size: int) -> Iterator[list[T]]:
    """The items, so many at a time; one empty part where there are none."""
    rest = iter(items)
    part = list(islice(rest, size))
    yield part
    while part := list(islice(rest, size)):
        yield part
