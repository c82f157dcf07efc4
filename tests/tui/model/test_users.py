"""Who uses a version, and who any version of a definition."""

from tests.tui.contoso import definition, version
from tui.model.users import ImageUser, users_of

OLD, NEW = version("1.0.0").key, version("1.1.0").key


def machine(name: str, image: str, exact: str | None = None) -> ImageUser:
    return ImageUser(f"/subscriptions/prod/{name}", name, "machine", "eastus2", image, exact)


FOUND = [
    machine("pinned-old", OLD),
    machine("pinned-new", NEW),
    machine("latest-was-old", definition().key, "1.0.0"),
    machine("latest-unknown", definition().key),
    machine("another", f"{definition().key}2/versions/1.0.0"),
]


def names(key: str) -> list[str]:
    return [each.name for each in users_of(key, FOUND)]


def test_a_version_is_used_by_those_pinned_to_it_and_by_those_whose_latest_it_was_or_may_have_been() -> None:
    assert names(OLD) == ["pinned-old", "latest-was-old", "latest-unknown"]
    assert names(NEW) == ["pinned-new", "latest-unknown"]


def test_a_definition_is_used_by_all_of_its_versions_users_but_not_by_those_of_one_whose_name_goes_on() -> None:
    assert names(definition().key) == ["pinned-old", "pinned-new", "latest-was-old", "latest-unknown"]


def test_one_that_takes_the_latest_says_which_it_was_where_that_is_known() -> None:
    assert (FOUND[0].version, FOUND[0].takes_latest) == ("1.0.0", False)
    assert (FOUND[2].version, FOUND[2].takes_latest) == ("1.0.0", True)
    assert (FOUND[3].version, FOUND[3].takes_latest) == (None, True)
