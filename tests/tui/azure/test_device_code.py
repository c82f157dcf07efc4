"""Signing in with a code, by azure-identity's own flow against a fake authority: shown, entered elsewhere, given up."""

import asyncio
import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
import trustme

from tests.simulated import FOREIGN_SUBSCRIPTION, HOME_TENANT, OTHER_TENANT, SUBSCRIPTION, Simulator, served
from tests.tui.azure.fake_authority import DEVICE_LOGIN, USER_CODE, Authority, authority_on_loopback, write_ca
from tui.azure.connect import ConnectOptions, connect
from tui.azure.credentials import Auth
from tui.azure.directory import AzureDirectory
from tui.model.errors import AuthRequired, Unavailable
from tui.model.gallery import Tenant
from tui.services.gateway import DeviceCode, Gateway


@pytest.fixture(scope="module")
def ca() -> trustme.CA:
    return trustme.CA()


class Stage:
    """A simulator, the authority that signs in to it, and the way there."""

    def __init__(self, simulator: Simulator, authority: Authority, directory: AzureDirectory) -> None:
        self.simulator = simulator
        self.authority = authority
        self.directory = directory
        self.codes: list[DeviceCode] = []

    async def sign_in(self, tenant: Tenant | None = None) -> None:
        """Sign in with a code, which is entered when the authority has been asked once in vain."""
        self.authority.entered = False
        self.authority.polled.clear()
        signing = asyncio.create_task(self.directory.sign_in_by_code(tenant, self.codes.append))
        async with asyncio.timeout(10):
            await self.authority.polled.wait()
            self.authority.entered = True
            await signing

    async def subscriptions(self, tenant: Tenant) -> list[str]:
        """What can be listed in a tenant."""
        return [each.id async for page in self.directory.gateway(tenant).subscriptions() for each in page.items]


@asynccontextmanager
async def staged(
    ca: trustme.CA, folder: Path, environ: dict[str, str], auth: Auth = "device-code"
) -> AsyncIterator[Stage]:
    async with (
        served() as simulator,
        authority_on_loopback(
            ca, grant=lambda tenant, scope: simulator.core.state.tokens.issue(tenant, scope)[0]
        ) as authority,
    ):
        authority.home = HOME_TENANT
        roots = write_ca(ca, folder / "roots.pem", simulator.ca_file)
        options = ConnectOptions(endpoint=simulator.endpoint, ca_file=str(roots), auth=auth)
        directory = connect(options, environ={"AZURE_AUTHORITY_HOST": authority.url, **environ})
        try:
            yield Stage(simulator, authority, directory)
        finally:
            await directory.close()


@pytest.fixture
async def stage(ca: trustme.CA, tmp_path: Path) -> AsyncIterator[Stage]:
    async with staged(ca, tmp_path, {}) as stage:
        yield stage


async def test_before_anybody_signed_in_it_says_that_a_code_is_to_be_entered(stage: Stage) -> None:
    with pytest.raises(AuthRequired, match="nobody has signed in with a code yet") as raised:
        await stage.directory.tenants()
    assert raised.value.next_step == "sign in with a code, or run  az login  and use --auth cli"
    assert stage.authority.asked == []


async def test_the_code_is_shown_with_where_and_how_long_and_when_it_was_entered_everything_is_read(
    stage: Stage,
) -> None:
    await stage.sign_in()
    (code,) = stage.codes
    assert (code.uri, code.code) == (DEVICE_LOGIN, USER_CODE)
    assert 890 < code.seconds <= 900
    home, *_ = await stage.directory.tenants()
    assert home.id == HOME_TENANT
    assert SUBSCRIPTION in await stage.subscriptions(home)


async def test_one_sign_in_is_for_every_tenant_that_lets_the_account_in(stage: Stage) -> None:
    await stage.sign_in()
    _, other = await stage.directory.tenants()
    assert await stage.subscriptions(other) == [FOREIGN_SUBSCRIPTION]
    assert stage.authority.grants == ["device_code", "refresh_token"]
    assert len(stage.codes) == 1


async def test_a_tenant_that_asks_for_more_says_so_and_takes_a_code_of_its_own(stage: Stage) -> None:
    await stage.sign_in()
    home, other = await stage.directory.tenants()
    stage.authority.refusals[OTHER_TENANT] = "AADSTS50076: you must use multi-factor authentication. Trace ID: t"
    with pytest.raises(AuthRequired, match="AADSTS50076: the tenant asks for a second proof") as raised:
        await stage.subscriptions(other)
    login = "az login --tenant fabrikam.onmicrosoft.com"
    assert raised.value.command == f"{login} --scope {stage.simulator.endpoint}/.default"
    assert SUBSCRIPTION in await stage.subscriptions(home)
    del stage.authority.refusals[OTHER_TENANT]
    await stage.sign_in(other)
    assert await stage.subscriptions(other) == [FOREIGN_SUBSCRIPTION]
    assert len(stage.codes) == 2


async def test_signing_in_with_a_code_is_the_way_out_for_whoever_az_does_not_let_in(
    ca: trustme.CA, tmp_path: Path
) -> None:
    async with staged(ca, tmp_path, {"PATH": "/nowhere"}, auth="cli") as stage:
        with pytest.raises(AuthRequired, match=r"az\) is not on the PATH"):
            await stage.directory.tenants()
        await stage.sign_in()
        assert (await stage.directory.tenants())[0].id == HOME_TENANT


async def test_a_code_that_is_given_up_changes_nothing_and_is_asked_after_no_longer(stage: Stage) -> None:
    signing = asyncio.create_task(stage.directory.sign_in_by_code(None, stage.codes.append))
    await stage.authority.polled.wait()
    signing.cancel()
    with pytest.raises(asyncio.CancelledError):
        await signing
    asked = len(stage.authority.asked)
    stage.authority.entered = True
    with pytest.raises(AuthRequired, match="nobody has signed in"):
        await stage.directory.tenants()
    assert len(stage.authority.asked) <= asked + 1  # the one that was on its way


async def test_a_sign_in_that_is_refused_is_said_in_words(stage: Stage) -> None:
    stage.authority.refusals["organizations"] = "AADSTS53003: Access has been blocked by Conditional Access policies."
    with pytest.raises(AuthRequired, match="AADSTS53003: a Conditional Access policy of the tenant blocks") as raised:
        await stage.directory.sign_in_by_code(None, stage.codes.append)
    assert "in a browser and not with a code:  az login " in raised.value.next_step


async def test_a_code_that_nobody_enters_ends_by_itself(stage: Stage) -> None:
    stage.authority.refusals["organizations"] = "AADSTS70020: The code has expired."
    with pytest.raises(AuthRequired, match="the code was not entered in time"):
        await stage.directory.sign_in_by_code(None, stage.codes.append)


async def test_an_authority_that_is_not_trusted_says_which_certificate_is_missing(
    ca: trustme.CA, tmp_path: Path
) -> None:
    async with served() as simulator, authority_on_loopback(ca) as authority:
        options = ConnectOptions(endpoint=simulator.endpoint, ca_file=str(simulator.ca_file), auth="device-code")
        directory = connect(options, environ={"AZURE_AUTHORITY_HOST": authority.url})
        with pytest.raises(Unavailable, match="the certificate of the sign-in service is not trusted"):
            await directory.sign_in_by_code(None, lambda _: None)
        await directory.close()


async def test_no_token_is_written_anywhere(stage: Stage, tmp_path: Path) -> None:
    await stage.sign_in()
    await stage.directory.tenants()
    assert [name for _, _, names in os.walk(tmp_path) for name in names] == ["roots.pem"]


async def test_an_app_that_closes_does_not_wait_for_the_code(stage: Stage) -> None:
    signing = asyncio.create_task(stage.directory.sign_in_by_code(None, stage.codes.append))
    await stage.authority.polled.wait()
    signing.cancel()
    async with asyncio.timeout(1):
        await asyncio.gather(signing, return_exceptions=True)
        await stage.directory.close()


async def test_what_was_under_way_with_the_former_sign_in_does_not_come_back(stage: Stage) -> None:
    await stage.sign_in()
    home, _ = await stage.directory.tenants()
    gateway: Gateway = stage.directory.gateway(home)
    reading = asyncio.create_task(gateway.account())
    await stage.sign_in()
    await reading
    assert (await stage.directory.gateway(home).account()).tenant_id == HOME_TENANT
