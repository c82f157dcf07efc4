"""The way to Azure as the doctor walks it: what a simulator on this machine cannot have."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import get_args

import pytest

from tests.tui.contoso import CONTOSO, FABRIKAM, NOW, ago, gallery, subscription
from tests.tui.services.scripted_gateway import ScriptedDirectory, ScriptedGateway
from tests.tui.services.virtual_clock import VirtualClock
from tui.headless.exits import next_step
from tui.headless.way_check import AT_ONCE, WayCheck
from tui.model.errors import AuthRequired, ConnectionFault, Forbidden, Unavailable, Unexpected
from tui.model.findings import Finding
from tui.services.gateway import Directory

OLD_AZ = Finding("az 2.50.0 is old", "why", "az upgrade")


class SignIn:
    """An az with something wrong."""

    credential = "az 2.50.0"
    findings: Sequence[Finding] = (OLD_AZ,)


class Way:
    """Leads to a scripted Azure; it is no simulator unless a test says so."""

    scope: tuple[str, ...] = ()
    simulated = False
    local_host = None

    def __init__(self, *gateways: ScriptedGateway) -> None:
        self.directory = ScriptedDirectory(VirtualClock(), *gateways)

    async def connect(self) -> Directory:
        """The way."""
        return self.directory

    async def check_sign_in(self) -> SignIn:
        """What signs in."""
        return SignIn()

    async def api_versions(self) -> Mapping[str, str]:
        """None."""
        return {}

    async def close(self) -> None:
        """Nothing to let go of."""


@pytest.fixture
def azure() -> ScriptedGateway:
    """Contoso, with one subscription and one gallery."""
    azure = ScriptedGateway(VirtualClock(), CONTOSO)
    azure.put(subscription(), gallery())
    return azure


async def walked(way: Way, host_now: datetime = NOW) -> WayCheck:
    check = WayCheck(host_now=lambda: host_now)
    await check.run(way)
    assert way.directory.closed
    return check


async def test_what_signs_in_comes_first_with_what_is_wrong_with_it(azure: ScriptedGateway) -> None:
    check = await walked(Way(azure))
    assert check.refusal is None
    assert check.findings == [OLD_AZ]
    assert check.facts == {
        "cloud": "public",
        "credential": "az 2.50.0",
        "account": "ana@contoso.com",
        "tenant Contoso": "readable",
        "subscriptions": 1,
    }


@pytest.mark.parametrize(
    ("host_now", "said"),
    [
        (ago(minutes=2), "this machine's clock is 2 min behind Azure's"),
        (NOW + timedelta(hours=3), "this machine's clock is 3 h ahead of Azure's"),
        (ago(seconds=59), None),
        (NOW + timedelta(seconds=59), None),
    ],
)
async def test_a_clock_that_is_off_by_more_than_a_minute_is_found(
    azure: ScriptedGateway, host_now: datetime, said: str | None
) -> None:
    _, *found = (await walked(Way(azure), host_now)).findings
    assert [each.what for each in found] == ([said] if said else [])
    assert all("set-ntp" in each.cure for each in found)


async def test_a_simulator_s_clock_is_its_own(azure: ScriptedGateway) -> None:
    way = Way(azure)
    way.simulated = True
    assert (await walked(way, ago(days=9))).findings == [OLD_AZ]


async def test_of_several_tenants_the_one_that_wants_a_sign_in_is_found(azure: ScriptedGateway) -> None:
    other = ScriptedGateway(VirtualClock(), FABRIKAM)
    other.script.refuse(
        "subscriptions", AuthRequired("the sign-in has ended", command="az login --tenant fabrikam.com")
    )
    check = await walked(Way(azure, other))
    assert check.facts["tenant Fabrikam"] == "Not signed in"
    _, found = check.findings
    assert found.what == "tenant Fabrikam: not signed in"
    assert found.cure == "run  az login --tenant fabrikam.com"
    assert other.script.count("galleries") == 0, "nothing more is asked there"


async def test_a_subscription_without_the_right_to_read_is_found(azure: ScriptedGateway) -> None:
    azure.put(subscription("labs"))
    azure.script.refuse("galleries", Forbidden("no right to read"), under=subscription("labs").key)
    _, found = (await walked(Way(azure))).findings
    assert (found.what, found.why) == ("subscription labs: no access", "no right to read")
    assert "Reader role" in found.cure


async def test_of_each_subscription_one_page_is_asked_and_few_at_a_time(azure: ScriptedGateway) -> None:
    subscriptions = [subscription(f"s{at}") for at in range(3 * AT_ONCE)]
    azure.put(*subscriptions)
    await walked(Way(azure))
    assert azure.script.most_under_way <= AT_ONCE
    assert {azure.script.count("galleries", each.key) for each in subscriptions} == {1}
    assert azure.script.count("definitions") == 0


async def test_a_scope_limits_what_is_asked_and_what_it_names_in_vain_is_found(azure: ScriptedGateway) -> None:
    azure.put(subscription("labs"))
    way = Way(azure)
    way.scope = ("LABS", "prdo")
    check = await walked(way)
    assert check.facts["subscriptions"] == "1 of 2"
    assert azure.script.count("galleries", subscription().key) == 0
    _, found = check.findings
    assert found.what == "prdo is no subscription"
    assert "did you mean prod?" in found.cure


async def test_what_ends_the_walk_is_kept_with_what_was_found_before(azure: ScriptedGateway) -> None:
    way = Way(azure)
    way.directory.script.refuse("tenants", AuthRequired("nobody is signed in"))
    check = await walked(way)
    assert isinstance(check.refusal, AuthRequired)
    assert (check.facts, check.findings) == ({"cloud": "public", "credential": "az 2.50.0"}, [OLD_AZ])


@pytest.mark.parametrize("fault", get_args(ConnectionFault))
def test_everything_that_keeps_an_answer_from_us_has_a_cure_of_its_own(fault: str) -> None:
    others = [next_step(Unavailable("why", code=each)) for each in (*get_args(ConnectionFault), None) if each != fault]
    assert next_step(Unavailable("why", code=fault)) not in others


@pytest.mark.parametrize("error", [Unavailable("why"), Unexpected("why"), *map(Unavailable, get_args(ConnectionFault))])
def test_no_cure_sends_one_back_to_the_doctor(error: Unavailable | Unexpected) -> None:
    assert "doctor" not in next_step(error)
