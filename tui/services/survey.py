"""One pass over everything the account can see: tenants, subscriptions, then galleries, definitions and versions.

Resource Graph answers it in one query per thousand rows. Where it is denied or down, plain lists take over. It leaves
out in silence what the account may not read, so a subscription that it shows nothing of is asked by a list as well.
"""

import asyncio
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import datetime

from msgspec import Struct, structs

from tui.model.errors import AuthRequired, GalleryError, Unexpected
from tui.model.gallery import Subscription, Tenant
from tui.model.ids import subscription_key
from tui.services.gateway import Directory, Gateway
from tui.services.inventory import ROOT, Inventory
from tui.services.listing import Listing, take_pages
from tui.services.routes import Routes

# Parents whose children are checked before others have their turn.
A_TURN = 20


class Report(Struct):
    """What a pass has read and what not.

    `fallback` says why plain lists were used, by tenant id; `unknown` are subscriptions of the scope that nobody sees.
    """

    tenants: Sequence[Tenant]
    unread: dict[str, GalleryError] = {}
    fallback: dict[str, GalleryError] = {}
    unknown: list[str] = []
    finished_at: datetime | None = None


class Survey:
    """Fills the inventory; `scope` limits what is fetched to these subscriptions, by id or name; none means all.

    `hidden` are left out, by id or name, unless the scope names them.
    """

    def __init__(
        self,
        directory: Directory,
        inventory: Inventory,
        routes: Routes,
        scope: Sequence[str] = (),
        hidden: Sequence[str] = (),
    ) -> None:
        self._directory = directory
        self._inventory = inventory
        self._routes = routes
        self._asked = tuple(scope)
        self._scope = frozenset(each.lower() for each in scope)
        self._hidden = frozenset(each.lower() for each in hidden)
        self._listing = Listing(directory.now, inventory, routes)

    async def run(self, tenants: Sequence[Tenant], *, overview: bool = True) -> Report:
        """Make one pass over these tenants; without `overview` only subscriptions are listed.

        Raises AuthRequired where the home tenant asks to sign in.
        """
        report = Report(tenants)
        self._drop_tenants_but(tenants)
        passes = [asyncio.ensure_future(self._tenant(tenant, report, overview)) for tenant in tenants]
        try:
            await asyncio.gather(*passes)
        finally:
            for each in passes:  # where one ends it all, no other runs on into the next survey
                each.cancel()
        report.unread |= {key: failure.error for key, failure in self._inventory.failures().items()}
        report.unknown = self._unknown()
        report.finished_at = self._directory.now()
        return report

    async def _tenant(self, tenant: Tenant, report: Report, overview: bool) -> None:
        gateway = self._directory.gateway(tenant)
        try:
            subscriptions = await self._subscriptions(gateway, report)
            if overview and subscriptions:
                await self._overview(gateway, subscriptions, report)
        except GalleryError as error:
            if tenant.home and isinstance(error, AuthRequired):
                raise
            report.unread[tenant.id] = error

    async def _subscriptions(self, gateway: Gateway, report: Report) -> list[Subscription]:
        found: dict[str, Subscription] = {}
        complete = True
        async for page in gateway.subscriptions():
            for listed in page.items:
                if self._wants(listed):
                    subscription = structs.replace(listed, tenant_id=gateway.tenant.id)
                    self._routes.learn(subscription.id, gateway)
                    self._inventory.take(subscription, page.stamp)
                    found[subscription.key] = subscription
            for broken in page.unreadable:
                report.unread[broken.key or gateway.tenant.id] = Unexpected(broken.why, scope=broken.key)
                complete = False
        if complete:
            self._drop_others(gateway.tenant, found)
        return list(found.values())

    def _wants(self, subscription: Subscription) -> bool:
        called = {subscription.id.lower(), subscription.name.lower()}
        return bool(self._scope & called) if self._scope else not self._hidden & called

    async def _overview(self, gateway: Gateway, subscriptions: list[Subscription], report: Report) -> None:
        try:
            listed = await take_pages(self._inventory, gateway.overview([each.id for each in subscriptions]))
        except AuthRequired:
            raise
        except GalleryError as error:
            report.fallback[gateway.tenant.id] = error
            await asyncio.gather(*(self._listing.everything(each.key) for each in subscriptions))
            return
        shown = set(map(subscription_key, listed.subscriptions))
        if listed.stamp:
            parents = self._parents([each.key for each in subscriptions if each.key in shown])
            for count, key in enumerate(parents, 1):
                self._inventory.take_listing(key, listed.keys, listed.stamp)
                if count % A_TURN == 0:
                    await asyncio.sleep(0)
        silent = [each.key for each in subscriptions if each.key not in shown]
        await asyncio.gather(*map(self._listing.everything, silent))

    def _parents(self, subscriptions: Sequence[str]) -> Iterator[str]:
        for subscription in subscriptions:
            yield subscription
            for gallery in self._inventory.children(subscription):
                yield gallery
                yield from self._inventory.children(gallery)

    def _unknown(self) -> list[str]:
        """What the scope names and is no subscription that the account sees."""
        seen = [entry.value for key in self._inventory.children(ROOT) if (entry := self._inventory.entry(key))]
        known = {name.lower() for each in seen if isinstance(each, Subscription) for name in (each.id, each.name)}
        return [each for each in self._asked if each.lower() not in known]

    def _drop_others(self, tenant: Tenant, found: Mapping[str, Subscription]) -> None:
        self._drop(lambda each: each.tenant_id == tenant.id and each.key not in found)

    def _drop_tenants_but(self, tenants: Sequence[Tenant]) -> None:
        listed = {tenant.id for tenant in tenants}
        self._drop(lambda each: each.tenant_id not in listed)

    def _drop(self, gone: Callable[[Subscription], bool]) -> None:
        for key in list(self._inventory.children(ROOT)):
            entry = self._inventory.entry(key)
            if entry and isinstance(entry.value, Subscription) and gone(entry.value):
                self._inventory.delete(key, self._directory.now())
