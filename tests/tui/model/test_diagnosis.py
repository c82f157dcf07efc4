"""Causes and remedies: every text known of a failed replication finds its case, every other one keeps its words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.model.diagnosis import MISSING, diagnose

# Signatures from Microsoft's troubleshooting page and from public reports.
KNOWN = [
    ("Failed with internal server error.", "internal error there"),
    (
        (
            "Gallery replication jobs failed in one or more regions. The failing regions' details are as follows: "
            "'{region:northeurope, detail:Failed with internal server error.}'. If retry does not work, then please do "
            "an update by removing the failed regions and update again by adding them back."
        ),
        "internal error there",
    ),
    ("The response from pir.BeginGetAccessForGalleryImageVersionSnapshot is invalid.", "platform image fault"),
    (
        (
            "Replication failed in this region due to 'The GalleryImageVersion source resource size 2520 exceeds the "
            "max size 2048 supported.'"
        ),
        "source over 2 TB",
    ),
    ("GallerySourceResourceExceedsMaxSize", "source over 2 TB"),
    (
        (
            "The resource 'vm' has a different Hypervisor generation ['V2'] than the parent gallery image Hypervisor "
            "generation ['V1']."
        ),
        "generation does not fit",
    ),
    (
        (
            "The resource 'vm' has a different OS state ['Specialized'] than the parent gallery image OS state "
            "['Generalized']."
        ),
        "OS state does not fit",
    ),
    (
        (
            "Source /subscriptions/s/snapshots/d is not found. Please check source exists, and is in the same region "
            "as gallery image version being created"
        ),
        "source is gone",
    ),
    ("Source was not found: /subscriptions/s/disks/d. Please make sure the source exists", "source is gone"),
    ("Too many requests on source '/subscriptions/s/disks/d'. Please reduce the number", "source throttled"),
    ("ZRS storage account type is not supported in this region.", "no ZRS there"),
    (
        "The provided location japanwest is not available for resource type 'Microsoft.Compute/galleries'.",
        "region not open",
    ),
    (
        (
            "A disk encryption set is required for disk 'OSDisk' in target region 'r1' since disk encryption set 'd' "
            "is used for disk 'OSDisk' in region 'r2'"
        ),
        "encryption set missing",
    ),
    (
        "The disk encryption set '/subscriptions/t/d' must be in the same subscription 's' as the gallery resource.",
        "encryption set elsewhere",
    ),
    (
        (
            "The request failed due to conflict with a concurrent request. To resolve it, please refer to "
            "https://aka.ms/activitylog"
        ),
        "concurrent write",
    ),
]


@pytest.mark.parametrize(("details", "brief"), KNOWN)
def test_a_known_text_finds_its_cause(details: str, brief: str) -> None:
    for text in (details, details.upper(), f"Region said:\r\n{details}\r\n"):
        found = diagnose(text)
        assert (found.brief, found.certain) == (brief, True)
        assert found.cause.endswith(".")
        assert found.remedy
        assert not found.remedy.endswith(".")


@pytest.mark.parametrize(
    "details",
    [
        "The sky fell on the region.",
        "The Resource 'Microsoft.Compute/diskEncryptionSets/des' under resource group 'rg' was not found.",
    ],
)
def test_an_unknown_text_keeps_its_words_and_takes_the_general_ladder(details: str) -> None:
    found = diagnose(details)
    assert (found.brief, found.cause, found.certain) == ("not a known case", details, False)
    assert found.remedy.startswith("retry the same update")


@pytest.mark.parametrize("details", [None, ""])
def test_no_text_at_all_is_said_to_be_none(details: str | None) -> None:
    assert diagnose(details).cause == "The service gives no cause."
    assert not diagnose(details).certain


@given(st.text())
def test_every_text_has_a_cause_and_a_remedy(details: str) -> None:
    found = diagnose(details)
    assert found.cause
    assert found.remedy
    assert found.certain or not details or found.cause == details


def test_what_fits_a_table_cell_is_short() -> None:
    briefs = {diagnose(details).brief for details, _ in KNOWN} | {MISSING.brief, diagnose("x").brief}
    assert max(map(len, briefs)) <= 24
