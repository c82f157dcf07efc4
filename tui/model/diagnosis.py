"""Why a replication failed, and what mends it: the texts of the service matched against known cases.

The cases are numbered as Microsoft's troubleshooting page and public reports group them; a text that none knows keeps
its own words and the general ladder of the documentation.
"""

import re
from functools import cache
from typing import NamedTuple


class Diagnosis(NamedTuple):
    """A cause and a remedy; `brief` fits a table cell, `certain` is False where the text fits no known case."""

    brief: str
    cause: str
    remedy: str
    certain: bool = True


_LADDER = "retry the same update; if it fails again, remove the failed regions and add them back"

_CASES: tuple[tuple[str, Diagnosis], ...] = (
    (
        r"exceeds the max size (\d+)|ExceedsMaxSize",
        Diagnosis(
            "source over 2 TB",
            "The source is larger than full replication takes (2 TB).",
            "shrink the disk, or publish the version with replication mode Shallow",
        ),
    ),
    (
        r"internal server error",
        Diagnosis(
            "internal error there",
            "A fault of the service in that region.",
            "retry, else remove the region and add it back",
        ),
    ),
    (
        r"Hypervisor generation \['?(\w+)'?\] than the parent gallery image Hypervisor generation \['?(\w+)'?\]",
        Diagnosis(
            "generation does not fit",
            "The source's Hyper-V generation is not the definition's.",
            "delete the version and publish it to a definition of the source's generation",
        ),
    ),
    (
        r"different OS state",
        Diagnosis(
            "OS state does not fit",
            "The source is specialized and the definition generalized, or the other way round.",
            "generalize the machine (sysprep or waagent, then az vm generalize), or use a definition of its state",
        ),
    ),
    (
        r"BeginGetAccessForGalleryImageVersionSnapshot",
        Diagnosis(
            "platform image fault",
            "The platform's image repository failed while it copied the source.",
            "delete the failed version and publish it again",
        ),
    ),
    (
        r"\bsource\b.*\b(is|was) not found",
        Diagnosis(
            "source is gone",
            "The source was deleted, or lies in another region, before replication ended.",
            "publish again from a source that stays until every region is Completed",
        ),
    ),
    (
        r"Too many requests on source",
        Diagnosis(
            "source throttled",
            "Several versions are being made from the same source at once.",
            "wait until the other version has replicated, then retry",
        ),
    ),
    (
        r"ZRS storage account type is not supported",
        Diagnosis(
            "no ZRS there",
            "The region has no zones, so Standard_ZRS does not exist there.",
            "use Standard_LRS for this region",
        ),
    ),
    (
        r"disk encryption set .*must be in the same subscription",
        Diagnosis(
            "encryption set elsewhere",
            "The disk encryption set lies in another subscription than the gallery.",
            "use a disk encryption set of the same subscription, one in every region",
        ),
    ),
    (
        r"disk encryption set is required",
        Diagnosis(
            "encryption set missing",
            "A region lacks the disk encryption set that the others use.",
            "add a disk encryption set for every region",
        ),
    ),
    (
        r"not available for resource type",
        Diagnosis(
            "region not open",
            "The subscription has no access to that region.",
            "ask for access to the region, or take it off the target regions",
        ),
    ),
    (
        r"conflict with a concurrent request",
        Diagnosis(
            "concurrent write",
            "Two writes to the version ran at once.",
            "wait for the running operation, then retry",
        ),
    ),
)

MISSING = Diagnosis(
    "wanted, never started",
    "The region is wanted but replication there never started, or an update of somebody else dropped it.",
    "retry the same update; if it stays missing, remove the region and add it back",
)


def diagnose(details: str | None) -> Diagnosis:
    """The case that a failed region's details, or an operation's error message, fit."""
    text = details or ""
    for pattern, diagnosis in _patterns():
        if pattern.search(text):
            return diagnosis
    return Diagnosis("not a known case", text or "The service gives no cause.", _LADDER, certain=False)


@cache
def _patterns() -> list[tuple[re.Pattern[str], Diagnosis]]:
    return [(re.compile(pattern, re.IGNORECASE | re.DOTALL), diagnosis) for pattern, diagnosis in _CASES]
