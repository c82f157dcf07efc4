"""Galleries, image definitions and image versions."""

from typing import Final

from tui.simulator.api_versions import shown
from tui.simulator.routes.resources import ResourceType, plain
from tui.simulator.routing import Call
from tui.simulator.scenario import Body
from tui.simulator.wire import ArmError
from tui.simulator.world import Record


def _gallery(call: Call, record: Record) -> Body:
    expand = _option(call, "$expand", "sharingprofile/groups")
    _option(call, "$select", "permissions")
    body = shown(record.body, record.type, call.api_version)
    return body if expand else _without_groups(body)


def _gallery_row(call: Call, record: Record) -> Body:
    """Recorded: the lists of galleries, and only these, write the resource group in capitals."""
    body = _without_groups(shown(record.body, record.type, call.api_version))
    parts = body["id"].split("/")
    parts[4] = parts[4].upper()
    return {**body, "id": "/".join(parts)}


def _version(call: Call, record: Record) -> Body:
    expand = _option(call, "$expand", "replicationstatus", "uefisettings")
    body = shown(record.body, record.type, call.api_version)
    if expand != "replicationstatus":
        return body
    status = call.state.world.replication(record).status(call.state.clock.now())
    return {**body, "properties": {**body["properties"], "replicationStatus": status}}


def _without_groups(body: Body) -> Body:
    """The groups that a gallery is shared with are answered on demand only (`$expand=SharingProfile/Groups`)."""
    profile = body.get("properties", {}).get("sharingProfile", {})
    if "groups" not in profile:
        return body
    rest = {name: value for name, value in profile.items() if name != "groups"}
    return {**body, "properties": {**body["properties"], "sharingProfile": rest}}


def _option(call: Call, name: str, *known: str) -> str:
    """Read a query option; recorded: the service takes its values in any case."""
    value = call.request.query.get(name, "")
    if value and value.lower() not in known:
        message = f"The value '{value}' of parameter '{name}' is not supported."
        raise ArmError(400, "InvalidParameter", message, target=name)
    return value.lower()


TYPES: Final = [
    ResourceType(
        "Microsoft.Compute/galleries",
        _gallery,
        _gallery_row,
        "GetGallery",
        "ListGalleryInResourceGroup",
        "ListGalleryInSubscription",
    ),
    ResourceType("Microsoft.Compute/galleries/images", plain, plain, "GetGalleryImage", "ListGalleryImagesInGallery"),
    ResourceType(
        "Microsoft.Compute/galleries/images/versions",
        _version,
        plain,
        "GetGalleryImageVersion",
        "ListGalleryImageVersionsInGalleryImage",
    ),
]
ROUTES: Final = [route for each in TYPES for route in each.routes()]
