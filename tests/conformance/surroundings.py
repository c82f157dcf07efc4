"""The world around a recorded body: what it is in, what it was made from, and what it was before it was written."""

import re
from typing import Any

from tests.conformance.bodies import canonical
from tests.conformance.recordings import Recorded, read_after
from tests.simulated import Simulator, resource
from tui.simulator.scenario import Body

TENANT = "54826b22-38d6-4fb2-bad9-b7b93a3e9c5a"
_ID = re.compile(r"/subscriptions/[^/]+/resourceGroups/[^/]+/providers/[^/]+/(?P<kind>\w+)/.+", re.IGNORECASE)


def simulator_with(*resources: Body, now: str = "2024-08-26T09:00:00Z", **options: Any) -> Simulator:  # noqa: ANN401 - Core's own options
    """Make a simulator with these resources, in the subscriptions that they are in."""
    subscriptions = sorted({each["id"].split("/")[2] for each in resources})
    scenario: Body = {
        "now": now,
        "tenants": [{"tenantId": TENANT}],
        "subscriptions": [
            {"subscriptionId": each, "displayName": "Recorded", "tenantId": TENANT} for each in subscriptions
        ],
        "resources": list(resources),
    }
    return Simulator(scenario, **options)


def around(written: Recorded) -> list[Body]:
    """Make what a recorded write needs to be there."""
    made = [group_of(written.id, written.body["location"]), *parents(written.id, written.body["location"])]
    if written.status != 201:
        made.append(before(written.body))
    settled = read_after(written)
    disks = (settled or written).body["properties"].get("storageProfile", {})
    for own_id in dict.fromkeys(_ids(written.body["properties"])):
        made += [*parents(own_id, written.body["location"]), _source(own_id, written.body["location"], disks)]
    return list({each["id"].lower(): each for each in made}.values())


def parents(own_id: str, location: str) -> list[Body]:
    """Make the gallery and the definition that a resource is in."""
    parts = own_id.split("/")
    above = ["/".join(parts[:end]) for end in range(9, len(parts) - 1, 2)]
    return [resource(each, _parent(each), location=location) for each in above]


def before(body: Body) -> Body:
    """Make of an updated version what it may have been before: complete, and nowhere but where it was made."""
    properties = {**body["properties"], "provisioningState": "Succeeded"}
    profile = properties.get("publishingProfile")
    if profile:
        home = [each for each in profile["targetRegions"] if canonical(each["name"]) == body["location"]]
        properties["publishingProfile"] = {**profile, "targetRegions": home}
    return {**body, "properties": properties}


def group_of(own_id: str, location: str) -> Body:
    """Make the resource group that a resource is in."""
    path = "/".join(own_id.split("/")[:5])
    return {"id": path, "name": path.rpartition("/")[2], "location": location, "properties": {}}


def _parent(own_id: str) -> Body:
    if "/images/" not in own_id:
        return {}
    name = own_id.rpartition("/")[2]
    return {"osType": "Linux", "identifier": {"publisher": "publisher1", "offer": "offer1", "sku": name}}


def _ids(value: Any) -> list[str]:  # noqa: ANN401 - a JSON value
    if isinstance(value, dict):
        return [own_id for each in value.values() for own_id in _ids(each)]
    if isinstance(value, list):
        return [own_id for each in value for own_id in _ids(each)]
    return [value] if isinstance(value, str) and _ID.fullmatch(value) else []


def _source(own_id: str, location: str, disks: Body) -> Body:
    """Make what a version is made from, with the disks that the version has in the end."""
    if "/versions/" in own_id:
        profile = {"targetRegions": [{"name": location}], "replicaCount": 1}
        return resource(own_id, {"publishingProfile": profile, "storageProfile": disks}, location=location)
    sizes = {_source_id(each): each.get("sizeInGB") for each in (disks.get("osDiskImage", {}), *_data(disks))}
    if own_id in sizes:
        return resource(own_id, {"diskSizeGB": sizes[own_id]} if sizes[own_id] else {}, location=location)
    system = {"osType": "Linux", **_disk(disks.get("osDiskImage", {}))}
    data = [{"lun": each["lun"], **_disk(each)} for each in _data(disks)]
    return resource(own_id, {"storageProfile": {"osDisk": system, "dataDisks": data}}, location=location)


def _data(disks: Body) -> list[Body]:
    listed: list[Body] = disks.get("dataDiskImages", [])
    return listed


def _disk(image: Body) -> Body:
    return {"diskSizeGB": image.get("sizeInGB"), "caching": image.get("hostCaching")}


def _source_id(image: Body) -> str:
    return str(image.get("source", {}).get("id", ""))
