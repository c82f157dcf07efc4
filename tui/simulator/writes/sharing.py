"""`POST .../galleries/{gallery}/share`: who a gallery is shared with.

Documented: at most 30 subscriptions and 5 tenants. Recorded: groups in the order Subscriptions, AADTenants; after a
reset the gallery is Private.
"""

from typing import Final

from tui.simulator.scenario import Body
from tui.simulator.wire import ArmError
from tui.simulator.world import Record
from tui.simulator.writes.gallery_shapes import SharingShape
from tui.simulator.writes.schemas import fitting
from tui.simulator.writes.values import choice, invalid, invalid_value, missing, not_allowed

_OPERATIONS: Final = ("Add", "Remove", "Reset", "EnableCommunity")
_MOST: Final = {"Subscriptions": 30, "AADTenants": 5}
_PATH: Final = "sharingUpdate"


def shared(gallery: Record, document: object) -> Body:
    """Make the properties of a gallery as a share leaves them; raises `ArmError` where a rule is against it."""
    asked = fitting(document, SharingShape, _PATH)
    if "operationType" not in asked:
        raise missing(f"{_PATH}.operationType")
    operation = choice(asked["operationType"], _OPERATIONS, f"{_PATH}.operationType")
    profile: Body = gallery.properties.get("sharingProfile") or {"permissions": "Private"}
    if operation == "Reset":
        return {**gallery.properties, "sharingProfile": {"permissions": "Private"}}
    if operation == "EnableCommunity":
        info = profile.get("communityGalleryInfo")
        if profile["permissions"] != "Community" or not info:
            raise _wrong_permissions(gallery, operation, "Community")
        enabled = {**info, "communityGalleryEnabled": True}
        return {**gallery.properties, "sharingProfile": {**profile, "communityGalleryInfo": enabled}}
    if profile["permissions"] != "Groups":
        raise _wrong_permissions(gallery, operation, "Groups")
    groups = _groups(profile.get("groups", []), asked.get("groups") or [], adding=operation == "Add")
    rest = {name: value for name, value in profile.items() if name != "groups"}
    return {**gallery.properties, "sharingProfile": {**rest, **({"groups": groups} if groups else {})}}


def _groups(before: list[Body], asked: list[Body], *, adding: bool) -> list[Body]:
    if not asked:
        raise missing(f"{_PATH}.groups")
    members = {
        kind: {each: None for group in before if group["type"] == kind for each in group["ids"]} for kind in _MOST
    }
    for group in asked:
        kind = choice(group.get("type"), _MOST, f"{_PATH}.groups.type")
        if not group.get("ids"):
            raise invalid_value(f"{_PATH}.groups.ids")
        for each in group["ids"]:
            if adding:
                members[kind][each] = None
            else:
                members[kind].pop(each, None)
    for kind, most in _MOST.items():
        if len(members[kind]) > most:
            message = f"The number of {kind} in the sharing profile must not exceed {most}."
            raise invalid(message, f"{_PATH}.groups")
    return [{"type": kind, "ids": list(ids)} for kind, ids in members.items() if ids]


def _wrong_permissions(gallery: Record, operation: str, wanted: str) -> ArmError:
    return not_allowed(
        f"Operation '{operation}' is not allowed on gallery '{gallery.body['name']}': its sharing profile's "
        f"permissions are not '{wanted}'."
    )
