"""What a subscription may have, in words."""

from collections.abc import Iterable, Mapping, Sequence

from tui.model.regions import RegionNames
from tui.model.usage import Usage
from tui.wording.details import Field
from tui.wording.signs import Style

_NOUNS = {"Gallery": "galleries", "GalleryImage": "definitions", "GalleryImageVersion": "versions"}
NEARLY_ALL = 0.8
"""The part of a quota from which on somebody should know."""


def registration_field(state: str | None) -> Field:
    """Whether the provider is registered; empty while nobody knows."""
    style: Style = "plain" if state in (None, "Registered") else "failed" if state == "NotRegistered" else "moving"
    said = {"Registered": "registered", "NotRegistered": "not registered: galleries cannot be made"}
    return Field("Compute", said.get(state or "", (state or "").lower()), style=style)


def registration_cure(subscription_id: str, state: str | None) -> str:
    """What registers it, where that is needed: it is never done by itself."""
    if state != "NotRegistered":
        return ""
    return f"To register it: az provider register --namespace Microsoft.Compute --subscription {subscription_id}"


def fullest_field(quotas: Mapping[str, Sequence[Usage]]) -> Field:
    """The quota that is nearest to its limit, in whichever region that is."""
    used = [usage for usages in quotas.values() for usage in usages]
    if not used:
        return Field("Quotas", "")
    usage = max(used, key=lambda each: each.part)
    return Field("Quotas", _of(usage), style=_style(usage))


def quota_line(region: str, usages: Iterable[Usage], names: RegionNames) -> str:
    """All quotas of a region, those named that are nearly used up."""
    usages = list(usages)
    full = [_NOUNS.get(each.name, each.name) for each in usages if each.part >= NEARLY_ALL]
    nearly = f"  nearly all {', '.join(full)}" if full else ""
    return f"{names.display(region)}: {', '.join(map(_of, usages))}{nearly}"


def _of(usage: Usage) -> str:
    return f"{usage.used:,} of {usage.limit:,} {_NOUNS.get(usage.name, usage.name)}"


def _style(usage: Usage) -> Style:
    return "failed" if usage.part >= 1 else "moving" if usage.part >= NEARLY_ALL else "plain"
