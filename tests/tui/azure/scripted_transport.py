"""A transport whose answers come from a script, a clock that jumps instead of sleeping, and what is built on them."""

import asyncio
import base64
import json
from collections.abc import AsyncIterator, Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from azure.core.credentials import AccessTokenInfo, TokenRequestOptions
from azure.core.pipeline.transport import AsyncHttpTransport
from azure.core.rest import AsyncHttpResponse, HttpRequest

from tui.azure.budget import Budget
from tui.azure.clock import Clock, ServerClock
from tui.azure.clouds import CLOUDS, Cloud
from tui.azure.resource_manager import ResourceManager, Shared
from tui.azure.sign_in import SignIn

ENDPOINT = "https://management.azure.com"
TENANT = "11111111-1111-1111-1111-111111111111"
WALL = 1_800_000_000.0


class FakeClock:
    """Host time that passes only when somebody sleeps; `slept` is what was slept."""

    def __init__(self) -> None:
        self.time = 1000.0
        self.slept: list[float] = []

    async def sleep(self, seconds: float) -> None:
        """Let the time pass at once, and others run."""
        self.slept.append(seconds)
        self.time += seconds
        await asyncio.sleep(0)

    @property
    def clock(self) -> Clock:
        """What the code under test takes."""
        return Clock(lambda: self.time, lambda: WALL + self.time - 1000.0, self.sleep)


@dataclass
class Reply:
    """An answer of the script."""

    body: object = b""
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)


class Response(AsyncHttpResponse):
    """What azure-core's pipeline needs of a response."""

    def __init__(self, request: HttpRequest, reply: Reply) -> None:
        self._request = request
        self._content = reply.body if isinstance(reply.body, bytes) else json.dumps(reply.body).encode()
        self._status = reply.status
        self._headers = CaseInsensitive({"Content-Type": "application/json", **reply.headers})

    request = property(lambda self: self._request)
    status_code = property(lambda self: self._status)
    headers = property(lambda self: self._headers)
    content = property(lambda self: self._content)
    content_type = property(lambda self: self._headers.get("Content-Type"))
    url = property(lambda self: self._request.url)
    reason = "OK"
    encoding = "utf-8"
    is_closed = is_stream_consumed = True

    def text(self, encoding: str | None = None) -> str:
        return str(self._content, encoding or "utf-8")

    def json(self) -> Any:  # noqa: ANN401 - as the base class has it
        return json.loads(self._content)

    def raise_for_status(self) -> None:
        raise NotImplementedError

    async def read(self) -> bytes:
        return self._content

    async def iter_raw(self, **_: object) -> AsyncIterator[bytes]:
        yield self._content

    async def iter_bytes(self, **_: object) -> AsyncIterator[bytes]:
        yield self._content

    async def close(self) -> None:
        pass

    async def __aexit__(self, *_: object) -> None:
        pass


class CaseInsensitive(dict[str, str]):
    """Headers, found whatever their spelling."""

    def __init__(self, headers: dict[str, str]) -> None:
        super().__init__((name.lower(), value) for name, value in headers.items())

    def get(self, name: str, default: Any = None) -> Any:  # noqa: ANN401 - as dict has it
        return super().get(name.lower(), default)

    def __getitem__(self, name: str) -> str:
        return super().__getitem__(name.lower())

    def __contains__(self, name: object) -> bool:
        return isinstance(name, str) and super().__contains__(name.lower())


Script = Callable[[HttpRequest], Reply | Exception]


class ScriptedTransport(AsyncHttpTransport[HttpRequest, AsyncHttpResponse]):
    """Answers from a script: a function of the request, or one reply after the other; errors in it are raised."""

    def __init__(self, script: Script | Iterable[Reply | Exception]) -> None:
        replies = iter(()) if callable(script) else iter(script)
        self._answer: Script = script if callable(script) else lambda _: next(replies)
        self.requests: list[HttpRequest] = []
        self.tokens: list[str] = []
        self.flying = self.most_flying = 0
        self.open_gate = asyncio.Event()
        self.open_gate.set()

    async def send(self, request: HttpRequest, **_: object) -> AsyncHttpResponse:
        """Answer the request; while the gate is shut it keeps waiting."""
        self.requests.append(request)
        self.tokens.append(request.headers.get("Authorization", ""))
        self.flying += 1
        self.most_flying = max(self.flying, self.most_flying)
        try:
            await self.open_gate.wait()
        finally:
            self.flying -= 1
        reply = self._answer(request)
        if isinstance(reply, Exception):
            raise reply
        return Response(request, reply)

    async def open(self) -> None:
        """Nothing to open."""

    async def close(self) -> None:
        """Nothing to close."""

    async def __aexit__(self, *_: object) -> None:
        pass

    @property
    def urls(self) -> list[str]:
        """Where requests went."""
        return [request.url for request in self.requests]


def jwt(**claims: object) -> str:
    """A token that says these claims."""
    return ".".join(
        base64.urlsafe_b64encode(json.dumps(part).encode()).rstrip(b"=").decode()
        for part in ({"alg": "RS256"}, claims, 0)
    )


class FakeCredential:
    """Hands out one token after the other; `life` is how many seconds each is good for."""

    def __init__(self, tokens: Iterable[str | Exception] = ("token",), life: float = 3600) -> None:
        self._tokens = list(tokens)
        self._life = life
        self.asked: list[TokenRequestOptions] = []
        self.closed = False

    async def get_token_info(self, *_: str, options: TokenRequestOptions | None = None) -> AccessTokenInfo:
        """The next token of the list; its last one for ever."""
        self.asked.append(options or TokenRequestOptions())
        await asyncio.sleep(0)
        token = self._tokens.pop(0) if len(self._tokens) > 1 else self._tokens[0]
        if isinstance(token, Exception):
            raise token
        return AccessTokenInfo(token, int(WALL + self._life))

    async def close(self) -> None:
        """Note that it was closed."""
        self.closed = True


async def _public() -> Cloud:
    return CLOUDS["public"]


def sign_in(credential: FakeCredential, clock: Clock, tenant: str | None = None) -> SignIn:
    """A sign-in to the public cloud with this credential."""
    return SignIn(_public, lambda _: credential, tenant=tenant, clock=clock)


def manager(
    transport: ScriptedTransport, clock: FakeClock | None = None, credential: FakeCredential | None = None
) -> ResourceManager:
    """The public cloud's Resource Manager, played by the script."""
    host = (clock or FakeClock()).clock
    shared = Shared(Budget(), ServerClock(host), host)
    return ResourceManager(ENDPOINT, TENANT, sign_in(credential or FakeCredential(), host), transport, shared)
