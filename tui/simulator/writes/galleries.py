"""Galleries: what may be written, and what the service fills in."""

import re
from typing import Final

from tui.simulator.scenario import Body
from tui.simulator.wire import ArmError
from tui.simulator.writes.change import Change, Course
from tui.simulator.writes.gallery_shapes import GalleryShape
from tui.simulator.writes.schemas import fitting, unknown
from tui.simulator.writes.values import choice, invalid, missing, not_allowed, unchanged

_NAME: Final = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9_.]{0,78}[A-Za-z0-9])?")
_TRAILING: Final = re.compile(r"[._]$")
_SHARING: Final = "gallery.properties.sharingProfile"
_PERMISSIONS: Final = ("Private", "Groups", "Community")
_COMMUNITY: Final = ("publisherUri", "publisherContact", "eula", "publicNamePrefix")


def course(change: Change) -> Course:
    """Make of a PUT or PATCH what it comes to; raises `ArmError` where a rule is against it."""
    asked = fitting(change.properties, GalleryShape, "gallery.properties")
    if change.stored is None:
        _check_name(change)
    properties: Body = {"description": asked["description"]} if "description" in asked else {}
    subscription = change.own_id.split("/")[2]
    properties["identifier"] = change.before.get("identifier") or {
        "uniqueName": f"{subscription}-{change.name.upper()}"
    }
    sharing = _sharing(change, asked.get("sharingProfile"))
    if sharing:
        properties["sharingProfile"] = sharing
    # Recorded: what is deleted softly is told behind the provisioning state, which is put in later.
    properties["provisioningState"] = ""
    policy = asked.get("softDeletePolicy") or change.before.get("softDeletePolicy")
    if policy:
        properties["softDeletePolicy"] = policy
    properties |= unknown(asked, GalleryShape, "identifier", "provisioningState", "sharingStatus")
    identity = _identity(change)
    seconds = change.call.state.durations("gallery update" if change.stored else "gallery")
    return Course(properties, seconds, extra={"identity": identity} if identity else None)


def _check_name(change: Change) -> None:
    name = change.name
    trailing = _TRAILING.search(name)
    if trailing:
        raise trailing_character(name, trailing[0])
    if not _NAME.fullmatch(name):
        raise invalid(
            "Gallery name is invalid. Allowed characters are English alphanumeric characters, with underscores, and "
            "periods allowed in the middle, up to 80 characters total. All other special characters, including dashes, "
            "are disallowed.",
            "galleryName",
        )
    subscription = change.own_id.split("/")[2]
    others = change.world.in_list(f"/subscriptions/{subscription}/providers/microsoft.compute/galleries".lower())
    if any(each.key.rpartition("/")[2] == name.lower() for each in others.values()):
        raise not_allowed(
            f"The gallery name '{name}' is not unique within the subscription '{subscription}'. Please pick another "
            "gallery name."
        )


def trailing_character(name: str, character: str) -> ArmError:
    """Refuse a name for its end."""
    message = (
        f"The provided resource name '{name}' has these invalid trailing characters: '{character}'. The name can not "
        f"end with characters: '{character}'"
    )
    return ArmError(400, "InvalidResourceName", message, gateway=True)


def _sharing(change: Change, asked: Body | None) -> Body:
    before: Body = change.before.get("sharingProfile") or {}
    if not asked:
        return before
    permissions = choice(asked.get("permissions", "Private"), _PERMISSIONS, f"{_SHARING}.permissions")
    if permissions == "Groups" and change.stored is not None:
        # Documented: sharing with groups is for galleries that were created for it.
        unchanged(before.get("permissions", "Private"), permissions, f"{_SHARING}.permissions")
    made: Body = {"permissions": permissions}
    if permissions == "Community":
        made["communityGalleryInfo"] = _community(change, asked.get("communityGalleryInfo") or {})
    if permissions == "Groups" and "groups" in before:
        made["groups"] = before["groups"]
    return made


def _community(change: Change, asked: Body) -> Body:
    """Recorded: not enabled until `share` says so; the public name is the prefix and a guid."""
    before = (change.before.get("sharingProfile") or {}).get("communityGalleryInfo") or {}
    names = before.get("publicNames")
    asked = {name: before[name] for name in _COMMUNITY if name in before} | asked
    for name in _COMMUNITY:
        # Older answers do not tell the prefix, and are written back as they are.
        if not asked.get(name) and not (names and name == "publicNamePrefix"):
            raise missing(f"{_SHARING}.communityGalleryInfo.{name}")
    enabled = {"communityGalleryEnabled": before.get("communityGalleryEnabled", False)}
    names = names or [f"{asked['publicNamePrefix']}-{change.call.state.guids()}"]
    return {**enabled, **{name: asked[name] for name in _COMMUNITY if name in asked}, "publicNames": names}


def _identity(change: Change) -> Body | None:
    """The identity with the ids that the directory gives it."""
    asked: Body | None = change.asked.get("identity")
    if not asked or str(asked.get("type", "None")).lower() == "none":
        return None
    before = change.stored.body.get("identity", {}) if change.stored else {}
    guids = change.call.state.guids
    made: Body = {"type": asked["type"]}
    if "systemassigned" in str(asked["type"]).lower():
        made["principalId"] = before.get("principalId") or guids()
        made["tenantId"] = change.call.caller.tenant_id
    users = asked.get("userAssignedIdentities")
    if isinstance(users, dict):
        known = before.get("userAssignedIdentities", {})
        made["userAssignedIdentities"] = {
            own_id: known.get(own_id) or {"principalId": guids(), "clientId": guids()} for own_id in users
        }
    return made
