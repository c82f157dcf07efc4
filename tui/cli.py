"""The command line: what may be typed, and which part of the program it starts."""

import asyncio
import difflib
import os
import sys
from collections.abc import Awaitable, Callable, Sequence
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from tui.options import CONNECTION, LOOKS, setting_options, typed_settings
from tui.settings import Resolved, SettingsError, resolve

if TYPE_CHECKING:
    from tui.connector import Connector
    from tui.headless.output import Format
    from tui.services.gateway import Directory
    from tui.wording.rows import What

INTERNAL, INTERRUPTED, USAGE = 70, 130, 2


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
            raise click.UsageError(f"there is no command {args[0]}{_nearest(args[0], known)}", ctx)
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
    from tui.app import run
    from tui.model.ids import NotAnId

    try:
        return run(resolved, _connector(resolved), place)
    except NotAnId as error:
        raise click.UsageError(str(error), ctx) from error


@sigscope.command("list")
@click.argument("what", type=click.Choice(["subscriptions", "galleries", "definitions", "versions", "quotas"]))
@click.option("-o", "--output", type=click.Choice(["table", "json", "tsv", "ndjson"]), default="table")
@click.option(
    "--filter",
    "filter_text",
    metavar="EXPR",
    default="",
    help="terms that must all hold: word, 'exact, !not, key:value",
)
@setting_options(CONNECTION)
@click.pass_context
def list_command(ctx: click.Context, /, what: "What", output: "Format", filter_text: str) -> int:
    """List what there is over all subscriptions."""
    from tui.headless.list_command import list_resources

    return _headless(
        ctx, lambda directory, connector: list_resources(directory, what, output, filter_text, connector.scope)
    )


@sigscope.command()
@click.argument("version_id")
@click.option("--watch", is_flag=True, help="follow it until nothing moves")
@click.option("--timeout", metavar="6h", default="6h", help="how long to follow: 90s, 30m, 6h")
@click.option("-o", "--output", type=click.Choice(["table", "json"]), default="table")
@setting_options(CONNECTION)
@click.pass_context
def status(ctx: click.Context, /, version_id: str, watch: bool, timeout: str, output: "Format") -> int:
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
    length = _length(ctx, timeout)
    return _headless(
        ctx, lambda directory, _: StatusCommand(directory, wanted, output, SystemClock(), watch, length).run()
    )


@sigscope.command()
@click.option("--port", type=int, default=0, help="0 takes a free one")
@click.option("--scenario", default="demo", metavar="demo|empty|FILE")
@click.option("--scale", metavar="subscriptions=,galleries=,definitions=,versions=,regions=6,moving=0,broken=0")
@click.option("--seed", type=int, default=1)
@click.option("--now", metavar="ISO", help="the world's time at the start")
@click.option("--speed", type=float, default=1.0, help="how much faster than ours the world's time runs")
@click.option("--latency-ms", type=float, default=0.0)
@click.option("--page-size", type=click.IntRange(min=1), default=50)
@click.option("--graph-lag", type=float, default=60.0, help="seconds that Resource Graph is late")
@click.option("--limits", type=click.Choice(["real", "off"]), default="real")
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
    connector = _connector(resolved)
    return asyncio.run(examine(resolved, connector, os.environ))


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the program; answers the exit code."""
    try:
        return int(sigscope.main(arguments, prog_name="sigscope", standalone_mode=False) or 0)
    except click.Abort:
        return INTERRUPTED
    except KeyboardInterrupt:
        return INTERRUPTED
    except click.ClickException as error:
        _complain(_in_one_line(error))
        return USAGE


def _headless(ctx: click.Context, command: "Callable[[Directory, Connector], Awaitable[int]]") -> int:
    """Run a headless command on a connection that is let go of at its end, however it ends."""
    from tui.headless.exits import refused
    from tui.model.errors import GalleryError

    connector = _connector(_settings(ctx))

    async def run() -> int:
        directory = None
        try:
            directory = await connector.connect()
            return await command(directory, connector)
        except GalleryError as error:
            return refused(error)
        finally:
            if directory:
                await directory.close()
            await connector.close()

    return asyncio.run(run())


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


def _length(ctx: click.Context, text: str) -> timedelta:
    units = {"s": "seconds", "m": "minutes", "h": "hours", "d": "days"}
    number, unit = (text[:-1], text[-1:]) if text[-1:] in units else (text, "s")
    if not number.isdecimal():
        raise click.UsageError(f"--timeout {text} is no length of time: write 90s, 30m or 6h", ctx)
    return timedelta(**{units[unit]: int(number)})


def _in_one_line(error: click.ClickException) -> str:
    if isinstance(error, click.NoSuchOption) and error.ctx:
        known = [
            name for each in error.ctx.command.get_params(error.ctx) for name in each.opts if name.startswith("--")
        ]
        return f"there is no option {error.option_name}{_nearest(error.option_name, known)}"
    return " ".join(error.format_message().split())


def _nearest(word: str, known: list[str]) -> str:
    near = difflib.get_close_matches(word, known, n=1, cutoff=0.0)
    return f": did you mean {near[0]}?" if near else ""


def _complain(text: str) -> None:
    from widgets.untrusted import visible

    print(visible(f"sigscope: {text}"), file=sys.stderr)  # noqa: T201 - this is where the program speaks
