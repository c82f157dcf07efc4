"""Where Azure is wired in: from the settings to a directory, for the app and for the headless commands alike.

The Azure SDK is imported in a thread, and not before something is to be read: that takes longer than the first frame.
"""

import asyncio
import sys
from collections.abc import Mapping, Sequence
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import urlsplit

from tui.model.errors import Unavailable
from tui.settings import Auth, CloudName, Settings

if TYPE_CHECKING:
    from tui.azure.connect import ConnectOptions
    from tui.azure.directory import AzureDirectory
    from tui.azure.sign_in_check import SignInCheck
    from tui.services.gateway import Directory
    from tui.simulator.child import Child

DEMO = ("simulate", "--scenario", "demo", "--seed", "1", "--speed", "10", "--until-eof")
_AZ_NAMES: dict[CloudName, str] = {
    "public": "AzureCloud",
    "usgov": "AzureUSGovernment",
    "china": "AzureChinaCloud",
}
"""What az calls the clouds; it starts out with the first."""
_AZ_ENDPOINT = "endpoint_resource_manager"


class Connector:
    """Leads from the settings to Azure; for the demo it starts the simulator as a child, and ends it at `close`."""

    def __init__(self, settings: Settings, environ: Mapping[str, str], demo: Sequence[str] = DEMO) -> None:
        az = az_cloud(environ)
        self._settings = settings
        self._environ = environ
        self._demo = demo
        self._child: Child | None = None
        self._directory: AzureDirectory | None = None
        self._real: CloudName = settings.cloud or az.real or "public"
        self._az_is_elsewhere = az.name != _AZ_NAMES[self._real]
        follows_az = not (settings.demo or settings.endpoint or settings.cloud) and az.endpoint is not None
        self.endpoint = az.endpoint if follows_az else settings.endpoint
        self.cloud: str = az.name if follows_az else self._real
        self._auth: Auth = "cli" if follows_az and settings.auth == "auto" else settings.auth

    @property
    def simulated(self) -> bool:
        """Whether what is connected to runs on this machine, which Azure never does."""
        return self._settings.demo or self.local_host is not None

    @property
    def local_host(self) -> str | None:
        """The host of an endpoint on this machine; None where it is elsewhere, or the cloud's."""
        host = urlsplit(self.endpoint or "").hostname
        return host if host in ("localhost", "127.0.0.1", "::1") else None

    @property
    def way(self) -> str:
        """What is connected to, as captures are kept apart by it."""
        place = "demo" if self._settings.demo else self.endpoint or self.cloud
        return "\n".join((place, self._settings.tenant or "", *self.scope))

    @property
    def scope(self) -> tuple[str, ...]:
        """The subscriptions that everything is limited to; none where all are meant."""
        named = self._settings.scopes.get(self._settings.scope or "")
        return (*self._settings.subscription, *(named.subscriptions if named else ()))

    async def connect(self) -> "Directory":
        """Give the way to Azure; nothing is sent yet. Raises errors of `tui.model.errors`."""
        loading = asyncio.create_task(asyncio.to_thread(import_module, "tui.azure.connect"))
        if self._settings.demo and self._child is None:
            self._child = await _started(self._demo)
        await loading
        from tui.azure.connect import connect

        self._directory = connect(self._options(), environ=self._environ)
        return self._directory

    async def api_versions(self) -> Mapping[str, str]:
        """The api-versions by resource type: those in use once there was a connection, the newest known before."""
        if self._directory is not None:
            return self._directory.api_versions()
        return await asyncio.to_thread(_load_api_versions)

    async def check_sign_in(self) -> "SignInCheck":
        """What signs in, and what is wrong with it; az is run where it is az."""
        from tui.azure.sign_in_check import SignInCheck, check_sign_in

        if self._settings.demo:
            return SignInCheck("the demo's own", [])
        return await check_sign_in(self._auth, self._environ, custom=self.endpoint is not None)

    async def close(self) -> None:
        """End the demo's simulator."""
        if self._child:
            await self._child.stop()

    def _options(self) -> "ConnectOptions":
        from tui.azure.connect import ConnectOptions
        from tui.azure.credentials import Identity

        if self._child:
            announced = self._child.announcement
            identity = Identity(announced.identity_endpoint, announced.identity_header)
            return ConnectOptions(endpoint=announced.endpoint, ca_file=announced.ca_file, identity=identity)
        return ConnectOptions(
            endpoint=self.endpoint,
            ca_file=self._settings.ca_file,
            cloud=self._real,
            tenant=self._settings.tenant,
            auth=self._auth,
            switch_az=_AZ_NAMES[self._real] if self._az_is_elsewhere and not self.endpoint else None,
        )


class AzCloud(NamedTuple):
    """A cloud by az's name; either one that we know as `real`, or one that was registered with its `endpoint`."""

    name: str
    real: CloudName | None = None
    endpoint: str | None = None


def az_cloud(environ: Mapping[str, str]) -> AzCloud:
    """The cloud that az is set to, from its variable and its files; neither known nor registered where they say less.

    Source: az's `cloud` commands, which write `config` and `clouds.config` into AZURE_CONFIG_DIR.
    """
    folder = Path(environ.get("AZURE_CONFIG_DIR") or Path.home() / ".azure")
    name = environ.get("AZURE_CLOUD_NAME") or _az_setting(folder / "config", "cloud", "name") or _AZ_NAMES["public"]
    real = next((ours for ours, theirs in _AZ_NAMES.items() if theirs == name), None)
    return AzCloud(name, real, None if real else _az_setting(folder / "clouds.config", name, _AZ_ENDPOINT))


def _az_setting(file: Path, section: str, option: str) -> str | None:
    if not file.is_file():
        return None
    from configparser import Error, RawConfigParser

    parser = RawConfigParser()
    try:
        parser.read(file, encoding="utf-8")
    except (Error, UnicodeDecodeError):
        return None
    return parser.get(section, option, fallback=None)


async def _started(demo: Sequence[str]) -> "Child":
    from tui.simulator.child import ChildError, start_child

    try:
        return await start_child((sys.executable, "-m", "tui", *demo))
    except (ChildError, OSError) as error:
        raise Unavailable(f"the demo's simulator did not start: {error}") from error


def _load_api_versions() -> dict[str, str]:
    from tui.azure.versions import ApiVersions

    return ApiVersions().in_use()
