"""The simulator on the wire: HTTPS for Resource Manager, plain HTTP on loopback for the identity endpoint."""

import asyncio
import ssl
import sys
import tempfile
import time
import traceback
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import trustme
from aiohttp import web

from tui.simulator.core import Core
from tui.simulator.tokens import TOKEN_PATH
from tui.simulator.wire import ArmError, Request, Response

HOST: Final = "127.0.0.1"
_GRACE_SECONDS: Final = 0.05
"""For answers that still wait on purpose when serving ends; 0 would mean to wait for them as long as it takes."""

Answer = Callable[[Request], Response]
Sleep = Callable[[float], Awaitable[None]]


def host_clock() -> Callable[[], float]:
    """Make a wire clock: the host's time now, and from there on monotonic."""
    offset = time.time() - time.monotonic()
    return lambda: offset + time.monotonic()


@dataclass(frozen=True, slots=True)
class Running:
    """A shell that serves, and what a client needs to reach it."""

    core: Core
    endpoint: str
    ca_file: Path
    identity_endpoint: str

    @property
    def identity_header(self) -> str:
        """What the identity endpoint wants as `X-IDENTITY-HEADER`."""
        return self.core.state.tokens.identity_header


@asynccontextmanager
async def serving(core: Core, port: int = 0, *, sleep: Sleep = asyncio.sleep) -> AsyncIterator[Running]:
    """Serve until the context ends; a port of 0 takes a free one. `sleep` is what answers wait with."""
    authority = trustme.CA()
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert("localhost", HOST, "::1").configure_cert(context)
    secure, plain = _runner(core.handle, "https", sleep), _runner(core.token, "http", sleep)
    with tempfile.TemporaryDirectory(prefix="sigscope-simulate-") as folder:
        ca_file = Path(folder) / "ca.pem"
        authority.cert_pem.write_to_path(str(ca_file))
        try:
            main_port = await _listen(secure, port, context)
            identity_port = await _listen(plain, 0, None)
            identity = f"http://localhost:{identity_port}{TOKEN_PATH}"
            yield Running(core, f"https://localhost:{main_port}", ca_file, identity)
        finally:
            await secure.cleanup()
            await plain.cleanup()


async def _listen(runner: web.ServerRunner, port: int, context: ssl.SSLContext | None) -> int:
    await runner.setup()
    await web.TCPSite(runner, HOST, port, ssl_context=context).start()
    address: tuple[str, int] = runner.addresses[0]
    return address[1]


def _runner(answer: Answer, scheme: str, sleep: Sleep) -> web.ServerRunner:
    async def handle(request: web.BaseRequest) -> web.StreamResponse:
        body = await request.content.read()
        url = f"{scheme}://{request.headers.get('Host', HOST)}{request.raw_path}"
        try:
            response = answer(Request.to(request.method, url, request.headers, body))
        except Exception:
            # A fault of the simulator's own must not take the server down.
            traceback.print_exc(file=sys.stderr)
            response = ArmError(500, "InternalServerError", "The simulator failed; see its stderr.").response()
        if response.delay_seconds:
            await sleep(response.delay_seconds)
        return await _send(request, response)

    return web.ServerRunner(web.Server(handle, access_log=None), shutdown_timeout=_GRACE_SECONDS)


async def _send(request: web.BaseRequest, response: Response) -> web.StreamResponse:
    if response.drop:
        _close(request)
        return web.Response()
    if response.cut_after_bytes is None:
        return web.Response(status=response.status, headers=response.headers, body=response.body)
    cut = web.StreamResponse(status=response.status, headers=response.headers)
    cut.content_length = len(response.body)
    await cut.prepare(request)
    await cut.write(response.body[: response.cut_after_bytes])
    _close(request)
    return cut


def _close(request: web.BaseRequest) -> None:
    if request.transport is not None:
        request.transport.close()
