"""200,000 versions over 40 subscriptions, the largest definition with 10,000: memory, and gaps of the event loop."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import Any, Final

from tests.bench import last_capture
from tests.bench.figure import Figure

BYTES: Final = 1300
"""Of memory for a version in six regions, key and entry included."""

GAP: Final = 100.0
"""Milliseconds for which the loop may be held up."""

KEY_GAP: Final = 50.0
"""The same while somebody types."""

TYPED: Final = ("filtering", "showing problems", "opening go to", "going to")

RUNS: Final = 3


def measure() -> list[Figure]:
    """Make a capture in one process, use the explorer on it in others; the medians of the longest gaps."""
    with TemporaryDirectory() as folder:
        environ = last_capture.environment(Path(folder))
        made = _run("tests.bench.large", environ)
        runs = [_run("tests.bench.large_explorer", environ) for _ in range(RUNS)]
    memory = Figure("memory of a version among 200,000", made["bytes"], BYTES, "bytes", 1.0)
    return [memory, *(_gap(what, median(run[what] for run in runs)) for what in runs[0])]


def _gap(what: str, milliseconds: float) -> Figure:
    limit = KEY_GAP if what.startswith(TYPED) else GAP
    return Figure(f"longest gap while {what}", milliseconds, limit, "ms", 1.0)


def _run(module: str, environ: Mapping[str, str]) -> dict[str, Any]:
    argv = [sys.executable, "-m", module]
    done = subprocess.run(argv, env={**os.environ, **environ}, capture_output=True, text=True, check=True)
    found: dict[str, Any] = json.loads(done.stdout)
    return found


if __name__ == "__main__":
    for figure in measure():
        sys.stdout.write(f"{figure}\n")
