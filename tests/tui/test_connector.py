"""From the settings to Azure: which cloud, which credential, and what az is set to."""

import json
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.simulated import HOME_TENANT, Simulator, served
from tui.connector import Connector
from tui.model.errors import AuthRequired
from tui.settings import CloudName, Settings

LOGGED_OUT = "echo \"ERROR: Please run 'az login' to setup account.\" >&2; exit 1"


class Az:
    """The folder of az's settings, and a script that stands in for az."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.environ = {"AZURE_CONFIG_DIR": str(folder), "PATH": f"{folder}:/usr/bin:/bin"}
        self.script(LOGGED_OUT)

    def script(self, body: str) -> None:
        """What az does."""
        file = self.folder / "az"
        file.write_text(f"#!/bin/sh\n{body}\n")
        file.chmod(0o755)

    def set(self, cloud: str) -> None:
        """`az cloud set --name`."""
        (self.folder / "config").write_text(f"[core]\nno_color = 50%\n[cloud]\nname = {cloud}\n")

    def register(self, cloud: str, endpoint: str) -> None:
        """`az cloud register --name --endpoint-resource-manager`."""
        (self.folder / "clouds.config").write_text(f"[{cloud}]\nendpoint_resource_manager = {endpoint}\n")


@pytest.fixture
def az(tmp_path: Path) -> Az:
    return Az(tmp_path)


@pytest.fixture
async def simulator() -> AsyncIterator[Simulator]:
    async with served() as simulator:
        yield simulator


@pytest.mark.parametrize(
    ("set_to", "cloud"),
    [
        ("AzureCloud", "public"),
        ("AzureUSGovernment", "usgov"),
        ("AzureChinaCloud", "china"),
        ("AzureGermanCloud", "public"),
    ],
)
def test_without_a_cloud_of_one_s_own_az_s_active_one_is_taken(az: Az, set_to: str, cloud: str) -> None:
    az.set(set_to)
    assert Connector(Settings(), az.environ).cloud == cloud
    assert Connector(Settings(cloud="china"), az.environ).cloud == "china"


def test_az_s_variable_goes_before_its_file_as_it_does_for_az(az: Az) -> None:
    az.set("AzureChinaCloud")
    assert Connector(Settings(), {**az.environ, "AZURE_CLOUD_NAME": "AzureUSGovernment"}).cloud == "usgov"


def test_without_any_setting_of_az_s_it_is_the_public_cloud(az: Az) -> None:
    connector = Connector(Settings(), az.environ)
    assert (connector.cloud, connector.endpoint) == ("public", None)


def test_files_of_az_that_cannot_be_read_are_passed_over(az: Az) -> None:
    (az.folder / "config").write_bytes(b"\xff\xfe[cloud")
    assert Connector(Settings(), az.environ).cloud == "public"


async def test_a_cloud_that_was_registered_with_az_is_reached_with_az_s_login(az: Az, simulator: Simulator) -> None:
    az.set("sim")
    az.register("sim", f"{simulator.endpoint}/")
    granted = json.dumps({"accessToken": simulator.token, "expires_on": int(simulator.wire.now) + 3600})
    az.script(f"echo \"$@\" > '{az.folder}/asked'; echo '{granted}'")
    # Variables of other credentials are not for a cloud that az knows how to sign in to.
    environ = {**az.environ, "IDENTITY_ENDPOINT": "http://localhost:1", "IDENTITY_HEADER": "x"}
    connector = Connector(Settings(ca_file=str(simulator.ca_file)), environ)
    assert (connector.cloud, connector.endpoint) == ("sim", f"{simulator.endpoint}/")
    assert simulator.endpoint in connector.way
    directory = await connector.connect()
    assert (await directory.tenants())[0].id == HOME_TENANT
    await directory.close()
    assert f"--resource {simulator.endpoint}" in (az.folder / "asked").read_text()


@pytest.mark.parametrize(
    "settings", [Settings(endpoint="https://localhost:9"), Settings(cloud="usgov"), Settings(demo=True)]
)
def test_what_was_typed_goes_before_the_cloud_that_az_is_set_to(az: Az, settings: Settings) -> None:
    az.set("sim")
    az.register("sim", "https://localhost:8")
    connector = Connector(settings, az.environ)
    assert connector.endpoint == settings.endpoint
    assert "localhost:8" not in connector.way


@pytest.mark.parametrize(
    ("set_to", "asked", "switch"),
    [
        ("AzureCloud", "usgov", "AzureUSGovernment"),
        (None, "china", "AzureChinaCloud"),
        ("sim", "public", "AzureCloud"),
        ("AzureUSGovernment", "usgov", None),
        (None, "public", None),
    ],
)
async def test_where_az_is_set_to_another_cloud_the_line_that_changes_it_is_given(
    az: Az, set_to: str | None, asked: CloudName, switch: str | None
) -> None:
    if set_to:
        az.set(set_to)
    directory = await Connector(Settings(cloud=asked, auth="cli"), az.environ).connect()
    with pytest.raises(AuthRequired) as raised:
        await directory.tenants()
    await directory.close()
    assert raised.value.command == (f"az cloud set --name {switch} && az login" if switch else "az login")
    assert ("az is set to another cloud" in raised.value.cause) is bool(switch)


async def test_api_versions_are_told_before_and_after_there_is_a_connection(az: Az, simulator: Simulator) -> None:
    connector = Connector(Settings(endpoint=simulator.endpoint, ca_file=str(simulator.ca_file)), az.environ)
    before = await connector.api_versions()
    directory = await connector.connect()
    assert await connector.api_versions() == before
    assert before["Microsoft.Compute/galleries/images/versions"] == "2026-03-03"
    await directory.close()
