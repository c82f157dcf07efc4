"""An Entra ID on this machine, over TLS by a company's own certificate, and a proxy that leads to it."""

import asyncio
import base64
import json
import ssl
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import trustme
from aiohttp import web

from tests.tui.azure.scripted_transport import TENANT, jwt

USER_CODE = "ABCD1234"
DEVICE_LOGIN = "https://microsoft.com/devicelogin"
APPLICATION = "04b07795-8ddb-461a-bbee-02f9e1bf7b46"
SECRET = "hush"  # noqa: S105 - of an application that is nowhere

# The token that an account of this tenant gets for this scope.
Grant = Callable[[str, str], str]


class Refused(Exception):
    """What the authority says in place of a token."""


class Authority:
    """Grants tokens; a device code is `entered` when a test says so. `asked` are the forms that were posted."""

    def __init__(self, grant: Grant | None = None) -> None:
        self.url = ""
        self.port = 0
        self.asked: list[dict[str, str]] = []
        self.entered = False
        self.expires_in = 900
        self.polled = asyncio.Event()
        self.refusals: dict[str, str] = {}
        self.home = TENANT
        self._wanted = ""
        self._grant = grant or (lambda tenant, scope: jwt(tid=tenant, aud=scope, upn="ada@contoso.com"))

    @property
    def grants(self) -> list[str]:
        """The kinds of grant that were asked for, those that waited for a code left out."""
        kinds = [each["grant_type"].rpartition(":")[2] for each in self.asked]
        return [kind for number, kind in enumerate(kinds) if kind != "device_code" or kinds[number - 1] != kind]

    async def answer(self, request: web.Request) -> web.Response:
        """Answer one request of a client."""
        tenant, _, path = request.path.strip("/").partition("/")
        if path.endswith("openid-configuration"):
            return web.json_response(self._described(tenant))
        form = {name: str(value) for name, value in (await request.post()).items()}
        if path.endswith("devicecode"):
            self._wanted = form["scope"]
            code = {"device_code": "d", "user_code": USER_CODE, "verification_uri": DEVICE_LOGIN, "message": "m"}
            return web.json_response({**code, "expires_in": self.expires_in, "interval": 0})
        self.asked.append(form)
        try:
            return web.json_response(self._granted(tenant, form))
        except Refused as refused:
            error, _, description = str(refused).partition(" ")
            return web.json_response({"error": error, "error_description": description}, status=400)

    def _described(self, tenant: str) -> dict[str, str]:
        base = f"{self.url}/{tenant}"
        return {
            "issuer": f"{base}/v2.0",
            "authorization_endpoint": f"{base}/oauth2/v2.0/authorize",
            "token_endpoint": f"{base}/oauth2/v2.0/token",
            "device_authorization_endpoint": f"{base}/oauth2/v2.0/devicecode",
        }

    def _granted(self, tenant: str, form: dict[str, str]) -> dict[str, Any]:
        if tenant in self.refusals:
            raise Refused(f"interaction_required {self.refusals[tenant]}")
        scope = next(each for each in form.get("scope", self._wanted).split() if "/" in each)
        if form["grant_type"] == "client_credentials":
            if form.get("client_secret", SECRET) != SECRET:
                raise Refused("invalid_client AADSTS7000215: Invalid client secret provided. Trace ID: t")
            return self._token(tenant, scope)
        if form["grant_type"].endswith("device_code") and not self.entered:
            self.polled.set()
            raise Refused("authorization_pending AADSTS70016: pending")
        of_tenant = self.home if tenant == "organizations" else tenant
        about = {"uid": "1", "utid": self.home}
        return self._token(of_tenant, scope) | {
            "refresh_token": "r",
            "id_token": self._id_token(of_tenant),
            "client_info": base64.urlsafe_b64encode(json.dumps(about).encode()).decode(),
            "scope": scope,
        }

    def _token(self, tenant: str, scope: str) -> dict[str, Any]:
        return {"token_type": "Bearer", "expires_in": 3600, "access_token": self._grant(tenant, scope)}

    def _id_token(self, tenant: str) -> str:
        now = int(time.time())
        times = {"iat": now, "nbf": now, "exp": now + 3600}
        who = {"oid": "1", "sub": "s", "tid": tenant, "preferred_username": "ada@contoso.com"}
        return jwt(aud=APPLICATION, iss=f"{self.url}/{tenant}/v2.0", **times, **who)


@asynccontextmanager
async def authority_on_loopback(
    ca: trustme.CA, host: str = "localhost", grant: Grant | None = None
) -> AsyncIterator[Authority]:
    """An authority under a host's name, on a free port of this machine."""
    authority = Authority(grant)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    ca.issue_cert(host).configure_cert(context)
    application = web.Application()
    application.router.add_route("*", "/{path:.*}", authority.answer)
    runner = web.AppRunner(application, access_log=None, shutdown_timeout=0)
    await runner.setup()
    try:
        await web.TCPSite(runner, "127.0.0.1", 0, ssl_context=context).start()
        authority.port = runner.addresses[0][1]
        authority.url = f"https://{host}:{authority.port}" if host == "localhost" else f"https://{host}"
        yield authority
    finally:
        await runner.cleanup()


class Proxy:
    """A proxy that takes CONNECT only, and leads wherever a test says; `asked` is what it was asked for."""

    def __init__(self, ports: dict[str, int]) -> None:
        self.url = ""
        self.asked: list[str] = []
        self._ports = ports

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Lead one connection to where it wants."""
        head = (await reader.readuntil(b"\r\n\r\n")).decode()
        target = head.split()[1]
        self.asked.append(target)
        there, back = await asyncio.open_connection("127.0.0.1", self._ports[target.partition(":")[0]])
        writer.write(b"HTTP/1.1 200 Connection established\r\n\r\n")
        await asyncio.gather(_pump(reader, back), _pump(there, writer))


async def _pump(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    try:
        while chunk := await reader.read(65536):
            writer.write(chunk)
            await writer.drain()
    except ConnectionError:
        pass
    finally:
        writer.close()


@asynccontextmanager
async def proxy_to(**ports: int) -> AsyncIterator[Proxy]:
    """A proxy that knows these hosts (dots written as underscores) and their ports on this machine."""
    proxy = Proxy({host.replace("_", "."): port for host, port in ports.items()})
    server = await asyncio.start_server(proxy.serve, "127.0.0.1", 0)
    async with server:
        proxy.url = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"
        yield proxy


def write_ca(ca: trustme.CA, path: Path, *more: Path) -> Path:
    """The certificate of an authority, and those of other files, in one file."""
    path.write_bytes(ca.cert_pem.bytes() + b"".join(each.read_bytes() for each in more))
    return path
