"""The whole app on an Azure in this process, on a clock that the test turns."""

from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from textual.events import Key
from textual.keys import _character_to_key
from textual.pilot import Pilot
from textual.widget import Widget

from tests.tui.contoso import CONTOSO, definition, gallery, subscription, version
from tests.tui.services.scripted_gateway import ScriptedDirectory, ScriptedGateway
from tests.tui.services.virtual_clock import VirtualClock, settle
from tui.app import SigscopeApp
from tui.configuration.remapping import with_usable_keys
from tui.connector import Connector
from tui.model.gallery import Tenant
from tui.screens.explorer import ExplorerScreen
from tui.services.gateway import Directory
from tui.settings import Settings, resolve
from widgets.lazy_tree import LazyTree
from widgets.live_table import LiveTable

WIDE = (120, 40)
_PATIENCE = 200


class InProcess(Connector):
    """Leads to a directory that the test has made."""

    def __init__(self, settings: Settings, connect: Callable[[], Directory]) -> None:
        super().__init__(settings, {})
        self._connect = connect

    async def connect(self) -> Directory:
        """Give the test's directory."""
        return self._connect()


class Contoso:
    """A company of plain data, with one version unless a test says otherwise, that fails when told to."""

    def __init__(self, clock: VirtualClock, *others: Tenant) -> None:
        self.azure = ScriptedGateway(clock, CONTOSO)
        self.azure.put(subscription(), gallery(), definition(), version(actual="eastus2 Completed 100"))
        self.others = [ScriptedGateway(clock, tenant) for tenant in others]
        self.directory = ScriptedDirectory(clock, self.azure, *self.others)
        self.script = self.azure.script

    def connect(self) -> ScriptedDirectory:
        """The way to it."""
        return self.directory


class Stage:
    """The running app, as its user sees it and as the test moves it on."""

    def __init__(self, app: SigscopeApp, pilot: Pilot[int], clock: VirtualClock) -> None:
        self.app = app
        self.pilot = pilot
        self.clock = clock

    @property
    def explorer(self) -> ExplorerScreen:
        """The screen below all others."""
        return self.app.explorer

    @property
    def tree(self) -> LazyTree:
        """The tree."""
        return self.explorer.tree_pane.view

    @property
    def table(self) -> LiveTable:
        """The table of the lower pane."""
        return self.explorer.lower.table

    async def settle(self) -> None:
        """Let everything happen that time is not needed for, and paint it."""
        for _ in range(2):
            await settle()
            await self.pilot.pause(0)

    async def pass_time(self, seconds: float) -> None:
        """Let time pass, and what is due in it happen."""
        await self.clock.advance(seconds)
        await self.settle()

    async def until(self, condition: Callable[[], object]) -> None:
        """Let things happen until the condition holds; raises AssertionError with the screen where it never does."""
        for _ in range(_PATIENCE):
            if condition():
                return
            await self.settle()
        raise AssertionError("\n".join(["it did not come about:", *self.screen()]))

    async def press(self, *keys: str) -> None:
        """Press keys, one after the other, without the pilot's waits for an idle processor."""
        driver = self.app._driver
        assert driver is not None
        for key in keys:
            character = key if len(key) == 1 else None
            driver.send_message(Key(_character_to_key(key) if character else key, character))
            await self.settle()

    async def type(self, text: str) -> None:
        """Type a text."""
        await self.press(*text)

    async def go_to(self, key: str) -> None:
        """Put the tree's cursor on a key, opening what it lies in."""
        self.explorer.tree_pane.reveal(key)
        await self.until(lambda: self.tree.cursor_key == key)
        await self.settle()

    def screen(self) -> list[str]:
        """The lines of the screen, as its user reads them."""
        return [strip.text.rstrip() for strip in self.app.screen._compositor.render_strips()]

    def seen(self, widget: Widget) -> list[str]:
        """The lines of a widget that is on the screen, those left out that are blank."""
        area = widget.region
        strips = self.app.screen._compositor.render_strips()[area.y : area.bottom]
        lines = [strip.crop(area.x, area.right).text.strip() for strip in strips]
        return [line for line in lines if line]

    def words(self, widget: Widget) -> str:
        """All that a widget says, in one line."""
        return " ".join(" ".join(self.seen(widget)).split())

    def page(self) -> str:
        """All that the screen says, in one line without borders."""
        return " ".join(" ".join(line.replace("│", " ") for line in self.screen()).split())

    def header(self) -> str:
        """The first line, without the spaces between its items."""
        return " ".join(self.screen()[0].split())

    def branches(self) -> list[str]:
        """The branches of the tree that are on the screen, without the signs of folding and of news."""
        return [" ".join(line.strip("▸▾>∙ ").split()) for line in self.seen(self.tree)]

    def rows(self) -> list[str]:
        """The rows of the table that are on the screen, each without the spaces between its cells."""
        return [" ".join(line.split()) for line in self.seen(self.table)[1:]]

    def about(self) -> str:
        """The lines under the table."""
        about = self.explorer.lower.query_one("#about")
        return self.words(about).lstrip("─- ") if about.display else ""

    def details(self) -> str:
        """The detail pane."""
        return self.words(self.explorer.details)

    def banner(self) -> str:
        """The banner; empty where there is none."""
        banner = self.explorer.query_one("#banner")
        return self.words(banner) if banner.display else ""


class Stages:
    """Opens the app; every time with the same clock and the same state folder, as one user would."""

    def __init__(self, clock: VirtualClock) -> None:
        self.clock = clock

    @asynccontextmanager
    async def __call__(
        self,
        connect: Callable[[], Directory],
        *,
        size: tuple[int, int] = WIDE,
        place: str | None = None,
        settings: Mapping[str, object] | None = None,
        settled: bool = True,
    ) -> AsyncIterator[Stage]:
        """Open it in a terminal of a size; `settled` waits until all was read once."""
        resolved = with_usable_keys(resolve(settings or {}, {}))
        app = SigscopeApp(resolved, InProcess(resolved.settings, connect), place)
        async with app.run_test(size=size, notifications=True) as pilot:
            stage = Stage(app, pilot, self.clock)
            if settled:
                await stage.until(lambda: stage.explorer.settled)
            await stage.settle()
            yield stage
        assert app._exception is None


@pytest.fixture
def clock() -> VirtualClock:
    """A clock that the test turns."""
    return VirtualClock()


@pytest.fixture
def opened(clock: VirtualClock, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Stages:
    """What opens the app, in place of whose clock the test's runs and which flushes at once."""
    monkeypatch.setattr("tui.app.SystemClock", lambda: clock)
    monkeypatch.setattr("tui.app.FLUSH_EVERY", 0.0)
    monkeypatch.setattr("tui.app.first_time", lambda _: False)
    monkeypatch.setattr("tui.screens.explorer.OPENED_AFTER", 0.001)
    return Stages(clock)


@pytest.fixture
def contoso(clock: VirtualClock) -> Contoso:
    """A company of plain data."""
    return Contoso(clock)
