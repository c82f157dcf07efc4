"""The app class that sigscope's own builds on: everything in this package, wired to Textual."""

import os
import sys
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import Any, ClassVar, Final

from rich.console import RenderableType
from textual._compositor import ChopsUpdate, LayoutUpdate
from textual.app import App, ReturnType
from textual.binding import Binding, BindingType
from textual.driver import Driver
from textual.drivers.linux_driver import LinuxDriver
from textual.filter import LineFilter, Monochrome, NoColor
from textual.geometry import Region
from textual.screen import Screen

from tui.terminal import crash
from tui.terminal.abilities import colours
from tui.terminal.backpressure import Gate
from tui.terminal.driver import TerminalDriver
from tui.terminal.output_filter import OutputFilter
from tui.terminal.painted import Painted
from tui.terminal.signals import has_shell

SECOND_PRESS: Final = 2.0
"""Seconds within which a second ctrl+c quits."""


class TerminalApp(App[ReturnType]):
    """An app whose terminal may stall, stop, change, go away, or whose user may end it, at any time.

    After `run`, leave with `return_code`: 0 or what `exit` was given, 128 + n after signal n, 129 after a hang-up,
    `crash.EXIT_CODE` after an error of the program's own. `log` is the file named to the user then.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+c", "interrupt", "Quit, pressed twice", show=False, system=True, id="interrupt"),
        Binding("ctrl+l", "redraw", "Paint the screen anew", show=False, system=True, id="redraw"),
        Binding("ctrl+z", "suspend_process", "Stop, go on with fg", show=False, system=True, id="suspend"),
    ]

    def __init__(self, *, log: Path | None = None, clock: Callable[[], float] = time.monotonic) -> None:
        super().__init__()
        self.gate = Gate(self._repaint, self._call_soon)
        """While not open, the terminal takes nothing: work that only leads to a repaint is better left undone."""
        self._log_path = log
        self._clock = clock
        self._interrupted_at = float("-inf")
        self._crash_line: str | None = None
        self.colours: Final = colours(os.environ)
        """How many the terminal has; where there are none the theme must be one of the terminal's palette."""
        self.no_color = self.colours == "none"
        self._output_filter = OutputFilter()
        self._no_color_filter = NoColor()
        self._painted = Painted()

    def on_mount(self) -> None:
        """Paint all anew after `fg`: the terminal has forgotten, and Textual does not."""
        self.app_resume_signal.subscribe(self, lambda _: self.action_redraw())

    def get_driver_class(self) -> type[Driver]:
        """Return our driver where Textual would take its own for terminals."""
        chosen = super().get_driver_class()
        return TerminalDriver if chosen is LinuxDriver else chosen

    def get_line_filters(self) -> Sequence[LineFilter]:
        """Return Textual's filters with ours as the last.

        Textual turns all colours into greys for NO_COLOR, and sends those: here none is sent.
        """
        theirs = [each for each in super().get_line_filters() if not isinstance(each, Monochrome | NoColor)]
        return [*theirs, *([self._no_color_filter] if self.no_color else []), self._output_filter]

    async def action_interrupt(self) -> None:
        """Quit at the second ctrl+c within `SECOND_PRESS` seconds, as `quit` does; say so at the first."""
        now = self._clock()
        if now - self._interrupted_at <= SECOND_PRESS:
            await self.run_action("app.quit")
        else:
            self._interrupted_at = now
            self.hint("ctrl+c again quits")

    def action_suspend_process(self) -> None:
        """Stop as ctrl+z does in a shell, unless no shell is there to continue the program."""
        if has_shell():
            super().action_suspend_process()
        else:
            self.hint("No shell to go back to")

    def hint(self, text: str) -> None:
        """Show a short word to the user, quietly."""
        self.notify(text, timeout=SECOND_PRESS, markup=False)

    def _set_pointer_shape(self, shape: str) -> None:
        """Leave the pointer as it is: no move of the mouse is asked for, and a plain console would print the wish."""

    def _display(self, screen: Screen[Any], renderable: RenderableType | None) -> None:
        outlet = self._driver.outlet if isinstance(self._driver, TerminalDriver) else None
        if outlet is not None and isinstance(renderable, ChopsUpdate | LayoutUpdate):
            self.gate.send(outlet, renderable, partial(self._paint, screen, renderable))
        else:
            super()._display(screen, renderable)

    def _paint(self, screen: Screen[Any], frame: ChopsUpdate | LayoutUpdate) -> None:
        difference: Any = self._painted.difference(frame, self.size)  # any renderable, by Textual's annotation
        super()._display(screen, difference)

    def action_redraw(self) -> None:
        """Paint all anew, whatever the terminal shows."""
        self._painted.forget()
        self.refresh(layout=True)

    def _repaint(self, places: set[Region]) -> None:
        compositor = self.screen._compositor  # noqa: SLF001 - Screen.refresh(*regions) forgets widgets that are dirty
        compositor._dirty_regions.update(place.intersection(compositor.size.region) for place in places)  # noqa: SLF001 - as above
        self.screen._compositor_refresh()  # noqa: SLF001 - as above

    def _call_soon(self, callback: Callable[[], None]) -> None:
        if self._loop is not None:
            with suppress(RuntimeError):  # the loop is closed, and no frame will come
                self._loop.call_soon_threadsafe(self.call_later, callback)

    def _print_error_renderables(self) -> None:
        with suppress(OSError):  # the terminal is gone
            super()._print_error_renderables()
            if self._crash_line is not None:  # written as it is: Textual's console would wrap a long path
                sys.stderr.write(f"{self._crash_line}\n")
                self._crash_line = None

    def _handle_exception(self, error: Exception) -> None:
        """End in order with one line instead of Textual's page, which shows the values of variables: tokens, bodies."""
        if self._exception is None:
            self._exception = error
            self._exception_event.set()
            self._crash_line = crash.report(error, self._log_path)
        self._return_code = crash.EXIT_CODE
        self._close_messages_no_wait()
