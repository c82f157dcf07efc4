"""Galleries, image definitions and image versions."""

from collections.abc import Callable
from typing import Final

from tui.simulator.api_versions import shown
from tui.simulator.buckets import told
from tui.simulator.routes.conflicts import refuse_busy
from tui.simulator.routes.existing import existing
from tui.simulator.routes.lifecycle import Writes
from tui.simulator.routes.links import operation_headers
from tui.simulator.routes.resources import ResourceType, plain
from tui.simulator.routing import Call, Route
from tui.simulator.scenario import Body
from tui.simulator.soft_delete import bury, policy_of
from tui.simulator.wire import ArmError, Response
from tui.simulator.world import Record, parent_of
from tui.simulator.writes import definitions, galleries, sharing, versions
from tui.simulator.writes.change import without_nulls


def _gallery(call: Call, record: Record) -> Body:
    """Recorded: either option brings the groups that a gallery is shared with."""
    expand = call.option("$expand", "sharingprofile/groups")
    select = call.option("$select", "permissions")
    body = shown(record.body, record.type, call.api_version)
    return body if expand or select else _without_groups(body)


def _gallery_row(call: Call, record: Record) -> Body:
    """Recorded: the lists of galleries, and only these, write the resource group in capitals."""
    body = _without_groups(shown(record.body, record.type, call.api_version))
    parts = body["id"].split("/")
    parts[4] = parts[4].upper()
    return {**body, "id": "/".join(parts)}


def _version(call: Call, record: Record) -> Body:
    expand = call.option("$expand", "replicationstatus", "uefisettings")
    body = shown(record.body, record.type, call.api_version)
    if expand == "uefisettings" or call.request.method != "GET":
        return body
    body = _without_keys(body)
    if expand != "replicationstatus":
        return body
    status = call.state.world.replication(record).status(call.state.clock.now())
    return {**body, "properties": {**body["properties"], "replicationStatus": status}}


def _version_row(call: Call, record: Record) -> Body:
    return _without_keys(shown(record.body, record.type, call.api_version))


def _without_keys(body: Body) -> Body:
    """Recorded: the keys that a version starts with are answered to its write, and read with `$expand=UefiSettings`."""
    profile = body.get("properties", {}).get("securityProfile", {})
    if "uefiSettings" not in profile:
        return body
    properties = {name: value for name, value in body["properties"].items() if name != "securityProfile"}
    rest = {name: value for name, value in profile.items() if name != "uefiSettings"}
    return {**body, "properties": {**properties, **({"securityProfile": rest} if rest else {})}}


def _without_groups(body: Body) -> Body:
    """The groups that a gallery is shared with are answered on demand only."""
    profile = body.get("properties", {}).get("sharingProfile", {})
    if "groups" not in profile:
        return body
    rest = {name: value for name, value in profile.items() if name != "groups"}
    return {**body, "properties": {**body["properties"], "sharingProfile": rest}}


def _share(call: Call) -> Response:
    gallery = existing(call, call.key.rpartition("/")[0])
    state, now = call.state, call.state.clock.now()
    quota = state.limits.compute(call.params["subscription"].lower(), gallery.location, "PostShareGallery")
    with told(quota):
        refuse_busy(state.world, gallery.key, gallery, existing(call, parent_of(gallery.key)))
        properties = sharing.shared(gallery, without_nulls(call.request.json()))
    settled = {**gallery.body, "properties": properties}
    updating = {**settled, "properties": {**properties, "provisioningState": "Updating"}}
    operation = state.operations.start(gallery.location, now, now + state.durations("share"))
    state.world.begin(
        Record(gallery.key, gallery.type, updating),
        operation,
        lambda: state.world.put(Record(gallery.key, gallery.type, settled)),
    )
    return Response(202, headers={**quota, **operation_headers(call, operation, with_location=True)})


def _soft_deleted(call: Call) -> Response:
    """List the versions of a definition that can be had back; only those of images are kept."""
    gallery = existing(call, call.key.partition("/softdeletedartifacttypes/")[0])
    if call.params["kind"].lower() != "images":
        raise ArmError(400, "InvalidParameter", f"The artifact type '{call.params['kind']}' is not supported.")
    policy = "ListSoftDeletedResourcesInGallery"
    quota = call.state.limits.compute(call.params["subscription"].lower(), gallery.location, policy)
    definition = f"{gallery.key}/images/{call.params['artifact'].lower()}/"
    buried = call.state.world.soft_deleted.items()
    return call.page({key: each.version for key, each in buried if key.startswith(definition)}, _listed(call), quota)


def _listed(call: Call) -> Callable[[Record], Body]:
    return lambda version: call.state.world.soft_deleted[version.key].listed


def _check_deletion(call: Call, version: Record) -> None:
    versions.check_deletion(version, call.state.clock.now())


def _gone(call: Call, version: Record, began: float) -> None:
    """Recorded: where the gallery has a policy for it, a deleted version can be had back, unless told otherwise."""
    world = call.state.world
    policy = policy_of(world, version.key)
    bypassed = call.request.query.get("bypasssoftdelete", "").lower() == "true"
    if policy is None or bypassed:
        world.remove(version.key)
    else:
        bury(world, version, policy, began)


TYPES: Final = [
    ResourceType(
        "Microsoft.Compute/galleries",
        _gallery,
        _gallery_row,
        "GetGallery",
        "ListGalleryInResourceGroup",
        "ListGalleryInSubscription",
        writes=Writes(
            galleries.course,
            "gallery deletion",
            put_policy="CreateUpdateGallery",
            delete_policy="DeleteGallery",
        ),
    ),
    ResourceType(
        "Microsoft.Compute/galleries/images",
        plain,
        plain,
        "GetGalleryImage",
        "ListGalleryImagesInGallery",
        writes=Writes(
            definitions.course,
            "definition deletion",
            put_policy="CreateUpdateGalleryImage",
            delete_policy="DeleteGalleryImage",
        ),
    ),
    ResourceType(
        "Microsoft.Compute/galleries/images/versions",
        _version,
        _version_row,
        "GetGalleryImageVersion",
        "ListGalleryImageVersionsInGalleryImage",
        writes=Writes(
            versions.course,
            "version deletion",
            check_deletion=_check_deletion,
            gone=_gone,
            put_policy="CreateUpdateGalleryImageVersion",
            delete_policy="DeleteGalleryImageVersion",
            retry_seconds=60,
            accepted_until="2018-06-01",
        ),
    ),
]
_GALLERY: Final = "/subscriptions/{subscription}/resourceGroups/{group}/providers/Microsoft.Compute/galleries/{gallery}"
ROUTES: Final = [
    *(route for each in TYPES for route in each.routes()),
    Route("POST", f"{_GALLERY}/share", _share, resource_type="Microsoft.Compute/galleries"),
    Route(
        "GET",
        f"{_GALLERY}/softDeletedArtifactTypes/{{kind}}/artifacts/{{artifact}}/versions",
        _soft_deleted,
        "softDeletedVersions",
        "Microsoft.Compute/galleries",
    ),
]
