"""The smallest app that stands on `tui.terminal` as sigscope does: python -m tests.terminal.small_app FOLDER."""

import asyncio
import sys
import threading
import time
from pathlib import Path
from typing import ClassVar

from textual import work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.events import Resize
from textual.widgets import Static

from tui.terminal.app import TerminalApp
from tui.terminal.logs import log_to

BEAT = 0.02
SECRET = "eyJhbGciOiJub25lIn0.c2VjcmV0"  # noqa: S105 - what a crash must not show
HOSTILE = "hostile \x1b]52;c;aGk=\x1b\\ \x9b2J \u202egnp.exe\u202c \x07\x1b[31m end"


class SmallApp(TerminalApp[None]):
    """Shows lines that say how it fares; each key makes one thing go wrong."""

    ENABLE_COMMAND_PALETTE = False
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("q", "quit"),
        Binding("x", "crash", "an error in a handler"),
        Binding("w", "crash_in_worker", "an error in a worker"),
        Binding("t", "crash_in_thread", "an error in a thread"),
        Binding("b", "block", "an event loop that is stuck"),
        Binding("s", "storm", "frames, big ones, without end"),
        Binding("g", "gap", "the longest that the loop did not run since the last time"),
        Binding("k", "count", "how many of these keys came"),
        Binding("h", "hostile", "text that wants to reach the terminal"),
    ]

    def __init__(self, folder: Path, log: Path) -> None:
        super().__init__(log=log)
        self._folder = folder
        self._longest_gap = 0.0
        self._frames = self._keys = 0

    def compose(self) -> ComposeResult:
        """Lay out a line for what was asked, one for the size, and a field for the storm."""
        yield Static("ready", id="line")
        yield Static(id="size")
        yield Static(id="field")

    def on_mount(self) -> None:
        """Begin to feel the loop's pulse."""
        self._feel_pulse()

    def on_resize(self, event: Resize) -> None:
        """Say how large the terminal is."""
        self.query_one("#size", Static).update(f"size {event.size.width}x{event.size.height}")

    def on_unmount(self) -> None:
        """Leave a sign that the end was an orderly one."""
        (self._folder / "ended-in-order").touch()

    @work(group="pulse")
    async def _feel_pulse(self) -> None:
        last = time.monotonic()
        while True:
            await asyncio.sleep(BEAT)
            now = time.monotonic()
            self._longest_gap = max(self._longest_gap, now - last)
            last = now

    def _show(self, text: str) -> None:
        self.query_one("#line", Static).update(Content(text))

    def action_gap(self) -> None:
        """Show the longest gap and begin anew."""
        self._show(f"gap {self._longest_gap * 1000:.0f} ms, {self._frames} frames")
        self._longest_gap = 0.0

    def action_storm(self) -> None:
        """Repaint the field 50 times a second."""
        self.set_interval(BEAT, self._fill)

    def _fill(self) -> None:
        self._frames += 1
        line = Content(chr(65 + self._frames % 26) * self.size.width + "\n")
        self.query_one("#field", Static).update(Content("").join([line] * max(1, self.size.height - 2)))

    def action_count(self) -> None:
        """Count the key."""
        self._keys += 1
        self._show(f"{self._keys} keys")

    def action_hostile(self) -> None:
        """Show text as no widget of ours would: unescaped."""
        self._show(HOSTILE)

    def action_crash(self) -> None:
        """Fail with a secret among the local variables."""
        token = SECRET
        raise RuntimeError(f"no {len(token)} (Authorization: Bearer {token})")

    @work
    async def action_crash_in_worker(self) -> None:
        """Fail in a worker."""
        self.action_crash()

    def action_crash_in_thread(self) -> None:
        """Fail in a thread that nobody waits for."""
        thread = threading.Thread(target=self.action_crash)
        thread.start()
        thread.join()
        self._show("thread ended")

    def action_block(self) -> None:
        """Say so by what needs no frame, then hold the loop for longer than anyone waits."""
        self.copy_to_clipboard("stuck")
        time.sleep(60)


def main() -> int:
    """Run the app with its log in the folder named on the command line."""
    folder = Path(sys.argv[1])
    with log_to(folder / "log") as log:
        app = SmallApp(folder, log)
        app.run()
    return app.return_code or 0


if __name__ == "__main__":
    sys.exit(main())
