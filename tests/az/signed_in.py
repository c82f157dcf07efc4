"""The az command line, signed in to a simulator that runs as a process of its own."""

import json
import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from tests.started import started
from tui.simulator.scenario import Body

SPEED = 36_000
"""Ten hours of the world in a second: where the service does not say when to ask again, az waits 30 s after the first
time, and by then all has ended."""
_SECONDS = 60
_UNWANTED = ("AZURE_", "ARM_", "SIGSCOPE_", "PYTHON")


class Az:
    """Runs commands of az; each gets its answer as JSON."""

    def __init__(self, program: Path, environment: dict[str, str]) -> None:
        self._program = program
        self._environment = environment
        self.endpoint = environment["ENDPOINT"]

    def __call__(self, command: str, *more: str) -> Any:  # noqa: ANN401 - what az prints
        """Run a command, its words split at spaces and those in `more` left whole; give what it prints."""
        done = self._run(command, more)
        assert done.returncode == 0, f"az {command}: {done.stderr}"
        return json.loads(done.stdout) if done.stdout.strip() else None

    def refused(self, command: str, *more: str) -> str:
        """Run a command that fails; give what it says of that."""
        done = self._run(command, more)
        assert done.returncode != 0, f"az {command}: {done.stdout}"
        return done.stderr

    def _run(self, command: str, more: tuple[str, ...]) -> subprocess.CompletedProcess[str]:
        words = [str(self._program), *command.split(), *more, "--output", "json"]
        return subprocess.run(
            words, env=self._environment, capture_output=True, text=True, timeout=_SECONDS, check=False
        )


@contextmanager
def signed_in(program: Path, scenario: Body, folder: Path) -> Iterator[Az]:
    """Start a simulator of a scenario, tell az of it as of a cloud, and sign in with its managed identity."""
    with started(scenario, folder, "--speed", str(SPEED)) as announced:
        az = Az(program, _environment(folder, announced))
        az(f"cloud register --name simulator --endpoint-resource-manager {az.endpoint}")
        az("cloud set --name simulator")
        az("login --identity")
        yield az


def _environment(folder: Path, announced: dict[str, str]) -> dict[str, str]:
    """What az goes by: folders of its own, and the identity and the certificate of the simulator."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(_UNWANTED)}
    return kept | {
        "HOME": str(folder),
        "AZURE_CONFIG_DIR": str(folder / "azure"),
        "AZURE_EXTENSION_DIR": str(folder / "extensions"),
        "AZURE_CORE_COLLECT_TELEMETRY": "false",
        "AZURE_CORE_ONLY_SHOW_ERRORS": "true",
        "NO_PROXY": "localhost",
        "REQUESTS_CA_BUNDLE": announced["ca_file"],
        "IDENTITY_ENDPOINT": announced["identity_endpoint"],
        "IDENTITY_HEADER": announced["identity_header"],
        "ENDPOINT": announced["endpoint"],
    }
