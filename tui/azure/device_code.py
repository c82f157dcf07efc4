"""Signing in with a code that is entered in a browser elsewhere: for terminals that have none.

The flow of azure-identity waits in its thread, without a way to be called off. So the thread is one that nobody waits
for once the code is given up, and it ends at its next call: those go over the transport that is closed by then.
"""

import asyncio
import threading
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime
from types import TracebackType
from typing import Any, TypeVar, cast

from azure.core.credentials import AccessTokenInfo, TokenRequestOptions
from azure.core.pipeline.transport import HttpTransport
from azure.core.rest import HttpRequest, HttpResponse
from azure.identity import AuthenticationRequiredError, DeviceCodeCredential

from tui.azure.clouds import CLOUDS
from tui.azure.trust import Transport
from tui.services.gateway import DeviceCode, ShowCode

T = TypeVar("T")

_CALL_SECONDS = 60


class CodeCredential:
    """An account that signs in with a code; its tokens, for each tenant that lets it in, stay in memory.

    It may be shared by tenants: `close` leaves it as it is, `end` is for good.
    """

    def __init__(self, authority: str, tenant: str | None, transport: Transport, show: ShowCode) -> None:
        """Made on the event loop, on which `show` is called."""
        self._loop = asyncio.get_running_loop()
        self._transport = transport
        self._show = show
        self._credential = DeviceCodeCredential(
            authority=authority,
            tenant_id=tenant or "organizations",
            additionally_allowed_tenants=["*"],
            disable_automatic_authentication=True,
            # Only the authorities of real clouds are known to one another.
            disable_instance_discovery=authority not in {cloud.authority for cloud in CLOUDS.values()},
            prompt_callback=self._prompt,
            retry_total=1,
            transport=_Bridge(transport, self._loop),
        )

    async def sign_in(self, scope: str, claims: str | None = None) -> None:
        """Have a code shown, and wait until it was entered; raises errors of azure-identity.

        Cancelled, it gives the code up, and this credential with it.
        """
        try:
            await _in_thread(
                lambda: self._credential.authenticate(scopes=[scope], claims=claims, enable_cae=True), self._loop
            )
        except BaseException:
            await self.end()
            raise

    async def get_token_info(self, *scopes: str, options: TokenRequestOptions | None = None) -> AccessTokenInfo:
        """A token without asking anybody; raises AuthenticationRequiredError where somebody must sign in again."""
        # One cache for all: tokens with claims are kept apart from those without continuous access evaluation.
        options = TokenRequestOptions(**{**(options or {}), "enable_cae": True})
        try:
            return await _in_thread(lambda: self._credential.get_token_info(*scopes, options=options), self._loop)
        except AuthenticationRequiredError as error:
            if error.response is not None:
                error.message = cast("HttpResponse", error.response).text()
            raise

    async def close(self) -> None:
        """Nothing: other tenants may use it still."""

    async def end(self) -> None:
        """Let go of the connection; a thread under way fails at its next call."""
        await self._transport.close()

    def _prompt(self, uri: str, code: str, expires_at: datetime) -> None:
        shown = DeviceCode(uri, code, (expires_at - datetime.now(UTC)).total_seconds())
        self._loop.call_soon_threadsafe(self._show, shown)


class _Bridge(HttpTransport[HttpRequest, HttpResponse]):
    """The asynchronous transport for code that runs in a thread: the same certificates, proxies and end."""

    def __init__(self, transport: Transport, loop: asyncio.AbstractEventLoop) -> None:
        self._transport = transport
        self._loop = loop

    def send(self, request: HttpRequest, **options: Any) -> HttpResponse:  # noqa: ANN401 - the base class's own
        """Send one request; its answer is read whole by then, so that it reads like a synchronous one."""
        if self._loop.is_closed():
            raise RuntimeError("the program has ended")
        sending = asyncio.run_coroutine_threadsafe(self._transport.send(request, **options), self._loop)
        return cast("HttpResponse", sending.result(_CALL_SECONDS))

    def open(self) -> None:
        """The transport opens by itself."""

    def close(self) -> None:
        """Whoever made the transport closes it."""

    def __exit__(
        self,
        exc_type: type[BaseException] | None = None,
        exc_value: BaseException | None = None,
        traceback: TracebackType | None = None,
    ) -> None:
        pass


async def _in_thread(work: Callable[[], T], loop: asyncio.AbstractEventLoop) -> T:
    """Do work in a thread that holds up neither the caller's cancellation nor the end of the process."""
    ended: asyncio.Future[T] = loop.create_future()

    def end(result: T | None, error: BaseException | None) -> None:
        if ended.cancelled():
            return
        if error is not None:
            ended.set_exception(error)
        else:
            ended.set_result(cast("T", result))

    def run() -> None:
        result, failure = None, None
        try:
            result = work()
        except Exception as error:
            failure = error
        with suppress(RuntimeError):  # the loop has ended meanwhile
            loop.call_soon_threadsafe(end, result, failure)

    threading.Thread(target=run, name="sign-in", daemon=True).start()
    return await ended
