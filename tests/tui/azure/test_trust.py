"""Whose certificates are trusted, and how the way to Azure fails, over real connections on this machine."""

import asyncio
import base64
import socket
import ssl
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
import trustme

from tests.tui.azure.scripted_transport import TENANT, FakeClock, FakeCredential, sign_in
from tui.azure.budget import Budget
from tui.azure.clock import ServerClock
from tui.azure.clouds import origin_of
from tui.azure.resource_manager import Answer, ResourceManager, Shared
from tui.azure.trust import TrustingTransport, proxy_of, trusted
from tui.model.errors import Invalid, Unavailable

ANSWER = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 2\r\nConnection: close\r\n\r\n{}"
HALF = b'HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 200\r\n\r\n{"value": ['


@pytest.fixture(scope="module")
def authority() -> trustme.CA:
    return trustme.CA()


@pytest.fixture(scope="module")
def ca_file(authority: trustme.CA, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("ca") / "ca.pem"
    authority.cert_pem.write_to_path(str(path))
    return path


class Server:
    """Takes one request after the other; `heads` are the requests' heads, `met` is set by the first of them."""

    def __init__(self) -> None:
        self.endpoint = ""
        self.heads: list[str] = []
        self.met = asyncio.Event()


@asynccontextmanager
async def served(authority: trustme.CA | None, answer: bytes | None, host: str = "localhost") -> AsyncIterator[Server]:
    """A server that gives one answer to everything and hangs up, or keeps silent until the other side does."""
    served = Server()

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        served.heads.append((await reader.readuntil(b"\r\n\r\n")).decode())
        served.met.set()
        if answer is None:
            await reader.read()
        else:
            writer.write(answer)
            await writer.drain()
        writer.close()

    context = None
    if authority is not None:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        authority.issue_cert(host).configure_cert(context)
    server = await asyncio.start_server(serve, "127.0.0.1", 0, ssl=context)
    async with server:
        port = server.sockets[0].getsockname()[1]
        served.endpoint = f"{'https' if context else 'http'}://localhost:{port}"
        yield served


def reaching(endpoint: str, trust: ssl.SSLContext) -> ResourceManager:
    host = FakeClock().clock
    shared = Shared(Budget(), ServerClock(host), host)
    return ResourceManager(endpoint, TENANT, sign_in(FakeCredential(), host), TrustingTransport(trust), shared)


async def get(endpoint: str, trust: ssl.SSLContext) -> Answer:
    resource_manager = reaching(endpoint, trust)
    try:
        return await resource_manager.get(f"{endpoint}/x", scope="/subscriptions/s")
    finally:
        await resource_manager.close()


async def test_a_company_s_certificate_is_trusted_with_ca_file(authority: trustme.CA, ca_file: Path) -> None:
    async with served(authority, ANSWER) as server:
        assert (await get(server.endpoint, trusted(str(ca_file), {}))).body == b"{}"


@pytest.mark.parametrize("variable", ["REQUESTS_CA_BUNDLE", "SSL_CERT_FILE"])
async def test_the_variables_that_az_takes_are_taken(authority: trustme.CA, ca_file: Path, variable: str) -> None:
    async with served(authority, ANSWER) as server:
        assert (await get(server.endpoint, trusted(None, {variable: str(ca_file)}))).body == b"{}"


async def test_a_certificate_that_is_not_trusted_says_what_to_pass(authority: trustme.CA) -> None:
    async with served(authority, ANSWER) as server:
        with pytest.raises(Unavailable, match="the certificate of localhost is not trusted") as raised:
            await get(server.endpoint, trusted(None, {}))
    assert "--ca-file" in raised.value.next_step


async def test_a_certificate_for_another_name_is_not_trusted(authority: trustme.CA, ca_file: Path) -> None:
    async with served(authority, ANSWER, host="elsewhere.example") as server:
        with pytest.raises(Unavailable, match="is not trusted"):
            await get(server.endpoint, trusted(str(ca_file), {}))


async def test_an_answer_that_stops_half_way_is_tried_again_and_then_said(authority: trustme.CA, ca_file: Path) -> None:
    async with served(authority, HALF) as server:
        with pytest.raises(Unavailable, match="the connection to localhost broke off") as raised:
            await get(server.endpoint, trusted(str(ca_file), {}))
    assert raised.value.scope == "/subscriptions/s"


async def test_closing_ends_what_is_in_flight_at_once(authority: trustme.CA, ca_file: Path) -> None:
    async with served(authority, None) as server:
        resource_manager = reaching(server.endpoint, trusted(str(ca_file), {}))
        call = asyncio.create_task(resource_manager.get(f"{server.endpoint}/x", scope=""))
        await server.met.wait()
        await resource_manager.close()
        with pytest.raises(Unavailable, match="closed"):
            await call


@pytest.fixture
def closed_port() -> Iterator[int]:
    with socket.socket() as bound:
        bound.bind(("127.0.0.1", 0))
        yield bound.getsockname()[1]


async def test_a_refused_connection_is_said(closed_port: int) -> None:
    with pytest.raises(Unavailable, match=r"127\.0\.0\.1 refused the connection"):
        await get(f"https://127.0.0.1:{closed_port}", trusted(None, {}))


async def test_a_name_that_nobody_knows_is_said() -> None:
    with pytest.raises(Unavailable, match=r"the name nowhere\.invalid is not known here"):
        await get("https://nowhere.invalid", trusted(None, {}))


async def test_a_proxy_of_the_environment_is_used(closed_port: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HTTPS_PROXY", f"http://127.0.0.1:{closed_port}")
    with pytest.raises(Unavailable, match=r"the proxy did not let the call to nowhere\.invalid through"):
        await get("https://nowhere.invalid", trusted(None, {}))


async def test_a_proxy_that_wants_a_password_gets_the_one_of_its_address(monkeypatch: pytest.MonkeyPatch) -> None:
    async with served(None, b"HTTP/1.1 407 Proxy Authentication Required\r\nContent-Length: 0\r\n\r\n") as proxy:
        monkeypatch.setenv("HTTPS_PROXY", proxy.endpoint.replace("http://", "http://ada:pass%40word@"))
        with pytest.raises(Unavailable, match="the proxy did not let"):
            await get("https://nowhere.invalid", trusted(None, {}))
    (head,) = proxy.heads
    assert head.startswith("CONNECT nowhere.invalid:443")
    assert f"Proxy-Authorization: Basic {base64.b64encode(b'ada:pass@word').decode()}" in head
    assert "Bearer" not in head


@pytest.mark.parametrize(
    ("url", "proxy"),
    [
        ("https://management.azure.com/x", "http://proxy:3128"),
        ("https://login.internal.example/x", None),
        ("https://localhost:8443/x", None),
        ("http://127.0.0.1:80/x", None),
    ],
)
def test_proxies_are_for_other_machines_and_no_proxy_is_kept_to(
    url: str, proxy: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HTTPS_PROXY", "http://proxy:3128")
    monkeypatch.setenv("HTTP_PROXY", "http://proxy:3128")
    monkeypatch.setenv("NO_PROXY", "internal.example")
    assert proxy_of(origin_of(url)) == proxy


async def test_a_netrc_has_no_say(
    authority: trustme.CA, ca_file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / ".netrc").write_text("machine localhost login me password hush\n")
    monkeypatch.setenv("NETRC", str(tmp_path / ".netrc"))
    async with served(authority, ANSWER) as server:
        assert (await get(server.endpoint, trusted(str(ca_file), {}))).body == b"{}"


@pytest.mark.parametrize(("content", "complaint"), [(None, "no such file"), ("text", "holds no certificate")])
def test_a_ca_file_that_is_none_is_named(tmp_path: Path, content: str | None, complaint: str) -> None:
    path = tmp_path / "ca.pem"
    if content:
        path.write_text(content)
    with pytest.raises(Invalid, match=f"--ca-file .*: {complaint}"):
        trusted(str(path), {})
