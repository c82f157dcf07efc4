"""Where settings, state and logs belong on this system; the demo's state lives apart from everything real."""

from pathlib import Path
from typing import NamedTuple

import platformdirs

APP = "sigscope"


class Folders(NamedTuple):
    """The folders of one way of running."""

    state: Path
    logs: Path

    @property
    def captures(self) -> Path:
        """Where captures are kept."""
        return self.state / "captures"

    @property
    def copies(self) -> Path:
        """Where is kept what was to be copied and nothing took."""
        return self.state / "copies"


def settings_file() -> Path:
    """The settings file that is read where --config names none."""
    return platformdirs.user_config_path(APP) / "settings.toml"


def folders(*, demo: bool) -> Folders:
    """The folders for the demo or for the real thing."""
    state = platformdirs.user_state_path(APP)
    return Folders(state / "demo" if demo else state, platformdirs.user_log_path(APP))
