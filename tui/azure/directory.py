"""The way to a cloud: the tenants of the account, each with a gateway of its own."""

import asyncio
from collections.abc import Callable, Sequence
from datetime import datetime

from msgspec import structs

from tui.azure.credentials import Credentials
from tui.azure.listing import pages
from tui.azure.reads import TenantGateway
from tui.azure.resource_manager import ResourceManager, Shared
from tui.azure.wire import TENANTS
from tui.model.gallery import Tenant
from tui.services.gateway import Account, Gateway, ShowCode, Waiting

# Opens the way to a tenant; None is the one that the credential belongs to, or that was asked for.
OpenManager = Callable[[Tenant | None], ResourceManager]


class AzureDirectory:
    """Fulfils the directory protocol; `only_tenant` is the id or domain of the one that is looked at."""

    def __init__(
        self,
        cloud_name: str,
        open_manager: OpenManager,
        shared: Shared,
        credentials: Credentials,
        *,
        only_tenant: str | None = None,
    ) -> None:
        self.cloud_name = cloud_name
        self._open_manager = open_manager
        self._shared = shared
        self._credentials = credentials
        self._only_tenant = only_tenant
        self._home = open_manager(None)
        self._managers = [self._home]
        self._gateways: dict[str, TenantGateway] = {}

    async def tenants(self) -> list[Tenant]:
        """The tenants of the account, home first; raises AuthRequired where nobody is signed in."""
        account = await self._home.sign_in.account()
        url = self._home.url("/tenants")
        listed = [tenant async for page in pages(self._home, url, TENANTS, scope="") for tenant in page.items]
        return self._chosen(listed, account)

    def gateway(self, tenant: Tenant) -> Gateway:
        """The way to one tenant, the same one until somebody else signs in."""
        return self._gateway(tenant)

    def _gateway(self, tenant: Tenant) -> TenantGateway:
        known = self._gateways.get(tenant.id)
        if known is None:
            manager = self._home if tenant.home else self._open_manager(tenant)
            if manager is not self._home:
                self._managers.append(manager)
            known = self._gateways[tenant.id] = TenantGateway(tenant, manager)
        return known

    async def sign_in_by_code(self, tenant: Tenant | None, show: ShowCode) -> None:
        """Sign in with a code that is entered in a browser; raises AuthRequired and Unavailable."""
        home = tenant is None or tenant.home
        sign_in = self._home.sign_in if tenant is None else self._gateway(tenant).sign_in
        await sign_in.sign_in_by_code(show)
        for manager in self._managers:
            manager.sign_in.forget()
        if home:
            self._gateways.clear()  # another account may have another home

    def now(self) -> datetime:
        """The server's time: the last answer's Date plus the monotonic time since."""
        return self._shared.server_clock.now()

    def waiting(self) -> Sequence[Waiting]:
        """What the read budget or a Retry-After holds back at this moment."""
        return self._shared.budget.waiting(self._shared.clock.monotonic())

    def api_versions(self) -> dict[str, str]:
        """The api-version in use for each type; of another tenant only where it differs, with the tenant's name."""
        of_home = self._home.versions.in_use()
        others = {
            f"{kind} ({manager.tenant})": version
            for manager in self._managers
            for kind, version in manager.versions.in_use().items()
            if version != of_home[kind]
        }
        return of_home | others

    async def close(self) -> None:
        """Let go of every connection at once, calls in flight included."""
        await asyncio.gather(self._credentials.close(), *(manager.close() for manager in self._managers))

    def _chosen(self, listed: list[Tenant], account: Account) -> list[Tenant]:
        """Home marked and first; a token that does not say its tenant is taken to be of the first."""
        home_id = (account.tenant_id or (listed[0].id if listed else "")).lower()
        home = next((each for each in listed if home_id in (each.id.lower(), (each.domain or "").lower())), None)
        first = structs.replace(home or Tenant(home_id, home_id), home=True)
        if self._only_tenant:
            return [first]
        return [first, *sorted((each for each in listed if each is not home), key=lambda each: each.name.lower())]
