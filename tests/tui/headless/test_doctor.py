"""`sigscope doctor`: what was found, where it came from, and what is wrong on the way with its cure."""

import re
from pathlib import Path

import pytest

from tests.simulated import SUBSCRIPTION, Simulator, served, small_world
from tests.tui.azure.test_az import write_script
from tests.tui.headless.stage import Shell, strike
from tui.azure import versions
from tui.folders import folders, settings_file


@pytest.fixture(autouse=True)
def good_terminal(shell: Shell) -> None:
    """A terminal, and a Python, in which nothing is wrong."""
    shell.environ.setenv("TERM", "xterm-256color")
    shell.environ.setattr("locale.getpreferredencoding", lambda do_setlocale: "UTF-8")
    shell.environ.setattr("sys.dont_write_bytecode", False)
    for name in ("TMUX", "STY"):
        shell.environ.delenv(name, raising=False)


def settings(out: str) -> dict[str, list[str]]:
    """Value and origin of each setting."""
    _, rows, *_ = out.split("\n\n")
    return {words[0]: words[1:] for line in rows.splitlines()[:-1] if (words := line.split())}


async def test_settings_that_are_not_at_their_defaults_stand_with_their_origin(
    shell: Shell, simulator: Simulator
) -> None:
    shell.settings('theme = "light"\nread-only = true\ncloud = "usgov"\n')
    shell.environ.setenv("SIGSCOPE_CLOUD", "china")
    ran = await shell.run("doctor", "--log-level", "info")
    file = str(settings_file())
    assert settings(ran.out) == {
        "SETTING": ["VALUE", "ORIGIN"],
        "endpoint": [simulator.endpoint, "variable", "SIGSCOPE_ENDPOINT"],
        "ca-file": [str(simulator.ca_file), "variable", "SIGSCOPE_CA_FILE"],
        "cloud": ["china", "variable", "SIGSCOPE_CLOUD"],
        "read-only": ["yes", file],
        "log-level": ["info", "flag"],
        "theme": ["light", file],
    }
    assert "the other settings have the default:  sigscope config show  tells them" in ran.lines


async def test_where_every_setting_is_at_its_default_none_is_shown(shell: Shell) -> None:
    ran = await shell.run("doctor", "--demo")
    assert settings(ran.out).keys() == {"SETTING", "demo", "endpoint", "ca-file"}
    for name in ("SIGSCOPE_ENDPOINT", "SIGSCOPE_CA_FILE"):
        shell.environ.delenv(name)
    shell.environ.setenv("PATH", "/nowhere")
    shell.environ.delenv("IDENTITY_ENDPOINT")
    ran = await shell.run("doctor")
    assert (ran.code, ran.lines[2]) == (4, "every setting has the default:  sigscope config show  tells them")


async def test_paths_terminal_and_api_versions_are_told(shell: Shell) -> None:
    shell.settings("")
    shell.environ.setenv("TERM", "xterm-256color")
    shell.environ.setenv("SSH_CONNECTION", "10.0.0.1 1 10.0.0.2 22")
    out = (await shell.run("doctor")).out
    places = folders(demo=False)
    for each in (
        settings_file(),
        places.state,
        places.logs,
        "xterm-256color",
        versions.API_VERSIONS["Microsoft.Compute/galleries"][0],
    ):
        assert str(each) in out
    assert "over ssh   yes" in out


async def test_a_settings_file_that_is_not_there_is_told_so(shell: Shell) -> None:
    assert f"{settings_file()} (none)" in (await shell.run("doctor")).out


async def test_where_all_is_well_the_account_and_its_tenants_are_told_and_nothing_is_wrong(shell: Shell) -> None:
    ran = await shell.run("doctor")
    assert (ran.code, ran.err) == (0, "")
    assert "tenant Contoso  readable" in ran.out
    assert re.search(r"^  account +\S+$", ran.out, re.MULTILINE)
    assert re.search(r"^  credential +managed identity$", ran.out, re.MULTILINE)
    assert ran.lines[-2:] == ["what is wrong", "  nothing that could be found"]


async def test_a_tenant_that_cannot_be_read_is_told_with_its_cure(shell: Shell) -> None:
    async with served(small_world()) as simulator:
        shell.visit(simulator)
        ran = await shell.run("doctor")
    assert ran.code == 6
    assert "tenant Fabrikam  Not signed in" in ran.out
    at = ran.lines.index("  tenant Fabrikam: not signed in")
    assert ran.lines[at + 2] == "    do   run  az login --tenant fabrikam.onmicrosoft.com"


async def test_what_cannot_be_used_of_the_settings_is_found(shell: Shell) -> None:
    shell.settings('theme = "drak"\n[keys]\nqiut = "Q"')
    ran = await shell.run("doctor")
    assert ran.code == 0
    assert f"  {settings_file()}: theme: drak is none of dark, light, terminal: did you mean dark?" in ran.lines
    assert f"  {settings_file()}: keys: nothing is called qiut: did you mean quit?" in ran.lines
    assert ran.out.count("sigscope config check  tells everything") == 2


async def test_what_the_terminal_and_the_machine_lack_is_found(shell: Shell, simulator: Simulator) -> None:
    shell.environ.setenv("TERM", "dumb")
    shell.environ.setenv("HTTPS_PROXY", "http://proxy.contoso.com:8080")
    ran = await shell.run("doctor")
    assert ran.code == 0
    assert "  TERM is dumb" in ran.lines
    assert "  HTTPS_PROXY is set, and NO_PROXY does not name localhost" in ran.lines


async def test_a_provider_that_is_not_registered_and_a_graph_that_is_down_are_found(
    shell: Shell, simulator: Simulator
) -> None:
    message = "The subscription is not registered to use namespace 'Microsoft.Compute'."
    error = {"error": {"code": "MissingSubscriptionRegistration", "message": message}}
    strike(
        simulator,
        {
            "match": f"GET /subscriptions/{SUBSCRIPTION}/providers/Microsoft.Compute/galleries",
            "status": 409,
            "body": error,
        },
        {"match": "ResourceGraph", "status": 403},
    )
    ran = await shell.run("doctor")
    assert ran.code == 0, "the exit code is that of the way to Azure alone"
    at = ran.lines.index("  subscription Production: the subscription does not use this service yet")
    register = f"az provider register --namespace Microsoft.Compute --subscription {SUBSCRIPTION}"
    assert ran.lines[at + 2] == f"    do   run  {register}"
    at = ran.lines.index("  tenant Contoso: no Resource Graph")
    assert "plain lists are read in its place" in ran.lines[at + 1]


@pytest.mark.parametrize("option", ["--subscription", "--scope"])
async def test_a_subscription_that_nobody_sees_is_found_with_the_nearest(shell: Shell, option: str) -> None:
    shell.settings('[scopes.night]\nsubscriptions = ["Produktion"]')
    ran = await shell.run("doctor", option, "Produktion" if option == "--subscription" else "night")
    assert ran.code == 0
    at = ran.lines.index("  Produktion is no subscription")
    assert "did you mean Production?" in ran.lines[at + 2]


@pytest.mark.parametrize(
    ("broken", "code", "cure"),
    [
        ({"SIGSCOPE_CA_FILE": ""}, 5, "pass --ca-file"),
        ({"SIGSCOPE_CA_FILE": "/nowhere/ca.pem"}, 5, "pass a PEM file of certificates"),
        ({"SIGSCOPE_ENDPOINT": "https://management.azure.com"}, 5, "pass --cloud public instead"),
        ({"IDENTITY_ENDPOINT": "", "PATH": "/nowhere"}, 4, "run  az login"),
        ({"SIGSCOPE_ENDPOINT": "https://localhost:9"}, 5, "see whether --endpoint names the right host and port"),
        ({"SIGSCOPE_ENDPOINT": "https://nowhere.invalid"}, 5, "see whether the network is up, and --endpoint right"),
        (
            {"SIGSCOPE_ENDPOINT": "https://nowhere.invalid", "HTTPS_PROXY": "http://127.0.0.1:9"},
            5,
            "correct HTTPS_PROXY, or name the host in NO_PROXY",
        ),
    ],
    ids=["certificate", "ca file", "endpoint", "credential", "port", "name", "proxy"],
)
async def test_what_stands_in_the_way_is_told_with_its_cure_after_what_was_found(
    shell: Shell, broken: dict[str, str], code: int, cure: str
) -> None:
    for name, value in broken.items():
        shell.environ.setenv(name, value)
    ran = await shell.run("doctor")
    assert ran.code == code
    assert f"next: {cure}" in ran.err
    assert "api-versions" in ran.out


async def test_an_az_that_is_signed_out_is_told_with_its_version_and_the_line_that_signs_in(
    shell: Shell, tmp_path: Path
) -> None:
    said = "ERROR: Please run 'az login' to setup account."
    write_script(
        tmp_path / "az", f"""[ $1 = version ] && echo '{{"azure-cli": "2.50.0"}}' || {{ echo "{said}" >&2; exit 1; }}"""
    )
    shell.environ.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")
    shell.environ.delenv("IDENTITY_ENDPOINT")
    ran = await shell.run("doctor")
    assert ran.code == 4
    assert re.search(r"^  credential +az 2\.50\.0$", ran.out, re.MULTILINE)
    assert "  az 2.50.0 is old" in ran.lines
    assert "next: run  az login\n" in ran.err


async def test_no_secret_is_told(shell: Shell, simulator: Simulator) -> None:
    strike(simulator, {"match": "GET /subscriptions", "status": 403})
    secrets = {"AZURE_CLIENT_SECRET": "hunter2", "HTTPS_PROXY": "http://ana:hunter2@127.0.0.1:9"}
    for name, value in secrets.items():
        shell.environ.setenv(name, value)
    ran = await shell.run("doctor")
    assert ran.code == 6
    for secret in ("hunter2", "eyJ", simulator.identity_header):
        assert secret not in ran.out + ran.err


def test_an_endpoint_with_a_password_in_it_is_refused_without_repeating_it(shell: Shell) -> None:
    ran = shell.type("doctor", "--endpoint", "https://ana:hunter2@contoso.com")
    assert (ran.code, ran.out) == (2, "")
    assert "endpoint" in ran.err
    assert "hunter2" not in ran.err
