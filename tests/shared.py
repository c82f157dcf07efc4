"""A world in which Fabrikam shares a gallery with Contoso, and has another that is open to the community."""

from tests.simulated import (
    FOREIGN_SUBSCRIPTION,
    GALLERY,
    HOME_TENANT,
    SUBSCRIPTION,
    image_version,
    region_row,
    resource,
    small_world,
)
from tui.simulator.scenario import Body

PUBLISHER = GALLERY.replace(SUBSCRIPTION, FOREIGN_SUBSCRIPTION)
SHARED = PUBLISHER.replace("img_prod", "img_shared")
OPENED = PUBLISHER.replace("img_prod", "img_open")
UNIQUE_NAME = f"{FOREIGN_SUBSCRIPTION}-IMG_SHARED"
PUBLIC_NAME = "fabrikam-dddddddd-0000-4000-8000-000000000001"
WITH_SUBSCRIPTION = {"type": "Subscriptions", "ids": [SUBSCRIPTION]}
WITH_TENANT = {"type": "AADTenants", "ids": [HOME_TENANT]}
PUBLISHED = "2026-11-01T06:30:00.0000000+00:00"
EULA = "https://fabrikam.com/eula"
LUN = 3


def location_of(name: str, collection: str = "sharedGalleries", subscription: str = SUBSCRIPTION) -> str:
    """Give the path of what is shared in a region."""
    return f"/subscriptions/{subscription}/providers/Microsoft.Compute/locations/{name}/{collection}"


def shared_gallery(*groups: Body, permissions: str = "Groups") -> Body:
    """Make the gallery that is shared with these groups."""
    profile = {"permissions": permissions, **({"groups": list(groups)} if groups else {})}
    named = {"identifier": {"uniqueName": UNIQUE_NAME}, "sharingProfile": profile}
    return resource(SHARED, named, tags={"team": "images"})


def open_gallery(*, enabled: bool = True) -> Body:
    """Make the gallery that is open to the community, or is to be."""
    info = {
        "communityGalleryEnabled": enabled,
        "publisherUri": "https://fabrikam.com",
        "publisherContact": "images@fabrikam.com",
        "eula": EULA,
        "publicNamePrefix": "fabrikam",
        "publicNames": [PUBLIC_NAME],
    }
    return resource(OPENED, {"sharingProfile": {"permissions": "Community", "communityGalleryInfo": info}})


def contents(gallery: str) -> list[Body]:
    """Fill a gallery: a definition with versions of all kinds, and one that was made in another region."""
    image = f"{gallery}/images/debian"
    system = {"osType": "Linux", "osState": "Generalized", "hyperVGeneration": "V2", "architecture": "x64"}
    identifier = {"publisher": "Fabrikam", "offer": "debian", "sku": "13"}
    elsewhere = resource(f"{gallery}/images/elsewhere", {**system, "identifier": identifier}, location="westus")
    return [
        resource(image, {**system, "identifier": identifier}),
        elsewhere,
        _version(f"{image}/versions/1.0.0", "East US 2", "West Europe"),
        _version(f"{image}/versions/1.1.0", "East US 2", "West Europe", europe=("Replicating", 37)),
        _version(f"{image}/versions/1.2.0", "East US 2", "West Europe", europe=("Failed", 12)),
        _version(f"{image}/versions/0.9.0", "East US 2", excludeFromLatest=True, endOfLifeDate=PUBLISHED),
        _encrypted(_version(f"{image}/versions/2.0.0", "East US 2")),
        _version(f"{image}/versions/3.0.0", "West US", location="westus"),
        _version(f"{gallery}/images/elsewhere/versions/1.0.0", "West US", location="westus"),
    ]


def _version(
    own_id: str, *regions: str, location: str = "eastus2", europe: tuple[str, int] = ("Completed", 100), **told: object
) -> Body:
    summary = [region_row(each.replace(" ", "").lower(), "Completed", 100) for each in regions]
    summary = [region_row("westeurope", *europe) if each["region"] == "westeurope" else each for each in summary]
    disk = {"sizeInGB": 30, "hostCaching": "ReadWrite", "source": {}}
    storage = {"osDiskImage": disk, "dataDiskImages": [{"lun": LUN, "sizeInGB": 10, "hostCaching": "None"}]}
    made = image_version(own_id, *regions, summary=summary, storageProfile=storage)
    made["properties"]["publishingProfile"] |= {"publishedDate": PUBLISHED, "excludeFromLatest": False, **told}
    return {**made, "location": location}


def _encrypted(version: Body) -> Body:
    keys = {"osDiskImage": {"diskEncryptionSetId": f"{SHARED.rpartition('/')[0]}/keys"}}
    version["properties"]["publishingProfile"]["targetRegions"][0]["encryption"] = keys
    return version


def world_of_sharing(*groups: Body, permissions: str = "Groups", enabled: bool = True, **replaced: object) -> Body:
    """Make the scenario; shared with the subscription that asks unless told otherwise."""
    gallery = shared_gallery(*(groups or (WITH_SUBSCRIPTION,)), permissions=permissions)
    stalled = {"version": f"{SHARED}/images/debian/versions/1.1.0", "region": "westeurope", "to": "Completed"}
    return small_world(
        gallery,
        *contents(SHARED),
        open_gallery(enabled=enabled),
        *contents(OPENED),
        plans=[{**stalled, "after_seconds": 600}],
        **replaced,
    )
