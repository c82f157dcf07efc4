"""The command line: what may be typed, and which part of the program it starts."""

import asyncio
import gc
import io
import os
import sys
from collections.abc import Callable, Coroutine, Sequence
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from tui.folders import folders
from tui.nearest import did_you_mean
from tui.options import CONNECTION, OneOf, length_of_time, setting_options, typed_settings
from tui.settings import LOOKS, Resolved, SettingsError, resolve

if TYPE_CHECKING:
    from tui.connector import Connector
    from tui.headless.output import Format
    from tui.services.gateway import DeviceCode, Directory
    from tui.wording.rows import What

USAGE, INTERNAL, INTERRUPTED = 2, 70, 130


class Commands(click.Group):
    """A group that takes an ARM id or a URL in place of a command, and opens the explorer there."""

    def resolve_command(
        self, ctx: click.Context, /, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Take the first word as a command, unless it reads like a place."""
        if "/" in args[0]:
            return "explore", self.commands["explore"], args
        if args[0] not in self.commands:
            known = [name for name, each in self.commands.items() if not each.hidden]
            raise click.UsageError(f"there is no command {args[0]}{did_you_mean(args[0], known)}", ctx)
        return super().resolve_command(ctx, args)


@click.group(cls=Commands, invoke_without_command=True, context_settings={"help_option_names": ["-h", "--help"]})
@setting_options(CONNECTION + LOOKS)
@click.version_option(package_name="sigscope", message="%(package)s %(version)s")
@click.pass_context
def sigscope(ctx: click.Context, /) -> None:
    """Explore Azure Compute Galleries: `sigscope [ARM_ID_OR_PORTAL_URL]` opens the explorer, there.

    \b
    sigscope --demo                     a built-in company to try everything on
    sigscope list versions -o json      what there is, for scripts
    sigscope status VERSION_ID --watch  one version's replication until it is done
    sigscope doctor                     what stands between you and Azure
    """  # noqa: D301 - \b is click's mark for lines to keep
    if ctx.invoked_subcommand is None:
        ctx.exit(ctx.invoke(explore))


@sigscope.command(hidden=True)
@click.argument("place", required=False)
@setting_options(CONNECTION + LOOKS)
@click.pass_context
def explore(ctx: click.Context, /, place: str | None = None) -> int:
    """Open the explorer, at a place if one is named."""
    resolved = _settings(ctx)
    from tui.terminal.frame_rate import raise_frame_rate

    raise_frame_rate(os.environ)
    gc.disable()  # until the first frame stands: a start makes no garbage worth the time
    from tui.app import run
    from tui.model.ids import NotAnId
    from tui.remapping import with_usable_keys
    from tui.terminal.abilities import NoTerminal

    try:
        return run(with_usable_keys(resolved), _connector(resolved), place)
    except (NotAnId, NoTerminal) as error:
        raise click.UsageError(str(error), ctx) from error


@sigscope.command("list")
@click.argument("what", type=OneOf(["subscriptions", "galleries", "definitions", "versions", "quotas"]))
@click.option("-o", "--output", type=OneOf(["table", "json", "tsv", "ndjson"]), default="table")
@click.option(
    "--filter",
    "filter_text",
    metavar="EXPR",
    default="",
    help="terms that must all hold: word, 'exact, !not, key:value; state is that of provisioning, lists know no other",
)
@setting_options(CONNECTION)
@click.pass_context
def list_command(ctx: click.Context, /, what: "What", output: "Format", filter_text: str) -> int:
    """List what there is over all subscriptions."""
    from tui.headless.list_command import ListCommand
    from tui.model.filters import FilterError

    try:
        listing = ListCommand(what, output, filter_text)
    except FilterError as error:
        raise click.UsageError(f"--filter: {error}", ctx) from error
    return _connected(ctx, lambda directory, connector: listing.run(directory, connector.scope))


@sigscope.command()
@click.argument("version_id")
@click.option("--watch", is_flag=True, help="follow it until nothing moves")
@click.option("--timeout", metavar="6h", type=length_of_time, default="6h", help="how long to follow: 90s, 30m, 6h")
@click.option("-o", "--output", type=OneOf(["table", "json"]), default="table")
@setting_options(CONNECTION)
@click.pass_context
def status(ctx: click.Context, /, version_id: str, watch: bool, timeout: timedelta, output: "Format") -> int:
    """Show one version's replication, region by region."""
    from tui.headless.status_command import StatusCommand
    from tui.model.ids import NotAnId, parse_id
    from tui.services.clock import SystemClock

    try:
        wanted = parse_id(version_id)
    except NotAnId as error:
        raise click.UsageError(str(error), ctx) from error
    if wanted.kind != "version":
        raise click.UsageError(f"that names a {wanted.kind}: status wants the id of a version", ctx)
    return _connected(
        ctx, lambda directory, _: StatusCommand(directory, wanted, output, SystemClock(), watch, timeout).run()
    )


@sigscope.command()
@click.option("--port", type=click.IntRange(0, 65535), default=0, help="0 takes a free one")
@click.option("--scenario", default="demo", metavar="demo|empty|FILE")
@click.option("--scale", metavar="subscriptions=,galleries=,definitions=,versions=,regions=6,moving=0,broken=0")
@click.option("--seed", type=int, default=1)
@click.option("--now", metavar="ISO", help="the world's time at the start")
@click.option("--speed", type=float, default=1.0, help="how much faster than ours the world's time runs")
@click.option("--latency-ms", type=float, default=0.0)
@click.option("--page-size", type=click.IntRange(min=1), default=50)
@click.option("--graph-lag", type=float, default=60.0, help="seconds that Resource Graph is late")
@click.option("--limits", type=OneOf(["real", "off"]), default="real")
@click.option("--until-eof", is_flag=True, help="end with stdin")
@click.pass_context
def simulate(ctx: click.Context, /, scale: str | None, now: str | None, **options: Any) -> int:  # noqa: ANN401 - SimulateOptions has their types
    """Serve a local Azure Resource Manager for galleries, to try and to test against."""
    from tui.simulator.command import SimulateOptions, parse_scale, serve

    try:
        counts = parse_scale(scale) if scale else None
        start = datetime.fromisoformat(now) if now else None
        return serve(SimulateOptions(scale=counts, now=start, **options))
    except (ValueError, OSError) as error:
        raise click.UsageError(str(error), ctx) from error


@sigscope.command()
@setting_options(CONNECTION)
@click.pass_context
def doctor(ctx: click.Context, /) -> int:
    """Tell what was found: cloud, credential, origin of each setting, terminal, paths, api-versions."""
    from tui.headless.doctor_command import examine

    resolved = _settings(ctx)
    return _headless(resolved, examine(resolved, _connector(resolved), os.environ))


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the program; answers the exit code."""
    try:
        return int(sigscope.main(arguments, prog_name="sigscope", standalone_mode=False) or 0)
    except (click.Abort, KeyboardInterrupt):
        return INTERRUPTED
    except click.ClickException as error:
        _complain(f"sigscope: {_in_one_line(error)}")
        return USAGE
    except Exception as error:
        return _crashed(error)


def _connected(ctx: click.Context, command: "Callable[[Directory, Connector], Coroutine[Any, Any, int]]") -> int:
    """Run a command on a connection that is let go of at its end, however it ends."""
    from tui.headless.exits import refused
    from tui.model.errors import GalleryError

    resolved = _settings(ctx)
    connector = _connector(resolved)

    async def run() -> int:
        try:
            directory = await _way(ctx, connector)
            try:
                if resolved.settings.auth == "device-code":
                    await directory.sign_in_by_code(None, _show_code)
                return await command(directory, connector)
            finally:
                await directory.close()
        except GalleryError as error:
            return refused(error)
        finally:
            await connector.close()

    return _headless(resolved, run())


def _show_code(code: "DeviceCode") -> None:
    _complain(f"to sign in, open {code.uri} in any browser and enter {code.code}, within {code.seconds / 60:.0f} min")


async def _way(ctx: click.Context, connector: "Connector") -> "Directory":
    """The way to Azure; what is wrong with it before anything was sent is wrong with what was typed."""
    from tui.model.errors import Invalid

    try:
        return await connector.connect()
    except Invalid as error:
        raise click.UsageError(f"{error.cause}: {error.next_step}", ctx) from error


def _headless(resolved: Resolved, command: "Coroutine[Any, Any, int]") -> int:
    """Run a command to its end; what libraries log goes to the log, and never onto stderr."""
    import logging

    from tui.terminal.logs import log_to

    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="backslashreplace")  # a locale without our letters is no reason to fail
    settings = resolved.settings
    with log_to(folders(demo=settings.demo).logs, getattr(logging, settings.log_level.upper())):
        try:
            return asyncio.run(command)
        except BrokenPipeError:  # who read us has left, as `head` does: there is nobody to tell, at exit neither
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            return INTERRUPTED


def _crashed(error: Exception) -> int:
    """An error of the program's own: one line here, the report in the log."""
    from tui.terminal import crash
    from tui.terminal.logs import log_to

    with log_to(folders(demo=False).logs) as log:
        _complain(crash.report(error, log))
    return INTERNAL


def _settings(ctx: click.Context) -> Resolved:
    typed = typed_settings(ctx)
    config = typed.pop("config", None)
    try:
        return resolve(typed, os.environ, Path(config) if config else None)
    except SettingsError as error:
        raise click.UsageError(str(error), ctx) from error


def _connector(resolved: Resolved) -> "Connector":
    from tui.connector import Connector

    return Connector(resolved.settings, os.environ)


def _in_one_line(error: click.ClickException) -> str:
    if isinstance(error, click.NoSuchOption) and error.ctx:
        options = error.ctx.command.get_params(error.ctx)
        known = [name for each in options for name in (*each.opts, *each.secondary_opts) if name.startswith("--")]
        return f"there is no option {error.option_name}{did_you_mean(error.option_name, known)}"
    return " ".join(error.format_message().split())


def _complain(text: str) -> None:
    from tui.headless.output import say

    say(text)
