"""What a subscription may have, in words."""

from tui.model.regions import RegionNames
from tui.model.usage import Usage
from tui.wording.allowances import fullest_field, quota_line, registration_cure, registration_field

NAMES = RegionNames()
NAMES.met("East US 2")
USAGES = [Usage("Gallery", 3, 100), Usage("GalleryImage", 12, 1000), Usage("GalleryImageVersion", 8100, 10_000)]


def test_the_quotas_of_a_region_are_told_and_those_named_that_are_nearly_used_up() -> None:
    assert quota_line("eastus2", USAGES, NAMES) == (
        "East US 2: 3 of 100 galleries, 12 of 1,000 definitions, 8,100 of 10,000 versions  nearly all versions"
    )
    assert quota_line("eastus2", USAGES[:1], NAMES) == "East US 2: 3 of 100 galleries"


def test_the_pane_names_the_quota_that_is_nearest_to_its_limit() -> None:
    field = fullest_field({"westeurope": USAGES[:2], "eastus2": USAGES})
    assert (field.value, field.style) == ("8,100 of 10,000 versions", "moving")
    assert fullest_field({"eastus2": [Usage("Gallery", 100, 100)]}).style == "failed"
    assert fullest_field({}).value == ""


def test_a_provider_that_is_not_registered_says_so_and_how_it_would_be() -> None:
    assert registration_field("NotRegistered").style == "failed"
    assert registration_cure("prod", "NotRegistered").endswith("--namespace Microsoft.Compute --subscription prod")
    assert registration_cure("prod", "Registered") == ""
    assert registration_field("Registering").value == "registering"
