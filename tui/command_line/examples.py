"""The examples of the help pages: each runs as it stands, and a test runs them."""

from typing import NamedTuple


class Example(NamedTuple):
    """A line, or a few, and what it does."""

    lines: str
    says: str


EXPLORER = (
    Example("sigscope --demo", "the explorer, with a built-in company to try everything on"),
    Example(
        "sigscope --demo /subscriptions/b3967ff1-3fcb-5a99-9288-9d88e595a276",
        "the explorer, there; an ARM id or the portal's URL of a gallery, a definition or a version will do as well",
    ),
    Example("sigscope --demo --theme light --read-only", "in light colours, and sure to change nothing"),
    Example("sigscope --demo list versions --filter state:failed", "for scripts: what could not be provisioned"),
    Example("sigscope --demo doctor", "what stands between you and Azure"),
)
LIST = (
    Example("sigscope --demo list subscriptions", "what the account sees"),
    Example(
        "sigscope --demo list versions --filter 'ubuntu region:westeurope'",
        "versions with ubuntu somewhere in their row that are wanted in that region",
    ),
    Example("sigscope --demo list definitions --filter os_type:windows -o json", "as JSON, for jq and the like"),
    Example(
        "sigscope --demo list galleries -o tsv | tail -n +2 | cut -f 1",
        "the ids of all galleries, a line for each: tsv begins with the names of its columns",
    ),
    Example("sigscope --demo list quotas --subscription 'Contoso Production'", "how much of its quotas it has used"),
)
_NEWEST = "id=$(sigscope --demo list versions --filter 2.4.1 -o tsv | tail -n1 | cut -f1)\n"
STATUS = (
    Example(f'{_NEWEST}sigscope --demo status "$id"', "one version's replication, region by region"),
    Example(
        f'{_NEWEST}sigscope --demo status "$id" --watch --timeout 1s -o json',
        "one JSON object a line, one for each change, for one second: the exit code is 3 if it still moves then",
    ),
)
SIMULATE = (
    Example("sigscope simulate --until-eof", "the world of --demo, until you press ctrl+d"),
    Example(
        "sigscope simulate --scale versions=500,moving=20 --speed 60 --until-eof",
        "a world of that size, in which a minute takes a second",
    ),
)
DOCTOR = (
    Example("sigscope --demo doctor", "how it looks where little is wrong"),
    Example("sigscope --demo doctor --log-level debug", "the same, with every request in the log"),
)
CONFIG = (
    Example("sigscope config show", "what is set, and where"),
    Example("sigscope config check", "what is wrong in the settings file, if anything"),
)
SHOW = (
    Example("sigscope config show", "every setting, its value, and whether a flag, a variable or the file says so"),
    Example("sigscope --demo --theme light config show -o json", "as JSON; options are settings as well"),
)
CHECK = (
    Example("sigscope config check", "the file that is read unless another is named"),
    Example(
        "echo 'theme = \"light\"' > mine.toml\nsigscope config check mine.toml",
        "another one, before it is put in place",
    ),
)
SCHEMA = (
    Example(
        "sigscope config schema > sigscope.schema.json",
        'for an editor: taplo and "Even Better TOML" take it from a first line  #:schema ./sigscope.schema.json  in '
        "settings.toml",
    ),
)
COMPLETION = (
    Example('eval "$(sigscope completion bash)"', "in this shell; in ~/.bashrc it holds for every one"),
    Example("sigscope completion fish > sigscope.fish", "into a file; its first line says where that belongs"),
)
