"""The way to Azure, walked for `sigscope doctor`: what was found on it, and what is wrong with it."""

import asyncio
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Protocol

from tui.headless.exits import next_step
from tui.model.errors import GalleryError
from tui.model.findings import Finding
from tui.model.gallery import Subscription, Tenant
from tui.nearest import did_you_mean
from tui.services.gateway import Directory, Gateway
from tui.services.inventory import ROOT, Inventory
from tui.services.routes import Routes
from tui.services.survey import Report, Survey
from tui.wording.ages import duration

CLOCK_OFF = timedelta(minutes=1)
AT_ONCE = 8


class SignIn(Protocol):
    """What signs in, in words, and what is wrong with it."""

    @property
    def credential(self) -> str:
        """What signs in."""
        ...

    @property
    def findings(self) -> Sequence[Finding]:
        """What is wrong with it."""
        ...


class Way(Protocol):
    """The way to Azure, as the command line wires it."""

    @property
    def scope(self) -> tuple[str, ...]:
        """The subscriptions that everything is limited to."""
        ...

    @property
    def simulated(self) -> bool:
        """Whether it leads to a simulator, whose clock may be its own."""
        ...

    @property
    def local_host(self) -> str | None:
        """The host of an endpoint on this machine."""
        ...

    async def connect(self) -> Directory:
        """Give the way to Azure."""
        ...

    async def check_sign_in(self) -> SignIn:
        """What signs in, and what is wrong with it."""
        ...

    async def api_versions(self) -> Mapping[str, str]:
        """The api-versions in use, by resource type."""
        ...

    async def close(self) -> None:
        """Let go."""
        ...


@dataclass
class WayCheck:
    """What was found; `refusal` is what ended it, `report` what its one pass over tenants and subscriptions said.

    `host_now` is the time as this machine has it.
    """

    facts: dict[str, object] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)
    refusal: GalleryError | None = None
    report: Report | None = None
    host_now: Callable[[], datetime] = lambda: datetime.now(UTC)

    async def run(self, way: Way) -> None:
        """Walk it as far as it goes."""
        try:
            directory = await way.connect()
        except GalleryError as error:
            self.refusal = error
            return
        try:
            signed_in, _ = await asyncio.gather(way.check_sign_in(), self._walk(directory, way))
        finally:
            await directory.close()
        self.facts = {"cloud": directory.cloud_name, "credential": signed_in.credential, **self.facts}
        self.findings[:0] = signed_in.findings

    async def _walk(self, directory: Directory, way: Way) -> None:
        try:
            await self._read(directory, way)
        except GalleryError as error:
            self.refusal = error

    async def _read(self, directory: Directory, way: Way) -> None:
        tenants = await directory.tenants()
        account = await directory.gateway(tenants[0]).account() if tenants else None
        self.facts["account"] = account.name if account else None
        if not way.simulated:
            self.findings += _of_clock(directory.now() - self.host_now())
        inventory = Inventory()
        # Without the scope, so that what it does not name can be offered in place of what it names in vain.
        self.report = report = await Survey(directory, inventory, Routes()).run(tenants, overview=False)
        names = {tenant.id: f"tenant {tenant.name}" for tenant in tenants}
        self.facts |= dict.fromkeys(names.values(), "readable")
        for scope, error in report.unread.items():
            self.facts[names.get(scope, scope)] = error.title
            self.findings.append(_unread(names.get(scope, scope), error))
        seen = _subscriptions(inventory)
        named = {name.lower() for each in seen for name in (each.id, each.name)}
        self.findings += [_unknown(each, seen) for each in way.scope if each.lower() not in named]
        wanted = {each.lower() for each in way.scope}
        within = [each for each in seen if not wanted or wanted & {each.id.lower(), each.name.lower()}]
        self.facts["subscriptions"] = f"{len(within)} of {len(seen)}" if wanted else len(seen)
        await self._try_galleries(directory, [tenant for tenant in tenants if tenant.id not in report.unread], within)

    async def _try_galleries(
        self, directory: Directory, tenants: Sequence[Tenant], subscriptions: Sequence[Subscription]
    ) -> None:
        """Ask for the first page of each, which tells what is denied, not registered, or down."""
        gate = asyncio.Semaphore(AT_ONCE)

        async def tried(gateway: Gateway, subscription: Subscription) -> list[Finding]:
            async with gate:
                try:
                    await anext(aiter(gateway.galleries(subscription.id)), None)
                except GalleryError as error:
                    return [_unread(f"subscription {subscription.name}", error)]
            return []

        for tenant in tenants:
            gateway = directory.gateway(tenant)
            own = [each for each in subscriptions if each.tenant_id == tenant.id]
            for found in await asyncio.gather(*(tried(gateway, each) for each in own)):
                self.findings += found
            try:
                await anext(aiter(gateway.overview([each.id for each in own])), None) if own else None
            except GalleryError as error:
                why = f"{error.cause}; plain lists are read in its place, with a request for each definition"
                self.findings.append(Finding(f"tenant {tenant.name}: no Resource Graph", why, next_step(error)))


def _of_clock(ahead: timedelta) -> Iterator[Finding]:
    if abs(ahead) > CLOCK_OFF:
        side = "behind" if ahead > timedelta() else "ahead of"
        said = f"this machine's clock is {duration(abs(ahead))} {side} Azure's"
        why = "tokens and certificates look ended, or not valid yet; ages on the screen are right all the same"
        yield Finding(said, why, "set the clock, as with  timedatectl set-ntp true")


def _unread(what: str, error: GalleryError) -> Finding:
    title = error.title[:1].lower() + error.title[1:]
    quoted = f" (correlation id {error.correlation_id})" if error.correlation_id else ""
    return Finding(f"{what}: {title}", f"{error.cause}{quoted}", next_step(error))


def _unknown(asked: str, seen: Sequence[Subscription]) -> Finding:
    names = [each.name for each in seen]
    why = "--subscription and --scope limit everything to what they name, and the account sees none that is called so"
    cure = f"correct the name or the id{did_you_mean(asked, names)}, or sign in to the tenant that it is in"
    return Finding(f"{asked} is no subscription", why, cure)


def _subscriptions(inventory: Inventory) -> list[Subscription]:
    values = [entry.value for key in inventory.children(ROOT) if (entry := inventory.entry(key))]
    return [each for each in values if isinstance(each, Subscription)]
