"""Which credential is taken, and what is said where there is none; az is played by a script on the PATH."""

import json
import time
from pathlib import Path

import pytest
from azure.identity.aio import EnvironmentCredential, ManagedIdentityCredential, WorkloadIdentityCredential

from tests.tui.azure.scripted_transport import TENANT, FakeClock, Reply, ScriptedTransport
from tui.azure.clock import Clock
from tui.azure.clouds import CLOUDS, Cloud
from tui.azure.credentials import Auth, Identity, IdentityEndpoint, Kind, choose, open_credential
from tui.azure.sign_in import Credential, SignIn, login_line
from tui.model.errors import AuthRequired

PRINCIPAL = {"AZURE_TENANT_ID": TENANT, "AZURE_CLIENT_ID": "app", "AZURE_CLIENT_SECRET": "hush"}
WORKLOAD = {"AZURE_TENANT_ID": TENANT, "AZURE_CLIENT_ID": "app", "AZURE_FEDERATED_TOKEN_FILE": "/token"}
MANAGED = {"IDENTITY_ENDPOINT": "http://localhost:1/token", "IDENTITY_HEADER": "secret"}


@pytest.mark.parametrize(
    ("environ", "kind"),
    [
        ({**PRINCIPAL, **WORKLOAD, **MANAGED}, "environment"),
        ({**WORKLOAD, **MANAGED}, "workload-identity"),
        (MANAGED, "managed-identity"),
        ({"MSI_ENDPOINT": "http://localhost:1"}, "managed-identity"),
        ({"AZURE_TENANT_ID": TENANT}, "cli"),
        ({}, "cli"),
    ],
)
def test_auto_takes_the_first_credential_that_the_environment_names(environ: dict[str, str], kind: str) -> None:
    assert choose("auto", environ, custom=False) == kind


def test_a_secret_for_a_real_cloud_is_not_sent_to_an_endpoint_of_one_s_own() -> None:
    assert choose("auto", PRINCIPAL | MANAGED, custom=True) == "managed-identity"
    assert choose("auto", PRINCIPAL | WORKLOAD, custom=True) == "cli"
    assert choose("environment", PRINCIPAL, custom=True) == "environment"


@pytest.mark.parametrize("auth", ["cli", "managed-identity", "environment"])
def test_auth_names_the_credential_whatever_the_environment_says(auth: Auth) -> None:
    assert choose(auth, PRINCIPAL | MANAGED, custom=False) == auth


def test_device_code_says_what_to_run_instead() -> None:
    with pytest.raises(AuthRequired) as raised:
        choose("device-code", {}, custom=False)
    assert raised.value.command == "az login --use-device-code"


@pytest.fixture
def az(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A script that stands in for az, and is alone on the PATH with the shell's own commands."""
    monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")
    return tmp_path / "az"


def write_script(path: Path, body: str) -> None:
    path.write_text(f"#!/bin/sh\n{body}\n")
    path.chmod(0o755)


def with_az(path: str, tenant: str | None = None) -> SignIn:
    async def cloud() -> Cloud:
        return CLOUDS["public"]

    def opened(cloud: Cloud) -> Credential:
        return open_credential(
            "cli", cloud, {"PATH": path}, tenant_id=tenant, open_transport=lambda: ScriptedTransport([])
        )

    return SignIn(cloud, opened, tenant=tenant, login=login_line(tenant), clock=Clock())


async def test_az_signs_in_for_the_tenant_and_the_cloud(az: Path) -> None:
    granted = json.dumps({"accessToken": "from az", "expires_on": int(time.time()) + 3600})
    write_script(az, f"echo \"$@\" > '{az.parent}/asked'\necho '{granted}'")
    assert await with_az(str(az.parent), TENANT).token() == "from az"
    assert (az.parent / "asked").read_text().split() == [
        *("account", "get-access-token", "--output", "json"),
        *("--resource", "https://management.azure.com", "--tenant", TENANT),
    ]


async def test_az_that_is_not_logged_in_gives_the_line_to_run(az: Path) -> None:
    write_script(az, "echo \"ERROR: Please run 'az login' to setup account.\" >&2; exit 1")
    with pytest.raises(AuthRequired) as raised:
        await with_az(str(az.parent), "contoso.onmicrosoft.com").token()
    assert raised.value.command == "az login --tenant contoso.onmicrosoft.com"


async def test_az_whose_login_has_ended_gives_the_line_that_az_names(az: Path) -> None:
    line = 'az login --tenant "t" --scope "https://management.core.windows.net//.default"'
    write_script(az, f"echo 'AADSTS70043: The refresh token has expired.\nRun:\n{line}' >&2; exit 1")
    with pytest.raises(AuthRequired, match="AADSTS70043") as raised:
        await with_az(str(az.parent)).token()
    assert raised.value.command == line


async def test_az_that_babbles_asks_to_sign_in(az: Path) -> None:
    write_script(az, "echo hello")
    with pytest.raises(AuthRequired, match="Unexpected output"):
        await with_az(str(az.parent)).token()


async def test_no_az_at_all_says_what_to_install_and_run(tmp_path: Path) -> None:
    with pytest.raises(AuthRequired, match=r"az\) is not on the PATH") as raised:
        await with_az(str(tmp_path)).token()
    assert raised.value.command == "az login"


async def test_an_incomplete_environment_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in PRINCIPAL:
        monkeypatch.delenv(name, raising=False)

    async def cloud() -> Cloud:
        return CLOUDS["public"]

    def opened(cloud: Cloud) -> Credential:
        return open_credential("environment", cloud, {}, tenant_id=None, open_transport=lambda: ScriptedTransport([]))

    with pytest.raises(AuthRequired, match="not fully configured"):
        await SignIn(cloud, opened, clock=FakeClock().clock).token()


async def test_a_named_identity_endpoint_is_asked_as_app_service_is() -> None:
    transport = ScriptedTransport([Reply({"access_token": "granted", "expires_on": "1800003600", "resource": "r"})])
    credential = IdentityEndpoint(Identity("http://localhost:1/msi/token", "secret"), lambda: transport)
    granted = await credential.get_token_info("https://localhost:2/.default")
    assert (granted.token, granted.expires_on) == ("granted", 1800003600)
    (request,) = transport.requests
    assert request.url == "http://localhost:1/msi/token?api-version=2019-08-01&resource=https%3A%2F%2Flocalhost%3A2"
    assert request.headers["X-IDENTITY-HEADER"] == "secret"


async def test_an_identity_endpoint_that_refuses_asks_to_sign_in() -> None:
    async def cloud() -> Cloud:
        return CLOUDS["public"]

    transport = ScriptedTransport([Reply({"error": "no"}, status=400)])
    identity = Identity("http://localhost:1/", "wrong")
    signing = SignIn(cloud, lambda _: IdentityEndpoint(identity, lambda: transport), clock=FakeClock().clock)
    with pytest.raises(AuthRequired, match="the identity endpoint answered 400"):
        await signing.token()


@pytest.mark.parametrize(
    ("kind", "variables", "opened"),
    [
        ("workload-identity", WORKLOAD | {"AZURE_AUTHORITY_HOST": ""}, WorkloadIdentityCredential),
        ("environment", PRINCIPAL, EnvironmentCredential),
        ("managed-identity", MANAGED, ManagedIdentityCredential),
    ],
)
async def test_each_kind_opens_with_our_own_way_out(
    kind: Kind, variables: dict[str, str], opened: type, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    transports: list[ScriptedTransport] = []

    def open_transport() -> ScriptedTransport:
        transports.append(ScriptedTransport([]))
        return transports[-1]

    credential = open_credential(kind, CLOUDS["usgov"], variables, tenant_id=None, open_transport=open_transport)
    assert isinstance(credential, opened)
    assert len(transports) == 1
    await credential.close()
