"""The whole way, over HTTPS, to the simulator: from the options of the command line to data and errors."""

import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import pytest

from tests.simulated import (
    DEFINITION,
    DENIED_SUBSCRIPTION,
    EMPTY_SUBSCRIPTION,
    GALLERY,
    HOME_TENANT,
    OTHER_TENANT,
    SUBSCRIPTION,
    VERSION,
    Simulator,
    image_version,
    resource,
    served,
    small_world,
)
from tests.tui.azure.scripted_transport import FakeClock, Reply, ScriptedTransport
from tui.azure.connect import ConnectOptions, connect
from tui.azure.credentials import Identity
from tui.azure.directory import AzureDirectory
from tui.model.errors import AuthRequired, Conflict, Forbidden, Invalid, NotFound, Throttled, Unavailable, Unexpected
from tui.model.gallery import Definition, Gallery, Tenant, Version
from tui.model.precedence import Source
from tui.services.gateway import Directory, Gateway


def options(simulator: Simulator, **changed: Any) -> ConnectOptions:  # noqa: ANN401 - the options' own types
    """The options with which `--demo` and `--endpoint` reach a simulator."""
    identity = Identity(simulator.identity_endpoint, simulator.identity_header)
    given = {"endpoint": simulator.endpoint, "ca_file": str(simulator.ca_file), "identity": identity}
    return ConnectOptions(**{**given, **changed})


@asynccontextmanager
async def connected(
    simulator: Simulator,
    clock: FakeClock | None = None,
    **changed: Any,  # noqa: ANN401 - as above
) -> AsyncIterator[AzureDirectory]:
    directory = connect(options(simulator, **changed), environ={}, clock=(clock or FakeClock()).clock)
    try:
        yield directory
    finally:
        await directory.close()


@pytest.fixture
async def simulator() -> AsyncIterator[Simulator]:
    async with served() as simulator:
        yield simulator


@pytest.fixture
async def directory(simulator: Simulator) -> AsyncIterator[Directory]:
    async with connected(simulator) as directory:
        yield directory


@pytest.fixture
async def home(directory: Directory) -> Gateway:
    return directory.gateway((await directory.tenants())[0])


def faults(simulator: Simulator, *listed: dict[str, object]) -> None:
    simulator.core.state.faults.set(list(listed))


async def test_the_tenants_of_the_account_come_home_first(directory: Directory) -> None:
    assert await directory.tenants() == [
        Tenant(HOME_TENANT, "Contoso", "contoso.onmicrosoft.com", home=True),
        Tenant(OTHER_TENANT, "Fabrikam", "fabrikam.onmicrosoft.com"),
    ]


async def test_a_tenant_that_is_not_signed_in_to_gives_the_line_that_signs_in(directory: Directory) -> None:
    other = (await directory.tenants())[1]
    with pytest.raises(AuthRequired) as raised:
        await anext(directory.gateway(other).subscriptions())
    assert raised.value.command == "az login --tenant fabrikam.onmicrosoft.com"
    with pytest.raises(AuthRequired):
        await directory.gateway(other).account()


async def test_a_tenant_keeps_its_gateway(directory: Directory) -> None:
    first, second = await directory.tenants()
    assert directory.gateway(first) is directory.gateway(first)
    assert directory.gateway(first) is not directory.gateway(second)


async def test_with_tenant_only_that_one_is_looked_at(simulator: Simulator) -> None:
    async with connected(simulator, tenant=HOME_TENANT) as directory:
        assert [each.id for each in await directory.tenants()] == [HOME_TENANT]
    async with connected(simulator, tenant=OTHER_TENANT) as directory:
        with pytest.raises(AuthRequired):
            await directory.tenants()


async def test_subscriptions_of_the_tenant_are_listed_the_denied_one_too(home: Gateway) -> None:
    listed = [each async for page in home.subscriptions() for each in page.items]
    assert {each.id: each.name for each in listed} == {
        SUBSCRIPTION: "Production",
        EMPTY_SUBSCRIPTION: "Labs",
        DENIED_SUBSCRIPTION: "Finance",
    }


async def test_the_overview_has_galleries_definitions_and_versions_in_the_order_of_their_ids(home: Gateway) -> None:
    pages = [page async for page in home.overview([SUBSCRIPTION, EMPTY_SUBSCRIPTION, DENIED_SUBSCRIPTION])]
    items = [each for page in pages for each in page.items]
    assert [type(each) for each in items] == [Gallery, Definition, Version]
    assert [each.key for each in items] == [GALLERY.lower(), DEFINITION.lower(), VERSION.lower()]
    assert not any(page.unreadable for page in pages)
    assert {page.stamp.source for page in pages} == {Source.GRAPH}


async def test_an_overview_of_more_than_a_page_is_read_to_its_end() -> None:
    more = [image_version(f"{DEFINITION}/versions/9.0.{number}", "eastus2") for number in range(2100)]
    async with served(small_world(*more)) as simulator, connected(simulator) as directory:
        home = directory.gateway((await directory.tenants())[0])
        sizes = [len(page.items) async for page in home.overview([SUBSCRIPTION])]
    assert sizes == [1000, 1000, 103]


async def test_lists_go_down_from_subscription_to_version(home: Gateway) -> None:
    (gallery,) = [each async for page in home.galleries(SUBSCRIPTION) for each in page.items]
    assert gallery.id != GALLERY  # recorded: this list shouts the resource group
    assert gallery.key == GALLERY.lower()
    (definition,) = [each async for page in home.definitions(gallery.id) for each in page.items]
    (version,) = [each async for page in home.versions(definition.id) for each in page.items]
    assert (definition.id, version.id) == (DEFINITION, VERSION)
    assert version.replication is None


async def test_lists_of_many_pages_are_read_to_their_end() -> None:
    more = [image_version(f"{DEFINITION}/versions/9.0.{number}", "eastus2") for number in range(24)]
    async with served(small_world(*more), page_size=10) as simulator, connected(simulator) as directory:
        home = directory.gateway((await directory.tenants())[0])
        assert [len(page.items) async for page in home.versions(DEFINITION)] == [10, 10, 5]


async def test_single_things_are_read_with_replication_status_and_a_request_id(home: Gateway) -> None:
    assert (await home.gallery(GALLERY)).value.name == "img_prod"
    assert (await home.definition(DEFINITION)).value.key == DEFINITION.lower()
    reading = await home.version(VERSION)
    assert reading.value.replication is not None
    assert [each.region for each in reading.value.replication.summary] == ["eastus2", "westeurope"]
    assert reading.stamp.source is Source.GET
    assert reading.request_id


async def test_locations_and_quotas_are_read(home: Gateway) -> None:
    locations = {each.name: each for each in await home.locations(SUBSCRIPTION)}
    assert locations["eastus2"].display_name == "East US 2"
    assert locations["eastus2"].zones
    quotas = {each.name: (each.used, each.limit) for each in await home.usages(SUBSCRIPTION, "eastus2")}
    assert quotas == {"Gallery": (1, 100), "GalleryImage": (1, 1000), "GalleryImageVersion": (1, 10000)}


async def test_bodies_are_read_as_they_are_a_version_s_with_its_status(home: Gateway) -> None:
    version = json.loads((await home.body(VERSION)).value)
    assert version["properties"]["replicationStatus"]["summary"]
    for resource_id in (f"/subscriptions/{SUBSCRIPTION}", GALLERY, DEFINITION):
        assert json.loads((await home.body(resource_id)).value)["id"] == resource_id


async def test_who_uses_an_image_is_asked_of_resource_graph() -> None:
    group = f"/subscriptions/{SUBSCRIPTION}/resourceGroups/rg/providers/Microsoft.Compute"
    machine = resource(f"{group}/virtualMachines/web", {"storageProfile": {"imageReference": {"id": VERSION}}})
    profile = {"storageProfile": {"imageReference": {"id": DEFINITION, "exactVersion": "1.0.0"}}}
    scale_set = resource(f"{group}/virtualMachineScaleSets/api", {"virtualMachineProfile": profile})
    async with served(small_world(machine, scale_set)) as simulator, connected(simulator) as directory:
        home = directory.gateway((await directory.tenants())[0])
        found = [user async for page in home.users([SUBSCRIPTION], DEFINITION) for user in page.items]
        assert [(each.kind, each.name, each.image) for each in found] == [
            ("scale set", "api", DEFINITION.lower()),
            ("machine", "web", VERSION.lower()),
        ]
        assert not [page.items async for page in home.users([SUBSCRIPTION], "/it's \\ not there") if page.items]


async def test_whether_compute_is_registered_is_read(home: Gateway) -> None:
    assert await home.registration(SUBSCRIPTION) == "Registered"


async def test_the_time_is_the_server_s(simulator: Simulator, directory: Directory) -> None:
    await directory.tenants()
    assert directory.now().isoformat().startswith("2026-11-20T09:12:00")


async def test_a_denied_subscription_says_which_right_is_missing(home: Gateway) -> None:
    with pytest.raises(Forbidden, match=r"no right to Microsoft\.Compute/galleries/read") as raised:
        await anext(home.galleries(DENIED_SUBSCRIPTION))
    assert raised.value.scope == f"/subscriptions/{DENIED_SUBSCRIPTION}"
    assert raised.value.correlation_id


async def test_what_is_gone_is_said_to_be_gone(home: Gateway) -> None:
    with pytest.raises(NotFound):
        await home.version(f"{DEFINITION}/versions/8.8.8")


async def test_tokens_that_end_are_replaced_unseen(simulator: Simulator, home: Gateway) -> None:
    await home.gallery(GALLERY)
    simulator.core.state.tokens.expire()
    assert (await home.gallery(GALLERY)).value.name == "img_prod"


async def test_an_answer_cut_in_its_middle_is_read_again(simulator: Simulator, home: Gateway) -> None:
    faults(simulator, {"match": "GET .*/versions\\?", "times": 1, "when": "after", "cut_after_bytes": 40})
    assert [len(page.items) async for page in home.versions(DEFINITION)] == [1]


async def test_a_connection_that_is_dropped_every_time_is_said(simulator: Simulator, home: Gateway) -> None:
    faults(simulator, {"match": "/galleries", "drop": True})
    with pytest.raises(Unavailable, match="the connection to localhost broke off"):
        await home.gallery(GALLERY)


async def test_a_throttled_read_is_said_with_its_hour_and_the_scope_waits(simulator: Simulator) -> None:
    async with connected(simulator) as directory:
        home = directory.gateway((await directory.tenants())[0])
        faults(simulator, {"match": "/galleries/", "times": 1, "status": 429, "retry_after": 3600})
        with pytest.raises(Throttled) as raised:
            await home.gallery(GALLERY)
        assert raised.value.retry_after == 3600
        assert [(each.scope, each.seconds) for each in directory.waiting()] == [
            (f"/subscriptions/{SUBSCRIPTION}", 3600)
        ]


async def test_a_fault_that_passes_goes_unseen(simulator: Simulator, home: Gateway) -> None:
    faults(simulator, {"match": "/galleries/", "times": 2, "status": 503})
    assert (await home.gallery(GALLERY)).value.name == "img_prod"


async def test_a_cloud_that_refuses_the_newest_api_version_is_read_with_an_older_one(simulator: Simulator) -> None:
    message = "The api-version '2026-03-03' is invalid. The supported versions are '2021-10-01,2022-08-03'."
    refusal = {"error": {"code": "InvalidApiVersionParameter", "message": message}}
    async with connected(simulator) as directory:
        home = directory.gateway((await directory.tenants())[0])
        faults(simulator, {"match": "galleries.*api-version=2026-03-03", "status": 400, "body": refusal})
        assert (await home.gallery(GALLERY)).value.name == "img_prod"
        assert (await home.version(VERSION)).value.name == "2.4.1"
        assert [len(page.items) async for page in home.definitions(GALLERY)] == [1]
        in_use = directory.api_versions()
    assert in_use["Microsoft.Compute/galleries/images/versions"] == "2022-08-03"
    assert in_use["Microsoft.Compute/galleries"] == "2022-08-03"
    assert in_use["Microsoft.Resources/tenants"] == "2022-12-01"


async def test_a_provider_that_is_not_registered_is_said_and_left_as_it_is(simulator: Simulator, home: Gateway) -> None:
    subscription = simulator.core.state.world.subscriptions[SUBSCRIPTION]
    subscription.unregistered = ["Microsoft.Compute"]
    with pytest.raises(Conflict, match=r"not registered to use namespace 'Microsoft\.Compute'") as raised:
        await anext(home.galleries(SUBSCRIPTION))
    line = f"az provider register --namespace Microsoft.Compute --subscription {SUBSCRIPTION}"
    assert raised.value.next_step == f"run  {line}"
    assert subscription.unregistered == ["Microsoft.Compute"]
    assert simulator.core.state.ledger.report()["by_route"]["GET galleries"] == 1


async def test_an_answer_that_is_not_json_is_said(simulator: Simulator, home: Gateway) -> None:
    faults(simulator, {"match": "/galleries/", "when": "after", "body": "<html>"})
    with pytest.raises(Unexpected, match="not the JSON"):
        await home.gallery(GALLERY)


async def test_with_a_named_identity_no_credential_of_the_user_is_looked_for(simulator: Simulator) -> None:
    secrets = {"AZURE_TENANT_ID": "t", "AZURE_CLIENT_ID": "c", "AZURE_CLIENT_SECRET": "s", "PATH": "/nowhere"}
    directory = connect(options(simulator), environ=secrets, clock=FakeClock().clock)
    assert (await directory.tenants())[0].id == HOME_TENANT
    await directory.close()


async def test_the_variables_of_a_managed_identity_are_enough(
    simulator: Simulator, monkeypatch: pytest.MonkeyPatch
) -> None:
    environ = {"IDENTITY_ENDPOINT": simulator.identity_endpoint, "IDENTITY_HEADER": simulator.identity_header}
    for name, value in environ.items():
        monkeypatch.setenv(name, value)
    directory = connect(options(simulator, identity=None), environ=environ, clock=FakeClock().clock)
    assert (await directory.tenants())[0].id == HOME_TENANT
    await directory.close()


async def test_without_the_certificate_it_says_what_to_pass(simulator: Simulator) -> None:
    async with connected(simulator, ca_file=None) as directory:
        with pytest.raises(Unavailable, match="the certificate of localhost is not trusted") as raised:
            await directory.tenants()
    assert "--ca-file" in raised.value.next_step


@pytest.mark.parametrize("endpoint", ["https://management.azure.com", "http://example.com", "nonsense"])
def test_an_endpoint_that_cannot_be_right_is_refused_before_anything_is_sent(endpoint: str) -> None:
    with pytest.raises(Invalid):
        connect(ConnectOptions(endpoint=endpoint), environ={})


@pytest.mark.parametrize("reply", [Reply(b"<html>", 404), Reply(b"<html>"), Reply({})])
async def test_an_endpoint_that_is_something_else_says_to_look_at_its_address(reply: Reply) -> None:
    asked = ConnectOptions(endpoint="https://elsewhere.example", identity=Identity("http://localhost:1", "x"))
    transport = ScriptedTransport(lambda _: reply)
    directory = connect(asked, environ={}, clock=FakeClock().clock, open_transport=lambda: transport)
    with pytest.raises(Unexpected, match="does not describe itself") as raised:
        await directory.tenants()
    assert "--endpoint" in raised.value.next_step


async def test_an_endpoint_that_asks_for_a_real_cloud_s_token_gets_none() -> None:
    described = {"authentication": {"audiences": ["https://management.azure.com/"], "loginEndpoint": "https://x"}}
    transport = ScriptedTransport(lambda _: Reply(described))
    asked = ConnectOptions(endpoint="https://elsewhere.example", identity=Identity("http://localhost:1", "x"))
    directory: AzureDirectory = connect(asked, environ={}, clock=FakeClock().clock, open_transport=lambda: transport)
    with pytest.raises(Unexpected, match="only tokens for the endpoint itself"):
        await directory.tenants()
    assert transport.urls == ["https://elsewhere.example/metadata/endpoints?api-version=2022-09-01"]
