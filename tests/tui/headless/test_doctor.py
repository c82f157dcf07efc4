"""`sigscope doctor`: what was found, where it came from, and what is wrong on the way with its cure."""

import re

import pytest

from tests.simulated import Simulator, served, small_world
from tests.tui.headless.stage import Shell, strike
from tui.azure import versions
from tui.folders import folders, settings_file
from tui.settings import FIELDS


def settings(out: str) -> dict[str, list[str]]:
    """Value and origin of each setting."""
    _, rows, *_ = out.split("\n\n")
    return {words[0]: words[1:] for line in rows.splitlines() if (words := line.split())}


async def test_every_setting_stands_with_its_value_and_its_origin(shell: Shell, simulator: Simulator) -> None:
    shell.settings('theme = "light"\nread-only = true\ncloud = "usgov"\n')
    shell.environ.setenv("SIGSCOPE_CLOUD", "china")
    ran = await shell.run("doctor", "--log-level", "info")
    found = settings(ran.out)
    assert [*found] == ["SETTING", *FIELDS]
    assert found["theme"] == ["light", "settings"]
    assert found["read-only"] == ["yes", "settings"]
    assert found["cloud"] == ["china", "variable"]
    assert found["log-level"] == ["info", "flag"]
    assert found["auth"] == ["auto", "default"]
    assert found["endpoint"] == [simulator.endpoint, "variable"]


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


async def test_where_all_is_well_the_account_and_its_tenants_are_told(shell: Shell) -> None:
    ran = await shell.run("doctor")
    assert (ran.code, ran.err) == (0, "")
    assert "tenant Contoso  readable" in ran.out
    assert re.search(r"^  account +\S+$", ran.out, re.MULTILINE)


async def test_a_tenant_that_cannot_be_read_is_told_with_its_cure(shell: Shell) -> None:
    async with served(small_world()) as simulator:
        shell.visit(simulator)
        ran = await shell.run("doctor")
    assert ran.code == 6
    assert "tenant Fabrikam  Not signed in: " in ran.out
    assert "(run  az login --tenant fabrikam.onmicrosoft.com)" in ran.out


@pytest.mark.parametrize(
    ("broken", "code", "cure"),
    [
        ({"SIGSCOPE_CA_FILE": ""}, 5, "pass --ca-file"),
        ({"SIGSCOPE_CA_FILE": "/nowhere/ca.pem"}, 5, "pass a PEM file of certificates"),
        ({"SIGSCOPE_ENDPOINT": "https://management.azure.com"}, 5, "pass --cloud public instead"),
        ({"IDENTITY_ENDPOINT": "", "PATH": "/nowhere"}, 4, "run  az login"),
    ],
    ids=["certificate", "ca file", "endpoint", "credential"],
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
