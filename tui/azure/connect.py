"""Puts the way to Azure together from what the command line and the environment say."""

import os
import ssl
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from functools import partial
from urllib.parse import urlsplit

from azure.core import AsyncPipelineClient
from azure.core.exceptions import AzureError
from azure.core.rest import AsyncHttpResponse, HttpRequest

from tui.azure import versions
from tui.azure.budget import Budget
from tui.azure.clock import Clock, ServerClock
from tui.azure.clouds import CLOUDS, Cloud, custom_cloud, endpoint_origin
from tui.azure.connection_errors import no_answer
from tui.azure.credentials import Auth, Credentials, Identity
from tui.azure.directory import AzureDirectory
from tui.azure.entra import login_line
from tui.azure.errors import refusal
from tui.azure.resource_manager import ResourceManager, Shared
from tui.azure.sign_in import SignIn
from tui.azure.trust import OpenTransport, TrustingTransport, trusted
from tui.model.gallery import Tenant

_HOST = Clock()


@dataclass(frozen=True)
class ConnectOptions:
    """The connection options of the command line; `identity` is a managed-identity endpoint that is named.

    With `identity` no credential of the user is looked for. `switch_az` is the cloud that az would have to be set to
    for its tokens to be of use, by az's name; None where it is set to the right one.
    """

    endpoint: str | None = None
    ca_file: str | None = None
    cloud: str = "public"
    tenant: str | None = None
    auth: Auth = "auto"
    identity: Identity | None = None
    switch_az: str | None = None


def connect(
    options: ConnectOptions,
    *,
    environ: Mapping[str, str] = os.environ,
    clock: Clock = _HOST,
    open_transport: OpenTransport | None = None,
) -> AzureDirectory:
    """The way to a cloud; nothing is sent before the first read. Raises Invalid for options that cannot be right."""
    opens = open_transport or _trusting(trusted(options.ca_file, environ))
    endpoint, cloud = _cloud(options, opens)
    shared = Shared(Budget(), ServerClock(clock), clock)
    credentials = Credentials(options.auth, environ, opens, identity=options.identity, switch_az=options.switch_az)

    def manager(tenant: Tenant | None) -> ResourceManager:
        name = (tenant.domain or tenant.id) if tenant else ""
        wanted = tenant.id if tenant else options.tenant
        sign_in = SignIn(
            cloud,
            lambda cloud: credentials.open(cloud, name, wanted),
            tenant=wanted,
            login=login_line(name or wanted),
            clock=clock,
            enter_code=partial(credentials.sign_in_by_code, name, wanted),
        )
        return ResourceManager(endpoint, name or wanted or "", sign_in, opens(), shared)

    name = urlsplit(endpoint).netloc if options.endpoint else options.cloud
    return AzureDirectory(name, manager, shared, credentials, only_tenant=options.tenant)


def _trusting(trust: ssl.SSLContext) -> OpenTransport:
    return lambda: TrustingTransport(trust)


def _cloud(options: ConnectOptions, opens: OpenTransport) -> tuple[str, Callable[[], Awaitable[Cloud]]]:
    """The endpoint, and what finds out the rest: for a real cloud it is known, any other is asked."""
    if options.endpoint is None:
        real = CLOUDS[options.cloud]

        async def known() -> Cloud:
            return real

        return real.endpoint, known
    endpoint = endpoint_origin(options.endpoint)

    async def asked() -> Cloud:
        return custom_cloud(endpoint, await _metadata(endpoint, opens))

    return endpoint, asked


async def _metadata(endpoint: str, opens: OpenTransport) -> bytes:
    """What an endpoint says of itself; asked without a token."""
    request = HttpRequest("GET", f"{endpoint}/metadata/endpoints?api-version={versions.METADATA}")
    async with AsyncPipelineClient[HttpRequest, AsyncHttpResponse](endpoint, policies=[], transport=opens()) as client:
        try:
            response = await client.send_request(request)
        except (AzureError, OSError) as error:
            raise no_answer(error, host=urlsplit(endpoint).hostname or endpoint, scope="") from error
    if response.status_code >= 500:
        raise refusal(response, scope="")
    return response.content
