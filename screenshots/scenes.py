"""The scenes that pictures are taken of: every view and every state, each with what brings it about."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from typing import NamedTuple

from tests.tui.screens.stage import Stage
from tests.tui.simulated_azure import SimulatedAzure
from tui.model.errors import AuthRequired
from tui.model.gallery import Tenant
from tui.services.gateway import DeviceCode, ShowCode

Before = Callable[[SimulatedAzure], None]
Play = Callable[[Stage, SimulatedAzure], Awaitable[None]]

WIDE = (120, 40)
LOWER = (120, 34)
_FINANCE = "Contoso Finance"
_IMAGE = "ubuntu-2204-hardened"
_SHARED = ("o", *"north eu", "enter")
_SIGNED_OUT = AuthRequired(
    "the az login of ana@contoso.com ended (AADSTS700082)", command="az login --tenant contoso.com"
)


class Scene(NamedTuple):
    """What a picture shows, in which terminal, and how it comes about.

    `before` spoils Azure before the start; `settled` waits until all was read; `keys` are pressed, then `play` acts.
    """

    shows: str
    size: tuple[int, int] = WIDE
    keys: tuple[str, ...] = ()
    settings: Mapping[str, object] = {}
    world: str = "demo"
    before: Before | None = None
    play: Play | None = None
    settled: bool = True
    first_time: bool = False
    graph_lag: float = 60.0


def typed(text: str) -> tuple[str, ...]:
    """Keys of a text."""
    return tuple(text)


def at(name: str) -> Play:
    """Put the cursor on the branch with this name."""

    async def play(stage: Stage, _: SimulatedAzure) -> None:
        inventory = stage.explorer._upkeep.inventory
        key = next(each.key for each in inventory.entries() if each.value.name == name)
        await stage.go_to(key)
        await stage.pass_time(1)

    return play


def then(*steps: Play | str) -> Play:
    """Act, and press keys, one after the other."""

    async def play(stage: Stage, azure: SimulatedAzure) -> None:
        for step in steps:
            if isinstance(step, str):
                await stage.press(step)
                await stage.pass_time(0.5)
            else:
                await step(stage, azure)

    return play


def spoiled(*faults: dict[str, object]) -> Before:
    """Have faults strike from the start on."""
    return lambda azure: azure.spoil(*faults)


def unreachable(azure: SimulatedAzure) -> None:
    """Have no way to Azure from the start on."""
    azure.reachable = False


async def cut_off(stage: Stage, azure: SimulatedAzure) -> None:
    """Lose the way to Azure after everything was read, and let half an hour pass."""
    azure.reachable = False
    await stage.press("ctrl+r")
    await stage.pass_time(1800)


async def throttle(stage: Stage, azure: SimulatedAzure) -> None:
    """Have Azure ask to be left alone for a while."""
    azure.spoil({"match": "GET .*/versions/", "status": 429, "retry_after": 420})
    await stage.press("r")
    await stage.pass_time(2)


async def graph_behind(stage: Stage, azure: SimulatedAzure) -> None:
    """Have somebody change what is under the cursor, which Resource Graph does not know for ten minutes."""
    azure.write("PATCH", stage.explorer._key, {"tags": {"ring": "all"}})
    await stage.press("r")
    await stage.pass_time(330)


async def sign_out(stage: Stage, _: SimulatedAzure) -> None:
    """Let the sign-in end."""
    directory = stage.explorer._upkeep._directory

    async def refused() -> list[Tenant]:
        raise _SIGNED_OUT

    async def code(_tenant: Tenant | None, show: ShowCode) -> None:
        show(DeviceCode("https://microsoft.com/devicelogin", "BDK3QPLM", 900.0))
        await asyncio.Event().wait()

    vars(directory).update(tenants=refused, sign_in_by_code=code)  # no credential of az's is there to end
    await stage.press("ctrl+r")
    await stage.until(stage.banner)


GRAPH_DOWN = {"match": "POST .*ResourceGraph", "status": 503}
NEVER = {"match": "POST .*ResourceGraph|GET .*/galleries", "delay_seconds": 29}
BROKEN = {"match": "GET .*/images/windows-2022/versions/10.0.9", "status": 500}

SCENES: dict[str, Scene] = {
    # views
    "wide": Scene("a version that failed in one region"),
    "80x24": Scene("the same in 80 by 24", (80, 24)),
    "60x15": Scene("the same in 60 by 15: one pane at a time", (60, 15)),
    "definition": Scene("a definition and its versions", play=at(_IMAGE)),
    "matrix": Scene("regions against versions", play=then(at(_IMAGE), "m")),
    "gallery": Scene("a gallery and its definitions", play=at("img_prod")),
    "subscription": Scene("a subscription: galleries, quotas, registration", play=at("Contoso Production")),
    "tenant": Scene("a tenant", keys=("G", "k")),
    "fields": Scene("every field of a definition", play=then(at(_IMAGE), "tab", "tab", "enter")),
    "raw": Scene("the body as the service sends it", keys=("v",)),
    "used-by": Scene("who uses a version", keys=("u",)),
    "go-to": Scene("go to any name", keys=("colon", *typed("win 10.0"))),
    "shared": Scene("galleries that others share", play=then(at("Contoso Development"), *_SHARED)),
    "foreign": Scene("a gallery that others share", play=then(at("Contoso Development"), *_SHARED, "enter", "enter")),
    "filter": Scene("a filter over the tree", keys=("slash", *typed("state:failed"))),
    "problems": Scene("only what failed, is missing or moves", LOWER, keys=("f",)),
    "copy-as": Scene("ways to copy", keys=("Y",)),
    "help": Scene("help for where one stands", (120, 60), keys=("question_mark",)),
    "answers": Scene("questions and answers", (120, 60), keys=("question_mark", "question_mark")),
    "light": Scene("the light theme", settings={"theme": "light"}),
    "terminal": Scene("the terminal's own palette", settings={"theme": "terminal"}),
    "ascii": Scene("nothing but ASCII", LOWER, settings={"ascii": True}),
    "first-time": Scene("the first start of all", first_time=True),
    # states
    "loading": Scene("while it is being read", LOWER, before=spoiled(NEVER), settled=False),
    "empty": Scene("a subscription without a gallery", LOWER, world="empty"),
    "denied": Scene("a subscription that the account may not read", LOWER, play=at(_FINANCE)),
    "stale": Scene("cut off for half an hour", LOWER, play=cut_off),
    "failed": Scene("no answer at the start", LOWER, before=unreachable, settled=False),
    "signed-out": Scene("signed out", LOWER, play=sign_out),
    "signing-in": Scene("signing in with a code", LOWER, play=then(sign_out, "a", "d")),
    "throttled": Scene("Azure asks to wait", LOWER, play=throttle),
    "graph-down": Scene("Resource Graph is down: lists take over", LOWER, before=spoiled(GRAPH_DOWN)),
    "graph-behind": Scene("Resource Graph is behind", LOWER, graph_lag=600.0, play=graph_behind),
    "messages": Scene(
        "what went wrong, with ids to quote", LOWER, before=spoiled(GRAPH_DOWN, BROKEN), keys=("exclamation_mark",)
    ),
}  # fmt: skip
