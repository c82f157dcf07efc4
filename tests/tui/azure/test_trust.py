"""Whose certificates are trusted, and how the way to Azure fails, over real connections on this machine."""

import asyncio
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
from tui.azure.resource_manager import Answer, ResourceManager, Shared
from tui.azure.trust import TrustingTransport, trusted
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


@pytest.fixture(autouse=True)
def no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("HTTPS_PROXY", "https_proxy", "ALL_PROXY", "all_proxy"):
        monkeypatch.delenv(name, raising=False)


@asynccontextmanager
async def served(authority: trustme.CA, answer: bytes, host: str = "localhost") -> AsyncIterator[str]:
    """A server that gives one answer to everything and hangs up."""

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        writer.write(answer)
        await writer.drain()
        writer.close()

    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert(host).configure_cert(context)
    server = await asyncio.start_server(serve, "127.0.0.1", 0, ssl=context)
    async with server:
        yield f"https://localhost:{server.sockets[0].getsockname()[1]}"


async def get(endpoint: str, trust: ssl.SSLContext) -> Answer:
    host = FakeClock().clock
    shared = Shared(Budget(), ServerClock(host), host)
    resource_manager = ResourceManager(
        endpoint, TENANT, sign_in(FakeCredential(), host), TrustingTransport(trust), shared
    )
    try:
        return await resource_manager.get(f"{endpoint}/x", scope="/subscriptions/s")
    finally:
        await resource_manager.close()


async def test_a_company_s_certificate_is_trusted_with_ca_file(authority: trustme.CA, ca_file: Path) -> None:
    async with served(authority, ANSWER) as endpoint:
        assert (await get(endpoint, trusted(str(ca_file), {}))).body == b"{}"


@pytest.mark.parametrize("variable", ["REQUESTS_CA_BUNDLE", "SSL_CERT_FILE"])
async def test_the_variables_that_az_takes_are_taken(authority: trustme.CA, ca_file: Path, variable: str) -> None:
    async with served(authority, ANSWER) as endpoint:
        assert (await get(endpoint, trusted(None, {variable: str(ca_file)}))).body == b"{}"


async def test_a_certificate_that_is_not_trusted_says_what_to_pass(authority: trustme.CA) -> None:
    async with served(authority, ANSWER) as endpoint:
        with pytest.raises(Unavailable, match="the certificate of localhost is not trusted") as raised:
            await get(endpoint, trusted(None, {}))
    assert "--ca-file" in raised.value.next_step


async def test_a_certificate_for_another_name_is_not_trusted(authority: trustme.CA, ca_file: Path) -> None:
    async with served(authority, ANSWER, host="elsewhere.example") as endpoint:
        with pytest.raises(Unavailable, match="is not trusted"):
            await get(endpoint, trusted(str(ca_file), {}))


async def test_an_answer_that_stops_half_way_is_tried_again_and_then_said(authority: trustme.CA, ca_file: Path) -> None:
    async with served(authority, HALF) as endpoint:
        with pytest.raises(Unavailable, match="the connection to localhost broke off") as raised:
            await get(endpoint, trusted(str(ca_file), {}))
    assert raised.value.scope == "/subscriptions/s"


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
    monkeypatch.setenv("NO_PROXY", "")
    monkeypatch.setenv("no_proxy", "")
    with pytest.raises(Unavailable, match=r"the proxy did not let the call to nowhere\.invalid through"):
        await get("https://nowhere.invalid", trusted(None, {}))


@pytest.mark.parametrize(("content", "complaint"), [(None, "no such file"), ("text", "holds no certificate")])
def test_a_ca_file_that_is_none_is_named(tmp_path: Path, content: str | None, complaint: str) -> None:
    path = tmp_path / "ca.pem"
    if content:
        path.write_text(content)
    with pytest.raises(Invalid, match=f"--ca-file .*: {complaint}"):
        trusted(str(path), {})
