"""Where Azure is wired in: from the settings to a directory, for the app and for the headless commands alike.

The Azure SDK is imported in a thread, and not before something is to be read: that takes longer than the first frame.
"""

import asyncio
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from tui.model.errors import Unavailable
from tui.settings import CloudName, Settings

if TYPE_CHECKING:
    from tui.services.gateway import Directory
    from tui.simulator.child import Child

DEMO = ("simulate", "--scenario", "demo", "--seed", "1", "--speed", "10", "--until-eof")
_AZ_NAMES: dict[str, CloudName] = {
    "AzureCloud": "public",
    "AzureUSGovernment": "usgov",
    "AzureChinaCloud": "china",
}


class Connector:
    """Leads from the settings to Azure; for the demo it starts the simulator as a child, and ends it at `close`."""

    def __init__(self, settings: Settings, environ: Mapping[str, str], demo: Sequence[str] = DEMO) -> None:
        self._settings = settings
        self._demo = demo
        self._child: Child | None = None
        self.cloud: CloudName = settings.cloud or az_cloud(environ) or "public"

    @property
    def way(self) -> str:
        """What is connected to, as captures are kept apart by it."""
        settings = self._settings
        place = "demo" if settings.demo else settings.endpoint or self.cloud
        return "\n".join((place, settings.tenant or "", *self.scope))

    @property
    def scope(self) -> tuple[str, ...]:
        """The subscriptions that everything is limited to; none where all are meant."""
        named = self._settings.scopes.get(self._settings.scope or "")
        return (*self._settings.subscription, *(named.subscriptions if named else ()))

    async def connect(self) -> "Directory":
        """Give the way to Azure; nothing is sent yet. Raises errors of `tui.model.errors`."""
        loading = asyncio.create_task(asyncio.to_thread(_load_azure))
        if self._settings.demo and self._child is None:
            self._child = await _started(self._demo)
        return (await loading)(self._settings, self.cloud, self._child)

    async def api_versions(self) -> Mapping[str, str]:
        """The api-versions in use, by what is read with them."""
        return await asyncio.to_thread(_load_api_versions)

    async def close(self) -> None:
        """End the demo's simulator."""
        if self._child:
            await self._child.stop()


def az_cloud(environ: Mapping[str, str]) -> CloudName | None:
    """The cloud that az is set to, from its own configuration; None where that says nothing that we know."""
    from configparser import ConfigParser, Error

    folder = environ.get("AZURE_CONFIG_DIR")
    file = (Path(folder) if folder else Path.home() / ".azure") / "config"
    if not file.is_file():
        return None
    parser = ConfigParser()
    try:
        parser.read(file, encoding="utf-8")
    except (Error, UnicodeDecodeError):
        return None
    return _AZ_NAMES.get(parser.get("cloud", "name", fallback=""))


async def _started(demo: Sequence[str]) -> "Child":
    from tui.simulator.child import ChildError, start_child

    try:
        return await start_child((sys.executable, "-m", "tui", *demo))
    except (ChildError, OSError) as error:
        raise Unavailable(f"the demo's simulator did not start: {error}") from error


def _load_api_versions() -> dict[str, str]:
    from tui.azure import versions

    return {name.lower().replace("_", " "): value for name, value in vars(versions).items() if name.isupper()}


def _load_azure() -> "Callable[[Settings, CloudName, Child | None], Directory]":
    from tui.azure.connect import ConnectOptions, connect
    from tui.azure.credentials import Identity

    def open_directory(settings: Settings, cloud: CloudName, demo: "Child | None") -> "Directory":
        if demo:
            announced = demo.announcement
            identity = Identity(announced.identity_endpoint, announced.identity_header)
            return connect(ConnectOptions(endpoint=announced.endpoint, ca_file=announced.ca_file, identity=identity))
        return connect(
            ConnectOptions(
                endpoint=settings.endpoint,
                ca_file=settings.ca_file,
                cloud=cloud,
                tenant=settings.tenant,
                auth=settings.auth,
            )
        )

    return open_directory
