"""A small world to write in: a gallery with definitions, and something of each kind that versions are made from."""

from typing import Any

from tests.simulated import DEFINITION, GALLERY, GROUP, NEWEST, Answer, Simulator, image_version, resource, small_world
from tui.simulator.scenario import Body

COMPUTE = f"{GROUP}/providers/Microsoft.Compute"
IMAGE = f"{COMPUTE}/images/golden"
MACHINE = f"{COMPUTE}/virtualMachines/golden"
SNAPSHOT = f"{COMPUTE}/snapshots/golden"
DATA_DISK = f"{COMPUTE}/disks/data"
ACCOUNT = f"{GROUP}/providers/Microsoft.Storage/storageAccounts/vhds"
KEYS = f"{COMPUTE}/diskEncryptionSets/keys"
SPECIALIZED = f"{GALLERY}/images/kiosk"
TRUSTED = f"{GALLERY}/images/trusted"
NEW = f"{DEFINITION}/versions/3.0.0"
STANDING = f"{DEFINITION}/versions/2.4.1"
COMPUTE_NEWEST = "2026-04-01"
HOUR = 3600.0

GENERALIZED = {"instanceView": {"statuses": [{"code": "OSState/generalized"}]}}


def definition(own_id: str, **properties: Any) -> Body:  # noqa: ANN401 - any property of a definition
    """Make a definition for generalized Linux of generation 2, unless told otherwise."""
    name = own_id.rpartition("/")[2]
    usual = {"osType": "Linux", "osState": "Generalized", "hyperVGeneration": "V2", "architecture": "x64"}
    identifier = {"publisher": "Contoso", "offer": "images", "sku": name}
    return resource(own_id, {**usual, "identifier": identifier, **properties})


def managed_image(own_id: str = IMAGE, gb: int = 30, **properties: object) -> Body:
    """Make a managed image with one data disk of 10 GB."""
    disk = {"osType": "Linux", "osState": "Generalized", "diskSizeGB": gb, "caching": "ReadWrite"}
    storage = {"osDisk": disk, "dataDisks": [{"lun": 0, "diskSizeGB": 10, "caching": "None"}]}
    return resource(own_id, {"storageProfile": storage, "hyperVGeneration": "V2", **properties})


def machine(own_id: str = MACHINE, **properties: object) -> Body:
    """Make a machine that is generalized, unless told otherwise."""
    disk = {"osType": "Linux", "diskSizeGB": 30, "caching": "ReadWrite", "managedDisk": {}}
    return resource(own_id, {"storageProfile": {"osDisk": disk, "dataDisks": []}, **GENERALIZED, **properties})


def writable_world(*more: Body, **replaced: object) -> Body:
    """Make a scenario with all of the above, and one version that is complete in two regions."""
    source = {"source": {"id": IMAGE}, "osDiskImage": {"sizeInGB": 30, "hostCaching": "ReadWrite", "source": {}}}
    standing = image_version(STANDING, "East US 2", "West Europe", storageProfile=source)
    standing["properties"]["publishingProfile"] |= {"storageAccountType": "Standard_LRS", "excludeFromLatest": False}
    standing["properties"]["publishingProfile"]["publishedDate"] = "2026-11-01T06:30:00.0000000+00:00"
    return small_world(
        resources=[
            resource(GALLERY, {"sharingProfile": {"permissions": "Private"}}),
            definition(DEFINITION),
            definition(SPECIALIZED, osState="Specialized"),
            definition(TRUSTED, features=[{"name": "SecurityType", "value": "TrustedLaunchSupported"}]),
            standing,
            managed_image(),
            machine(),
            resource(SNAPSHOT, {"diskSizeGB": 64, "osType": "Linux"}),
            resource(DATA_DISK, {"diskSizeGB": 128}),
            resource(ACCOUNT),
            resource(KEYS),
            *more,
        ],
        **replaced,
    )


def writable(*more: Body, **options: Any) -> Simulator:  # noqa: ANN401 - Core's own options
    """Make a simulator of that world."""
    return Simulator(writable_world(*more), **options)


def version_body(*regions: str, source: Body | None = None, **profile: object) -> Body:
    """Make what is sent to create a version."""
    targets = [{"name": each} for each in regions or ("eastus2",)]
    storage = {"source": {"id": IMAGE}} if source is None else source
    return {
        "location": "eastus2",
        "properties": {"publishingProfile": {"targetRegions": targets, **profile}, "storageProfile": storage},
    }


def put(simulator: Simulator, path: str, body: object, api_version: str = NEWEST) -> Answer:
    """Send a PUT."""
    return simulator.write("PUT", path, body, api_version=api_version)


def created(simulator: Simulator, path: str, body: object, api_version: str = NEWEST) -> Body:
    """Send a PUT, wait until it has settled, and read what has come of it."""
    assert put(simulator, path, body, api_version).status in (200, 201, 202)
    simulator.advance(HOUR)
    answer: Body = simulator.get(path, api_version=api_version).body
    return answer


def edited(simulator: Simulator, path: str = STANDING, **profile: object) -> Body:
    """Read a version and make the body that gives its publishing profile other values."""
    body: Body = simulator.get(path).body
    properties = body["properties"]
    changed = {**properties, "publishingProfile": {**properties["publishingProfile"], **profile}}
    return {"location": body["location"], "tags": body.get("tags", {}), "properties": changed}


def operation(simulator: Simulator, answer: Answer) -> Body:
    """Ask how the operation of a write is."""
    body: Body = simulator.send("GET", answer.headers["Azure-AsyncOperation"]).body
    return body
