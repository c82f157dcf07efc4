"""Behind a company's own certificate and proxy: every credential of azure-identity gets there as our reads do."""

import ssl
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import trustme

from tests.tui.azure.fake_authority import Authority, Proxy, authority_on_loopback, proxy_to, write_ca
from tests.tui.azure.scripted_transport import TENANT, Reply, ScriptedTransport
from tui.azure.clock import Clock
from tui.azure.clouds import CLOUDS, Cloud
from tui.azure.credentials import Auth, Credentials
from tui.azure.sign_in import SignIn
from tui.azure.trust import TrustingTransport, trusted
from tui.model.errors import AuthRequired, Unavailable

LOGIN = "login.company.example"
SECRET = {"AZURE_TENANT_ID": TENANT, "AZURE_CLIENT_ID": "app", "AZURE_CLIENT_SECRET": "hush"}


@pytest.fixture(scope="module")
def ca() -> trustme.CA:
    return trustme.CA()


@pytest.fixture
def ca_file(ca: trustme.CA, tmp_path: Path) -> Path:
    return write_ca(ca, tmp_path / "company.pem")


@pytest.fixture
async def authority(ca: trustme.CA) -> AsyncIterator[Authority]:
    async with authority_on_loopback(ca) as authority:
        yield authority


@pytest.fixture
async def hidden(ca: trustme.CA) -> AsyncIterator[Authority]:
    """An authority whose name leads nowhere but through the proxy."""
    async with authority_on_loopback(ca, LOGIN) as authority:
        yield authority


@pytest.fixture
async def proxy(hidden: Authority) -> AsyncIterator[Proxy]:
    async with proxy_to(login_company_example=hidden.port) as proxy:
        yield proxy


@pytest.fixture(params=["client secret", "workload identity"])
def variables(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> dict[str, str]:
    """The variables of a credential that goes to the authority, as azure-identity reads them itself."""
    if request.param == "client secret":
        found = SECRET
    else:
        assertion = tmp_path / "assertion"
        assertion.write_text("a.federated.token")
        found = {**SECRET, "AZURE_FEDERATED_TOKEN_FILE": str(assertion)}
        del found["AZURE_CLIENT_SECRET"]
    for name, value in found.items():
        monkeypatch.setenv(name, value)
    return found


def signing_in(
    authority: Authority, environ: dict[str, str], trust: ssl.SSLContext, auth: Auth = "environment"
) -> SignIn:
    """A sign-in to a real cloud, whose authority is played."""

    async def cloud() -> Cloud:
        return CLOUDS["usgov"]

    environ = {**environ, "AZURE_AUTHORITY_HOST": authority.url}
    credentials = Credentials(auth, environ, lambda: TrustingTransport(trust))
    return SignIn(cloud, lambda cloud: credentials.open(cloud, "", None), clock=Clock())


async def test_credentials_trust_the_company_s_certificate_as_well(
    authority: Authority, variables: dict[str, str], ca_file: Path
) -> None:
    signing = signing_in(authority, variables, trusted(str(ca_file), {}))
    assert (await signing.account()).tenant_id == TENANT
    await signing.close()
    (asked,) = authority.asked
    assert asked["scope"] == "https://management.core.usgovcloudapi.net/.default"
    assert asked.get("client_assertion", "a.federated.token") == "a.federated.token"


@pytest.mark.parametrize("variable", ["REQUESTS_CA_BUNDLE", "SSL_CERT_FILE"])
async def test_credentials_trust_what_az_trusts(
    authority: Authority, variables: dict[str, str], ca_file: Path, variable: str
) -> None:
    signing = signing_in(authority, variables, trusted(None, {variable: str(ca_file)}))
    assert (await signing.account()).tenant_id == TENANT
    await signing.close()


async def test_without_the_certificate_the_sign_in_says_what_to_pass(
    authority: Authority, variables: dict[str, str]
) -> None:
    signing = signing_in(authority, variables, trusted(None, {}))
    with pytest.raises(Unavailable, match="the certificate of the sign-in service is not trusted") as raised:
        await signing.token()
    await signing.close()
    assert "--ca-file" in raised.value.next_step
    assert authority.asked == []


async def test_credentials_go_through_the_proxy(
    hidden: Authority, proxy: Proxy, variables: dict[str, str], ca_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HTTPS_PROXY", proxy.url)
    signing = signing_in(hidden, variables, trusted(str(ca_file), {}))
    assert (await signing.account()).tenant_id == TENANT
    await signing.close()
    assert set(proxy.asked) == {f"{LOGIN}:443"}


async def test_a_host_of_no_proxy_is_not_asked_for_through_it(
    hidden: Authority, proxy: Proxy, variables: dict[str, str], ca_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HTTPS_PROXY", proxy.url)
    monkeypatch.setenv("NO_PROXY", "company.example")
    signing = signing_in(hidden, variables, trusted(str(ca_file), {}))
    with pytest.raises(Unavailable):
        await signing.token()
    await signing.close()
    assert proxy.asked == []


async def test_a_device_code_goes_through_the_proxy_too(
    hidden: Authority, proxy: Proxy, ca_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HTTPS_PROXY", proxy.url)
    hidden.entered = True
    trust = trusted(str(ca_file), {})
    credentials = Credentials("device-code", {"AZURE_AUTHORITY_HOST": hidden.url}, lambda: TrustingTransport(trust))
    await credentials.sign_in_by_code("", None, CLOUDS["china"], lambda _: None, None)
    opened = credentials.open(CLOUDS["china"], "", None)
    assert (await opened.get_token_info(CLOUDS["china"].scope)).token
    await credentials.close()
    assert set(proxy.asked) == {f"{LOGIN}:443"}


async def test_a_secret_that_is_wrong_is_said_with_what_to_put_right(
    authority: Authority, ca_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    environ = {**SECRET, "AZURE_CLIENT_SECRET": "its id"}
    for name, value in environ.items():
        monkeypatch.setenv(name, value)
    signing = signing_in(authority, environ, trusted(str(ca_file), {}))
    with pytest.raises(AuthRequired, match="AADSTS7000215: the client secret is wrong") as raised:
        await signing.token()
    await signing.close()
    assert raised.value.next_step == "put its value, which is not its id, into AZURE_CLIENT_SECRET"


@pytest.mark.parametrize("name", list(CLOUDS))
async def test_each_cloud_s_credential_goes_to_that_cloud_s_authority(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for variable, value in SECRET.items():
        monkeypatch.setenv(variable, value)
    transport = ScriptedTransport(lambda _: Reply({"access_token": "t", "expires_in": 3600, "token_type": "Bearer"}))
    credential = Credentials("environment", SECRET, lambda: transport).open(CLOUDS[name], "", None)
    assert (await credential.get_token_info(CLOUDS[name].scope)).token
    await credential.close()
    (url,) = transport.urls
    assert url == f"{CLOUDS[name].authority}/{TENANT}/oauth2/v2.0/token"
