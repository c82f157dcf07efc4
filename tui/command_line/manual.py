"""The pages that --help shows: usage, a paragraph, options in groups, examples, exit codes, environment, files."""

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import click

from tui.command_line.examples import Example
from tui.command_line.options import CONNECTION
from tui.folders import folders, settings_file
from tui.nearest import did_you_mean
from tui.settings import LOOKS, variable

WIDTH = 80
CONTEXT: dict[str, Any] = {"help_option_names": ["-h", "--help"], "max_content_width": WIDTH}

_OPTIONS, _LOOKS, _CONNECTION = "Options", "Looks", "Connection options, before the command or after it"

_VARIABLES = ("SIGSCOPE_...", "any option that has one beside it; a flag wins, and the settings file loses")
_ENVIRONMENT = (
    ("AZURE_TENANT_ID, AZURE_CLIENT_ID, AZURE_CLIENT_SECRET", "a service principal, which --auth auto takes first"),
    ("AZURE_CLIENT_CERTIFICATE_PATH", "its certificate, in place of the secret"),
    ("AZURE_FEDERATED_TOKEN_FILE", "a workload identity, which it takes next"),
    ("IDENTITY_ENDPOINT, MSI_ENDPOINT", "a managed identity, which it takes before az"),
    ("AZURE_CONFIG_DIR, AZURE_CLOUD_NAME", "where az keeps its sign-in, and the cloud that it is set to"),
    ("HTTPS_PROXY, NO_PROXY", "the proxy, and where it is not asked"),
    ("REQUESTS_CA_BUNDLE, SSL_CERT_FILE", "certificates to trust where --ca-file names none"),
)
_ENVIRONMENT_OF_LOOKS = (
    ("TERM, COLORTERM, LC_ALL", "what the terminal can draw; without UTF-8 everything is drawn in ASCII"),
    ("NO_COLOR", "draw without colours; a state is a word and a sign, too"),
)


class Page(click.Command):
    """A command whose help is a page; one that has the options of a connection says if it `connects`."""

    def __init__(
        self,
        *arguments: Any,  # noqa: ANN401 - click's own
        examples: Sequence[Example] = (),
        exits: Sequence[int] = (),
        connects: bool = True,
        **options: Any,  # noqa: ANN401 - click's own
    ) -> None:
        super().__init__(*arguments, **options)
        self.examples = examples
        self.exits = exits
        self.connects = connects

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the options, those that many commands share apart from this one's."""
        groups: dict[str, list[tuple[str, str]]] = {_OPTIONS: [], _LOOKS: [], _CONNECTION: []}
        for option in self.get_params(ctx):
            record = option.get_help_record(ctx) if isinstance(option, click.Option) else None
            if record:
                groups[_group_of(option)].append(record)
        for title, records in groups.items():
            _section(formatter, title, records)

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write what a page has behind the options."""
        if self.examples:
            with formatter.section("Examples"):
                for example in self.examples:
                    _write_example(formatter, example)
        _section(formatter, "Exit codes", _meanings(self.exits))
        groups = {_group_of(option) for option in self.get_params(ctx)}
        if _CONNECTION in groups:
            _section(formatter, "Environment", self._environment(looks=_LOOKS in groups))
            _section(formatter, "Files", _files())

    def _environment(self, *, looks: bool) -> list[tuple[str, str]]:
        if not self.connects:
            return [_VARIABLES]
        return [_VARIABLES, *_ENVIRONMENT, *(_ENVIRONMENT_OF_LOOKS if looks else ())]


class PageGroup(Page, click.Group):
    """A group of commands whose help is a page; a wrong one is told the nearest."""

    def resolve_command(
        self, ctx: click.Context, /, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Take the first word as a command; raises UsageError."""
        if args[0] not in self.commands and not ctx.resilient_parsing:
            known = [name for name, each in self.commands.items() if not each.hidden]
            raise click.UsageError(f"there is no command {args[0]}{did_you_mean(args[0], known)}", ctx)
        return super().resolve_command(ctx, args)

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the commands, then the options."""
        self.format_commands(ctx, formatter)
        super().format_options(ctx, formatter)


def _group_of(option: click.Parameter) -> str:
    name = (option.name or "").replace("_", "-")
    if name in LOOKS:
        return _LOOKS
    return _CONNECTION if name in (*CONNECTION, "config") else _OPTIONS


def _section(formatter: click.HelpFormatter, title: str, records: Iterable[tuple[str, str]]) -> None:
    if rows := list(records):
        with formatter.section(title):
            formatter.write_dl(rows)


def _write_example(formatter: click.HelpFormatter, example: Example) -> None:
    """Write it as it stands: a line that is wrapped is no longer the one that runs."""
    margin = " " * formatter.current_indent
    formatter.write("".join(f"{margin}{line}\n" for line in example.lines.splitlines()))
    formatter.indent()
    formatter.indent()
    formatter.write_text(example.says)
    formatter.dedent()
    formatter.dedent()


def _meanings(exits: Sequence[int]) -> list[tuple[str, str]]:
    from tui.headless.exits import MEANINGS

    return [(str(int(each)), meaning) for each, meaning in MEANINGS.items() if each in exits]


def _files() -> list[tuple[str, str]]:
    from tui.terminal.logs import FILE_NAME

    places = folders(demo=False)
    return [
        (_from_home(settings_file()), f"the settings, unless --config or {variable('config')} names others"),
        (_from_home(places.state), "what was last known, for the next start and for completion"),
        (_from_home(places.logs / FILE_NAME), "the log; no token and no password gets into it"),
    ]


def _from_home(path: Path) -> str:
    return f"~/{path.relative_to(Path.home())}" if path.is_relative_to(Path.home()) else str(path)
