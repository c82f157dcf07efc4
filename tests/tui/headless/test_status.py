"""`sigscope status`: one version, once."""

import pytest

from tests.simulated import (
    DEFINITION,
    FOREIGN_SUBSCRIPTION,
    SUBSCRIPTION,
    VERSION,
    Simulator,
    image_version,
    region_row,
    served,
    small_world,
)
from tests.tui.headless.stage import Ran, Shell, readable_world, strike
from tui.simulator.scenario import Body

FAILURE = "Failed with internal server error."
DONE = region_row("eastus2", "Completed", 100)
FAILED = {**region_row("westeurope", "Failed", 34), "details": FAILURE}
MOVING = region_row("westeurope", "Replicating", 34)


async def status(shell: Shell, *summary: Body, words: tuple[str, ...] = (), state: str = "Succeeded") -> Ran:
    """The status of a version that wants East US 2 and West Europe, where these are the rows of its replication."""
    version = image_version(VERSION, "East US 2", "West Europe", summary=list(summary), provisioningState=state)
    async with served(readable_world(resources=[version])) as simulator:
        shell.visit(simulator)
        return await shell.run("status", VERSION, *words)


async def test_json_joins_what_is_wanted_to_what_is_there(shell: Shell) -> None:
    ran = await status(shell, FAILED, region_row("japaneast", "Completed", 100), words=("-o", "json"))
    assert ran.json == {
        "id": VERSION,
        "provisioning_state": "Succeeded",
        "aggregated_state": "Failed",
        "regions": [
            {
                "region": "eastus2",
                "display_name": "East US 2",
                "wanted": True,
                "state": "Missing",
                "progress": None,
                "details": None,
                "replicas": 1,
                "storage_account_type": "Standard_LRS",
                "eta_seconds": None,
            },
            {
                "region": "japaneast",
                "display_name": "Japan East",
                "wanted": False,
                "state": "Completed",
                "progress": 100,
                "details": None,
                "replicas": None,
                "storage_account_type": None,
                "eta_seconds": None,
            },
            {
                "region": "westeurope",
                "display_name": "West Europe",
                "wanted": True,
                "state": "Failed",
                "progress": 34,
                "details": FAILURE,
                "replicas": 1,
                "storage_account_type": "Standard_LRS",
                "eta_seconds": None,
            },
        ],
    }
    assert ran.err == ""


async def test_a_table_has_the_worst_region_first_under_a_line_that_sums_up(shell: Shell) -> None:
    ran = await status(shell, DONE, FAILED)
    headline, titles, *rows = ran.lines
    assert headline == "Succeeded · 1 of 2 done"
    assert titles.split() == ["STATE", "PROGRESS", "LEFT", "REGION", "REPLICAS", "STORAGE"]
    assert [row.split() for row in rows] == [
        ["Failed", "34", "%", "West", "Europe", "1", "Standard_LRS"],
        ["Completed", "100", "%", "East", "US", "2", "(home)", "1", "Standard_LRS"],
    ]


@pytest.mark.parametrize(
    ("rows", "state", "code"),
    [
        ([DONE, region_row("westeurope", "Completed", 100)], "Succeeded", 0),
        ([DONE, FAILED], "Succeeded", 1),
        ([DONE], "Succeeded", 1),
        ([DONE, region_row("westeurope", "Completed", 100)], "Failed", 1),
        ([DONE, MOVING], "Succeeded", 3),
        ([FAILED, region_row("eastus2", "Replicating", 10)], "Succeeded", 3),
        ([DONE, region_row("westeurope", "Completed", 100)], "Updating", 3),
    ],
    ids=["done", "failed", "missing", "not provisioned", "moving", "failed and moving", "updating"],
)
async def test_the_exit_code_tells_how_the_version_stands(
    shell: Shell, rows: list[Body], state: str, code: int
) -> None:
    assert (await status(shell, *rows, state=state)).code == code


async def test_a_version_that_is_not_there_is_said_to_be_not_there(shell: Shell) -> None:
    ran = await shell.run("status", f"{DEFINITION}/versions/9.9.9", "-o", "json")
    assert (ran.code, ran.out) == (5, "")
    assert ran.err.startswith("Not found: ")
    assert "sigscope list" in ran.err


async def test_the_id_may_be_spelt_in_any_case_and_pasted_as_a_portal_address(shell: Shell) -> None:
    portal = f"https://portal.azure.com/#@contoso.com/resource{VERSION.upper()}/overview"
    ran = await shell.run("status", portal, "-o", "json")
    assert (ran.code, ran.json["id"]) == (0, VERSION)


@pytest.mark.parametrize(
    ("named", "complaint"),
    [
        ("not/an/id", "no subscription, gallery, definition or version is named by 'not/an/id'"),
        ("2.4.1", "no subscription, gallery, definition or version is named by '2.4.1'"),
        (DEFINITION, "that names a definition: status wants the id of a version"),
    ],
)
def test_an_id_that_names_no_version_is_refused_in_one_line(shell: Shell, named: str, complaint: str) -> None:
    ran = shell.type("status", named)
    assert (ran.code, ran.out, ran.err) == (2, "", f"sigscope: {complaint}\n")


async def test_a_version_is_read_though_its_subscription_cannot_be_listed(shell: Shell, simulator: Simulator) -> None:
    strike(simulator, {"match": "GET /subscriptions\\?", "status": 500})
    ran = await shell.run("status", VERSION, "-o", "json")
    assert (ran.code, ran.json["id"]) == (0, VERSION)
    assert ran.err.startswith("not looked in: Contoso: Azure did not answer")


async def test_regions_go_by_the_version_s_own_names_where_locations_cannot_be_read(
    shell: Shell, simulator: Simulator
) -> None:
    strike(simulator, {"match": "/locations", "status": 403})
    ran = await shell.run("status", VERSION, "-o", "json")
    assert [each["display_name"] for each in ran.json["regions"]] == ["East US 2", "West Europe"]
    assert (ran.code, ran.err) == (0, "")


async def test_a_version_of_a_tenant_that_is_not_signed_in_to_says_how_to_sign_in_there(shell: Shell) -> None:
    async with served(small_world(denied=[])) as simulator:
        shell.visit(simulator)
        ran = await shell.run("status", VERSION.replace(SUBSCRIPTION, FOREIGN_SUBSCRIPTION))
    assert (ran.code, ran.out) == (4, "")
    assert "not looked in: Fabrikam: Not signed in: " in ran.err
    assert "  next: run  az login --tenant fabrikam.onmicrosoft.com\n" in ran.err
