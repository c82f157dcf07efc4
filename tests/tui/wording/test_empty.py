"""What stands where there is nothing."""

import shlex

from tests.tui.contoso import definition, gallery
from tui.model.ids import ResourceId, parse_id
from tui.wording.empty import how_to_make


def commands(text: str) -> list[list[str]]:
    return [shlex.split(line) for line in text.splitlines() if line.startswith("az ")]


def test_a_subscription_says_how_a_group_and_a_gallery_are_made() -> None:
    group, made = commands(how_to_make("subscription", ResourceId("prod"), ""))
    assert group[:3] == ["az", "group", "create"]
    assert made == ["az", "sig", "create", "-g", "rg-images", "-r", "my_gallery", "--subscription", "prod"]


def test_a_gallery_and_a_definition_are_named_in_the_command_that_fills_them() -> None:
    (made,) = commands(how_to_make("gallery", parse_id(gallery().id), "eastus2"))
    assert made[:7] == ["az", "sig", "image-definition", "create", "-g", "rg-img", "-r"]
    (made,) = commands(how_to_make("definition", parse_id(definition().id), "eastus2"))
    assert "--target-regions eastus2 --subscription prod" in shlex.join(made)


def test_no_name_of_a_server_becomes_more_than_a_word_of_the_command() -> None:
    hostile = ResourceId("prod", "rg; reboot", "gal$(reboot)", "def`reboot`")
    (made,) = commands(how_to_make("definition", hostile, "eastus2"))
    assert [each for each in made if "reboot" in each] == ["rg; reboot", "gal$(reboot)", "def`reboot`"]
