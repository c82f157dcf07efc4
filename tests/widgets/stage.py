"""An app around some widgets that keeps what would go to the terminal, and every message."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import TypeVar

from rich.console import RenderableType
from textual._compositor import CompositorUpdate
from textual.app import App, ComposeResult
from textual.message import Message
from textual.pilot import Pilot
from textual.screen import Screen
from textual.widget import Widget

MessageType = TypeVar("MessageType", bound=Message)


class Stage(App[None]):
    """Shows the widgets below each other; `written` is what the terminal would have got since it was last cleared."""

    pilot: Pilot[None]

    def __init__(self, *widgets: Widget, classes: str = "") -> None:
        super().__init__()
        self.animation_level = "none"
        self.add_class(*classes.split())
        self._widgets = widgets
        self._messages: list[Message] = []
        self.written = ""

    def compose(self) -> ComposeResult:
        yield from self._widgets

    def _display(self, screen: Screen[object], renderable: RenderableType | None) -> None:
        if isinstance(renderable, CompositorUpdate):
            self.written += renderable.render_segments(self.console)
        super()._display(screen, renderable)

    def heard(self, kind: type[MessageType]) -> list[MessageType]:
        """Return the messages of one kind that reached the app, the oldest first."""
        return [message for message in self._messages if isinstance(message, kind)]

    def hear(self, message: Message) -> None:
        """Keep the message, each once, however many widgets it passes on its way up."""
        if not any(message is earlier for earlier in self._messages):
            self._messages.append(message)

    async def settle(self) -> None:
        """Wait until all is painted, with what the painting itself brought about."""
        for _ in range(2):
            await self.pilot.pause()

    async def quiet(self) -> None:
        """Settle, and forget what was written until now."""
        await self.settle()
        self.written = ""

    def shows(self) -> list[str]:
        """Return the lines of the screen as text."""
        return [strip.text for strip in self.screen._compositor.render_strips()]


@asynccontextmanager
async def staged(*widgets: Widget, size: tuple[int, int] = (80, 24), classes: str = "") -> AsyncIterator[Stage]:
    """Run a stage of this size and hand it over settled, with nothing written."""
    stage = Stage(*widgets, classes=classes)
    async with stage.run_test(size=size, message_hook=stage.hear) as pilot:
        stage.pilot = pilot
        await stage.quiet()
        yield stage
