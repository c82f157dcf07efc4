"""Which credential signs in: `--auth`, or the first whose traces are there; nothing is probed over the network."""

import asyncio
from collections.abc import Mapping
from typing import Literal, NamedTuple, get_args
from urllib.parse import urlencode

from azure.core import AsyncPipelineClient
from azure.core.credentials import AccessTokenInfo, TokenRequestOptions
from azure.core.exceptions import ClientAuthenticationError
from azure.core.rest import AsyncHttpResponse, HttpRequest
from azure.identity.aio import (
    EnvironmentCredential,
    ManagedIdentityCredential,
    WorkloadIdentityCredential,
)
from msgspec import DecodeError, Struct, json

from tui.azure.az import AzCli
from tui.azure.clouds import Cloud
from tui.azure.device_code import CodeCredential
from tui.azure.entra import login_line
from tui.azure.sign_in import Credential
from tui.azure.trust import OpenTransport
from tui.model.errors import AuthRequired
from tui.services.gateway import ShowCode

Auth = Literal["auto", "cli", "device-code", "managed-identity", "environment"]
AUTHS: tuple[Auth, ...] = get_args(Auth)

PRINCIPAL = ("AZURE_TENANT_ID", "AZURE_CLIENT_ID")
PROOFS = ("AZURE_CLIENT_SECRET", "AZURE_CLIENT_CERTIFICATE_PATH")
WORKLOAD = ("AZURE_TENANT_ID", "AZURE_CLIENT_ID", "AZURE_FEDERATED_TOKEN_FILE")
_MANAGED = ("IDENTITY_ENDPOINT", "MSI_ENDPOINT")

Kind = Literal["environment", "workload-identity", "managed-identity", "cli", "device-code"]


class Identity(NamedTuple):
    """A managed-identity endpoint that is named, not found: the simulator's own."""

    endpoint: str
    header: str


def choose(auth: Auth, environ: Mapping[str, str], *, custom: bool) -> Kind:
    """The credential that `--auth` names, or for `auto` the first that the environment has variables for, else az's.

    A service principal's secret goes to the authority that a cloud names: with a cloud of one's own (`custom`)
    it is used only where `--auth environment` says so.
    """
    if auth != "auto":
        if auth == "environment" and not _principal(environ) and _all(WORKLOAD, environ):
            return "workload-identity"
        return auth
    if _principal(environ) and not custom:
        return "environment"
    if _all(WORKLOAD, environ) and not custom:
        return "workload-identity"
    return "managed-identity" if any(environ.get(name) for name in _MANAGED) else "cli"


class Credentials:
    """Which credential each tenant has: what `--auth` chose, until somebody signs in with a code.

    `switch_az` is the cloud that az would have to be set to, by az's name, where it is set to another.
    """

    def __init__(
        self,
        auth: Auth,
        environ: Mapping[str, str],
        open_transport: OpenTransport,
        *,
        identity: Identity | None = None,
        switch_az: str | None = None,
    ) -> None:
        self._auth = auth
        self._environ = environ
        self._open_transport = open_transport
        self._identity = identity
        self._switch_az = switch_az
        self._coded: dict[str, CodeCredential] = {}

    def open(self, cloud: Cloud, name: str, tenant_id: str | None) -> Credential:
        """The credential for a tenant, with our trust and proxies; `name` is empty for home. Raises AuthRequired."""
        coded = self._coded.get(name) or self._coded.get("")
        if coded is not None:
            return coded
        if self._identity is not None:
            return IdentityEndpoint(self._identity, self._open_transport)
        kind = choose(self._auth, self._environ, custom=cloud.custom)
        if kind == "cli":
            login = login_line(name or tenant_id)
            return AzCli(self._environ, tenant_id, login=login, switch_to=self._switch_az)
        return self._opened(kind, cloud, tenant_id)

    async def sign_in_by_code(
        self, name: str, tenant_id: str | None, cloud: Cloud, show: ShowCode, claims: str | None
    ) -> None:
        """Have somebody enter a code, for a tenant or, with an empty name, for all without one of their own.

        Raises errors of azure-identity; then, and when it is cancelled, all is as it was.
        """
        credential = CodeCredential(self._authority(cloud), tenant_id, self._open_transport(), show)
        await credential.sign_in(cloud.scope, claims)
        former = self._coded.pop(name, None)
        self._coded[name] = credential
        if former is not None:
            await former.end()

    async def close(self) -> None:
        """Let go of the connections of those who signed in with a code."""
        await asyncio.gather(*(each.end() for each in self._coded.values()))

    def _opened(self, kind: Kind, cloud: Cloud, tenant_id: str | None) -> Credential:
        if kind == "device-code":
            error = AuthRequired("nobody has signed in with a code yet", command=login_line(tenant_id))
            error.next_step = f"sign in with a code, or run  {error.command}  and use --auth cli"
            raise error
        if kind == "managed-identity":
            client_id = self._environ.get("AZURE_CLIENT_ID")
            return ManagedIdentityCredential(client_id=client_id, transport=self._open_transport())
        opened = WorkloadIdentityCredential if kind == "workload-identity" else EnvironmentCredential
        return opened(
            authority=self._authority(cloud),
            additionally_allowed_tenants=["*"],
            transport=self._open_transport(),
            retry_total=1,
        )

    def _authority(self, cloud: Cloud) -> str:
        return self._environ.get("AZURE_AUTHORITY_HOST") or cloud.authority


class IdentityEndpoint:
    """Tokens from a managed-identity endpoint that is named; no credential of the user is looked for.

    Speaks as App Service does (api-version 2019-08-01).
    """

    def __init__(self, identity: Identity, open_transport: OpenTransport) -> None:
        self._identity = identity
        self._client = AsyncPipelineClient[HttpRequest, AsyncHttpResponse](
            identity.endpoint, policies=[], transport=open_transport()
        )

    async def get_token_info(self, *scopes: str, options: TokenRequestOptions | None = None) -> AccessTokenInfo:
        """A fresh token; raises ClientAuthenticationError where the answer holds none."""
        query = urlencode({"api-version": "2019-08-01", "resource": scopes[0].removesuffix("/.default")})
        headers = {"X-IDENTITY-HEADER": self._identity.header}
        request = HttpRequest("GET", f"{self._identity.endpoint}?{query}", headers=headers)
        response = await self._client.send_request(request)
        try:
            granted = json.decode(response.content, type=_Granted, strict=False)
        except DecodeError as error:
            raise ClientAuthenticationError(f"the identity endpoint answered {response.status_code}") from error
        return AccessTokenInfo(granted.access_token, granted.expires_on)

    async def close(self) -> None:
        """Let go of the connection."""
        await self._client.close()


class _Granted(Struct):
    access_token: str
    expires_on: int


def _principal(environ: Mapping[str, str]) -> bool:
    return _all(PRINCIPAL, environ) and any(environ.get(name) for name in PROOFS)


def _all(names: tuple[str, ...], environ: Mapping[str, str]) -> bool:
    return all(environ.get(name) for name in names)
