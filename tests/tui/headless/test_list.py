"""`sigscope list`: what scripts read, to the letter."""

import csv
import json

import pytest

from tests.simulated import (
    DEFINITION,
    GALLERY,
    HOME_TENANT,
    SUBSCRIPTION,
    Simulator,
    image_version,
    resource,
    served,
)
from tests.tui.headless.stage import Shell, readable_world

COMMON = {
    "subscription_id": SUBSCRIPTION,
    "subscription_name": "Production",
    "resource_group": "rg-Images",
    "location": "eastus2",
    "provisioning_state": "Succeeded",
}
RICH_DEFINITION = resource(
    f"{GALLERY}/images/win-2022",
    {
        "osType": "Windows",
        "osState": "Generalized",
        "hyperVGeneration": "V2",
        "architecture": "x64",
        "identifier": {"publisher": "Contoso", "offer": "Windows", "sku": "2022"},
        "endOfLifeDate": "2027-01-31T23:00:00-01:00",
    },
    location="East US 2",
    tags={"team": "core"},
)
RICH_VERSION = resource(
    f"{DEFINITION}/versions/2.5.0",
    {
        "publishingProfile": {
            "replicaCount": 2,
            "storageAccountType": "Standard_LRS",
            "targetRegions": [
                {"name": "West Europe", "regionalReplicaCount": 3, "storageAccountType": "Standard_ZRS"},
                {"name": "East US 2", "excludeFromLatest": True},
            ],
            "excludeFromLatest": True,
            "endOfLifeDate": "2027-11-20T00:00:00Z",
            "publishedDate": "2026-11-19T07:12:00.5984092+00:00",
            "replicationMode": "Full",
        },
        "storageProfile": {"source": {"id": "/the/source"}, "osDiskImage": {"sizeInGB": 30}},
    },
    location="East US 2",
    tags={"note": "two words"},
)


async def test_subscriptions_have_their_keys_in_the_order_of_their_ids(shell: Shell) -> None:
    ran = await shell.run("list", "subscriptions", "-o", "json")
    assert ran.names == ["Production", "Labs", "Finance"]
    assert ran.json[0] == {
        "id": SUBSCRIPTION,
        "name": "Production",
        "tenant_id": HOME_TENANT,
        "state": "Enabled",
    }
    assert (ran.code, ran.err) == (0, "")


async def test_galleries_have_their_keys_and_canonical_regions(shell: Shell) -> None:
    ran = await shell.run("list", "galleries", "-o", "json")
    assert ran.json[0] == {
        "id": GALLERY,
        "name": "img_prod",
        "type": "Microsoft.Compute/galleries",
        **COMMON,
        "tags": {},
    }
    assert (ran.code, ran.err) == (0, "")


async def test_definitions_have_their_keys_null_where_nothing_is_known(shell: Shell) -> None:
    kind = {"type": "Microsoft.Compute/galleries/images", **COMMON, "gallery": "img_prod"}
    async with served(readable_world(RICH_DEFINITION)) as simulator:
        shell.visit(simulator)
        ran = await shell.run("list", "definitions", "-o", "json")
    assert ran.json == [
        {
            "id": DEFINITION,
            "name": "ubuntu-2204",
            **kind,
            "tags": {},
            "os_type": None,
            "os_state": None,
            "hyper_v_generation": None,
            "architecture": None,
            "publisher": None,
            "offer": None,
            "sku": None,
            "end_of_life": None,
        },
        {
            "id": RICH_DEFINITION["id"],
            "name": "win-2022",
            **kind,
            "tags": {"team": "core"},
            "os_type": "Windows",
            "os_state": "Generalized",
            "hyper_v_generation": "V2",
            "architecture": "x64",
            "publisher": "Contoso",
            "offer": "Windows",
            "sku": "2022",
            "end_of_life": "2027-02-01T00:00:00Z",
        },
    ]


async def test_versions_have_their_keys_target_regions_and_times_in_utc(shell: Shell) -> None:
    async with served(readable_world(RICH_VERSION)) as simulator:
        shell.visit(simulator)
        ran = await shell.run("list", "versions", "-o", "json")
    assert ran.json[1] == {
        "id": RICH_VERSION["id"],
        "name": "2.5.0",
        "type": "Microsoft.Compute/galleries/images/versions",
        **COMMON,
        "tags": {"note": "two words"},
        "gallery": "img_prod",
        "definition": "ubuntu-2204",
        "target_regions": [
            {
                "region": "westeurope",
                "replicas": 3,
                "storage_account_type": "Standard_ZRS",
                "exclude_from_latest": None,
            },
            {"region": "eastus2", "replicas": 2, "storage_account_type": "Standard_LRS", "exclude_from_latest": True},
        ],
        "exclude_from_latest": True,
        "end_of_life": "2027-11-20T00:00:00Z",
        "published": "2026-11-19T07:12:00Z",
        "size_gb": 30,
        "replication_mode": "Full",
        "source_id": "/the/source",
    }


async def test_quotas_tell_what_is_used_and_allowed_where_galleries_are(shell: Shell) -> None:
    ran = await shell.run("list", "quotas", "-o", "json")
    assert ran.json[2] == {
        "subscription_id": SUBSCRIPTION,
        "subscription_name": "Production",
        "location": "eastus2",
        "name": "GalleryImageVersion",
        "used": 1,
        "limit": 10000,
    }
    assert [each["name"] for each in ran.json[:3]] == ["Gallery", "GalleryImage", "GalleryImageVersion"]


async def test_versions_come_in_the_order_of_their_numbers_within_lower_cased_ids(shell: Shell) -> None:
    shouting = DEFINITION.replace("ubuntu-2204", "Ubuntu-2404")
    more = [image_version(f"{DEFINITION}/versions/{number}", "eastus2") for number in ("2.10.0", "2.9.0", "10.0.0")]
    async with served(readable_world(*more, resource(shouting), image_version(f"{shouting}/versions/0.1.0"))) as world:
        shell.visit(world)
        ran = await shell.run("list", "versions", "-o", "json")
    assert ran.names == ["2.4.1", "2.9.0", "2.10.0", "10.0.0", "0.1.0"]


async def test_every_format_says_the_same(shell: Shell) -> None:
    rows = (await shell.run("list", "versions", "-o", "json")).json
    assert (await shell.run("list", "versions", "-o", "ndjson")).objects == rows
    tsv = list(csv.DictReader((await shell.run("list", "versions", "-o", "tsv")).lines, dialect="excel-tab"))
    assert [list(each) for each in tsv] == [list(each) for each in rows]
    assert [(each["name"], each["target_regions"]) for each in tsv] == [("2.4.1", "eastus2,westeurope")]


async def test_a_table_cuts_nothing_and_its_columns_are_aligned(shell: Shell) -> None:
    long_name = f"{GALLERY}_{'x' * 60}"
    async with served(readable_world(resource(long_name))) as simulator:
        shell.visit(simulator)
        titles, *rows = (await shell.run("list", "galleries")).lines
    assert titles.split() == ["NAME", "SUBSCRIPTION", "NAME", "RESOURCE", "GROUP", "LOCATION", "PROVISIONING", "STATE"]
    assert rows[1].startswith(f"img_prod_{'x' * 60}  Production")
    assert {row.index("eastus2") for row in rows} == {titles.index("LOCATION")}


@pytest.mark.parametrize(("form", "lines"), [("json", 1), ("ndjson", 0), ("tsv", 1), ("table", 1)])
async def test_where_there_is_nothing_only_titles_stand_and_all_was_read(shell: Shell, form: str, lines: int) -> None:
    ran = await shell.run("list", "versions", "--subscription", "Labs", "-o", form)
    assert (ran.code, len(ran.lines)) == (0, lines)


@pytest.mark.parametrize(
    ("expression", "found"),
    [
        ("", ["2.4.1", "2.5.0"]),
        ("2.5", ["2.5.0"]),
        ("'2.4.1", ["2.4.1"]),
        ("'2.4", []),
        ("!2.5", ["2.4.1"]),
        ("name:2.4", ["2.4.1"]),
        ("NAME:2.4 definition:UBUNTU", ["2.4.1"]),
        ("name:2.4 definition:windows", []),
        ("subscription_name:production size_gb:30", ["2.5.0"]),
        ("tags:note=two", ["2.5.0"]),
        ('"two words"', ["2.5.0"]),
        ('tags:"words two"', []),
        ("exclude_from_latest:true", ["2.5.0"]),
        ("state:succeeded region:westeurope !name:2.4", ["2.5.0"]),
        ('gallery:"img_prod"', ["2.4.1", "2.5.0"]),
    ],
)
async def test_the_filter_keeps_the_rows_in_which_every_term_holds(
    shell: Shell, expression: str, found: list[str]
) -> None:
    async with served(readable_world(RICH_VERSION)) as simulator:
        shell.visit(simulator)
        ran = await shell.run("list", "versions", "-o", "json", "--filter", expression)
    assert (ran.code, ran.names) == (0, found)


async def test_a_filter_for_an_unknown_key_is_told_the_nearest_before_anything_is_asked(
    shell: Shell, simulator: Simulator
) -> None:
    ran = await shell.run("list", "galleries", "--filter", "lokation:eastus2")
    assert (ran.code, ran.out) == (2, "")
    assert ran.err == "sigscope: --filter: no field is called lokation: did you mean location?\n"
    assert simulator.get("/_simulator/requests").body["total"] == 0


async def test_only_the_subscriptions_asked_for_are_listed_by_id_or_name(shell: Shell) -> None:
    ran = await shell.run(
        "--subscription", "labs", "list", "subscriptions", "--subscription", SUBSCRIPTION, "-o", "json"
    )
    assert ran.names == ["Production", "Labs"]


async def test_a_scope_of_the_settings_limits_what_is_fetched(shell: Shell, simulator: Simulator) -> None:
    shell.settings('[scopes.golden]\nsubscriptions = ["Finance"]')
    ran = await shell.run("list", "galleries", "--scope", "golden", "-o", "json")
    assert [each["subscription_name"] for each in ran.json] == ["Finance"]
    assert json.dumps(SUBSCRIPTION) not in ran.out


async def test_a_subscription_that_nobody_sees_is_named(shell: Shell) -> None:
    ran = await shell.run(
        "list", "galleries", "--subscription", "Production", "--subscription", "Prodution", "-o", "json"
    )
    assert (ran.code, ran.names) == (6, ["img_prod"])
    assert "Prodution: no subscription that the account sees is called so" in ran.err
    nothing = await shell.run("list", "galleries", "--subscription", "Prodution", "-o", "json")
    assert (nothing.code, nothing.json) == (5, [])
