"""Azure's own client writes through its own pollers, over HTTPS; what it sleeps is time that passes in the world."""

import io
import json
from collections.abc import AsyncIterator

import pytest
from azure.core.exceptions import HttpResponseError, ResourceExistsError, ResourceNotFoundError
from azure.core.pipeline.transport import AioHttpTransport
from azure.identity.aio import ManagedIdentityCredential
from azure.mgmt.compute.aio import ComputeManagementClient
from azure.mgmt.compute.models import (
    Gallery,
    GalleryArtifactVersionFullSource,
    GalleryImage,
    GalleryImageIdentifier,
    GalleryImageProperties,
    GalleryImageVersion,
    GalleryImageVersionProperties,
    GalleryImageVersionPublishingProfile,
    GalleryImageVersionSafetyProfile,
    GalleryImageVersionStorageProfile,
    GalleryImageVersionUpdate,
    GalleryProperties,
    SharingProfile,
    SharingProfileGroup,
    SharingUpdate,
    SoftDeletePolicy,
    TargetRegion,
)

from tests.simulated import SUBSCRIPTION, Simulator, served
from tests.tui.simulator.stage import COMPUTE, IMAGE, managed_image, writable_world
from tui.simulator.scenario import Body

GROUP, GALLERY, IMAGE_NAME = "rg-Images", "img_new", "ubuntu"
NAMES = (GROUP, GALLERY, IMAGE_NAME)
OLD = f"{COMPUTE}/images/old"


@pytest.fixture
async def writing() -> AsyncIterator[Simulator]:
    """A world to write in, served over HTTPS."""
    async with served(writable_world(managed_image(OLD, hyperVGeneration="V1"))) as writing:
        yield writing


@pytest.fixture
async def compute(writing: Simulator, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[ComputeManagementClient]:
    """Azure's own client, signed in through Azure's own managed identity; where it should sleep, it turns the clock."""

    async def sleep(seconds: float) -> None:
        writing.wire.advance(seconds)

    transport = AioHttpTransport(connection_verify=str(writing.ca_file))
    monkeypatch.setattr(transport, "sleep", sleep)
    monkeypatch.setenv("IDENTITY_ENDPOINT", writing.identity_endpoint)
    monkeypatch.setenv("IDENTITY_HEADER", writing.identity_header)
    async with (
        ManagedIdentityCredential() as credential,
        ComputeManagementClient(
            credential,
            SUBSCRIPTION,
            base_url=writing.endpoint,
            credential_scopes=[f"{writing.endpoint}/.default"],
            transport=transport,
            retry_total=0,
        ) as client,
    ):
        yield client


def gallery(permissions: str = "Groups") -> Gallery:
    """A gallery that keeps what is deleted."""
    policy = SoftDeletePolicy(is_soft_delete_enabled=True)
    properties = GalleryProperties(sharing_profile=SharingProfile(permissions=permissions), soft_delete_policy=policy)
    return Gallery(location="eastus2", properties=properties)


def definition() -> GalleryImage:
    """A definition for generalized Linux."""
    identifier = GalleryImageIdentifier(publisher="Contoso", offer="ubuntu", sku="new")
    properties = GalleryImageProperties(os_type="Linux", os_state="Generalized", identifier=identifier)
    return GalleryImage(location="eastus2", properties=properties)


def version(source: str, *regions: str) -> GalleryImageVersion:
    """A shallow version, which is quickly there."""
    properties = GalleryImageVersionProperties(
        storage_profile=GalleryImageVersionStorageProfile(source=GalleryArtifactVersionFullSource(id=source)),
        publishing_profile=GalleryImageVersionPublishingProfile(
            target_regions=[TargetRegion(name=each) for each in regions], replication_mode="Shallow"
        ),
        safety_profile=GalleryImageVersionSafetyProfile(allow_deletion_of_replicated_locations=True),
    )
    return GalleryImageVersion(location="eastus2", properties=properties)


def raw(body: Body) -> io.BytesIO:
    """Make a body that is sent as it stands."""
    return io.BytesIO(json.dumps(body).encode())


async def test_azures_own_client_walks_a_version_through_its_life(compute: ComputeManagementClient) -> None:
    made = await (await compute.galleries.begin_create_or_update(GROUP, GALLERY, gallery())).result()
    assert made.properties is not None
    assert made.properties.provisioning_state == "Succeeded"
    image = await (await compute.gallery_images.begin_create_or_update(*NAMES, definition())).result()
    assert image.properties is not None
    assert image.properties.hyper_v_generation == "V2"

    versions = compute.gallery_image_versions
    created = await (
        await versions.begin_create_or_update(*NAMES, "1.0.0", version(IMAGE, "eastus2", "westus"))
    ).result()
    assert created.properties is not None
    assert created.properties.provisioning_state == "Succeeded"
    disk = created.properties.storage_profile.os_disk_image
    assert disk is not None
    assert disk.size_in_gb == 30

    change = GalleryImageVersionUpdate(tags={"ring": "all"}, properties=created.properties)
    patched = await (await versions.begin_update(*NAMES, "1.0.0", change)).result()
    assert patched.tags == {"ring": "all"}

    await (await versions.begin_delete(*NAMES, "1.0.0")).result()
    with pytest.raises(ResourceNotFoundError):
        await versions.get(*NAMES, "1.0.0")
    kept = compute.soft_deleted_resource.list_by_artifact_name(GROUP, GALLERY, "Images", IMAGE_NAME)
    assert [each.name async for each in kept] == ["1.0.0"]
    await (await versions.begin_create_or_update(*NAMES, "1.0.0", raw({"location": "eastus2", "tags": {}}))).result()
    assert (await versions.get(*NAMES, "1.0.0")).name == "1.0.0"
    with pytest.raises(ResourceExistsError) as nested:
        await compute.gallery_images.begin_delete(*NAMES)
    assert nested.value.error is not None
    assert nested.value.error.code == "CannotDeleteResource"
    await (await versions.begin_delete(*NAMES, "1.0.0", bypass_soft_delete=True)).result()
    assert [each async for each in versions.list_by_gallery_image(*NAMES)] == []


async def test_azures_own_client_raises_what_a_failed_operation_says(compute: ComputeManagementClient) -> None:
    names = ("rg-Images", "img_prod", "ubuntu-2204")
    poller = await compute.gallery_image_versions.begin_create_or_update(*names, "9.0.0", version(OLD, "eastus2"))
    with pytest.raises(HttpResponseError) as failed:
        await poller.result()
    assert failed.value.error is not None
    assert (failed.value.status_code, failed.value.error.code) == (200, "Conflict")
    assert "different Hypervisor generation ['V1']" in str(failed.value.error.message)


async def test_azures_own_client_shares_a_gallery(compute: ComputeManagementClient) -> None:
    await (await compute.galleries.begin_create_or_update(GROUP, GALLERY, gallery())).result()
    groups = [SharingProfileGroup(type="Subscriptions", ids=[SUBSCRIPTION])]
    update = SharingUpdate(operation_type="Add", groups=groups)
    await (await compute.gallery_sharing_profile.begin_update(GROUP, GALLERY, update)).result()
    shared = await compute.galleries.get(GROUP, GALLERY, expand="SharingProfile/Groups")
    assert shared.properties is not None
    assert shared.properties.sharing_profile is not None
    assert [each.ids for each in shared.properties.sharing_profile.groups or ()] == [[SUBSCRIPTION]]
    await (await compute.galleries.begin_delete(GROUP, GALLERY)).result()
    with pytest.raises(ResourceNotFoundError):
        await compute.galleries.get(GROUP, GALLERY)


async def test_azures_own_client_makes_a_machine_a_source(compute: ComputeManagementClient) -> None:
    reference = {"id": f"{COMPUTE}/galleries/img_prod/images/ubuntu-2204/versions/2.4.1"}
    body: Body = {
        "location": "eastus2",
        "properties": {
            "storageProfile": {"imageReference": reference},
            "osProfile": {"computerName": "m", "adminUsername": "ana", "adminPassword": "secret"},
        },
    }
    await (await compute.virtual_machines.begin_create_or_update(GROUP, "m", raw(body))).result()
    await (await compute.virtual_machines.begin_deallocate(GROUP, "m")).result()
    await compute.virtual_machines.generalize(GROUP, "m")
    capture: Body = {
        "location": "eastus2",
        "properties": {"sourceVirtualMachine": {"id": f"{COMPUTE}/virtualMachines/m"}},
    }
    image = await (await compute.images.begin_create_or_update(GROUP, "captured", raw(capture))).result()
    assert image.properties is not None
    assert image.properties.provisioning_state == "Succeeded"
    snapshot: Body = {"location": "eastus2", "properties": {"creationData": {"createOption": "Empty"}, "diskSizeGB": 8}}
    made = await (await compute.snapshots.begin_create_or_update(GROUP, "s", raw(snapshot))).result()
    assert made.properties is not None
    assert made.properties.disk_size_gb == 8
