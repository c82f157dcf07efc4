"""Which credential is taken, and what is said where there is none."""

import pytest
from azure.identity.aio import EnvironmentCredential, ManagedIdentityCredential, WorkloadIdentityCredential

from tests.tui.azure.scripted_transport import TENANT, FakeClock, Reply, ScriptedTransport
from tui.azure.clouds import CLOUDS, Cloud
from tui.azure.credentials import Auth, Credentials, Identity, IdentityEndpoint, choose
from tui.azure.sign_in import SignIn
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


@pytest.mark.parametrize("auth", ["cli", "managed-identity", "environment", "device-code"])
def test_auth_names_the_credential_whatever_the_environment_says(auth: Auth) -> None:
    assert choose(auth, PRINCIPAL | MANAGED, custom=False) == auth


async def test_an_incomplete_environment_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in PRINCIPAL:
        monkeypatch.delenv(name, raising=False)

    async def cloud() -> Cloud:
        return CLOUDS["public"]

    credentials = Credentials("environment", {}, lambda: ScriptedTransport([]))
    with pytest.raises(AuthRequired, match="not fully configured"):
        await SignIn(cloud, lambda cloud: credentials.open(cloud, "", None), clock=FakeClock().clock).token()


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
    ("variables", "opened"),
    [
        (WORKLOAD | {"AZURE_AUTHORITY_HOST": ""}, WorkloadIdentityCredential),
        (PRINCIPAL, EnvironmentCredential),
        (MANAGED, ManagedIdentityCredential),
    ],
)
async def test_each_kind_opens_with_our_own_way_out(
    variables: dict[str, str], opened: type, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    transports: list[ScriptedTransport] = []

    def open_transport() -> ScriptedTransport:
        transports.append(ScriptedTransport([]))
        return transports[-1]

    credential = Credentials("auto", variables, open_transport).open(CLOUDS["usgov"], "", None)
    assert isinstance(credential, opened)
    assert len(transports) == 1
    await credential.close()
