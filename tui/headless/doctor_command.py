"""`sigscope doctor`: what was found on the way to Azure, and what is wrong with it."""

import locale
import os
import sys
from collections.abc import Mapping, Sequence
from importlib.metadata import version

from tui.folders import folders, settings_file
from tui.headless.config_command import setting_rows
from tui.headless.exits import Exit, refused
from tui.headless.output import write_rows
from tui.headless.surroundings import surroundings
from tui.headless.way_check import Way, WayCheck
from tui.model.findings import Finding
from tui.settings import Resolved
from widgets.untrusted import visible


async def examine(
    resolved: Resolved, way: Way, environ: Mapping[str, str], shortcomings: Sequence[Finding] = ()
) -> Exit:
    """Print all that was found; `shortcomings` are the terminal's. The exit code is that of the way to Azure."""
    python = sys.version.split()[0]
    sys.stdout.write(f"sigscope {version('sigscope')}, Python {python}, Textual {version('textual')}\n")
    _settings(resolved)
    _section("terminal", _terminal(environ))
    places = folders(demo=resolved.settings.demo)
    _section(
        "paths", {"settings": resolved.file or f"{settings_file()} (none)", "state": places.state, "logs": places.logs}
    )
    found = [*_complaints(resolved), *shortcomings, *surroundings(places, environ, local_host=way.local_host)]
    check = WayCheck()
    try:
        await check.run(way)
        _section("Azure", check.facts)
        _section("api-versions", await way.api_versions())  # those in use: a cloud may refuse the newest
    finally:
        await way.close()
    _findings([*found, *check.findings])
    if check.refusal:
        return refused(check.refusal)
    return Exit.INCOMPLETE if check.report and check.report.unread else Exit.DONE


def _settings(resolved: Resolved) -> None:
    """Those that are not at their defaults: the rest would say nothing of this machine."""
    rows = [row for row in setting_rows(resolved) if resolved.origins[row["setting"]] != "default"]
    sys.stdout.write("\n")
    if rows:
        write_rows(rows, ("setting", "value", "origin"), "table")
    rest = "the other settings have" if rows else "every setting has"
    sys.stdout.write(f"{rest} the default:  sigscope config show  tells them\n")


def _complaints(resolved: Resolved) -> list[Finding]:
    cure = "correct it;  sigscope config check  tells everything that is wrong there"
    return [Finding(each, "the default stands for it", cure) for each in resolved.complained]


def _findings(findings: Sequence[Finding]) -> None:
    sys.stdout.write("\nwhat is wrong\n")
    for each in findings:
        for line in (f"  {each.what}", f"    why  {each.why}", f"    do   {each.cure}"):
            sys.stdout.write(visible(line) + "\n")
    if not findings:
        sys.stdout.write("  nothing that could be found\n")
    sys.stdout.flush()


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
    if not found:
        return
    width = max(map(len, found))
    sys.stdout.write(f"\n{title}\n")
    for name, value in found.items():
        sys.stdout.write(f"  {visible(name.ljust(width))}  {visible('' if value is None else str(value))}\n")
    sys.stdout.flush()
