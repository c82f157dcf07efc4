"""A small tenant as Resource Graph would hold it, and a way to ask it."""

from datetime import UTC, datetime
from typing import Any

from tui.simulator.kql import run

NOW = datetime(2026, 11, 20, 9, 12, tzinfo=UTC)
GALLERY = "/subscriptions/s1/resourceGroups/rg-img/providers/Microsoft.Compute/galleries/img_prod"
DEFINITION = f"{GALLERY}/images/ubuntu"


def resource(kind: str, resource_id: str, properties: dict[str, Any] | None = None, **more: Any) -> dict[str, Any]:  # noqa: ANN401 - JSON
    """A row of the Resources table."""
    return {
        "id": resource_id,
        "name": resource_id.rsplit("/", 1)[-1],
        "type": kind,
        "location": "eastus2",
        "resourceGroup": "rg-img",
        "subscriptionId": "s1",
        "properties": properties or {},
        **more,
    }


def version(name: str, *regions: str, **publishing: Any) -> dict[str, Any]:  # noqa: ANN401 - JSON
    """A gallery image version that is wanted in these regions."""
    return resource(
        "microsoft.compute/galleries/images/versions",
        f"{DEFINITION}/versions/{name}",
        {
            "publishingProfile": {"targetRegions": [{"name": region} for region in regions], **publishing},
            "storageProfile": {"osDiskImage": {"sizeInGB": 30}},
            "provisioningState": "Succeeded",
        },
    )


RESOURCES = [
    resource("microsoft.compute/galleries", GALLERY, tags={"team": "core", "ring-0": "yes"}),
    resource(
        "microsoft.compute/galleries/images", DEFINITION, {"osType": "Linux", "recommended": {"vCPUs": {"min": 2}}}
    ),
    version("1.0.0", "East US 2", excludeFromLatest=True, replicaCount=1, publishedDate="2026-11-01T07:12:00.5+00:00"),
    version("1.0.1", "East US 2", "West Europe", excludeFromLatest=False, replicaCount=3),
    version("1.0.10"),
    resource(
        "microsoft.compute/virtualmachines",
        "/subscriptions/s2/resourceGroups/rg-web/providers/Microsoft.Compute/virtualMachines/vm-web-1",
        {"storageProfile": {"imageReference": {"id": f"{DEFINITION}/versions/1.0.1", "exactVersion": "1.0.1"}}},
        subscriptionId="s2",
        location="westeurope",
        zones=["1", "2"],
    ),
    resource(
        "microsoft.compute/virtualmachinescalesets",
        "/subscriptions/s2/resourceGroups/rg-web/providers/Microsoft.Compute/virtualMachineScaleSets/vmss-web",
        {"virtualMachineProfile": {"storageProfile": {"imageReference": {"id": DEFINITION.upper()}}}},
        subscriptionId="s2",
    ),
]
TABLES = {
    "resources": RESOURCES,
    "resourcecontainers": [resource("microsoft.resources/subscriptions", "/subscriptions/s1")],
}


def ask(query: str) -> list[dict[str, Any]]:
    """The answer of the small tenant."""
    return run(query, TABLES, now=NOW)


def names(condition: str) -> list[str]:
    """Which resources a condition holds for, by name."""
    return [row["name"] for row in ask(f"resources | where {condition}")]


def value(expression: str) -> Any:  # noqa: ANN401 - whatever the expression gives
    """What an expression gives, seen from the version 1.0.1."""
    return ask(f"resources | where name == '1.0.1' | project it = {expression}")[0]["it"]
