"""Where the SDK is: in the folder of `SIGSCOPE_JAVASCRIPT`, or one that `python -m tests.javascript` makes."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

from platformdirs import user_cache_path

FOLDER = Path(os.environ.get("SIGSCOPE_JAVASCRIPT") or user_cache_path("sigscope") / "javascript")
NODE = shutil.which("node")
ABSENT = "Azure's SDK for JavaScript is not installed: run python -m tests.javascript once, with Node.js on the path"
PRESENT = NODE is not None and (FOLDER / "node_modules" / "@azure" / "arm-compute").is_dir()
"""Looked for before any test changes what it goes by."""
_PACKAGES = ("@azure/arm-compute@24", "@azure/arm-resources@7")


def install() -> None:
    """Install the SDK from the registry that npm is set up for."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    (FOLDER / "package.json").write_text(json.dumps({"private": True}))
    subprocess.run(["npm", "install", "--silent", *_PACKAGES], cwd=FOLDER, check=True)
    sys.stdout.write(f"{FOLDER}\n")
