"""Signing in without leaving: with az here, with a code elsewhere, or after somebody else did."""

import asyncio
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from tests.tui.contoso import FABRIKAM
from tests.tui.screens.stage import Contoso, Stage, Stages
from tests.tui.services.script import Refusal
from tests.tui.services.virtual_clock import VirtualClock
from tui.app import SigscopeApp
from tui.model.errors import AuthRequired
from tui.model.gallery import Tenant
from tui.screens.sign_in import SignInScreen, az_login
from tui.services.gateway import DeviceCode, ShowCode

ENDED = AuthRequired("the sign-in of ana@contoso.com ended (AADSTS700082)", command="az login --tenant contoso.com")


class Codes:
    """Stands for the directory's own sign-in: gives out a code, and is told when it was entered."""

    def __init__(self, contoso: Contoso, monkeypatch: pytest.MonkeyPatch) -> None:
        self.asked: list[Tenant | None] = []
        self.entered = asyncio.Event()
        self.given_up = False
        self.refusal: AuthRequired | None = None
        monkeypatch.setattr(contoso.directory, "sign_in_by_code", self.sign_in)

    async def sign_in(self, tenant: Tenant | None, show: ShowCode) -> None:
        self.asked.append(tenant)
        show(DeviceCode("https://microsoft.com/devicelogin", "BDK3QPLM", 900.0))
        try:
            await self.entered.wait()
        except asyncio.CancelledError:
            self.given_up = True
            raise
        if self.refusal:
            raise self.refusal


@pytest.fixture
def codes(contoso: Contoso, monkeypatch: pytest.MonkeyPatch) -> Codes:
    return Codes(contoso, monkeypatch)


@pytest.fixture
def ran(monkeypatch: pytest.MonkeyPatch) -> list[list[str]]:
    """The commands that were run with the terminal handed over."""
    commands: list[list[str]] = []

    @contextmanager
    def suspend(_: SigscopeApp) -> Iterator[None]:
        yield

    def run(words: list[str], **_: object) -> subprocess.CompletedProcess[str]:
        commands.append(words)
        return subprocess.CompletedProcess(words, 0)

    monkeypatch.setattr(SigscopeApp, "suspend", suspend)
    monkeypatch.setattr("tui.screens.sign_in.subprocess.run", run)
    monkeypatch.delenv("SSH_CONNECTION", raising=False)
    return commands


async def signed_out(stage: Stage, contoso: Contoso) -> Refusal:
    """Let the sign-in end, and open the page of it; what it gives lets one sign in again."""
    refusal = contoso.directory.script.refuse("tenants", ENDED)
    await stage.press("ctrl+r")
    await stage.until(stage.banner)
    await stage.press("a")
    assert isinstance(stage.app.screen, SignInScreen)
    return refusal


async def test_the_page_says_who_why_and_the_ways(opened: Stages, contoso: Contoso, ran: list[list[str]]) -> None:
    async with opened(contoso.connect) as stage:
        await signed_out(stage, contoso)
        page = stage.page()
        assert "ended (AADSTS700082)" in page
        assert "a run az login --tenant contoso.com here" in page
        assert "d sign in with a code" in page
        assert "r try again" in page


async def test_az_gets_the_terminal_and_what_it_did_is_seen_at_once(
    opened: Stages, contoso: Contoso, ran: list[list[str]]
) -> None:
    async with opened(contoso.connect) as stage:
        refusal = await signed_out(stage, contoso)
        refusal.times = 0
        await stage.press("a")
        assert ran == [["az", "login", "--tenant", "contoso.com"]]
        await stage.until(lambda: stage.app.screen is stage.explorer and not stage.banner())


async def test_a_code_is_shown_with_the_time_it_has_left_and_signs_in_once_entered(
    opened: Stages, contoso: Contoso, codes: Codes, clock: VirtualClock
) -> None:
    async with opened(contoso.connect) as stage:
        refusal = await signed_out(stage, contoso)
        await stage.press("d")
        await stage.until(lambda: "BDK3QPLM" in stage.page())
        assert "open https://microsoft.com/devicelogin, enter BDK3QPLM (15 min left" in stage.page()
        refusal.times = 0
        codes.entered.set()
        await stage.until(lambda: stage.app.screen is stage.explorer and not stage.banner())
        assert codes.asked == [None]


async def test_leaving_gives_the_code_up(opened: Stages, contoso: Contoso, codes: Codes) -> None:
    async with opened(contoso.connect) as stage:
        await signed_out(stage, contoso)
        await stage.press("d")
        await stage.until(lambda: "BDK3QPLM" in stage.page())
        await stage.press("escape")
        await stage.until(lambda: codes.given_up)
        assert stage.app.screen is stage.explorer


async def test_a_refusal_is_told_and_the_other_ways_stay(opened: Stages, contoso: Contoso, codes: Codes) -> None:
    codes.refusal = AuthRequired("your organization forbids codes (AADSTS53003)", command="az login")
    async with opened(contoso.connect) as stage:
        await signed_out(stage, contoso)
        codes.entered.set()
        await stage.press("d")
        await stage.until(lambda: "AADSTS53003" in stage.page())
        assert "r try again" in stage.page()


async def test_a_tenant_under_the_cursor_is_signed_in_to_by_itself(
    opened: Stages, clock: VirtualClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    contoso = Contoso(clock, FABRIKAM)
    codes = Codes(contoso, monkeypatch)
    refusal = AuthRequired("the sign-in is for another tenant", command="az login --tenant fabrikam.com")
    contoso.others[0].script.refuse("subscriptions", refusal)
    async with opened(contoso.connect) as stage:
        await stage.press("G", "a")
        assert "Not signed in to Fabrikam" in stage.page()
        await stage.press("d")
        await stage.until(lambda: codes.asked == [FABRIKAM])


@pytest.mark.parametrize(
    ("command", "words"),
    [
        ("az login", ["az", "login"]),
        ("az login --claims-challenge 'a b'", ["az", "login", "--claims-challenge", "a b"]),
        ("rm -rf /", []),
        ("az account clear", []),
        ("az login 'unclosed", []),
    ],
)
def test_only_az_login_is_ever_run(command: str, words: list[str]) -> None:
    assert az_login(command, {}) == words


def test_over_ssh_az_is_asked_for_a_code() -> None:
    assert az_login("az login", {"SSH_CONNECTION": "x"}) == ["az", "login", "--use-device-code"]
