"""What is copied can be pasted where it is meant for."""

import json
import shlex

import pytest

from tests.tui.contoso import definition, gallery, subscription, version
from tui.model.gallery import Definition, Gallery, Subscription, Version
from tui.model.ids import key_of, parse_id
from tui.wording.copies import az_command, copies_of

Value = Subscription | Gallery | Definition | Version

VALUES = [subscription(), gallery(), definition(), version()]
PORTALS = {
    "public": "portal.azure.com",
    "usgov": "portal.azure.us",
    "china": "portal.azure.cn",
    "demo": "portal.azure.com",
}


@pytest.mark.parametrize("value", VALUES, ids=lambda value: type(value).__name__)
def test_the_id_comes_first_and_id_and_portal_url_lead_back(
    value: Subscription | Gallery | Definition | Version,
) -> None:
    copies = copies_of(value, "public", "Prod")
    assert [each.what for each in copies] == ["id", "name", "portal URL", "az command", "JSON"]
    for each in (copies[0], copies[2]):
        assert key_of(str(parse_id(each.text))) == value.key
    assert json.loads(copies[4].text)["name"] == value.name


@pytest.mark.parametrize(
    ("cloud", "portal"),
    [
        ("public", "portal.azure.com"),
        ("usgov", "portal.azure.us"),
        ("china", "portal.azure.cn"),
        ("demo", "portal.azure.com"),
    ],
)
def test_every_cloud_has_its_portal(cloud: str, portal: str) -> None:
    assert copies_of(version(), cloud, None)[2].text.startswith(f"https://{portal}/#resource/subscriptions/")


def test_the_az_command_names_all_that_it_is_about() -> None:
    words = shlex.split(az_command(version("2.4.1")))
    assert words[:4] == ["az", "sig", "image-version", "show"]
    assert words[words.index("--gallery-image-version") + 1] == "2.4.1"
    assert words[-2:] == ["--expand", "ReplicationStatus"]


def test_a_name_cannot_run_a_command_of_its_own() -> None:
    hostile = Gallery(id="/subscriptions/1/resourceGroups/x;rm -rf ~/providers/Microsoft.Compute/galleries/g")
    words = shlex.split(az_command(hostile))
    assert words[words.index("--resource-group") + 1] == "x;rm -rf ~"
