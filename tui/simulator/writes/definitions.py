"""Image definitions: what may be written, and what the service fills in."""

import re
from typing import Final

from tui.simulator.scenario import Body
from tui.simulator.wire import ArmError
from tui.simulator.writes.change import Change, Course
from tui.simulator.writes.features import V2_BY_DEFAULT, features_of
from tui.simulator.writes.galleries import trailing_character
from tui.simulator.writes.gallery_shapes import DefinitionShape
from tui.simulator.writes.schemas import fitting, unknown
from tui.simulator.writes.values import choice, end_of_life, invalid, missing, unchanged

_RULE: Final = r"^[^_\W][\w-._]{0,79}(?<![-.])$"
_NAME: Final = re.compile(r"[^_\W][\w\-.]{0,79}(?<![-.])", re.ASCII)
_TRAILING: Final = re.compile(r"[._]$")
_FILLED_IN: Final = ("hyperVGeneration", "architecture")
_PATH: Final = "galleryImage.properties"
_ASSET: Final = re.compile(r"[A-Za-z0-9._-]*[A-Za-z0-9_-]")
_LONGEST: Final = {"publisher": 128, "offer": 64, "sku": 64}
_TEXTS: Final = ("description", "eula", "privacyStatementUri", "releaseNoteUri")
_FIXED: Final = ("osType", "osState", "hyperVGeneration", "architecture", "purchasePlan", "eula", "privacyStatementUri")


def course(change: Change) -> Course:
    """Make of a PUT or PATCH what it comes to; raises `ArmError` where a rule is against it."""
    asked = fitting(change.properties, DefinitionShape, _PATH)
    if change.stored is None:
        _check_name(change)
    properties = _system(change, asked)
    features = features_of(change, asked, properties["hyperVGeneration"])
    if features:
        properties["features"] = features
    for name in ("osType", "osState"):
        properties[name] = properties.pop(name)
    properties["identifier"] = _identifier(change, asked)
    said: Body = {**{name: change.before[name] for name in _FIXED if name in change.before}, **asked}
    # Recorded: az sends objects with nothing in them, which are not answered.
    properties |= {name: said[name] for name in (*_TEXTS, "disallowed", "purchasePlan") if said.get(name, {}) != {}}
    properties |= _recommended(asked)
    if "endOfLifeDate" in asked:
        before = change.before.get("endOfLifeDate")
        properties["endOfLifeDate"] = end_of_life(asked["endOfLifeDate"], before, change.now, f"{_PATH}.endOfLifeDate")
    properties |= unknown(asked, DefinitionShape, "provisioningState")
    for name in _FIXED if change.stored else ():
        # An old body, or an old api-version, need not tell of what the service fills in.
        if name in change.before or name not in _FILLED_IN:
            unchanged(change.before.get(name), properties.get(name), f"{_PATH}.{name}")
    return Course(properties, change.call.state.durations("definition"))


def _check_name(change: Change) -> None:
    trailing = _TRAILING.search(change.name)
    if trailing:
        raise trailing_character(f"{change.parent.body['name']}/{change.name}", trailing[0])
    if not _NAME.fullmatch(change.name):
        message = f"The entity name '{change.name}' is invalid according to its validation rule: {_RULE}\""
        raise invalid(message, "galleryImageName")


def _system(change: Change, asked: Body) -> Body:
    """The kind of system that it is for; what is not said stays, or becomes what the api-version makes of it."""
    before = change.before
    generation = "V2" if change.call.api_version >= V2_BY_DEFAULT else "V1"
    made: Body = {}
    for name, known, default in (
        ("hyperVGeneration", ("V1", "V2"), generation),
        ("architecture", ("x64", "Arm64"), "x64"),
        ("osType", ("Linux", "Windows"), None),
        ("osState", ("Generalized", "Specialized"), None),
    ):
        value = asked.get(name) or before.get(name) or default
        if value is None:
            raise missing(f"{_PATH}.{name}")
        made[name] = choice(value, known, f"{_PATH}.{name}")
    return made


def _identifier(change: Change, asked: Body) -> Body:
    identifier = asked.get("identifier") or change.before.get("identifier")
    if not identifier:
        raise missing(f"{_PATH}.identifier")
    for name, longest in _LONGEST.items():
        value = identifier.get(name, "")
        if not value or len(value) > longest or not _ASSET.fullmatch(value):
            path = f"{_PATH}.identifier.{name}"
            message = (
                f"Asset name {path} is not valid. It cannot be empty. Allowed characters are uppercase or lowercase "
                "letters, digits, hyphen(-), period (.), underscore (_). Names are not allowed to end with period(.). "
                f"The length of the name cannot exceed {longest} characters."
            )
            raise invalid(message, path)
        if change.stored is not None:
            unchanged(change.before["identifier"].get(name), value, f"{_PATH}.identifier.{name}")
    made = {name: identifier[name] for name in _LONGEST}
    if change.stored is None:
        _check_unique(change, made)
    return made


def _check_unique(change: Change, identifier: Body) -> None:
    wanted = [each.lower() for each in identifier.values()]
    for other in change.world.in_list(f"{change.parent.key}/images").values():
        theirs = other.properties.get("identifier", {})
        if [str(theirs.get(name, "")).lower() for name in _LONGEST] == wanted:
            triple = ", ".join(f"{name}:{value}" for name, value in identifier.items())
            message = (
                f"Gallery image: {other.body['name']} identified by ({triple}) already exists. Choose a different "
                "publisher, offer, sku combination."
            )
            raise ArmError(409, "Conflict", message)


def _recommended(asked: Body) -> Body:
    recommended = asked.get("recommended")
    if not recommended:
        return {}
    for name in ("vCPUs", "memory"):
        limits = recommended.get(name) or {}
        if "min" in limits and "max" in limits and limits["min"] > limits["max"]:
            path = f"{_PATH}.recommended.{name}"
            message = f"The minimum value of {path} must not be greater than the maximum value of {path}."
            raise invalid(message, path)
    told = {name: value for name, value in recommended.items() if value != {}}
    return {"recommended": told} if told else {}
