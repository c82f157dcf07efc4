"""A walk through everything that the explorer of the demo can show, and what is painted on the way."""

from collections.abc import AsyncIterator, Iterator, Mapping
from contextlib import asynccontextmanager
from typing import Final, NamedTuple

from msgspec.structs import replace
from rich.segment import Segment

from tests.tui.screens.stage import Stage, Stages
from tests.tui.simulated_azure import SimulatedAzure
from tui.model.errors import AuthRequired
from tui.model.ids import parent_key
from tui.services.inventory import ROOT
from tui.services.standing import Phase
from tui.simulator.demo import demo_scenario


class View(NamedTuple):
    """Something to see: the keys that lead there from a version or its definition, and a word that is seen then."""

    shows: str
    keys: tuple[str, ...] = ()
    on_definition: bool = False


VIEWS: Final = {
    "version": View("Brazil South", ("tab",)),
    "table": View("enter open", ("tab",)),
    "marks": View("*✗", ("space", "up", "space", "tab", "space")),
    "region": View("─ West Europe ─", ("tab", "enter")),
    "details": View("Provisioning  ", ("tab", "tab", "enter")),
    "filter": View("'exact", ("slash",)),
    "filtered": View("enter keep", ("slash", *"ubuntu")),
    "wrong filter": View("nokey", ("slash", *"nokey:x")),
    "problems": View("problems only", ("f",)),
    "versions": View("12 versions", ("tab",), on_definition=True),
    "ordered": View("worst first", ("tab", "s"), on_definition=True),
    "rows": View(" of 12 shown", ("tab", "slash", *"2.4", "enter"), on_definition=True),
    "no rows": View("nothing matches", ("tab", "slash", *"zzz"), on_definition=True),
    "matrix": View("regions by version", ("m",), on_definition=True),
    "help": View("On the version", ("question_mark",)),
    "search": View("1 of ", ("question_mark", "slash", *"the", "enter")),
    "raw": View('"name": "2.4.1"', ("v",)),
    "messages": View("Correlation id", ("exclamation_mark",)),
    "go to": View("a portal URL", ("colon",)),
    "found": View("img_prod / ubuntu", ("colon", *"ubu 2.4")),
    "not found": View("Nothing that is known", ("colon", *"zzzz")),
    "copies": View("portal URL", ("Y",)),
    "users": View("scale set", ("u",)),
    "toast": View("Nobody asks", ("a",)),
    "zoomed": View("─ Galleries ─", ("z",)),
}

DRAWN: Final = frozenset("─│╭╮╰╯├┤┬┴┼|-+▏▎▍▌▋▊▉█▇▆▅▄▃▂▁░▐")
"""What is drawn and not read: borders, bars, the thumb of a scroll bar."""


class Painted(NamedTuple):
    """A piece as it is painted, and the view in which it is."""

    view: str
    segment: Segment


@asynccontextmanager
async def demo(
    opened: Stages,
    size: tuple[int, int],
    settings: Mapping[str, object] | None = None,
    azure: SimulatedAzure | None = None,
) -> AsyncIterator[Stage]:
    """The demo in a terminal of a size, opened on its worst version, with all read once."""
    azure = azure or SimulatedAzure(opened.clock, demo_scenario(1))
    async with opened(azure.connect, size=size, settings={"demo": True, **(settings or {})}, settled=False) as stage:
        for _ in range(120):
            await stage.pass_time(0.5)
            if stage.explorer.settled:
                break
        await stage.settle()
        yield stage


async def walk(stage: Stage) -> AsyncIterator[str]:
    """Go to every view, and give its name while it stands."""
    version = stage.explorer.place.cursor
    assert version is not None
    for name, view in VIEWS.items():
        await _home(stage, (parent_key(version) if view.on_definition else version) or "")
        await stage.press(*view.keys)
        await _until_shown(stage, view.shows)
        yield name
    stage.app.notify("it may be so", title="a warning", severity="warning")
    stage.app.notify("it is so", title="an error", severity="error")
    await _until_shown(stage, "it is so")
    yield "toasts"
    stage.app.clear_notifications()
    upkeep = stage.explorer._upkeep
    upkeep.standing = replace(upkeep.standing, phase=Phase.SIGNED_OUT, error=AuthRequired("the sign-in ended"))
    stage.explorer.changed({ROOT})
    await _until_shown(stage, "the sign-in ended")
    yield "signed out"
    await stage.press("a")
    await _until_shown(stage, "az login")
    yield "sign in"


async def _until_shown(stage: Stage, text: str) -> None:
    await stage.until(lambda: any(text in line for line in stage.screen()))


async def _home(stage: Stage, key: str) -> None:
    for _ in range(5):
        await stage.press("escape")
    if stage.explorer.tree_pane.problems_only:
        await stage.press("f")
    if stage.explorer.lower.as_matrix:
        await stage.press("m")
    for marked in stage.tree.marked:
        await stage.go_to(marked)
        await stage.press("space")
    await stage.press("escape")
    await stage.go_to(key)


async def painted(stage: Stage) -> list[Painted]:
    """All that is painted on the walk."""
    return [Painted(view, segment) async for view in walk(stage) for segment in segments(stage)]


def segments(stage: Stage) -> Iterator[Segment]:
    """What stands on the screen, piece by piece."""
    for strip in stage.app.screen._compositor.render_strips():
        yield from strip


def is_read(text: str) -> bool:
    """Whether there is anything to read in it."""
    return not DRAWN.issuperset(text.replace(" ", ""))
