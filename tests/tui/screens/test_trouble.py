"""Bad luck with Azure: what could be had is shown, what failed says why and is tried again, nothing ends the app."""

import pytest

from tests.simulated import DEFINITION, VERSION, image_version, small_world
from tests.tui.contoso import definition, gallery, version
from tests.tui.screens.stage import Contoso, Stages
from tests.tui.services.script import Call
from tests.tui.services.virtual_clock import VirtualClock
from tests.tui.simulated_azure import SimulatedAzure
from tui.model.errors import AuthRequired

SETTINGS = {"endpoint": "https://localhost:8443"}
CALM = ["Finance no access", "Labs no galleries", "Production ✓", "contoso: az login"]


@pytest.fixture
def azure(clock: VirtualClock) -> SimulatedAzure:
    """The small world."""
    return SimulatedAzure(clock)


async def test_the_whole_way_to_azure_shows_the_world(opened: Stages, azure: SimulatedAzure) -> None:
    async with opened(azure.connect, settings=SETTINGS) as stage:
        assert stage.branches()[:3] == CALM[:3]
        assert stage.branches()[3] == "Contoso 3 subscriptions"
        assert stage.branches()[4].startswith("Fabrikam: az login --tenant")
        assert stage.header().startswith("sigscope SIMULATOR Contoso · https://localhost:8443 now ")
        await stage.go_to(VERSION.lower())
        assert stage.rows() == [
            "✓ Completed ██████████ 100 % East US 2 (home) 1 Standard_LRS",
            "✓ Completed ██████████ 100 % West Europe 1 Standard_LRS",
        ]


EVERYTHING = {"match": "."}
TENANTS = {"match": "GET /tenants"}
GRAPH = {"match": "POST /providers/Microsoft.ResourceGraph"}
ONE = {"match": r"GET .*/versions/2\.4\.1"}
FOREIGN_LINK = {"value": [], "nextLink": "https://evil.example/next"}


@pytest.mark.parametrize(
    ("fault", "said"),
    [
        ({"status": 500}, "Azure did not answer: The simulator was told to answer 500."),
        ({"status": 429, "retry_after": 3600}, "Azure asked to wait"),
        ({"when": "after", "body": "<html>a proxy speaks</html>"}, "An answer that makes no sense"),
        ({"when": "after", "body": FOREIGN_LINK}, "a link to https://evil.example was refused"),
        ({"drop": True}, "the connection to localhost broke off"),
        ({"when": "after", "cut_after_bytes": 20}, "the connection to localhost broke off"),
        ({"status": 403}, "No access"),
        ({"status": 404}, "Not found"),
    ],
    ids=lambda fault: "-".join(map(str, fault.values()))[:30] if isinstance(fault, dict) else "",
)
async def test_what_keeps_all_from_being_read_is_said_and_tried_again(
    opened: Stages, azure: SimulatedAzure, fault: dict[str, object], said: str
) -> None:
    azure.spoil(TENANTS | fault)
    async with opened(azure.connect, settings=SETTINGS, settled=False) as stage:
        await stage.pass_time(2)
        assert said in stage.banner()
        assert stage.branches() == ["nothing read yet"]
        assert "no answer" in stage.header()
        await stage.press("exclamation_mark")
        assert said in stage.page()
        await stage.press("escape")
        azure.spoil()
        await stage.pass_time(3600)
        assert stage.banner() == ""
        assert stage.branches()[:3] == CALM[:3]


async def test_an_unreachable_azure_leaves_what_is_known_on_the_screen(opened: Stages, azure: SimulatedAzure) -> None:
    async with opened(azure.connect, settings=SETTINGS) as stage:
        before = stage.branches()
        azure.reachable = False
        await stage.press("ctrl+r")
        await stage.pass_time(5)
        assert "Azure did not answer: localhost refused the connection" in stage.banner()
        assert "sigscope doctor" in stage.banner()
        assert stage.branches() == before
        azure.reachable = True
        await stage.pass_time(60)
        assert stage.banner() == ""


async def test_where_graph_is_down_lists_show_the_same(opened: Stages, azure: SimulatedAzure) -> None:
    azure.spoil(GRAPH | {"status": 500})
    async with opened(azure.connect, settings=SETTINGS, settled=False) as stage:
        await stage.pass_time(5)
        assert stage.branches()[:3] == CALM[:3]
        assert azure.asked("GET galleries") > 0
        assert "by lists" in stage.page()


async def test_that_graph_is_down_stands_in_the_messages(opened: Stages, azure: SimulatedAzure) -> None:
    azure.spoil(GRAPH | {"status": 500})
    async with opened(azure.connect, settings=SETTINGS, settled=False) as stage:
        await stage.pass_time(5)
        await stage.press("exclamation_mark")
        assert "Resource Graph in Contoso: plain lists were read in its place" in stage.page()


async def test_before_anything_was_read_no_pane_is_a_blank_when_that_fails(
    opened: Stages, azure: SimulatedAzure
) -> None:
    azure.reachable = False
    async with opened(azure.connect, settings=SETTINGS, settled=False) as stage:
        await stage.pass_time(2)
        assert "Nothing is known yet" in stage.details()
        assert "Nothing is known yet" in stage.words(stage.table)


async def test_one_version_that_cannot_be_read_spoils_its_own_row_only(opened: Stages, clock: VirtualClock) -> None:
    other = image_version(f"{DEFINITION}/versions/2.5.0", "eastus2")
    azure = SimulatedAzure(clock, small_world(other))
    azure.spoil(ONE | {"status": 500})
    async with opened(azure.connect, settings=SETTINGS, settled=False) as stage:
        await stage.pass_time(5)
        await stage.go_to(DEFINITION.lower())
        assert [row.split()[:2] for row in stage.rows()] == [["✓", "Completed"], ["not", "read"]]
        await stage.go_to(VERSION.lower())
        await stage.press("r")
        await stage.pass_time(2)
        assert "Azure did not answer: The simulator was told to answer 500." in stage.about()
        azure.spoil()
        await stage.pass_time(120)
        assert stage.rows()[0].startswith("✓ Completed")
        assert stage.about().endswith("machines can be made from it there.")


async def test_throttled_for_an_hour_it_says_so_waits_and_asks_nothing_meanwhile(
    opened: Stages, azure: SimulatedAzure
) -> None:
    async with opened(azure.connect, settings=SETTINGS) as stage:
        await stage.go_to(VERSION.lower())
        azure.spoil(ONE | {"status": 429, "retry_after": 3600, "times": 1})
        await stage.press("r")
        await stage.settle()
        assert "slowed: Production, 60 min" in stage.header()
        assert "Azure asked to wait" in stage.about()
        assert stage.rows()[0].startswith("✓ Completed"), "what was known stays"
        asked = azure.asked("GET versions/{v}")
        await stage.pass_time(3500)
        assert azure.asked("GET versions/{v}") == asked
        await stage.pass_time(700)
        assert azure.asked("GET versions/{v}") > asked
        assert "slowed" not in stage.header()
        assert stage.about().endswith("machines can be made from it there.")


async def test_one_of_ten_subscriptions_denied_leaves_the_other_nine(opened: Stages, clock: VirtualClock) -> None:
    names = [f"Team {number}" for number in range(10)]
    ids = [f"aaaaaaaa-0000-4000-8000-00000000001{number}" for number in range(10)]
    world = small_world()
    first = world["subscriptions"][0]
    world["subscriptions"] = [
        {**first, "subscriptionId": each, "displayName": name} for each, name in zip(ids, names, strict=True)
    ]
    world["resources"] = [
        {**each, "id": each["id"].replace(first["subscriptionId"], own)}
        for own in ids
        for each in small_world()["resources"]
        if first["subscriptionId"] in each["id"]
    ]
    world["denied"] = [f"/subscriptions/{ids[3]}"]
    azure = SimulatedAzure(clock, world)
    async with opened(azure.connect, settings=SETTINGS) as stage:
        assert stage.branches()[:10] == [f"{name} {'no access' if name == 'Team 3' else '✓'}" for name in names]
        assert stage.banner() == ""


async def test_signed_out_the_banner_names_the_command_and_r_brings_all_back(opened: Stages, contoso: Contoso) -> None:
    command = "az login --tenant contoso.com"
    ended = AuthRequired("the login of ana@contoso.com ended (AADSTS700082)", command=command)
    async with opened(contoso.connect) as stage:
        refusal = contoso.directory.script.refuse("tenants", ended)
        await stage.press("ctrl+r")
        assert "Not signed in: the login of ana@contoso.com ended (AADSTS700082)" in stage.banner()
        assert f"run {command} then press r" in stage.banner()
        assert "signed out" in stage.header()
        assert stage.branches() == ["prod ✓"]
        refusal.times = 0
        await stage.press("r")
        assert stage.banner() == ""
        assert "signed out" not in stage.header()
        assert ("forget_credentials", "") in contoso.script.asked


async def test_a_token_that_ends_in_mid_session_signs_out_and_keeps_everything(
    opened: Stages, contoso: Contoso
) -> None:
    async with opened(contoso.connect) as stage:
        ended = AuthRequired("the login ended")
        refusals = [contoso.script.refuse("version", ended), contoso.directory.script.refuse("tenants", ended)]
        await stage.pass_time(3700)
        assert "Not signed in" in stage.banner()
        assert stage.branches() == ["prod ✓"]
        for refusal in refusals:
            refusal.times = 0
        await stage.pass_time(30)
        assert stage.banner() == "", "a sign-in elsewhere is found without a key"


READS: tuple[Call, ...] = ("overview", "version", "versions", "definition", "definitions", "gallery", "galleries")


@pytest.mark.parametrize("error", [RuntimeError("[/x] markup"), KeyError("\x1b[2J")], ids=["RuntimeError", "KeyError"])
@pytest.mark.parametrize("call", READS)
async def test_no_unforeseen_error_ends_the_app(opened: Stages, contoso: Contoso, call: Call, error: Exception) -> None:
    async with opened(contoso.connect) as stage:
        contoso.script.refuse(call, error)
        for key in ("/subscriptions/prod", gallery().key, definition().key, version().key):
            await stage.go_to(key)
            await stage.press("r")
            await stage.pass_time(1)
        await stage.press("ctrl+r")
        await stage.pass_time(400)
        assert stage.app.is_running
        assert "prod ✓" in stage.branches()[0]
