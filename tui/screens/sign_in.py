"""Signing in: with az in this terminal, with a code that is entered elsewhere, or by somebody else meanwhile."""

import shlex
import subprocess
from collections.abc import Mapping
from typing import ClassVar

from textual.app import ComposeResult, SuspendNotSupported
from textual.binding import BindingType
from textual.screen import ModalScreen
from textual.widgets import Static

from tui.keymap import bindings
from tui.model.errors import AuthRequired, GalleryError
from tui.model.gallery import Tenant
from tui.services.gateway import DeviceCode
from tui.services.upkeep import Upkeep
from tui.wording.errors import told
from widgets.pane import Pane
from widgets.tones import Part, toned
from widgets.untrusted import literal, visible

TICK = 30.0


class SignInScreen(ModalScreen[None]):
    """Says who must sign in and why, and offers the ways; `tenant` is None for the home tenant."""

    SCOPED_CSS = False
    BINDINGS: ClassVar[list[BindingType]] = [*bindings("sign in")]
    DEFAULT_CSS = """
    SignInScreen {
        align: center middle;
        background: transparent;
        & > Pane { width: 100%; max-width: 84; height: auto; }
        & Static { padding: 0 1; height: auto; }
    }
    """

    def __init__(self, upkeep: Upkeep, error: AuthRequired, tenant: Tenant | None, environ: Mapping[str, str]) -> None:
        super().__init__()
        self._upkeep = upkeep
        self._error: GalleryError = error
        self._tenant = tenant
        self._command = az_login(error.command, environ)
        self._code: DeviceCode | None = None
        self._until = 0.0
        self._text = Static()

    def compose(self) -> ComposeResult:
        """Lay out what is to be said."""
        name = self._tenant.name if self._tenant else "Azure"
        yield Pane(self._text, title=visible(f"Not signed in to {name}"))

    def on_mount(self) -> None:
        """Say it, and let the time that a code has left move on."""
        self._say()
        self.set_interval(TICK, self._say)

    def _say(self) -> None:
        said = told(self._error)
        lines: list[tuple[Part, ...]] = [(Part(visible(line)),) for line in said]
        if isinstance(self._error, AuthRequired):
            del lines[1:]
        lines.append((Part(literal("")),))
        if self._command:
            lines.append(_key("a", f"run  {shlex.join(self._command)}  here; the screen comes back after it"))
        lines += self._about_code()
        lines.append(_key("r", "try again, after signing in elsewhere"))
        lines.append(_key("esc", "go on with what is known"))
        self._text.update(toned(lines))

    def _about_code(self) -> list[tuple[Part, ...]]:
        if self._code is None:
            return [_key("d", "sign in with a code, on any machine that has a browser")]
        minutes = max(0, round((self._until - self._upkeep.monotonic()) / 60))
        return [
            _key("d", f"sign in with a code: open {self._code.uri}, enter"),
            (
                Part(visible(f"      {self._code.code}"), "strong"),
                Part(visible(f"   ({minutes} min left; esc gives it up)")),
            ),
        ]

    def action_az_login(self) -> None:
        """Hand the terminal to az."""
        if not self._command:
            return
        try:
            with self.app.suspend():
                subprocess.run(self._command, check=False)  # noqa: S603 - az login, checked by az_login
        except (OSError, SuspendNotSupported) as error:
            self.notify(visible(f"az could not be run: {error}"), severity="warning", markup=False)
            return
        self.action_again()

    def action_code(self) -> None:
        """Ask for a code, and wait until it was entered."""
        self.run_worker(self._sign_in(), group="sign in", exclusive=True)

    def action_again(self) -> None:
        """Look whether somebody has signed in."""
        self.app.run_worker(self._upkeep.refresh(), group="refresh")
        self.dismiss()

    def action_leave(self) -> None:
        """Close; a code that was asked for is given up."""
        self.dismiss()

    async def _sign_in(self) -> None:
        try:
            await self._upkeep.sign_in_by_code(self._tenant, self._show)
        except GalleryError as error:
            self._error, self._code = error, None
            self._say()
        else:
            self.dismiss()

    def _show(self, code: DeviceCode) -> None:
        self._code, self._until = code, self._upkeep.monotonic() + code.seconds
        self._say()


def az_login(command: str, environ: Mapping[str, str]) -> list[str]:
    """The words to run for a command of az that a server's answer may have worded; none for any other command.

    Over SSH no browser of this machine could be seen: az is then asked for a code.
    """
    try:
        words = shlex.split(command)
    except ValueError:
        return []
    if words[:2] != ["az", "login"]:
        return []
    if environ.get("SSH_CONNECTION") and "--use-device-code" not in words:
        words.append("--use-device-code")
    return words


def _key(key: str, does: str) -> tuple[Part, ...]:
    return Part(visible(f"  {key:<5}"), "accent"), Part(visible(does))
