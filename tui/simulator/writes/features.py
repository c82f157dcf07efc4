"""The features of an image definition.

Recorded: they change only with `allowUpdateImage`, which is not answered; `startsAtVersion` then says from which
version on. Documented: which security types there are, and that all but Standard want generation 2.
"""

from typing import Any, Final

from tui.simulator.scenario import Body
from tui.simulator.writes.change import Change
from tui.simulator.writes.values import change_refused, choice, invalid

V2_BY_DEFAULT: Final = "2025-03-03"
"""Documented: from here on a definition is made for generation 2 and trusted launch unless it says otherwise."""
_PATH: Final = "galleryImage.properties.features"
SECURITY_TYPES: Final = (
    "Standard",
    "TrustedLaunch",
    "TrustedLaunchSupported",
    "ConfidentialVM",
    "ConfidentialVMSupported",
    "TrustedLaunchAndConfidentialVmSupported",
)
_PRIVATE_ONLY: Final = ("TrustedLaunch", "ConfidentialVM")
_VALUES: Final = {
    "securitytype": SECURITY_TYPES,
    "isacceleratednetworksupported": ("True", "False"),
    "ishibernatesupported": ("True", "False"),
    "diskcontrollertypes": ("SCSI", "SCSI, NVMe", "NVMe, SCSI"),
}


def features_of(change: Change, asked: Body, generation: str) -> list[Body]:
    """Give the features as the service keeps them; raises `ArmError` where a rule is against them."""
    before: list[Body] = change.before.get("features", [])
    if "features" not in asked and change.stored is not None:
        return before
    features = [_feature(each) for each in asked.get("features") or []]
    security = security_type(features)
    if change.stored is None and security is None and _trusted_by_default(change, generation):
        features = [*features, {"name": "SecurityType", "value": "TrustedLaunchSupported"}]
        security = None
    _check_security(change, security, generation)
    if change.stored is not None and _comparable(features) != _comparable(before) and not asked.get("allowUpdateImage"):
        raise change_refused(_PATH)
    return features


def security_type(features: list[Body]) -> str | None:
    """Tell the value of the feature SecurityType, if there is one."""
    return next((each["value"] for each in features if each["name"].lower() == "securitytype"), None)


def _feature(asked: Body) -> Body:
    known = _VALUES.get(asked["name"].lower())
    if known:
        choice(asked["value"], known, f"{_PATH}.{asked['name']}")
    first = {"startsAtVersion": asked["startsAtVersion"]} if "startsAtVersion" in asked else {}
    return {**first, "name": asked["name"], "value": asked["value"]}


def _trusted_by_default(change: Change, generation: str) -> bool:
    return change.call.api_version >= V2_BY_DEFAULT and generation == "V2"


def _check_security(change: Change, security: str | None, generation: str) -> None:
    if security is None or security.lower() == "standard":
        return
    if generation != "V2":
        message = f"The security type '{security}' is only supported for images of Hypervisor generation 'V2'."
        raise invalid(message, _PATH)
    permissions = (change.parent.properties.get("sharingProfile") or {}).get("permissions", "Private")
    if permissions != "Private" and security.lower() in (each.lower() for each in _PRIVATE_ONLY):
        message = f"The security type '{security}' is not supported in a gallery that is shared: '{permissions}'."
        raise invalid(message, _PATH)


def _comparable(features: list[Body]) -> list[tuple[Any, ...]]:
    return sorted((each["name"].lower(), each["value"].lower(), each.get("startsAtVersion", "")) for each in features)
