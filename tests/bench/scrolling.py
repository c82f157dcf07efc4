"""A table of 10,000 rows scrolled at 30 rows a second: the slowest frame, from the key to the end of what it paints.

The explorer itself in a terminal, on a capture of 200,000 versions, at the largest definition: in the order that its
rows come in, upward from the end, in another order, and filtered.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import Final, NamedTuple

from tests.bench import large, last_capture
from tests.bench.figure import Figure
from tests.terminal.pty import Pty

RUNS: Final = 3
ROWS_A_SECOND: Final = 30
KEYS: Final = 150
LIMIT_MS: Final = 50.0
AT_REST: Final = 5.0
"""Seconds without a byte: the capture is read, and Azure was not reached."""

_FRAME: Final = re.compile(rb"\x1b\[\?2026l")
"""The end of a frame on a terminal that takes them whole."""


class Way(NamedTuple):
    """A way to scroll: its name, the keys that lead there, and the key that is then held down."""

    name: str
    first: tuple[str, ...]
    held: str = "j"


WAYS: Final = (
    Way("as they come", ()),
    Way("upward from the end", ("G",), "k"),
    Way("in another order", ("g", "s", "s")),
    Way("filtered", ("/", *"!2026.1", "\r")),
)


def measure() -> list[Figure]:
    """Scroll in every way, in three runs; medians of the slowest frames, and of what a row costs on the line."""
    with TemporaryDirectory() as folder:
        environ = last_capture.environment(Path(folder))
        make = [sys.executable, "-m", "tests.bench.large"]
        subprocess.run(make, env={**os.environ, **environ}, check=True, capture_output=True)
        runs = [dict(_scrolled(environ)) for _ in range(RUNS)]
    return [
        Figure(
            f"slowest frame of {KEYS} at {ROWS_A_SECOND} rows a second, {way.name}",
            median(run[way.name] for run in runs),
            LIMIT_MS,
            "ms",
            1.0,
        )
        for way in WAYS
    ]


def _scrolled(environ: dict[str, str]) -> Iterator[tuple[str, float]]:
    """Yield each way, and the slowest of its frames in milliseconds."""
    argv = [*last_capture.command(), large.definition_id(0, 0)]
    with Pty(argv, columns=120, rows=40, environment=environ) as terminal:
        terminal.wait_for(f"{large.LARGEST} versions", timeout=60)
        terminal.wait_for_quiet(AT_REST, timeout=60)
        terminal.send("\t")
        for way in WAYS:
            for key in way.first:
                terminal.send(key)
                terminal.wait_for_quiet(0.7)
            yield way.name, 1000 * max(_frames(terminal, way.held))
        terminal.send("q")
        terminal.wait_for_exit()


def _frames(terminal: Pty, key: str) -> Iterator[float]:
    """Hold a key down, and yield how many seconds each frame took: from the key that was first to wait for it."""
    start, sent = len(terminal.output), []
    begin = time.perf_counter()
    for number in range(KEYS):
        time.sleep(max(0.0, begin + number / ROWS_A_SECOND - time.perf_counter()))
        sent.append(terminal.send(key))
    terminal.wait_for_quiet(0.7)
    ends = [terminal.arrived(start + found.end()) for found in _FRAME.finditer(terminal.output[start:])]
    if len(ends) < 0.9 * KEYS:
        raise RuntimeError(f"{KEYS} keys, and only {len(ends)} frames")
    for before, end in pairwise([begin, *ends]):
        waiting = [each for each in sent if before < each < end]
        if waiting:
            yield end - waiting[0]


if __name__ == "__main__":
    for figure in measure():
        sys.stdout.write(f"{figure}\n")
