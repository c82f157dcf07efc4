"""Which credential signs in: `--auth`, or the first whose traces are there; nothing is probed over the network."""

import shutil
from collections.abc import Mapping
from typing import Literal, NamedTuple, get_args
from urllib.parse import urlencode

from azure.core import AsyncPipelineClient
from azure.core.credentials import AccessTokenInfo, TokenRequestOptions
from azure.core.exceptions import ClientAuthenticationError
from azure.core.rest import AsyncHttpResponse, HttpRequest
from azure.identity.aio import (
    AzureCliCredential,
    EnvironmentCredential,
    ManagedIdentityCredential,
    WorkloadIdentityCredential,
)
from msgspec import DecodeError, Struct, json

from tui.azure.clouds import Cloud
from tui.azure.sign_in import Credential, login_line
from tui.azure.trust import OpenTransport
from tui.model.errors import AuthRequired

Auth = Literal["auto", "cli", "device-code", "managed-identity", "environment"]
AUTHS: tuple[Auth, ...] = get_args(Auth)

_AZ_SECONDS = 30
_SERVICE_PRINCIPAL = ("AZURE_TENANT_ID", "AZURE_CLIENT_ID")
_PROOFS = ("AZURE_CLIENT_SECRET", "AZURE_CLIENT_CERTIFICATE_PATH")
_WORKLOAD = ("AZURE_TENANT_ID", "AZURE_CLIENT_ID", "AZURE_FEDERATED_TOKEN_FILE")
_MANAGED = ("IDENTITY_ENDPOINT", "MSI_ENDPOINT")

Kind = Literal["environment", "workload-identity", "managed-identity", "cli"]


class Identity(NamedTuple):
    """A managed-identity endpoint that is named, not found: the simulator's own."""

    endpoint: str
    header: str


def choose(auth: Auth, environ: Mapping[str, str], *, custom: bool) -> Kind:
    """The credential that `--auth` names, or for `auto` the first that the environment has variables for, else az's.

    A service principal's secret goes to the authority that a cloud names: with a cloud of one's own (`custom`)
    it is used only where `--auth environment` says so. Raises AuthRequired.
    """
    if auth == "device-code":
        raise AuthRequired(
            "signing in with a device code is not there yet; az has it", command="az login --use-device-code"
        )
    if auth != "auto":
        if auth == "environment" and not _principal(environ) and _all(_WORKLOAD, environ):
            return "workload-identity"
        return auth
    if _principal(environ) and not custom:
        return "environment"
    if _all(_WORKLOAD, environ) and not custom:
        return "workload-identity"
    return "managed-identity" if any(environ.get(name) for name in _MANAGED) else "cli"


def open_credential(
    kind: Kind, cloud: Cloud, environ: Mapping[str, str], *, tenant_id: str | None, open_transport: OpenTransport
) -> Credential:
    """The credential of azure-identity, for one tenant, with our trust and proxies; raises AuthRequired without az."""
    if kind == "cli":
        if not shutil.which("az", path=environ.get("PATH")):
            raise AuthRequired(
                "the Azure CLI (az) is not on the PATH; install it, or set the variables of a service principal",
                command=login_line(tenant_id),
            )
        return AzureCliCredential(tenant_id=tenant_id or "", process_timeout=_AZ_SECONDS)
    if kind == "managed-identity":
        return ManagedIdentityCredential(client_id=environ.get("AZURE_CLIENT_ID"), transport=open_transport())
    authority = environ.get("AZURE_AUTHORITY_HOST") or cloud.authority
    if kind == "workload-identity":
        return WorkloadIdentityCredential(
            authority=authority, additionally_allowed_tenants=["*"], transport=open_transport()
        )
    return EnvironmentCredential(authority=authority, additionally_allowed_tenants=["*"], transport=open_transport())


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
    return _all(_SERVICE_PRINCIPAL, environ) and any(environ.get(name) for name in _PROOFS)


def _all(names: tuple[str, ...], environ: Mapping[str, str]) -> bool:
    return all(environ.get(name) for name in names)
