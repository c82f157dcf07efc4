"""What others share, over HTTPS, from the simulator to the model: read-only, region by region."""

import json
from collections.abc import AsyncIterator
from typing import TypeVar

import pytest

from tests.shared import (
    EULA,
    PUBLIC_NAME,
    PUBLISHED,
    UNIQUE_NAME,
    WITH_SUBSCRIPTION,
    WITH_TENANT,
    location_of,
    world_of_sharing,
)
from tests.simulated import DENIED_SUBSCRIPTION, EMPTY_SUBSCRIPTION, SUBSCRIPTION, Simulator, served
from tests.tui.azure.scripted_transport import ENDPOINT, TENANT, FakeClock, Reply, ScriptedTransport, manager
from tests.tui.azure.test_connect import options
from tui.azure.budget import call_of
from tui.azure.connect import connect
from tui.azure.reads import TenantGateway
from tui.azure.versions import ApiVersions, type_of
from tui.model.errors import Forbidden, NotFound, Unexpected
from tui.model.gallery import Definition, Gallery, Publisher, Tenant, Version
from tui.model.ids import ForeignId
from tui.services.foreign import NOWHERE, ForeignGalleries
from tui.services.gateway import Gateway, Page, Vantage
from tui.services.routes import Routes

T = TypeVar("T", Gallery, Definition, Version)

HERE = Vantage(SUBSCRIPTION, "East US 2")
THERE = Vantage(SUBSCRIPTION, "westeurope")
SHARED = ForeignId("SharedGalleries", UNIQUE_NAME)
OPEN = ForeignId("CommunityGalleries", PUBLIC_NAME)
DEBIAN = OPEN._replace(definition="debian")
NUMBERS = ["0.9.0", "1.0.0", "1.1.0", "1.2.0"]


@pytest.fixture
async def simulator() -> AsyncIterator[Simulator]:
    async with served(world_of_sharing(WITH_SUBSCRIPTION, WITH_TENANT), page_size=3) as simulator:
        yield simulator


@pytest.fixture
async def gateway(simulator: Simulator) -> AsyncIterator[Gateway]:
    directory = connect(options(simulator), environ={}, clock=FakeClock().clock)
    try:
        yield directory.gateway((await directory.tenants())[0])
    finally:
        await directory.close()


async def names(pages: AsyncIterator[Page[T]]) -> list[str]:
    """The names of all that is listed."""
    return [each.name async for page in pages for each in page.items]


async def test_galleries_that_are_shared_with_us_are_listed_by_whom_they_are_shared_with(gateway: Gateway) -> None:
    assert await names(gateway.shared_galleries(HERE, with_tenant=False)) == [UNIQUE_NAME]
    assert await names(gateway.shared_galleries(HERE, with_tenant=True)) == [UNIQUE_NAME]
    labs = Vantage(EMPTY_SUBSCRIPTION, "eastus2")
    assert await names(gateway.shared_galleries(labs, with_tenant=False)) == []


async def test_a_shared_gallery_is_read_as_one_that_cannot_be_changed(gateway: Gateway) -> None:
    gallery = (await gateway.foreign_gallery(HERE, SHARED)).value
    assert gallery.foreign
    assert gallery == Gallery(
        id=f"/SharedGalleries/{UNIQUE_NAME}",
        location="eastus2",
        tags={"team": "images"},
        unique_name=UNIQUE_NAME,
        permissions="Groups",
    )


async def test_a_community_gallery_tells_who_opens_it(gateway: Gateway) -> None:
    gallery = (await gateway.foreign_gallery(HERE, OPEN)).value
    assert gallery == Gallery(
        id=f"/CommunityGalleries/{PUBLIC_NAME}",
        location="eastus2",
        permissions="Community",
        public_names=(PUBLIC_NAME,),
        publisher=Publisher("https://fabrikam.com", "images@fabrikam.com", EULA),
    )


async def test_its_definitions_and_versions_are_read_with_what_a_consumer_is_told(gateway: Gateway) -> None:
    ((definition,),) = [page.items async for page in gateway.foreign_definitions(HERE, OPEN)]
    assert (definition.id, definition.os_type, definition.publisher) == (str(DEBIAN), "Linux", "")
    found = {each.name: each async for page in gateway.foreign_versions(HERE, DEBIAN) for each in page.items}
    assert list(found) == NUMBERS
    assert found["1.0.0"] == Version(
        id=f"{DEBIAN}/Versions/1.0.0",
        location="eastus2",
        exclude_from_latest=False,
        published_date=PUBLISHED,
        size_gb=30,
        data_disks=1,
    )
    assert (found["0.9.0"].exclude_from_latest, found["0.9.0"].end_of_life_date) == (True, PUBLISHED)
    assert await names(gateway.foreign_versions(THERE, DEBIAN)) == ["1.0.0"]


async def test_of_a_shared_gallery_the_publisher_of_a_definition_is_told(gateway: Gateway) -> None:
    ((definition,),) = [page.items async for page in gateway.foreign_definitions(HERE, SHARED)]
    assert (definition.publisher, definition.offer, definition.sku) == ("Fabrikam", "debian", "13")


async def test_the_service_opens_a_gallery_by_its_name_in_a_region(gateway: Gateway) -> None:
    routes = Routes()
    routes.learn(SUBSCRIPTION, gateway)
    foreign = ForeignGalleries(routes)
    opened = await foreign.open(DEBIAN, HERE)
    assert [each.name for each in opened.definitions] == ["debian"]
    assert opened.versions is not None
    assert [each.name for each in opened.versions] == NUMBERS[::-1]
    there = await foreign.versions(DEBIAN, THERE)
    assert [each.name for each in there.versions] == ["1.0.0"]
    with pytest.raises(NotFound) as raised:
        await foreign.open(OPEN, Vantage(SUBSCRIPTION, "japaneast"))
    assert (raised.value.next_step, raised.value.scope) == (NOWHERE, str(OPEN))


@pytest.mark.parametrize("wanted", [OPEN, DEBIAN, DEBIAN._replace(version="1.0.0")], ids=lambda each: each.kind)
async def test_the_body_of_each_level_is_to_be_had(gateway: Gateway, wanted: ForeignId) -> None:
    body = json.loads((await gateway.foreign_body(HERE, wanted)).value)
    assert body["identifier"]["uniqueId"] == str(wanted)


async def test_a_subscription_without_rights_sees_nothing(gateway: Gateway) -> None:
    with pytest.raises(Forbidden, match=r"Microsoft\.Compute/locations/sharedGalleries/read"):
        await names(gateway.shared_galleries(Vantage(DENIED_SUBSCRIPTION, "eastus2"), with_tenant=False))


@pytest.mark.parametrize("identifier", [{}, {"uniqueId": "/subscriptions/s"}, {"uniqueId": "evil"}, {"uniqueId": 5}])
async def test_a_body_without_a_unique_id_spoils_its_own_row(identifier: object) -> None:
    whole = {"identifier": {"uniqueId": str(OPEN)}, "location": "eastus2"}
    transport = ScriptedTransport([Reply({"value": [whole, {**whole, "identifier": identifier}]})])
    way = TenantGateway(Tenant(TENANT, "Contoso"), manager(transport))
    (page,) = [page async for page in way.shared_galleries(HERE, with_tenant=True)]
    assert (len(page.items), len(page.unreadable)) == (1, 1)
    assert transport.urls == [f"{ENDPOINT}{location_of('eastus2')}?api-version=2026-03-03&sharedTo=tenant"]


async def test_a_broken_body_is_named_by_its_unique_id() -> None:
    broken = {"identifier": {"uniqueId": str(OPEN)}, "properties": 5}
    way = TenantGateway(Tenant(TENANT, "Contoso"), manager(ScriptedTransport([Reply({"value": [broken]})])))
    (page,) = [page async for page in way.shared_galleries(HERE, with_tenant=False)]
    assert [each.key for each in page.unreadable] == [str(OPEN).lower()]
    other = TenantGateway(Tenant(TENANT, "Contoso"), manager(ScriptedTransport([Reply(broken)])))
    with pytest.raises(Unexpected, match="properties"):
        await other.foreign_gallery(HERE, OPEN)


def test_each_type_has_api_versions_of_its_own() -> None:
    versions = ApiVersions()
    path = location_of("eastus2", "communityGalleries")
    kinds = [type_of(f"{path}{below}") for below in ("/g", "/g/images/i", "/g/images/i/versions/1.0.0")]
    family = "Microsoft.Compute/locations/communityGalleries"
    assert kinds == [family, f"{family}/images", f"{family}/images/versions"]
    refusal = b"The supported api-versions are '2020-09-30,2021-07-01,2021-10-01'."
    refused = versions.another(f"{ENDPOINT}{path}/g?api-version=2026-03-03", refusal)
    assert refused == f"{ENDPOINT}{path}/g?api-version=2021-10-01"


def test_what_others_share_is_charged_by_region() -> None:
    urls = [f"{ENDPOINT}{location_of(region)}/{name}/images" for region in ("eastus2", "westus") for name in "ab"]
    places = [call_of("GET", url, "").place for url in urls]
    assert places[0] == places[1] != places[2] == places[3]
    assert places[0].endswith("/locations/eastus2")
