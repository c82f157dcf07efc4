"""What does not run smoothly this morning: the versions that a visitor comes for.

The texts are the service's own, as people have reported them.
"""

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any, Final

from tui.simulator.demo.company import Company
from tui.simulator.demo.version_bodies import source_id
from tui.simulator.demo.versions import Target, Version

INTERNAL_ERROR: Final = "Failed with internal server error."
TOO_LARGE: Final = (
    "Replication failed in this region due to 'The GalleryImageVersion source resource size 2520 "
    "exceeds the max size 2048 supported.'"
)
OTHER_GENERATION: Final = (
    "The resource with id '{source}' has a different Hypervisor generation ['V2'] "
    "than the parent gallery image Hypervisor generation ['V1']."
)
_ZRS: Final = "Standard_ZRS"

_CHANGES: Final[dict[tuple[str, str, str], dict[str, Any]]] = {
    ("img_prod", "ubuntu-2204-hardened", "2.4.1"): {
        "published": datetime(2026, 11, 20, 7, 12, 31, tzinfo=UTC),
        "end_of_life": datetime(2027, 11, 20, tzinfo=UTC),
        "targets": (
            Target("eastus2", 2, _ZRS),
            Target("westus3"),
            Target("westeurope", 2, _ZRS, "Failed", 34, INTERNAL_ERROR),
            Target("northeurope", state="Replicating", progress=69, minutes_left=9),
            Target("southeastasia", state="Replicating", progress=45, minutes_left=14),
            Target("brazilsouth", state=None),
        ),
    },
    ("img_prod", "ubuntu-2204-hardened", "2.4.0"): {
        "targets": (
            Target("eastus2", 2, _ZRS),
            Target("westeurope", 2, _ZRS),
            *map(Target, ("brazilsouth", "northeurope", "southeastasia", "westus3", "japaneast")),
        ),
    },
    ("img_prod", "ubuntu-2204-hardened", "2.3.7"): {
        "targets": (Target("eastus2"), Target("westeurope"), Target("northeurope", excluded=True)),
    },
    ("img_prod", "windows-2022", "10.0.10"): {
        "published": datetime(2026, 11, 20, 8, 31, 4, tzinfo=UTC),
        "targets": (
            Target("eastus2", 2, _ZRS),
            Target("westeurope", state="Replicating", progress=52, minutes_left=6),
        ),
    },
    ("img_prod", "windows-2022", "10.0.9"): {
        "published": datetime(2026, 11, 20, 6, 3, 47, tzinfo=UTC),
        "targets": (
            Target("eastus2", 2, _ZRS),
            Target("westeurope"),
            Target("northeurope", state="Failed", progress=0, details=TOO_LARGE),
        ),
        "data_gb": (2520,),
    },
    ("gal_dev", "nightly", "2026.1119.3"): {
        "published": datetime(2026, 11, 20, 3, 12, 9, tzinfo=UTC),
        "targets": (Target("eastus2", state="Failed", progress=0, details=OTHER_GENERATION),),
        "provisioning_state": "Failed",
    },
    ("img_shared", "sles-15", "1.8.0"): {
        "published": datetime(2026, 11, 20, 5, 38, 52, tzinfo=UTC),
        "targets": (
            *map(Target, ("westeurope", "northeurope", "eastus2", "southeastasia", "australiaeast")),
            Target("japaneast", state="Replicating", progress=37),
        ),
    },
}


def as_of_this_morning(company: Company, version: Version) -> Version:
    """The version as it stands, trouble included."""
    changes = _CHANGES.get((version.definition.gallery.name, version.definition.name, version.number))
    if changes is None:
        return version
    version = replace(version, **changes)
    source = source_id(company, version.definition)
    told = [replace(each, details=each.details and each.details.format(source=source)) for each in version.targets]
    return replace(version, targets=tuple(told))
