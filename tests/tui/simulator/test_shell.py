"""The simulator over real HTTPS, asked by clients that were not written for it."""

import asyncio
import io
import json
import ssl
from collections.abc import AsyncIterator

import aiohttp
import pytest
from azure.core.exceptions import ClientAuthenticationError, HttpResponseError, ResourceNotFoundError
from azure.identity.aio import ManagedIdentityCredential
from azure.mgmt.compute.aio import ComputeManagementClient
from azure.mgmt.compute.models import Gallery

from tests.simulated import (
    DEFINITION,
    GALLERY,
    SUBSCRIPTION,
    VERSION,
    Simulator,
    image_version,
    region_row,
    served,
    small_world,
)
from tui.simulator.shell import serving


@pytest.fixture
async def compute(simulator: Simulator, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[ComputeManagementClient]:
    """Azure's own client, signed in through Azure's own managed identity."""
    monkeypatch.setenv("IDENTITY_ENDPOINT", simulator.identity_endpoint)
    monkeypatch.setenv("IDENTITY_HEADER", simulator.identity_header)
    async with (
        ManagedIdentityCredential() as credential,
        ComputeManagementClient(
            credential,
            SUBSCRIPTION,
            base_url=simulator.endpoint,
            credential_scopes=[f"{simulator.endpoint}/.default"],
            connection_verify=str(simulator.ca_file),
            retry_total=0,
        ) as client,
    ):
        yield client


@pytest.fixture
async def plain(simulator: Simulator) -> AsyncIterator[aiohttp.ClientSession]:
    """A bare HTTPS client that knows the certificate and has a token."""
    context = ssl.create_default_context(cafile=simulator.ca_file)
    headers = {"Authorization": f"Bearer {simulator.token}"}
    async with aiohttp.ClientSession(
        simulator.endpoint, headers=headers, connector=aiohttp.TCPConnector(ssl=context)
    ) as session:
        yield session


async def test_azures_own_client_lists_galleries_definitions_and_versions(compute: ComputeManagementClient) -> None:
    assert [each.id async for each in compute.galleries.list()] == [GALLERY.replace("rg-Images", "RG-IMAGES")]
    images = compute.gallery_images.list_by_gallery("rg-images", "img_prod")
    assert [each.id async for each in images] == [DEFINITION]
    versions = compute.gallery_image_versions.list_by_gallery_image("rg-images", "img_prod", "ubuntu-2204")
    assert [each.id async for each in versions] == [VERSION]


async def test_azures_own_client_follows_the_pages_of_a_list(
    simulator: Simulator, compute: ComputeManagementClient
) -> None:
    versions = [image_version(f"{DEFINITION}/versions/1.0.{n}", "eastus2") for n in range(120)]
    simulator.send("PUT", "/_simulator/world", small_world(*versions))
    listed = compute.gallery_image_versions.list_by_gallery_image("rg-images", "img_prod", "ubuntu-2204")
    assert len({each.id async for each in listed}) == 121
    assert simulator.send("GET", "/_simulator/requests").body["by_route"] == {"GET versions": 3}


async def test_azures_own_client_reads_a_version_with_its_replication_status(
    simulator: Simulator, compute: ComputeManagementClient
) -> None:
    moving = image_version(VERSION, "eastus2", summary=[region_row("eastus2", "Replicating", 45)])
    simulator.send("PUT", "/_simulator/world", small_world(moving))
    names = ("rg-images", "img_prod", "ubuntu-2204", "2.4.1")
    version = await compute.gallery_image_versions.get(*names, expand="ReplicationStatus")
    assert version.properties is not None
    status = version.properties.replication_status
    assert status is not None
    assert status.aggregated_state == "InProgress"
    assert [(each.region, each.state, each.progress) for each in status.summary or ()] == [
        ("eastus2", "Replicating", 45)
    ]


async def test_azures_own_client_understands_the_refusals(
    simulator: Simulator, compute: ComputeManagementClient
) -> None:
    with pytest.raises(ResourceNotFoundError) as missing:
        await compute.galleries.get("rg-images", "nope")
    assert missing.value.error is not None
    assert missing.value.error.code == "ResourceNotFound"
    with pytest.raises(HttpResponseError) as refused:
        await compute.galleries.begin_create_or_update("rg-images", "a-dash", Gallery(location="eastus2"))
    assert refused.value.error is not None
    assert refused.value.error.code == "InvalidParameter"
    simulator.send("PUT", "/_simulator/faults", {"expire_tokens": True})
    with pytest.raises(ClientAuthenticationError):
        await compute.galleries.get("rg-images", "img_prod")


async def test_an_answer_cut_short_or_dropped_reaches_the_client_as_a_broken_connection(
    simulator: Simulator, plain: aiohttp.ClientSession
) -> None:
    simulator.send("PUT", "/_simulator/faults", [{"match": "/versions", "times": 1, "cut_after_bytes": 40}])
    async with plain.get(f"{VERSION}?api-version=2026-03-03") as answer:
        assert answer.status == 200
        with pytest.raises(aiohttp.ClientPayloadError):
            await answer.read()
    simulator.send("PUT", "/_simulator/faults", [{"match": "/versions", "drop": True}])
    with pytest.raises(aiohttp.ServerDisconnectedError):
        await plain.post(f"{VERSION}?api-version=2026-03-03")
    simulator.send("DELETE", "/_simulator/faults")
    async with plain.get(f"{VERSION}?api-version=2026-03-03") as answer:
        assert (await answer.json())["id"] == VERSION


async def test_an_answer_waits_as_long_as_it_is_told_to() -> None:
    slept: list[float] = []

    async def sleep(seconds: float) -> None:
        slept.append(seconds)

    core = Simulator(latency_seconds=20).core
    async with (
        serving(core, sleep=sleep) as running,
        aiohttp.ClientSession() as session,
        session.get(running.identity_endpoint) as answer,
    ):
        assert answer.status == 401
    assert slept == [20]


async def test_serving_ends_though_an_answer_still_waits() -> None:
    held = asyncio.Event()

    async def hold(_: float) -> None:
        held.set()
        await asyncio.Event().wait()

    async with aiohttp.ClientSession() as session, asyncio.timeout(10):
        async with serving(Simulator(latency_seconds=600).core, sleep=hold) as running:
            asking = asyncio.create_task(session.get(running.identity_endpoint))
            await held.wait()
        with pytest.raises(aiohttp.ClientError):
            await asking


async def test_a_world_larger_than_a_usual_request_can_be_put(
    simulator: Simulator, plain: aiohttp.ClientSession
) -> None:
    versions = [image_version(f"{DEFINITION}/versions/1.0.{n}", "eastus2") for n in range(5000)]
    body = io.BytesIO(json.dumps(small_world(*versions)).encode())
    async with plain.put("/_simulator/world", data=body) as answer:
        assert answer.status == 204


async def test_a_fault_of_the_simulators_own_is_a_500_and_does_not_end_it(
    simulator: Simulator,
    plain: aiohttp.ClientSession,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    with monkeypatch.context() as broken:
        broken.setattr(simulator.core.state.world, "in_list", None)
        async with plain.get(f"{DEFINITION}/versions?api-version=2026-03-03") as answer:
            assert answer.status == 500
    assert "TypeError" in capsys.readouterr().err
    async with plain.get(f"{DEFINITION}/versions?api-version=2026-03-03") as answer:
        assert answer.status == 200


async def test_the_certificate_is_gone_when_serving_ends() -> None:
    async with served() as simulator:
        assert simulator.ca_file.read_text().startswith("-----BEGIN CERTIFICATE-----")
    assert not simulator.ca_file.exists()
