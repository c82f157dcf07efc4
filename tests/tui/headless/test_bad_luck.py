"""Azure, or the way to it, fails: what could be had is shown, what failed says why, and the exit code tells."""

import asyncio
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager

import pytest

from tests.simulated import (
    DEFINITION,
    DENIED_SUBSCRIPTION,
    GALLERY,
    HOME_TENANT,
    SUBSCRIPTION,
    VERSION,
    Simulator,
    image_version,
    resource,
    served,
    small_world,
)
from tests.tui.headless.stage import Ran, Shell, readable_world, strike

LIST = ("list", "versions", "-o", "json")
GRAPH = "POST .*ResourceGraph"
HTML = b"<!doctype html><title>Blocked</title><p>The proxy of Contoso has blocked this page."


@pytest.fixture(autouse=True)
def nothing_secret_is_said(shell: Shell, simulator: Simulator) -> Iterator[None]:
    """No command prints a traceback, a token or the secret that gets one, whatever happens to it."""
    yield
    said = "".join(ran.out + ran.err for ran in shell.history)
    assert said
    assert "Traceback" not in said
    assert "eyJ" not in said
    assert simulator.identity_header not in said


@asynccontextmanager
async def listening(answer: bytes) -> AsyncIterator[tuple[int, list[bytes]]]:
    """A server that gives everybody one answer; its port, and what it has been sent."""
    heard: list[bytes] = []

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        heard.append(await reader.readuntil(b"\r\n\r\n"))
        writer.write(answer)
        writer.close()

    server = await asyncio.start_server(serve, "127.0.0.1", 0)
    async with server:
        yield server.sockets[0].getsockname()[1], heard


def html(status: str) -> bytes:
    """A page as a proxy answers it."""
    return f"HTTP/1.1 {status}\r\nContent-Type: text/html\r\nContent-Length: {len(HTML)}\r\n\r\n".encode() + HTML


async def test_without_a_credential_the_line_that_signs_in_is_said(shell: Shell) -> None:
    for name in ("SIGSCOPE_ENDPOINT", "SIGSCOPE_CA_FILE", "IDENTITY_ENDPOINT", "IDENTITY_HEADER"):
        shell.environ.delenv(name)
    shell.environ.setenv("PATH", "/nowhere")
    ran = await shell.run(*LIST, "--tenant", "contoso.onmicrosoft.com")
    assert (ran.code, ran.out) == (4, "")
    assert "  next: run  az login --tenant contoso.onmicrosoft.com\n" in ran.err


async def test_what_nobody_listens_at_cannot_be_reached(shell: Shell) -> None:
    async with listening(b"") as (port, _):
        pass
    ran = await shell.run(*LIST, "--endpoint", f"https://localhost:{port}")
    assert (ran.code, ran.out) == (5, "")
    assert "Azure did not answer: localhost refused the connection" in ran.err
    assert "read again by itself" not in ran.err


async def test_a_certificate_that_is_not_trusted_says_what_to_pass(shell: Shell) -> None:
    shell.environ.delenv("SIGSCOPE_CA_FILE")
    ran = await shell.run(*LIST)
    assert (ran.code, ran.out) == (5, "")
    assert "the certificate of localhost is not trusted" in ran.err
    assert "next: pass --ca-file" in ran.err


@pytest.mark.parametrize("status", ["200 OK", "403 Forbidden", "302 Found", "407 Proxy Authentication Required"])
async def test_a_proxy_s_page_is_taken_for_what_it_is(shell: Shell, status: str) -> None:
    async with listening(html(status)) as (port, heard):
        ran = await shell.run(*LIST, "--endpoint", f"http://127.0.0.1:{port}")
    assert (ran.code, ran.out) == (5, "")
    assert len(ran.err.splitlines()) == 2
    assert "<" not in ran.err
    assert not any(b"authorization" in each.lower() for each in heard)


async def test_a_proxy_s_page_in_place_of_a_list_spoils_that_list_alone(shell: Shell, simulator: Simulator) -> None:
    strike(
        simulator,
        {"match": GRAPH, "status": 403},
        {"match": f"{SUBSCRIPTION}/providers/Microsoft.Compute/galleries", "when": "after", "body": HTML.decode()},
    )
    ran = await shell.run("list", "galleries", "-o", "json")
    assert (ran.code, [each["subscription_name"] for each in ran.json]) == (6, ["Finance"])
    assert "not read: Production: An answer that makes no sense" in ran.err


async def test_a_fault_that_passes_goes_unseen(shell: Shell, simulator: Simulator) -> None:
    strike(simulator, {"match": "GET /subscriptions", "times": 1, "status": 500})
    assert await shell.run(*LIST) == Ran(0, (await shell.run(*LIST)).out, "")


async def test_an_answer_cut_in_its_middle_goes_unseen(shell: Shell, simulator: Simulator) -> None:
    strike(simulator, {"match": GRAPH, "times": 1, "when": "after", "cut_after_bytes": 40})
    ran = await shell.run(*LIST)
    assert (ran.code, ran.names, ran.err) == (0, ["2.4.1"], "")


@pytest.mark.parametrize(
    "fault",
    [
        {"status": 403},
        {"status": 500},
        {"status": 429, "retry_after": 3600},
        {"drop": True},
        {"when": "after", "body": "{"},
    ],
    ids=["denied", "broken", "throttled", "dropped", "not json"],
)
async def test_without_resource_graph_lists_take_over_and_say_so(
    shell: Shell, simulator: Simulator, fault: dict[str, object]
) -> None:
    strike(simulator, {"match": GRAPH, **fault})
    ran = await shell.run(*LIST)
    assert (ran.code, ran.names) == (0, ["2.4.1"])
    assert ran.err.startswith("Contoso: Resource Graph did not answer, lists took over: ")
    assert len(ran.err.splitlines()) == 1


@pytest.mark.parametrize("fault", [{"status": 500}, {"drop": True}, {"when": "after", "cut_after_bytes": 5}])
async def test_what_fails_for_ever_leaves_nothing_to_read(
    shell: Shell, simulator: Simulator, fault: dict[str, object]
) -> None:
    strike(simulator, {"match": "/galleries|ResourceGraph", **fault})
    ran = await shell.run(*LIST)
    assert (ran.code, ran.json) == (5, [])
    assert all(f"not read: {name}: Azure did not answer" in ran.err for name in ("Production", "Labs", "Finance"))
    assert "next: try again later" in ran.err


async def test_a_wish_to_be_left_alone_for_an_hour_is_said_and_not_waited_for(
    shell: Shell, simulator: Simulator
) -> None:
    strike(simulator, {"match": "GET /tenants", "status": 429, "retry_after": 3600})
    ran = await shell.run(*LIST)
    assert (ran.code, ran.out) == (5, "")
    assert ran.err.startswith("Azure asked to wait: ")
    assert "  next: try again in 60 min\n" in ran.err


async def test_a_subscription_that_is_throttled_is_named_beside_what_could_be_read(
    shell: Shell, simulator: Simulator
) -> None:
    strike(
        simulator,
        {"match": GRAPH, "status": 403},
        {"match": f"{SUBSCRIPTION}/providers", "status": 429, "retry_after": 3600},
    )
    ran = await shell.run("list", "galleries", "-o", "json")
    assert (ran.code, [each["subscription_name"] for each in ran.json]) == (6, ["Finance"])
    assert "not read: Production: Azure asked to wait: " in ran.err
    assert "  next: try again in 60 min\n" in ran.err


async def test_of_ten_subscriptions_nine_are_listed_and_the_one_that_is_denied_is_named(shell: Shell) -> None:
    numbers = range(10)
    subscriptions = [
        {
            "subscriptionId": f"cccccccc-0000-4000-8000-{number:012}",
            "displayName": f"Team {number}",
            "tenantId": HOME_TENANT,
        }
        for number in numbers
    ]
    ids = [str(each["subscriptionId"]) for each in subscriptions]
    galleries = [resource(GALLERY.replace(SUBSCRIPTION, each)) for each in ids]
    world = readable_world(subscriptions=subscriptions, resources=galleries, denied=[f"/subscriptions/{ids[7]}"])
    async with served(world) as simulator:
        shell.visit(simulator)
        ran = await shell.run("list", "galleries", "-o", "json")
    assert ran.code == 6
    assert [each["subscription_name"] for each in ran.json] == [f"Team {each}" for each in numbers if each != 7]
    assert "not read: Team 7: No access: no right to Microsoft.Compute/galleries/read" in ran.err
    assert ran.err.count("not read") == 1


async def test_where_every_subscription_is_denied_nothing_could_be_read(shell: Shell) -> None:
    denied = [f"/subscriptions/{DENIED_SUBSCRIPTION}"]
    async with served(readable_world(denied=denied)) as simulator:
        shell.visit(simulator)
        ran = await shell.run(*LIST, "--subscription", "Finance")
    assert (ran.code, ran.json) == (5, [])


async def test_a_tenant_that_is_not_signed_in_to_is_named_with_the_line_that_signs_in(shell: Shell) -> None:
    async with served(small_world(denied=[])) as simulator:
        shell.visit(simulator)
        ran = await shell.run(*LIST)
    assert (ran.code, ran.names) == (6, ["2.4.1"])
    assert "not read: Fabrikam: Not signed in: " in ran.err
    assert "  next: run  az login --tenant fabrikam.onmicrosoft.com\n" in ran.err


async def test_a_next_page_on_another_host_is_refused_by_name_and_sees_no_token(
    shell: Shell, simulator: Simulator
) -> None:
    async with listening(html("200 OK")) as (port, heard):
        page = {"value": [], "nextLink": f"http://127.0.0.1:{port}/subscriptions"}
        strike(simulator, {"match": GRAPH, "status": 403}, {"match": "/galleries\\?", "when": "after", "body": page})
        ran = await shell.run(*LIST)
    assert ran.code == 5
    assert f"a link to http://127.0.0.1:{port} was refused: the token is for {simulator.endpoint} alone" in ran.err
    assert heard == []


async def test_a_next_page_that_was_read_before_ends_the_list(shell: Shell, simulator: Simulator) -> None:
    target = f"/subscriptions/{SUBSCRIPTION}/providers/Microsoft.Compute/galleries?api-version=2026-03-03"
    body = {"value": [resource(GALLERY)], "nextLink": f"{simulator.endpoint}{target}"}
    strike(simulator, {"match": GRAPH, "status": 403}, {"match": f"{SUBSCRIPTION}/providers", "times": 1, "body": body})
    ran = await shell.run("list", "galleries", "-o", "json")
    assert (ran.code, len(ran.json)) == (6, 2)
    assert "not read: Production: An answer that makes no sense: the list never ends" in ran.err


async def test_a_body_that_cannot_be_read_spoils_its_own_row_only(shell: Shell, simulator: Simulator) -> None:
    broken = {**image_version(f"{DEFINITION}/versions/2.4.2", "eastus2"), "properties": {"publishingProfile": 7}}
    body = {"value": [image_version(VERSION, "eastus2"), broken]}
    strike(
        simulator, {"match": GRAPH, "status": 403}, {"match": f"{DEFINITION}/versions", "when": "after", "body": body}
    )
    ran = await shell.run(*LIST)
    assert (ran.code, ran.names) == (6, ["2.4.1"])
    assert f"not read: {broken['id'].lower()}: An answer that makes no sense" in ran.err


async def test_tokens_that_end_are_replaced_unseen(shell: Shell, simulator: Simulator) -> None:
    strike(simulator, {"match": GRAPH, "times": 1, "status": 401})
    ran = await shell.run(*LIST)
    assert (ran.code, ran.names, ran.err) == (0, ["2.4.1"], "")
