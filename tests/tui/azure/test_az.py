"""The Azure CLI, played by a script on the PATH: what it is asked, what it says, and that it ends with us."""

import asyncio
import json
import os
import select
import time
from collections.abc import Awaitable
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from tests.tui.azure.scripted_transport import TENANT
from tui.azure import az as az_module
from tui.azure.az import AzCli
from tui.azure.clock import Clock
from tui.azure.clouds import CLOUDS, Cloud
from tui.azure.credentials import Credentials
from tui.azure.sign_in import SignIn
from tui.model.errors import AuthRequired, Unavailable

GRANTED = json.dumps({"accessToken": "from az", "expires_on": int(time.time()) + 3600})


@pytest.fixture
def az(tmp_path: Path) -> Path:
    """Where a script that stands in for az is put."""
    return tmp_path / "az"


def write_script(path: Path, body: str) -> None:
    write_program(path, f"#!/bin/sh\n{body}\n".encode())


def write_program(path: Path, content: bytes) -> None:
    path.write_bytes(content)
    path.chmod(0o755)


def with_az(az: Path, tenant: str | None = None, switch_az: str | None = None, cloud: str = "public") -> SignIn:
    async def known() -> Cloud:
        return CLOUDS[cloud]

    def no_transport() -> None:
        raise AssertionError("az needs no connection of ours")

    environ = {"PATH": f"{az.parent}:/usr/bin:/bin"}
    credentials = Credentials("cli", environ, no_transport, switch_az=switch_az)  # type: ignore[arg-type]  # never called
    return SignIn(known, lambda cloud: credentials.open(cloud, "", tenant), tenant=tenant, clock=Clock())


async def test_az_signs_in_for_the_tenant_and_the_cloud(az: Path) -> None:
    write_script(az, f"echo \"$@\" > '{az.parent}/asked'\necho '{GRANTED}'")
    assert await with_az(az, TENANT, cloud="usgov").token() == "from az"
    assert (az.parent / "asked").read_text().split() == [
        *("account", "get-access-token", "--output", "json"),
        *("--resource", "https://management.core.usgovcloudapi.net", "--tenant", TENANT),
    ]


async def test_an_az_that_tells_its_expiry_in_local_time_only_is_understood(az: Path) -> None:
    ends = datetime.now().astimezone().replace(microsecond=0) + timedelta(hours=1)
    write_script(az, "echo '" + json.dumps({"accessToken": "t", "expiresOn": f"{ends:%Y-%m-%d %H:%M:%S.%f}"}) + "'")
    cli = AzCli({"PATH": f"{az.parent}:/bin"}, None, login="az login")
    assert (await cli.get_token_info("https://management.azure.com/.default")).expires_on == ends.timestamp()


async def test_az_that_is_not_logged_in_gives_the_line_to_run(az: Path) -> None:
    write_script(az, "echo \"ERROR: Please run 'az login' to setup account.\" >&2; exit 1")
    with pytest.raises(AuthRequired, match="Please run 'az login' to setup account") as raised:
        await with_az(az, "contoso.onmicrosoft.com").token()
    assert raised.value.command == "az login --tenant contoso.onmicrosoft.com"


async def test_az_whose_login_has_ended_gives_the_line_that_az_names(az: Path) -> None:
    line = 'az login --tenant "t" --scope "https://management.core.windows.net//.default"'
    write_script(az, f"echo 'ERROR: AADSTS70043: The refresh token has expired.\nRun:\n{line}' >&2; exit 1")
    with pytest.raises(AuthRequired, match="AADSTS70043: the sign-in has ended") as raised:
        await with_az(az).token()
    assert raised.value.command == line


async def test_a_claims_challenge_gives_the_whole_line_and_asks_az_nothing(az: Path) -> None:
    write_script(az, f"echo >> '{az.parent}/asked'; echo '{GRANTED}'")
    signing = with_az(az, TENANT)
    token = await signing.token()
    with pytest.raises(AuthRequired, match="more than this sign-in has proven") as raised:
        await signing.token(claims='{"access_token":{}}', instead_of=token)
    assert raised.value.command == (
        f"az login --tenant {TENANT} --scope https://management.azure.com/.default "
        '--claims-challenge "eyJhY2Nlc3NfdG9rZW4iOnt9fQ=="'
    )
    assert (az.parent / "asked").read_text() == "\n"


async def test_az_set_to_another_cloud_is_said_with_the_line_that_changes_it(az: Path) -> None:
    write_script(az, "echo 'ERROR: AADSTS500011: The resource principal was not found.' >&2; exit 1")
    with pytest.raises(AuthRequired, match="az is set to another cloud than the one asked for: AADSTS500011") as raised:
        await with_az(az, TENANT, switch_az="AzureUSGovernment", cloud="usgov").token()
    assert raised.value.command == f"az cloud set --name AzureUSGovernment && az login --tenant {TENANT}"


async def test_az_that_babbles_asks_to_sign_in(az: Path) -> None:
    write_script(az, "echo hello")
    with pytest.raises(AuthRequired, match="Unexpected output"):
        await with_az(az).token()


async def test_az_that_fails_without_a_word_says_so(az: Path) -> None:
    write_script(az, "exit 3")
    with pytest.raises(AuthRequired, match="az ended with 3 and no reason"):
        await with_az(az).token()


async def test_an_az_that_cannot_be_run_is_said(az: Path) -> None:
    write_program(az, b"\x7fELF, but not really")
    with pytest.raises(AuthRequired, match="az cannot be run: Exec format error"):
        await with_az(az).token()


async def test_no_az_at_all_says_what_to_install_and_run(tmp_path: Path) -> None:
    cli = AzCli({"PATH": str(tmp_path)}, None, login="az login")
    with pytest.raises(AuthRequired, match=r"az\) is not on the PATH") as raised:
        await cli.get_token_info("https://management.azure.com/.default")
    assert raised.value.command == "az login"


async def test_an_az_that_hangs_is_ended_and_said(az: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(az_module, "TIMEOUT", 0.3)
    started = hang(az)
    with pytest.raises(AuthRequired, match="az gave no token") as raised:
        await with_az(az, "fabrikam.com").token()
    assert raised.value.command == "az login --tenant fabrikam.com"
    assert all(map(ended, await started))


async def test_an_az_under_way_ends_with_the_sign_in_that_asked_for_it_its_own_children_too(az: Path) -> None:
    started = hang(az)
    signing = with_az(az)
    waiting = asyncio.create_task(signing.token())
    processes = await started
    assert len(processes) == 2
    await signing.close()
    with pytest.raises(Unavailable, match="closed"):
        await waiting
    assert all(map(ended, processes))


def hang(az: Path) -> Awaitable[list[int]]:
    """An az that never answers, with a child of its own, as az's shell script has; gives the ids of both."""
    pids = az.parent / "pids"
    os.mkfifo(pids)
    write_script(az, f"sleep 600 &\necho $$ $! > '{pids}'\nwait")
    return asyncio.get_running_loop().run_in_executor(None, lambda: [int(each) for each in pids.read_text().split()])


def ended(pid: int) -> bool:
    """Whether a process comes to its end within seconds."""
    try:
        process = os.pidfd_open(pid)
    except ProcessLookupError:
        return True
    try:
        return bool(select.select([process], [], [], 5)[0])
    finally:
        os.close(process)
