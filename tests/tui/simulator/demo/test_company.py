"""The demo's company could be a real one: its bodies obey the service's rules, whatever the seed."""

import json
import re
from collections import Counter

import pytest

from tests.tui.simulator.demo.contoso import (
    DEFINITIONS,
    GALLERIES,
    VERSIONS,
    Body,
    actual,
    of_type,
    readable,
    scenario,
    version,
    wanted,
)
from tui.simulator.demo import demo_scenario
from tui.simulator.scenario import read_scenario

NAME_RULES = {
    GALLERIES: r"[A-Za-z0-9]([A-Za-z0-9_.]{0,78}[A-Za-z0-9])?",
    DEFINITIONS: r"[A-Za-z0-9]([A-Za-z0-9_.-]{0,78}[A-Za-z0-9])?",
    VERSIONS: r"\d{1,9}\.\d{1,9}\.\d{1,9}",
}
GUID = r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}"
ID = re.compile(
    rf"/subscriptions/{GUID}/resourceGroups/[\w.()-]{{1,90}}"
    r"(/providers/Microsoft\.(Compute|Storage|Network)(/\w+/[\w.-]{1,80})+)?"
)


def everything() -> list[Body]:
    bodies: list[Body] = scenario()["resources"]
    return bodies


@pytest.mark.parametrize("kind", NAME_RULES)
def test_names_obey_the_rules_of_the_service(kind: str) -> None:
    bodies = of_type(kind, everything())
    assert [body["name"] for body in bodies if not re.fullmatch(NAME_RULES[kind], body["name"])] == []
    assert all(body["id"].endswith(f"/{body['name']}") for body in bodies)


def test_every_id_is_well_formed_and_there_once() -> None:
    ids = [body["id"] for body in everything()]
    assert [each for each in ids if not ID.fullmatch(each)] == []
    assert [each for each, times in Counter(map(str.lower, ids)).items() if times > 1] == []


def test_everything_lies_in_something_that_is_there() -> None:
    ids = {body["id"] for body in everything()}
    for body in everything():
        if "/galleries/" in body["id"] and body["type"] != GALLERIES:
            assert body["id"].rsplit("/", 2)[0] in ids
        if "/providers/" in body["id"]:
            assert body["id"].partition("/providers/")[0] in ids


def test_gallery_names_are_unique_in_a_subscription_and_offers_in_a_gallery() -> None:
    galleries = Counter((body["id"].split("/")[2], body["name"].lower()) for body in of_type(GALLERIES, everything()))
    offers = Counter(
        (body["id"].rsplit("/", 2)[0], *body["properties"]["identifier"].values())
        for body in of_type(DEFINITIONS, everything())
    )
    assert max(galleries.values()) == max(offers.values()) == 1


def test_a_version_is_wanted_in_its_home_region_and_nowhere_twice() -> None:
    for body in of_type(VERSIONS, everything()):
        targets = body["properties"]["publishingProfile"]["targetRegions"]
        assert body["location"] in wanted(body)
        assert len(wanted(body)) == len(targets) >= len(actual(body)) - 1
        assert actual(body).keys() <= wanted(body).keys()
        assert all(1 <= target["regionalReplicaCount"] <= 100 for target in targets)


def test_a_row_says_details_only_where_something_is_wrong() -> None:
    rows = [row for body in of_type(VERSIONS, everything()) for row in actual(body).values()]
    assert all(("details" in row) == (row["state"] == "Failed") for row in rows)
    assert all(0 <= row["progress"] <= 100 and row["region"] == row["region"].lower() for row in rows)
    assert all(row["progress"] == 100 for row in rows if row["state"] == "Completed")


def test_trusted_launch_and_confidential_need_generation_two() -> None:
    for body in of_type(DEFINITIONS, everything()):
        features = {each["name"]: each["value"] for each in body["properties"].get("features", [])}
        if features.get("SecurityType", "Standard") != "Standard":
            assert body["properties"]["hyperVGeneration"] == "V2"


def test_there_is_some_of_everything() -> None:
    definitions = [body["properties"] for body in of_type(DEFINITIONS)]
    assert {each["osType"] for each in definitions} == {"Linux", "Windows"}
    assert {each["osState"] for each in definitions} == {"Generalized", "Specialized"}
    assert {each["architecture"] for each in definitions} == {"x64", "Arm64"}
    assert {each["hyperVGeneration"] for each in definitions} == {"V1", "V2"}
    assert sum("purchasePlan" in each for each in definitions) == 2
    kinds = {each["value"] for definition in definitions for each in definition.get("features", [])}
    assert {"TrustedLaunch", "TrustedLaunchSupported", "ConfidentialVM", "ConfidentialVMSupported"} <= kinds
    profiles = [body["properties"]["publishingProfile"] for body in of_type(VERSIONS)]
    targets = [target for profile in profiles for target in profile["targetRegions"]]
    assert {each["storageAccountType"] for each in targets} == {"Standard_LRS", "Standard_ZRS", "Premium_LRS"}
    assert {1, 2, 20} <= {each["regionalReplicaCount"] for each in targets}
    assert max(len(profile["targetRegions"]) for profile in profiles) == 20
    assert {profile.get("replicationMode") for profile in profiles} == {"Full", "Shallow", None}
    assert any(profile["excludeFromLatest"] for profile in profiles)
    assert any(target.get("excludeFromLatest") for target in targets)
    assert all(each["regionalReplicaCount"] == 1 for profile in profiles if profile.get("replicationMode") == "Shallow"
               for each in profile["targetRegions"])  # fmt: skip


def test_what_a_version_is_made_from_is_there() -> None:
    ids = {body["id"] for body in readable()}
    sources = 0
    for body in of_type(VERSIONS):
        storage = body["properties"]["storageProfile"]
        named = [*storage.get("source", {}).values(), storage.get("osDiskImage", {}).get("source", {}).get("id")]
        sources += len(known := [each for each in named if each])
        assert set(known) <= ids
    assert sources > 200


@pytest.mark.parametrize(
    "marks", ["[@click=", "\x1b]52;", "\x1b[", "\x9b", "\u202e", "\u200b", "\x07", "系", "한", "👩", "م"]
)
def test_hostile_texts_wait_in_the_development_gallery(marks: str) -> None:
    dev = [body for body in readable() if "/galleries/gal_dev" in body["id"]]
    written = json.dumps(marks, ensure_ascii=False)[1:-1]
    for kind in NAME_RULES:
        assert written in json.dumps(of_type(kind, dev), ensure_ascii=False)
    others = json.dumps([body for body in everything() if body not in dev], ensure_ascii=False)
    assert written not in others


def test_tag_names_are_such_as_azure_takes() -> None:
    for body in everything():
        assert all(len(name) <= 512 and not set(name) & set("<>%&\\?/") for name in body["tags"])
        assert all(len(text) <= 256 for text in body["tags"].values())
        assert len(body["tags"]) <= 50


@pytest.mark.parametrize("seed", [0, 1, 7, 12345])
def test_the_same_seed_gives_the_same_company_as_json_that_the_simulator_takes(seed: int) -> None:
    document = json.dumps(demo_scenario(seed))
    assert document == json.dumps(demo_scenario(seed))
    assert read_scenario(json.loads(document)).now == "2026-11-20T09:12:00Z"
    names = [body["id"].split("/", 3)[3] for body in json.loads(document)["resources"]]
    assert names == [body["id"].split("/", 3)[3] for body in everything()]


def test_another_seed_gives_other_ids_and_other_regions() -> None:
    other = demo_scenario(2)
    assert other["subscriptions"] != scenario()["subscriptions"]
    mine, theirs = (
        [wanted(body).keys() for body in of_type(VERSIONS, bodies)] for bodies in (everything(), other["resources"])
    )
    assert mine != theirs


def test_the_centre_piece_does_not_depend_on_the_seed() -> None:
    for seed in range(2, 6):
        (body,) = [
            each
            for each in demo_scenario(seed)["resources"]
            if each["id"].endswith("/ubuntu-2204-hardened/versions/2.4.1")
        ]
        assert actual(body) == actual(version("img_prod/ubuntu-2204-hardened/2.4.1"))
