"""Calls to Resource Manager: one pipeline per tenant, its answers as bytes, its failures as errors of the model."""

import asyncio
import zlib
from collections.abc import Mapping
from datetime import datetime
from importlib.metadata import PackageNotFoundError, version
from typing import Any, NamedTuple
from urllib.parse import quote, urlencode

from azure.core.exceptions import AzureError
from azure.core.pipeline.policies import RequestIdPolicy, UserAgentPolicy
from azure.core.rest import AsyncHttpResponse, HttpRequest
from azure.mgmt.core import AsyncARMPipelineClient
from azure.mgmt.core.policies import ARMHttpLoggingPolicy

from tui.azure.authentication import Pin, PinnedAuthentication
from tui.azure.budget import Budget
from tui.azure.clock import Clock, ServerClock
from tui.azure.clouds import origin_of
from tui.azure.connection_errors import no_answer
from tui.azure.errors import refusal, request_id
from tui.azure.sign_in import SignIn
from tui.azure.throttling import AnswerInTime, KeepToBudget, SecondTry
from tui.azure.trust import Transport
from tui.azure.versions import ApiVersions
from tui.model.errors import AuthRequired, GalleryError, Invalid, Unavailable
from tui.model.precedence import Source, Stamp

_MAYBE_TOO_NEW = (400, 404)
_HEADERS = {"Accept": "application/json", "Accept-Encoding": "gzip"}


class Answer(NamedTuple):
    """A success, and the server's time when it arrived."""

    response: AsyncHttpResponse
    at: datetime

    @property
    def body(self) -> bytes:
        """What it says, unpacked."""
        return self.response.content

    @property
    def request_id(self) -> str | None:
        """The id to quote."""
        return request_id(self.response.headers)

    def stamp(self, source: Source) -> Stamp:
        """Where the facts in it come from, and when."""
        return Stamp(source, self.at)


class Shared(NamedTuple):
    """What the tenants of a cloud share."""

    budget: Budget
    server_clock: ServerClock
    clock: Clock


class ResourceManager:
    """Reads from Resource Manager as one tenant's account. Raises only errors of the model.

    `tenant` names the tenant where calls to it are said to wait; it is empty for the home tenant.
    """

    def __init__(self, endpoint: str, tenant: str, sign_in: SignIn, transport: Transport, shared: Shared) -> None:
        origin = origin_of(endpoint)
        if origin is None:
            raise Invalid(f"{endpoint} is no address")
        self.sign_in = sign_in
        self.tenant = tenant
        self.versions = ApiVersions()
        self._endpoint = endpoint
        self._host = origin.host
        self._monotonic = shared.clock.monotonic
        self._server_clock = shared.server_clock
        self._under_way: set[asyncio.Timeout] = set()
        self._closed = False
        self._client = AsyncARMPipelineClient[HttpRequest, AsyncHttpResponse](
            endpoint,
            transport=transport,
            # No redirections, no registration of providers, no logging of bodies: what is not here does not happen.
            policies=[
                RequestIdPolicy(),
                UserAgentPolicy(base_user_agent=_user_agent()),
                SecondTry(shared.clock),
                KeepToBudget(shared.budget, tenant, shared.clock),
                AnswerInTime(),
                PinnedAuthentication(sign_in, Pin(origin)),
                ARMHttpLoggingPolicy(),
            ],
        )

    def url(self, path: str, **query: str) -> str:
        """The address of a path below the endpoint, with the api-version that its type takes here."""
        asked = {"api-version": self.versions.of(path), **query}
        return f"{self._endpoint}{quote(path, safe='/')}?{urlencode(asked, safe='$')}"

    async def get(self, url: str, *, scope: str) -> Answer:
        """GET a URL, which must lie at the endpoint; `scope` is the id that an error names."""
        return await self._send(HttpRequest("GET", url, headers=_HEADERS), scope)

    async def post(self, url: str, body: Mapping[str, Any], *, scope: str) -> Answer:
        """POST a query, which changes nothing, to a URL at the endpoint."""
        return await self._send(HttpRequest("POST", url, headers=_HEADERS, json=body), scope)

    async def close(self) -> None:
        """Let go of every connection; calls under way end at once, with Unavailable."""
        self._closed = True
        for deadline in self._under_way:
            deadline.reschedule(asyncio.get_running_loop().time())
        await self.sign_in.close()
        await self._client.close()

    async def _send(self, request: HttpRequest, scope: str) -> Answer:
        asked_at = self._monotonic()
        try:
            response = await self._exchange(request)
            if response.status_code in _MAYBE_TOO_NEW and (url := self.versions.another(request.url, response.content)):
                request.url = url
                response = await self._exchange(request)
        except AuthRequired:
            raise  # it is about the tenant, whatever was asked for
        except GalleryError as error:
            error.scope = error.scope or scope
            raise
        except (AzureError, OSError, ValueError, zlib.error) as error:
            raise self._no_answer(error, scope) from error
        self._server_clock.heard(response.headers.get("Date"), self._monotonic() - asked_at)
        if response.status_code != 200:
            raise refusal(response, scope=scope, login=self.sign_in.login)
        return Answer(response, self._server_clock.now())

    async def _exchange(self, request: HttpRequest) -> AsyncHttpResponse:
        # No deadline of its own: `close` sets one.
        async with asyncio.timeout(None) as deadline:
            self._under_way.add(deadline)
            try:
                response = await self._client.send_request(request)
                _ = response.content  # unpacks it, which may fail
                return response
            finally:
                self._under_way.discard(deadline)

    def _no_answer(self, error: Exception, scope: str) -> GalleryError:
        if self._closed:
            return Unavailable("the connection was closed", scope=scope)
        return no_answer(error, host=self._host, scope=scope)


def _user_agent() -> str:
    try:
        return f"sigscope/{version('sigscope')}"
    except PackageNotFoundError:  # run from its sources, without being installed
        return "sigscope"
