"""The command line: what may be typed, and which part of the program it starts."""

import asyncio
import gc
import io
import os
import sys
from collections.abc import Callable, Coroutine, Sequence
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

import click

from tui.command_line import completion, examples
from tui.command_line.config import config
from tui.command_line.manual import CONTEXT, Page, PageGroup
from tui.command_line.options import CONNECTION, OneOf, length_of_time, setting_options
from tui.command_line.shells import SHELLS, VARIABLE
from tui.command_line.typed import resolve_typed
from tui.folders import folders
from tui.nearest import did_you_mean
from tui.settings import LOOKS, Resolved, SettingsError

if TYPE_CHECKING:
    from tui.connector import Connector
    from tui.headless.output import Format
    from tui.services.gateway import DeviceCode, Directory
    from tui.wording.rows import What

USAGE, INTERNAL, INTERRUPTED = 2, 70, 130
EXITS = (0, 1, USAGE, 3, 4, 5, 6, INTERNAL, INTERRUPTED)


class Commands(PageGroup):
    """A group that takes an id, a URL or the name of what others share in place of a command, and opens that."""

    def resolve_command(
        self, ctx: click.Context, /, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Take the first word as a command, unless it reads like a place."""
        if args[0] not in self.commands:
            from tui.model.places import names_a_place

            if "/" in args[0] or names_a_place(args[0]):
                return "explore", self.commands["explore"], args
        return super().resolve_command(ctx, args)

    def shell_complete(self, ctx: click.Context, incomplete: str) -> "list[completion.Item]":
        """Offer commands, and places once one is begun."""
        if incomplete.startswith("/"):
            return completion.places(ctx, None, incomplete)
        return super().shell_complete(ctx, incomplete)


@click.group(
    cls=Commands,
    invoke_without_command=True,
    context_settings=CONTEXT,
    subcommand_metavar="[ARM_ID_OR_PORTAL_URL | COMMAND [ARGS]...]",
    examples=examples.EXPLORER,
    exits=EXITS,
)
@setting_options(CONNECTION + LOOKS)
@click.version_option(package_name="sigscope", message="%(package)s %(version)s")
@click.pass_context
def sigscope(ctx: click.Context, /) -> None:
    """Explore Azure Compute Galleries: without a command it opens the explorer, at a place if one is named.

    It shows what images there are in all your subscriptions, how far each version has been replicated, and why a
    replication failed. The commands are its twin for scripts and screen readers.
    """
    if ctx.invoked_subcommand is None:
        ctx.exit(ctx.invoke(explore))


@sigscope.command(hidden=True, cls=Page, examples=examples.EXPLORER, exits=(0, 2, 70, 130))
@click.argument("place", required=False, shell_complete=completion.places)
@setting_options(CONNECTION + LOOKS)
@click.pass_context
def explore(ctx: click.Context, /, place: str | None = None) -> int:
    """Open the explorer, at a place if one is named."""
    resolved = _settings(ctx)
    from tui.terminal.frame_rate import raise_frame_rate

    raise_frame_rate(os.environ)
    gc.disable()  # until the first frame stands: a start makes no garbage worth the time
    from tui.app import run
    from tui.configuration.remapping import with_usable_keys
    from tui.model.ids import NotAnId
    from tui.terminal.abilities import NoTerminal

    try:
        return run(with_usable_keys(resolved), _connector(resolved), place)
    except (NotAnId, NoTerminal) as error:
        raise click.UsageError(str(error), ctx) from error


@sigscope.command("list", cls=Page, examples=examples.LIST, exits=(0, 2, 4, 5, 6, 70, 130))
@click.argument("what", type=OneOf(["subscriptions", "galleries", "definitions", "versions", "quotas"]))
@click.option(
    "-o",
    "--output",
    type=OneOf(["table", "json", "tsv", "ndjson"]),
    default="table",
    show_default=True,
    help="how to print it; ndjson is one JSON object a line",
)
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
    """List what there is over all subscriptions.

    One query to Resource Graph for each thousand rows; where that is denied or down, plain lists. What could not be
    read is named on stderr. A pipe gets neither colours nor anything cut off; a table leaves out long columns, which
    the other formats have.
    """
    from tui.headless.list_command import ListCommand
    from tui.model.filters import FilterError

    try:
        listing = ListCommand(what, output, filter_text)
    except FilterError as error:
        raise click.UsageError(f"--filter: {error}", ctx) from error
    return _connected(ctx, lambda directory, connector: listing.run(directory, connector.scope))


@sigscope.command(cls=Page, examples=examples.STATUS, exits=(0, 1, 2, 3, 4, 5, 70, 130))
@click.argument("version_id", shell_complete=completion.versions)
@click.option("--watch", is_flag=True, help="follow it until nothing moves")
@click.option(
    "--timeout", metavar="6h", type=length_of_time, default="6h", show_default=True, help="how long to follow: 90s, 30m"
)
@click.option(
    "-o", "--output", type=OneOf(["table", "json"]), default="table", show_default=True, help="how to print it"
)
@setting_options(CONNECTION)
@click.pass_context
def status(ctx: click.Context, /, version_id: str, watch: bool, timeout: timedelta, output: "Format") -> int:
    """Show one version's replication, region by region.

    The regions that it is wanted in, joined to those that it is in: worst first as a table, by name as JSON. VERSION_ID
    is an ARM id or any URL that has one in it. With --watch it prints what changes until nothing moves any more.
    """
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


@sigscope.command(
    cls=Page,
    short_help="Serve a local Azure Resource Manager for galleries.",
    examples=examples.SIMULATE,
    exits=(0, 2, 70, 130),
)
@click.option("--port", type=click.IntRange(0, 65535), default=0, show_default=True, help="0 takes a free one")
@click.option("--scenario", default="demo", metavar="demo|empty|FILE", help="the world to begin with")
@click.option(
    "--scale",
    metavar="NAME=N,...",
    help="a world of so many in place of the scenario's: subscriptions, galleries, definitions, versions, regions in "
    "each that holds them; moving and broken versions in all",
)
@click.option("--seed", type=int, default=1, show_default=True, help="the same seed makes the same world")
@click.option("--now", metavar="ISO", help="the world's time at the start")
@click.option(
    "--speed", type=float, default=1.0, show_default=True, help="how much faster than ours the world's time runs"
)
@click.option("--latency-ms", type=float, default=0.0, show_default=True, help="how long each answer takes")
@click.option(
    "--page-size", type=click.IntRange(min=1), default=50, show_default=True, help="the most in a page of a list"
)
@click.option("--graph-lag", type=float, default=60.0, show_default=True, help="seconds that Resource Graph is late")
@click.option(
    "--limits", type=OneOf(["real", "off"]), default="real", show_default=True, help="Azure's rate limits, or none"
)
@click.option("--until-eof", is_flag=True, help="end with stdin")
@click.pass_context
def simulate(ctx: click.Context, /, scale: str | None, now: str | None, **options: Any) -> int:  # noqa: ANN401 - SimulateOptions has their types
    """Serve a local Azure Resource Manager for galleries, to try and to test against.

    It serves HTTPS on this machine alone, and its first and only line on stdout says where, which certificate to trust,
    and where to get tokens. The unmodified az works against it. It ends on ctrl+c or SIGTERM.
    """
    from tui.simulator.command import SimulateOptions, parse_scale, serve

    try:
        counts = parse_scale(scale) if scale else None
        start = datetime.fromisoformat(now) if now else None
        return serve(SimulateOptions(scale=counts, now=start, **options))
    except (ValueError, OSError) as error:
        raise click.UsageError(str(error), ctx) from error


@sigscope.command(cls=Page, examples=examples.DOCTOR, exits=(0, 2, 4, 5, 6, 70, 130))
@setting_options(CONNECTION)
@click.pass_context
def doctor(ctx: click.Context, /) -> int:
    """Tell what stands between you and Azure.

    What was found of settings, terminal, paths, cloud, credential, tenants and api-versions; then each fault: what it
    is, why it matters, what to do about it. The exit code is that of the way to Azure alone.
    """
    from tui.configuration.remapping import with_usable_keys
    from tui.headless.doctor_command import examine
    from tui.terminal.shortcomings import shortcomings

    resolved = with_usable_keys(_settings(ctx))
    size = os.get_terminal_size() if sys.stdout.isatty() else None
    found = shortcomings(os.environ, clipboard=resolved.settings.clipboard, size=size)
    return _headless(resolved, examine(resolved, _connector(resolved), os.environ, found))


sigscope.add_command(config)


@sigscope.command("completion", cls=Page, examples=examples.COMPLETION, exits=(0, 2))
@click.argument("shell", type=OneOf(SHELLS))
def completion_command(shell: str) -> int:
    """Print what teaches a shell to complete sigscope's lines.

    Commands, options and their values; ids and subscriptions as of the last time that the explorer was open, and scopes
    from the settings. Nothing is asked of Azure. The script says where it belongs.
    """
    from tui.command_line.shells import script

    sys.stdout.write(script(shell, sigscope))
    return 0


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the program; answers the exit code."""
    try:
        command = sigscope.main(arguments, prog_name="sigscope", complete_var=VARIABLE, standalone_mode=False)
        return int(command or 0)
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
    try:
        return resolve_typed(ctx)
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
