"""Where az is: named by `SIGSCOPE_AZ`, on the path, or in an environment of its own that `python -m tests.az` makes."""

import os
import shutil
import subprocess
import sys
import venv
from pathlib import Path

from platformdirs import user_cache_path

ENVIRONMENT = user_cache_path("sigscope") / "az"
ABSENT = "az is not installed: name one in SIGSCOPE_AZ, or run python -m tests.az once"


def _found() -> Path | None:
    named = os.environ.get("SIGSCOPE_AZ")
    on_path = shutil.which("az")
    known = [Path(each) for each in (named, on_path) if each] or [ENVIRONMENT / "bin" / "az"]
    return next((each for each in known if os.access(each, os.X_OK)), None)


PROGRAM = _found()
"""Looked for before any test changes what it goes by; None where there is none."""


def install() -> None:
    """Install az into an environment of its own, from the registry that pip is set up for."""
    venv.create(ENVIRONMENT, with_pip=True, clear=True)
    subprocess.run([ENVIRONMENT / "bin" / "pip", "install", "--quiet", "azure-cli"], check=True)
    sys.stdout.write(f"{ENVIRONMENT / 'bin' / 'az'}\n")
