"""Which certificates are trusted, and the connection that trusts them."""

import ssl
from collections.abc import Callable, Mapping
from pathlib import Path
from urllib.request import getproxies, proxy_bypass

import aiohttp
from azure.core.exceptions import ServiceRequestError
from azure.core.pipeline.transport import AioHttpTransport, AsyncHttpTransport
from azure.core.rest import AsyncHttpResponse, HttpRequest

from tui.azure.clouds import Origin, origin_of
from tui.model.errors import Invalid

Transport = AsyncHttpTransport[HttpRequest, AsyncHttpResponse]
OpenTransport = Callable[[], Transport]

_CONNECT_SECONDS = 10
_SILENCE_SECONDS = 30
_CA_VARIABLES = ("REQUESTS_CA_BUNDLE", "SSL_CERT_FILE")


def trusted(ca_file: str | None, environ: Mapping[str, str]) -> ssl.SSLContext:
    """What is trusted: the system's roots and, added to them, `--ca-file`, else the file that az would take.

    Raises Invalid where that file is not there or holds no certificate.
    """
    context = ssl.create_default_context()
    origin, added = _added_roots(ca_file, environ)
    if not added:
        return context
    # SSL_CERT_FILE, where set, stands in for the system's file: here it only adds to it.
    system = Path(ssl.get_default_verify_paths().openssl_cafile)
    if system.is_file():
        context.load_verify_locations(system)
    try:
        if Path(added).is_dir():
            context.load_verify_locations(capath=added)
        else:
            context.load_verify_locations(cafile=added)
    except OSError as error:
        reason = "holds no certificate" if isinstance(error, ssl.SSLError) else str(error.strerror).lower()
        raise Invalid(f"{origin} {added}: {reason}", next_step="pass a PEM file of certificates") from error
    return context


def _added_roots(ca_file: str | None, environ: Mapping[str, str]) -> tuple[str, str]:
    if ca_file:
        return "--ca-file", ca_file
    return next(((name, environ[name]) for name in _CA_VARIABLES if environ.get(name)), ("", ""))


def proxy_of(origin: Origin | None) -> str | None:
    """The proxy that the environment names for calls there; never one for this machine."""
    if origin is None or origin.is_loopback or proxy_bypass(origin.host):
        return None
    return getproxies().get(origin.scheme)


class TrustingTransport(AsyncHttpTransport[HttpRequest, AsyncHttpResponse]):
    """azure-core's aiohttp transport with our trust; HTTPS_PROXY and NO_PROXY are honoured.

    Each has a pool of its own, opened at the first call, inside the running loop, and closed for good.
    aiohttp's own reading of the environment is off: it takes names and passwords from ~/.netrc as well.
    """

    def __init__(self, trust: ssl.SSLContext) -> None:
        self._trust = trust
        self._pool: Transport | None = None
        self._proxies: dict[Origin | None, str | None] = {}
        self._closed = False

    async def send(self, request: HttpRequest, **options: object) -> AsyncHttpResponse:
        """Send one request; raises ServiceRequestError once closed."""
        return await self._opened().send(request, proxy=self._proxy(request.url), **options)

    async def open(self) -> None:
        """Open the pool, unless it is."""
        self._opened()

    def _opened(self) -> Transport:
        if self._closed:
            raise ServiceRequestError("the connection was closed")
        if self._pool is None:
            session = aiohttp.ClientSession(
                connector=aiohttp.TCPConnector(ssl=self._trust),
                cookie_jar=aiohttp.DummyCookieJar(),
                auto_decompress=False,
            )
            self._pool = AioHttpTransport(
                session=session, connection_timeout=_CONNECT_SECONDS, read_timeout=_SILENCE_SECONDS
            )
        return self._pool

    def _proxy(self, url: str) -> str | None:
        origin = origin_of(url)
        if origin not in self._proxies:
            self._proxies[origin] = proxy_of(origin)
        return self._proxies[origin]

    async def close(self) -> None:
        """Let go of every connection, calls in flight included."""
        self._closed = True
        if self._pool is not None:
            await self._pool.close()

    async def __aexit__(self, *_: object) -> None:
        await self.close()
