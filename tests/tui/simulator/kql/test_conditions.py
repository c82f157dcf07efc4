"""Which rows a condition keeps, with Kusto's nulls and letter case."""

import pytest

from tests.tui.simulator.kql.graph import names, value

VERSIONS = ["1.0.0", "1.0.1", "1.0.10"]


@pytest.mark.parametrize(
    ("condition", "expected"),
    [
        ("name == 'img_prod'", ["img_prod"]),
        ("name == 'IMG_PROD'", []),
        ("name =~ 'IMG_PROD'", ["img_prod"]),
        ("type endswith '/Versions' and name != '1.0.1'", ["1.0.0", "1.0.10"]),
        ("type endswith '/versions' and name !~ '1.0.1'", ["1.0.0", "1.0.10"]),
        ("name in ('1.0.0', 'IMG_PROD')", ["1.0.0"]),
        ("name in~ ('1.0.0', 'IMG_PROD')", ["img_prod", "1.0.0"]),
        ("type endswith '/versions' and name !in ('1.0.0')", ["1.0.1", "1.0.10"]),
        ("name in (dynamic(['1.0.0', '1.0.1']))", ["1.0.0", "1.0.1"]),
        ("name in (tostring(zones[0]), tolower(name)) and name has 'web'", ["vm-web-1", "vmss-web"]),
        ("name contains 'WEB'", ["vm-web-1", "vmss-web"]),
        ("name contains_cs 'WEB'", []),
        ("name !contains '.' and name !startswith 'vm'", ["img_prod", "ubuntu"]),
        ("name startswith 'VM' and name !endswith '1'", ["vmss-web"]),
        ("id has 'rg'", ["img_prod", "ubuntu", *VERSIONS, "vm-web-1", "vmss-web"]),
        ("id has 'galler'", []),
        ("id has 'GALLERIES'", ["img_prod", "ubuntu", *VERSIONS]),
        ("properties.publishingProfile.replicaCount >= 1", ["1.0.0", "1.0.1"]),
        ("properties.publishingProfile.replicaCount between (2 .. 5)", ["1.0.1"]),
        ("properties.publishingProfile.replicaCount !between (2 .. 5)", ["1.0.0"]),
        ("properties.publishingProfile.excludeFromLatest == true", ["1.0.0"]),
        ("properties.publishingProfile.excludeFromLatest", ["1.0.0"]),
        ("tags['ring-0'] == \"yes\"", ["img_prod"]),
        ("tags.['ring-0'] == 'yes'", ["img_prod"]),
        ("zones[0] == '1' and zones[-1] == '2' and isnull(zones[2])", ["vm-web-1"]),
        ("isnotnull(zones)", ["vm-web-1"]),
        ("isempty(kind) and isnotempty(tags.team)", ["img_prod"]),
        ("todatetime(properties.publishingProfile.publishedDate) < ago(7d)", ["1.0.0"]),
        ("todatetime(properties.publishingProfile.publishedDate) > datetime(2026-11-01)", ["1.0.0"]),
        ("name == 'ubuntu' or name == 'img_prod' and location == 'nowhere'", ["ubuntu"]),
        ("(name == 'ubuntu' or name == 'img_prod') and not(isnull(tags))", ["img_prod"]),
    ],
)  # fmt: skip
def test_a_condition_keeps_the_rows_it_is_true_for(condition: str, expected: list[str]) -> None:
    assert names(condition) == expected


@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        ("properties.nothing == 'x'", False),
        ("properties.nothing != 'x'", True),
        ("properties.nothing == properties.nothing", None),
        ("properties.nothing < 3", None),
        ("not(properties.nothing < 3)", None),
        ("properties.nothing < 3 or true", True),
        ("properties.nothing < 3 or false", None),
        ("properties.nothing < 3 and false", False),
        ("true and properties.nothing < 3", None),
        ("kind == ''", True),
    ],
)
def test_null_is_neither_true_nor_false(expression: str, expected: bool | None) -> None:
    assert value(expression) is expected


def test_property_names_are_case_sensitive() -> None:
    assert names("properties.OsType == 'Linux'") == []
    assert names("properties.osType == 'Linux'") == ["ubuntu"]
