"""Lists are followed to their end, wherever that is, and what came before an error stays."""

import json

import msgspec
import pytest
from azure.core.exceptions import IncompleteReadError
from azure.core.rest import HttpRequest

from tests.tui.azure.bodies import DEFINITION_ID, GALLERY_ID, SUBSCRIPTION, gallery_body, version_body
from tests.tui.azure.scripted_transport import (
    ENDPOINT,
    TENANT,
    FakeCredential,
    Reply,
    Script,
    ScriptedTransport,
    manager,
)
from tui.azure.reads import TenantGateway
from tui.model.errors import Forbidden, GalleryError, Unavailable, Unexpected
from tui.model.gallery import Resource, Tenant
from tui.model.precedence import Source
from tui.services.gateway import Page

NEXT = f"{ENDPOINT}/subscriptions/{SUBSCRIPTION}/next?$skiptoken=a%2Fb&api-version=2026-03-03"


def gateway(transport: ScriptedTransport) -> TenantGateway:
    return TenantGateway(Tenant(TENANT, "Contoso", home=True), manager(transport))


def a_page(name: str, next_link: str | None = None) -> Reply:
    body = {"value": [{**gallery_body(), "id": f"{GALLERY_ID}{name}"}]}
    return Reply(body if next_link is None else {**body, "nextLink": next_link})


async def galleries(transport: ScriptedTransport) -> tuple[list[str], GalleryError | None]:
    """The names that could be had, and what ended the list before its time."""
    names: list[str] = []
    try:
        async for page in gateway(transport).galleries(SUBSCRIPTION):
            names += [each.name for each in page.items]
    except GalleryError as error:
        return names, error
    return names, None


async def test_a_list_is_followed_by_its_next_link_as_it_stands() -> None:
    transport = ScriptedTransport([a_page("1", NEXT), a_page("2", "")])
    assert await galleries(transport) == (["gal1", "gal2"], None)
    assert transport.urls == [
        f"{ENDPOINT}/subscriptions/{SUBSCRIPTION}/providers/Microsoft.Compute/galleries?api-version=2026-03-03",
        NEXT,
    ]


async def test_a_page_says_where_its_facts_come_from_and_when() -> None:
    transport = ScriptedTransport([Reply(a_page("1").body, headers={"Date": "Fri, 20 Nov 2026 09:12:00 GMT"})])
    pages: list[Page[Resource]] = [page async for page in gateway(transport).galleries(SUBSCRIPTION)]
    assert pages[0].stamp.source is Source.LIST
    assert pages[0].stamp.at.isoformat() == "2026-11-20T09:12:00+00:00"


async def test_a_next_link_to_another_host_gets_no_token_and_is_named() -> None:
    transport = ScriptedTransport([a_page("1", "https://evil.example/galleries?api-version=1")])
    names, error = await galleries(transport)
    assert names == ["gal1"]
    assert isinstance(error, Unexpected)
    assert "https://evil.example" in error.cause
    assert len(transport.requests) == 1


async def test_a_next_link_to_itself_ends_the_list_with_an_error() -> None:
    transport = ScriptedTransport(lambda _: a_page("1", NEXT))
    names, error = await galleries(transport)
    assert names == ["gal1", "gal1"]
    assert isinstance(error, Unexpected)
    assert "never ends" in error.cause


async def test_a_relative_next_link_is_taken_from_the_page_that_names_it() -> None:
    transport = ScriptedTransport([a_page("1", "/more?api-version=1"), a_page("2")])
    assert (await galleries(transport))[0] == ["gal1", "gal2"]
    assert transport.urls[1] == f"{ENDPOINT}/more?api-version=1"


async def test_a_connection_lost_for_good_in_mid_list_keeps_what_came_before() -> None:
    transport = ScriptedTransport([a_page("1", NEXT), *[IncompleteReadError("cut")] * 3])
    names, error = await galleries(transport)
    assert names == ["gal1"]
    assert isinstance(error, Unavailable)
    assert error.scope == f"/subscriptions/{SUBSCRIPTION}"


@pytest.mark.parametrize("body", [b"<html>", b"", b"[]", b'{"value": 5}', b'{"value": [', b"\xff\xfe"])
async def test_what_is_not_json_is_said_with_its_type(body: bytes) -> None:
    transport = ScriptedTransport([Reply(body, headers={"Content-Type": "text/html; charset=utf-8"})])
    _, error = await galleries(transport)
    assert isinstance(error, Unexpected)
    assert "of type text/html" in error.cause


async def test_one_subscription_of_ten_that_is_denied_is_the_only_one_missing() -> None:
    def script(request: HttpRequest) -> Reply:
        denied = {"error": {"code": "AuthorizationFailed", "message": "no"}}
        return Reply(denied, 403) if "/subscriptions/s3/" in request.url else a_page("1")

    way = gateway(ScriptedTransport(script))
    seen, denied = [], []
    for number in range(10):
        try:
            seen += [each.name async for page in way.galleries(f"s{number}") for each in page.items]
        except Forbidden as error:
            denied.append(error.scope)
    assert len(seen) == 9
    assert denied == ["/subscriptions/s3"]


async def test_a_broken_body_leaves_its_page_whole() -> None:
    page = {"value": [gallery_body(), {**gallery_body(), "tags": 5}]}
    (read,) = [page async for page in gateway(ScriptedTransport([Reply(page)])).galleries(SUBSCRIPTION)]
    assert len(read.items) == 1
    assert [each.key for each in read.unreadable] == [GALLERY_ID.lower()]


async def test_a_version_is_read_with_its_replication_status() -> None:
    transport = ScriptedTransport([Reply(version_body(), headers={"x-ms-correlation-request-id": "quoted"})])
    reading = await gateway(transport).version(f"{DEFINITION_ID}/versions/1.0.0")
    assert reading.value.replication is not None
    assert (reading.stamp.source, reading.request_id) == (Source.GET, "quoted")
    assert transport.urls[0].endswith("/versions/1.0.0?api-version=2026-03-03&$expand=ReplicationStatus")


async def test_one_thing_whose_body_is_broken_says_where() -> None:
    with pytest.raises(Unexpected, match=r"\$\.tags"):
        await gateway(ScriptedTransport([Reply({**gallery_body(), "tags": 5})])).gallery(GALLERY_ID)


async def test_an_id_with_strange_characters_stays_inside_its_path() -> None:
    transport = ScriptedTransport([Reply(gallery_body())])
    await gateway(transport).gallery(f"{GALLERY_ID}?x=1#y /é")
    assert transport.urls[0].endswith("/gal%3Fx%3D1%23y%20/%C3%A9?api-version=2026-03-03")


def graph(rows: int, token: str | None = None, truncated: str = "false") -> Reply:
    data = [
        {**version_body(f"1.0.{n}", status=False), "type": "microsoft.compute/galleries/images/versions"}
        for n in range(rows)
    ]
    body = {"totalRecords": rows, "count": rows, "resultTruncated": truncated, "data": data, "facets": []}
    return Reply({**body, "$skipToken": token} if token else body)


async def overview(script: Script | list[Reply | Exception], subscriptions: int = 2) -> tuple[int, ScriptedTransport]:
    transport = ScriptedTransport(script)
    ids = [f"s{number}" for number in range(subscriptions)]
    return sum([len(page.items) async for page in gateway(transport).overview(ids)]), transport


def asked(transport: ScriptedTransport) -> list[dict[str, object]]:
    return [json.loads(request.content or "null") for request in transport.requests]


async def test_the_overview_is_one_query_paged_by_its_skip_token() -> None:
    rows, transport = await overview([graph(1000, "more"), graph(5)])
    assert rows == 1005
    first, second = asked(transport)
    assert first["subscriptions"] == ["s0", "s1"]
    assert first["options"] == {"resultFormat": "objectArray", "$top": 1000}
    assert second == {**first, "options": {"resultFormat": "objectArray", "$top": 1000, "$skipToken": "more"}}
    query = str(first["query"])
    assert "project id," in query
    assert query.endswith("order by id asc")


async def test_many_subscriptions_are_asked_for_in_groups_of_three_hundred() -> None:
    rows, transport = await overview(lambda _: graph(1), subscriptions=601)
    assert rows == 3
    groups = [msgspec.convert(each["subscriptions"], list[str]) for each in asked(transport)]
    assert [len(group) for group in groups] == [300, 300, 1]
    assert len({each for group in groups for each in group}) == 601


async def test_an_overview_that_repeats_itself_ends_with_an_error() -> None:
    with pytest.raises(Unexpected, match="never ends"):
        await overview(lambda _: graph(1, "same"))


async def test_an_overview_that_is_cut_short_is_not_taken_for_whole() -> None:
    with pytest.raises(Unexpected, match="cut its answer short"):
        await overview([graph(1, truncated="true")])


async def test_an_overview_that_is_denied_says_so() -> None:
    with pytest.raises(Forbidden):
        await overview([Reply({"error": {"code": "AuthorizationFailed", "message": "no"}}, 403)])


async def test_forgotten_credentials_sign_in_anew() -> None:
    credential, transport = FakeCredential(["old", "new"]), ScriptedTransport(lambda _: a_page("1"))
    way = TenantGateway(Tenant(TENANT, "Contoso"), manager(transport, credential=credential))
    assert [page async for page in way.galleries("s")]
    way.forget_credentials()
    assert [page async for page in way.galleries("s")]
    assert transport.tokens == ["Bearer old", "Bearer new"]
