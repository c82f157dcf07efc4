"""Textual's driver, made to outlive what terminals do."""

import os
import signal
import termios
from contextlib import suppress
from typing import Any, Final

from textual.app import App
from textual.drivers._writer_thread import WriterThread
from textual.drivers.linux_driver import LinuxDriver

from tui.terminal import hangup
from tui.terminal.ending import Ending
from tui.terminal.outlet import Outlet
from tui.terminal.signals import HANGUP_CODE, end_on_signals, stop_and_continue_on_signals

MOUSE_MODES: Final = (1000, 1006)
"""Buttons pressed and let go, the wheel among them; and places beyond column 223."""


class TerminalDriver(LinuxDriver):
    """Writes without blocking, ends cleanly on signals and hang-ups, stops and continues without losing the terminal.

    Measured with Textual 8.2.8 alone: SIGTERM and SIGHUP leave the alternate screen, the mouse and the echo as they
    are; a hang-up with SIGHUP ignored spins at 130 % CPU; a SIGCONT without a stop starts a second input thread.
    """

    def __init__(
        self, app: App[Any], *, debug: bool = False, mouse: bool = True, size: tuple[int, int] | None = None
    ) -> None:
        self.outlet: Outlet | None = None
        super().__init__(app, debug=debug, mouse=mouse, size=size)
        self._ending = Ending(self._end_in_order, self._abandon)
        end_on_signals(self._ending.begin)
        stop_and_continue_on_signals(self._loop, self._stop, self._go_on)
        if self.input_tty:
            hangup.watch(self.fileno, self._on_hangup)

    @property
    def active(self) -> bool:
        """Whether the terminal is ours at this moment: the program is neither stopped nor ended."""
        return self.outlet is not None and self.outlet.is_alive()

    @property
    def _writer_thread(self) -> WriterThread | None:
        return self.outlet

    @_writer_thread.setter
    def _writer_thread(self, thread: WriterThread | None) -> None:
        """Take the place of the writer that Textual makes each time the terminal becomes ours."""
        self.outlet = None if thread is None or self._file is None else Outlet(self._file)

    def run_input_thread(self) -> None:
        """Read keys until told to end, or until the terminal is gone, which the hang-up watch deals with."""
        with suppress(OSError):
            super().run_input_thread()

    def _enable_mouse_support(self) -> None:
        """Ask for clicks and the wheel alone: moves of the mouse say nothing here, and each comes over the line."""
        self._switch_mouse("h")

    def _disable_mouse_support(self) -> None:
        self._switch_mouse("l")

    def _switch_mouse(self, switch: str) -> None:
        if self._mouse:
            for mode in MOUSE_MODES:
                self.write(f"\x1b[?{mode}{switch}")

    def _query_in_band_window_resize(self) -> None:
        """Do not ask: SIGWINCH tells of a new size, and with the answer Textual takes all clicks for pixels."""

    def disable_input(self) -> None:
        """Disable further input; nothing while stopped: the terminal belongs to the shell then."""
        if self.active:
            super().disable_input()

    def stop_application_mode(self) -> None:
        """Give the terminal back as it was; nothing while stopped, for it has been given back."""
        if self.active:
            super().stop_application_mode()

    def _stop(self) -> None:
        if self._auto_restart and self.active:
            self.suspend_application_mode()
            self._must_signal_resume = True
        os.kill(os.getpid(), signal.SIGSTOP)

    def _go_on(self) -> None:
        # A job that is stopped is continued when it is killed or its terminal hangs up: no terminal to take again then.
        if self._ending.begun or not self._auto_restart or not os.isatty(self.fileno):
            return
        if self.active:  # stopped by SIGSTOP: the shell has changed the terminal behind our back
            self.suspend_application_mode()
            self._must_signal_resume = True
        self.resume_application_mode()

    def _on_hangup(self) -> None:
        self.exit_event.set()  # the input thread would spin on the end of file
        self._ending.begin(HANGUP_CODE)

    def _end_in_order(self, code: int) -> None:
        with suppress(RuntimeError):  # the loop is closed: the program is ending as it is
            self._loop.call_soon_threadsafe(lambda: self._app.exit(return_code=code))

    def _abandon(self) -> None:
        if self.active and self.outlet is not None:
            self.outlet.abandon()
            if self.attrs_before is not None:
                with suppress(termios.error):  # the terminal is gone
                    termios.tcsetattr(self.fileno, termios.TCSANOW, self.attrs_before)
