"""The composition root: puts services, the explorer and the terminal together, and does nothing else."""

import asyncio
import gc
import logging
import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from textual import work
from textual.filter import LineFilter
from textual.message import Message
from textual.notifications import SeverityLevel

from tui.connector import Connector
from tui.folders import folders
from tui.keymap import remapped
from tui.model.ids import key_of, parse_id
from tui.model.places import named_abroad
from tui.screens.explorer import ExplorerScreen
from tui.screens.header import Where
from tui.screens.themes import DARK, LIGHT, TERMINAL
from tui.services.captures import Captures, Place
from tui.services.clock import SystemClock
from tui.services.copies import keep
from tui.services.first_time import first_time
from tui.services.past import Event
from tui.services.upkeep import SURVEY_EVERY, Upkeep
from tui.settings import Resolved, Settings, guard
from tui.terminal.abilities import draws_signs, need_terminal
from tui.terminal.app import TerminalApp
from tui.terminal.clipboard import copy
from tui.terminal.logs import log_to
from tui.terminal.output_filter import AsciiFilter
from tui.wording.copies import Copy
from widgets.glyphs import PLAIN_CLASS
from widgets.untrusted import file_name

FLUSH_EVERY = 0.25
COLLECTED = (2_000, 10, 100)
"""How seldom garbage is collected, ten times less than by default: a table of 10,000 rows took 25 ms every 50 keys."""

DEMO_SURVEY_EVERY = SURVEY_EVERY / 10  # the demo's world runs ten times as fast as ours
THEMES = {"dark": DARK.name, "light": LIGHT.name, "terminal": TERMINAL.name}


class SigscopeApp(TerminalApp[int]):
    """Runs upkeep behind the explorer, and hands the screen what has changed, four times a second at most."""

    ENABLE_COMMAND_PALETTE = False
    TITLE = "sigscope"
    CSS_PATH = "screens/explorer.tcss"

    @dataclass
    class Changed(Message):
        """These keys have changed in the inventory, or ROOT: how things stand with Azure."""

        keys: frozenset[str]

    def __init__(
        self, resolved: Resolved, connector: Connector, place: str | None = None, *, log: Path | None = None
    ) -> None:
        """Compose the program, painting the last capture; raises NotAnId for a place that is none."""
        super().__init__(log=log)
        settings = resolved.settings
        plain = _ascii_only(settings)
        self._connector = connector
        self._settings = settings
        survey_every = DEMO_SURVEY_EVERY if settings.demo else SURVEY_EVERY
        captures = Captures(folders(demo=settings.demo).captures, connector.way)
        self._upkeep = Upkeep(
            connector.connect, SystemClock(), captures, connector.scope, survey_every, settings.hidden
        )
        start = self._upkeep.open_capture()
        if not settings.resume:
            start = Place(start.cursor, start.expanded)
        foreign = place if place and named_abroad(place) else ""
        if place and not foreign:
            start = Place(key_of(str(parse_id(place))), start.expanded)
        cloud = "demo" if settings.demo else connector.endpoint or connector.cloud
        where = Where(cloud, simulated=connector.simulated, guard=guard(settings))
        keys = remapped(settings.keys)
        self.explorer = ExplorerScreen(
            self._upkeep,
            where,
            start,
            keys,
            self._copy,
            ascii_only=plain,
            pinned=settings.pinned,
            complaints=resolved.complained,
            first_time=first_time(folders(demo=settings.demo).state),
            foreign=foreign,
        )
        self.animation_level = "none"
        for theme in (DARK, LIGHT, TERMINAL):
            self.register_theme(theme)
        self.theme = THEMES[settings.theme] if self.colours == "many" else TERMINAL.name
        self.set_class(plain, PLAIN_CLASS)
        self.set_keymap(settings.keys)

    def get_default_screen(self) -> ExplorerScreen:
        """Start with the explorer: no other screen is painted before it."""
        return self.explorer

    def get_line_filters(self) -> Sequence[LineFilter]:
        """Return what every line goes through on its way to the terminal."""
        return [*super().get_line_filters(), *([AsciiFilter()] if self.has_class(PLAIN_CLASS) else [])]

    def on_mount(self) -> None:
        """Start upkeep once the first frame stands."""
        self._upkeep.place = lambda: self.explorer.place
        self.call_after_refresh(self._start)

    def _start(self) -> None:
        gc.freeze()  # what stands now stands to the end: a full collection of it would hold up a frame
        gc.set_threshold(*COLLECTED)
        gc.enable()
        self._keep_up()
        self._relay()

    @work(group="upkeep")
    async def _keep_up(self) -> None:
        await self._upkeep.run()

    @work(group="relay")
    async def _relay(self) -> None:
        """Gather what has changed, and hand it on while the terminal takes frames."""
        changed = asyncio.Event()
        watches = [self._upkeep.inventory.changes.watch(changed), self._upkeep.changes.watch(changed)]
        while True:
            await changed.wait()
            if self.gate.open:
                self.post_message(self.Changed(frozenset().union(*(watch.take() for watch in watches))))
            await asyncio.sleep(FLUSH_EVERY)

    def on_sigscope_app_changed(self, event: Changed) -> None:
        """Show it, unless the explorer is being taken down."""
        if self.is_running:
            self.explorer.changed(event.keys)

    def notify(
        self,
        message: str,
        *,
        title: str = "",
        severity: SeverityLevel = "information",
        timeout: float | None = None,
        markup: bool = False,
    ) -> None:
        """Say it, and keep it among the messages; a text of others is never markup."""
        super().notify(message, title=title, severity=severity, timeout=timeout, markup=False)
        self._upkeep.inventory.past.note(Event(self._upkeep.now(), message))

    def copy_to_clipboard(self, text: str) -> None:
        """Copy what is selected in a field as everything is copied; Textual would tell the terminal alone."""
        self._clipboard = text
        self.explorer.take_along(Copy("selection", text))

    async def _copy(self, text: str, name: str) -> tuple[bool, str]:
        driver, way = self._driver, self._settings.clipboard
        sent, said = await copy(text, driver.write if driver else lambda _: None, os.environ, way)
        if sent or way == "off":
            return sent, said
        kept = await asyncio.to_thread(keep, folders(demo=self._settings.demo).copies, f"{file_name(name)}.txt", text)
        return False, f"{said}. {f'It is in {kept}' if kept else 'No file could be written either'}"

    async def on_unmount(self) -> None:
        """Write the capture and let go of Azure."""
        await self._upkeep.close()
        await self._connector.close()


def run(resolved: Resolved, connector: Connector, place: str | None) -> int:
    """Open the explorer, at a place if one is named; answers the exit code. Raises NotAnId and NoTerminal."""
    settings = resolved.settings
    with log_to(folders(demo=settings.demo).logs, getattr(logging, settings.log_level.upper())) as log:
        app = SigscopeApp(resolved, connector, place, log=log)
        need_terminal(os.environ)
        app.run(mouse=settings.mouse)
    return app.return_code or 0


def _ascii_only(settings: Settings) -> bool:
    asked = settings.ascii if settings.ascii is not None else not draws_signs(os.environ)
    return asked or settings.ambiguous == "wide"
