"""`sigscope doctor`: what was found on the way to Azure, and what is wrong with it."""

import locale
import os
import sys
from collections.abc import Mapping
from importlib.metadata import version
from typing import Protocol

from tui.folders import folders, settings_file
from tui.headless.exits import Exit, next_step, refused
from tui.headless.output import write_rows
from tui.model.errors import GalleryError
from tui.services.gateway import Directory
from tui.services.inventory import Inventory
from tui.services.routes import Routes
from tui.services.survey import Survey
from tui.settings import FIELDS, Resolved
from widgets.untrusted import visible


class Way(Protocol):
    """The way to Azure, as the command line wires it."""

    @property
    def scope(self) -> tuple[str, ...]:
        """The subscriptions that everything is limited to."""
        ...

    async def connect(self) -> Directory:
        """Give the way to Azure."""
        ...

    async def api_versions(self) -> Mapping[str, str]:
        """The api-versions in use, by resource type."""
        ...

    async def close(self) -> None:
        """Let go."""
        ...


async def examine(resolved: Resolved, way: Way, environ: Mapping[str, str]) -> Exit:
    """Print all that was found; the exit code is that of the way to Azure."""
    python = sys.version.split()[0]
    sys.stdout.write(f"sigscope {version('sigscope')}, Python {python}, Textual {version('textual')}\n")
    _settings(resolved)
    _section("terminal", _terminal(environ))
    places = folders(demo=resolved.settings.demo)
    _section(
        "paths", {"settings": resolved.file or f"{settings_file()} (none)", "state": places.state, "logs": places.logs}
    )
    try:
        ending = await _azure(way)
        _section("api-versions", await way.api_versions())  # those in use: a cloud may refuse the newest
        return ending
    finally:
        await way.close()


async def _azure(way: Way) -> Exit:
    try:
        directory = await way.connect()
    except GalleryError as error:
        return refused(error)
    found: dict[str, object] = {"cloud": directory.cloud_name}
    try:
        tenants = await directory.tenants()
        account = await directory.gateway(tenants[0]).account() if tenants else None
        report = await Survey(directory, Inventory(), Routes(), way.scope).run(tenants, overview=False)
    except GalleryError as error:
        _section("Azure", found)
        return refused(error)
    finally:
        await directory.close()
    found["account"] = account.name if account else None
    names = {tenant.id: f"tenant {tenant.name}" for tenant in tenants}
    found |= dict.fromkeys(names.values(), "readable")
    for scope, unread in report.unread.items():
        found[names.get(scope, scope)] = f"{unread.title}: {unread.cause} ({next_step(unread)})"
    _section("Azure", found)
    return Exit.INCOMPLETE if report.unread else Exit.DONE


def _settings(resolved: Resolved) -> None:
    sys.stdout.write("\n")
    rows = [
        {"setting": name, "value": _shown(getattr(resolved.settings, field.name)), "from": resolved.origins[name]}
        for name, field in FIELDS.items()
    ]
    write_rows(rows, ("setting", "value", "from"), "table")


def _shown(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, dict | tuple):
        return ", ".join(map(str, value))
    return "" if value is None else str(value)


def _terminal(environ: Mapping[str, str]) -> dict[str, object]:
    size = os.get_terminal_size() if sys.stdout.isatty() else None
    return {
        "TERM": environ.get("TERM", "not set"),
        "COLORTERM": environ.get("COLORTERM", "not set"),
        "NO_COLOR": "set" if environ.get("NO_COLOR") else "not set",
        "encoding": locale.getpreferredencoding(do_setlocale=False),
        "size": f"{size.columns}x{size.lines}" if size else "no terminal",
        "over ssh": "yes" if environ.get("SSH_CONNECTION") else "no",
        "tmux": "yes" if environ.get("TMUX") else "no",
    }


def _section(title: str, found: Mapping[str, object]) -> None:
    width = max(map(len, found), default=0)
    sys.stdout.write(f"\n{title}\n")
    for name, value in found.items():
        sys.stdout.write(f"  {visible(name.ljust(width))}  {visible(_shown(value))}\n")
    sys.stdout.flush()
