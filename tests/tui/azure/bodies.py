"""Bodies as Resource Manager answers them, made up in the shape of recorded ones."""

from typing import Any

SUBSCRIPTION = "0b1f6471-1bf0-4dda-aec3-cb9272f09590"
GALLERY_ID = f"/subscriptions/{SUBSCRIPTION}/resourceGroups/rg/providers/Microsoft.Compute/galleries/gal"
DEFINITION_ID = f"{GALLERY_ID}/images/ubuntu"
REGIONS = [(f"region{n}", f"Region {n}") for n in range(20)]

Json = dict[str, Any]


def gallery_body(**properties: object) -> Json:
    """A gallery."""
    return {
        "name": "gal",
        "id": GALLERY_ID,
        "type": "Microsoft.Compute/galleries",
        "location": "westus",
        "tags": {},
        "properties": {
            "identifier": {"uniqueName": f"{SUBSCRIPTION}-GAL"},
            "provisioningState": "Succeeded",
            **properties,
        },
    }


def definition_body(**properties: object) -> Json:
    """A definition."""
    return {
        "name": "ubuntu",
        "id": DEFINITION_ID,
        "type": "Microsoft.Compute/galleries/images",
        "location": "westus",
        "properties": {
            "osType": "Linux",
            "osState": "Generalized",
            "hyperVGeneration": "V2",
            "identifier": {"publisher": "p", "offer": "o", "sku": "s"},
            "features": [{"name": "SecurityType", "value": "TrustedLaunch"}],
            "recommended": {"vCPUs": {"min": 1, "max": 8}, "memory": {"max": 16}},
            "disallowed": {"diskTypes": ["Premium_LRS"]},
            "provisioningState": "Succeeded",
            **properties,
        },
    }


def version_body(name: str = "1.0.0", *, regions: int = 20, status: bool = True) -> Json:
    """A version in so many regions, with or without its replication status."""
    body: Json = {
        "name": name,
        "id": f"{DEFINITION_ID}/versions/{name}",
        "type": "Microsoft.Compute/galleries/images/versions",
        "location": "region0",
        "tags": {"build": name},
        "properties": {
            "publishingProfile": {
                "targetRegions": [
                    {"name": display, "regionalReplicaCount": 2, "storageAccountType": "Standard_ZRS"}
                    for _, display in REGIONS[:regions]
                ],
                "replicaCount": 1,
                "excludeFromLatest": False,
                "publishedDate": "2024-08-27T09:02:54.5984092+00:00",
                "storageAccountType": "Standard_LRS",
            },
            "storageProfile": {
                "source": {
                    "id": f"/subscriptions/{SUBSCRIPTION}/resourceGroups/rg/providers/Microsoft.Compute/images/i"
                },
                "osDiskImage": {"sizeInGB": 30, "hostCaching": "ReadOnly", "source": {}},
            },
            "safetyProfile": {"reportedForPolicyViolation": False, "allowDeletionOfReplicatedLocations": False},
            "provisioningState": "Succeeded",
        },
    }
    if status:
        summary = [{"progress": 100, "region": region, "state": "Completed"} for region, _ in REGIONS[:regions]]
        body["properties"]["replicationStatus"] = {"aggregatedState": "Completed", "summary": summary}
    return body
