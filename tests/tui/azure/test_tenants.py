"""Several tenants behind one az login: each has a state of its own, and none waits for another."""

import asyncio
import base64
import json
import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from tests.simulated import FOREIGN_SUBSCRIPTION, GALLERY, HOME_TENANT, OTHER_TENANT, SUBSCRIPTION, Simulator, served
from tests.tui.azure.scripted_transport import Reply, ScriptedTransport, jwt
from tui.azure import az as az_module
from tui.azure.connect import ConnectOptions, connect
from tui.azure.directory import AzureDirectory
from tui.model.errors import AuthRequired, GalleryError
from tui.services.gateway import Gateway
from tui.services.inventory import Inventory
from tui.services.routes import Routes
from tui.services.survey import Survey

OTHERS_LINE = "az login --tenant fabrikam.onmicrosoft.com"
FOREIGN = f"/subscriptions/{FOREIGN_SUBSCRIPTION}"


class Logins:
    """What az answers for each tenant; the home tenant is also the one that nobody names."""

    def __init__(self, simulator: Simulator, folder: Path) -> None:
        self.environ = {"PATH": f"{folder}:/usr/bin:/bin"}
        self._simulator = simulator
        self._folder = folder
        (folder / "az").write_text(
            f'#!/bin/sh\nfor tenant; do :; done\n[ $# -gt 6 ] || tenant={HOME_TENANT}\n. "{folder}/$tenant"\n'
        )
        (folder / "az").chmod(0o755)
        self.grant(HOME_TENANT)
        self.grant(OTHER_TENANT)

    def grant(self, tenant: str) -> None:
        """Let az have a token of its own for each call."""
        token, _ = self._simulator.core.state.tokens.issue(tenant, self._simulator.endpoint)
        granted = json.dumps({"accessToken": token, "expires_on": int(self._simulator.wire.now) + 3600})
        self.answer(tenant, f"echo '{granted}'")

    def answer(self, tenant: str, body: str) -> None:
        """Let az do this for a tenant."""
        (self._folder / tenant).write_text(body)


class Stage:
    """The simulator, az's logins, and the way there."""

    def __init__(self, simulator: Simulator, logins: Logins, directory: AzureDirectory) -> None:
        self.simulator = simulator
        self.logins = logins
        self.directory = directory
        self.inventory = Inventory()

    async def survey(self) -> dict[str, GalleryError]:
        """Read all that can be read; answers what could not."""
        tenants = await self.directory.tenants()
        report = await Survey(self.directory, self.inventory, Routes()).run(tenants)
        return {scope: error for scope, error in report.unread.items() if "/" not in scope}

    async def gateways(self) -> list[Gateway]:
        """The ways to both tenants, home first."""
        return [self.directory.gateway(each) for each in await self.directory.tenants()]


@pytest.fixture
async def stage(tmp_path: Path) -> AsyncIterator[Stage]:
    async with staged(tmp_path) as stage:
        yield stage


@asynccontextmanager
async def staged(folder: Path) -> AsyncIterator[Stage]:
    async with served() as simulator:
        logins = Logins(simulator, folder)
        options = ConnectOptions(endpoint=simulator.endpoint, ca_file=str(simulator.ca_file), auth="cli")
        directory = connect(options, environ=logins.environ)
        try:
            yield Stage(simulator, logins, directory)
        finally:
            await directory.close()


async def test_with_a_login_for_each_tenant_all_are_read(stage: Stage) -> None:
    assert await stage.survey() == {}
    assert GALLERY.lower() in stage.inventory
    assert FOREIGN in stage.inventory


async def test_a_tenant_without_a_login_is_named_with_its_line_and_the_others_are_read(stage: Stage) -> None:
    stage.logins.answer(OTHER_TENANT, "echo 'ERROR: AADSTS700082: The refresh token has expired.' >&2; exit 1")
    unread = await stage.survey()
    error = unread[OTHER_TENANT]
    assert isinstance(error, AuthRequired)
    assert error.command == OTHERS_LINE
    assert error.cause == "AADSTS700082: the sign-in has ended"
    assert GALLERY.lower() in stage.inventory
    assert FOREIGN not in stage.inventory


async def test_a_tenant_whose_login_hangs_holds_up_nobody_and_is_given_up(
    stage: Stage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    gate = tmp_path / "gate"
    os.mkfifo(gate)
    stage.logins.answer(OTHER_TENANT, f"cat '{gate}'")
    home, other = await stage.gateways()
    hanging = asyncio.create_task(other.account())
    listed = [each.id async for page in home.subscriptions() for each in page.items]
    assert SUBSCRIPTION in listed
    assert not hanging.done()
    hanging.cancel()
    monkeypatch.setattr(az_module, "TIMEOUT", 0.2)
    stage.directory.gateway(other.tenant).forget_credentials()
    error = (await stage.survey())[OTHER_TENANT]
    assert isinstance(error, AuthRequired)
    assert error.command == OTHERS_LINE
    assert GALLERY.lower() in stage.inventory


async def test_a_login_that_ends_in_the_middle_is_said_and_what_was_read_stays(stage: Stage) -> None:
    await stage.survey()
    home, other = await stage.gateways()
    stage.simulator.core.state.tokens.expire()
    stage.logins.answer(OTHER_TENANT, "echo \"ERROR: Please run 'az login' to setup account.\" >&2; exit 1")
    stage.logins.grant(HOME_TENANT)
    assert (await home.gallery(GALLERY)).value.name == "img_prod"
    with pytest.raises(AuthRequired) as raised:
        await anext(other.galleries(FOREIGN_SUBSCRIPTION))
    assert raised.value.command == OTHERS_LINE
    assert FOREIGN in stage.inventory
    stage.logins.grant(OTHER_TENANT)
    other.forget_credentials()
    assert [len(page.items) async for page in other.galleries(FOREIGN_SUBSCRIPTION)] == [0]


async def test_a_claims_challenge_gives_the_whole_line_for_the_tenant_that_asks(tmp_path: Path) -> None:
    claims = b'{"access_token":{"nbf":{"essential":true,"value":"1"}}}'
    asked = f'Bearer realm="", error="insufficient_claims", claims="{base64.b64encode(claims).decode()}"'
    challenge = Reply({"error": {"code": "TokenCreated", "message": "m"}}, 401, {"WWW-Authenticate": asked})
    transport = ScriptedTransport([Reply({"value": []}), challenge])
    granted = json.dumps({"accessToken": jwt(tid=HOME_TENANT), "expires_on": 4_000_000_000})
    (tmp_path / "az").write_text(f"#!/bin/sh\necho '{granted}'\n")
    (tmp_path / "az").chmod(0o755)
    environ = {"PATH": f"{tmp_path}:/bin"}
    directory = connect(ConnectOptions(auth="cli"), environ=environ, open_transport=lambda: transport)
    (home,) = await directory.tenants()
    with pytest.raises(AuthRequired, match="more than this sign-in has proven") as raised:
        await directory.gateway(home).gallery(GALLERY)
    assert raised.value.command == (
        f"az login --tenant {HOME_TENANT} --scope https://management.azure.com/.default --claims-challenge "
        '"eyJhY2Nlc3NfdG9rZW4iOnsibmJmIjp7ImVzc2VudGlhbCI6dHJ1ZSwidmFsdWUiOiIxIn19fQ=="'
    )
    assert raised.value.command in raised.value.next_step
