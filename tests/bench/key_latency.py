"""From a key to the frame that shows what it did, while 200 answers a second come in."""

from __future__ import annotations

import json
import random
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median, quantiles
from tempfile import TemporaryDirectory
from typing import Final, NamedTuple

from tests.bench import last_capture
from tests.bench.figure import Figure
from tests.terminal.pty import Pty
from tui.terminal.frame_rate import raise_frame_rate

RUNS: Final = 5
KEYS: Final = 60
ANSWERS_A_SECOND: Final = 200
LIMIT: Final = 2.0
LIMIT_MS: Final = 50.0
SCALE: Final = "subscriptions=1,galleries=1,definitions=1,versions=50,regions=20,moving=50"
SPEED: Final = "20"
"""World seconds a second: progress changes at every reading, and nothing is done before the measurement is."""

COLUMNS: Final = 120
ROWS: Final = 66
"""The terminal: high enough for 50 rows of the table."""

_ROW: Final = re.compile(r"\d+ of 20 +(\d+\.\d+\.\d+) ")
_CHOSEN: Final = r"\w+ +\d+ of 20 +{} "
"""A row under the cursor: the only one whose state, regions and name are written in one style, thus in one piece."""


def measure() -> list[Figure]:
    """Measure the same app fed and idle in turns, 60 keys each time; medians over 5 runs of the 95th percentile."""
    pairs = [_pair() for _ in range(RUNS)]
    idle, fed = (median(run.milliseconds for run in side) for side in zip(*pairs, strict=True))
    rate = median(run.answers_a_second for _, run in pairs)
    if rate < 0.95 * ANSWERS_A_SECOND:
        raise RuntimeError(f"only {rate:.0f} answers a second could be fed")
    return [
        Figure("key to frame, p95, 200 answers a second, beside idle", fed, idle, "ms", LIMIT),
        Figure("key to frame, p95, 200 answers a second, beside 50 ms", fed, LIMIT_MS, "ms", 1.0),
    ]


class _Run(NamedTuple):
    milliseconds: float
    answers_a_second: float


def _pair() -> tuple[_Run, _Run]:
    with _simulator() as connection:
        return _run(connection, 0), _run(connection, ANSWERS_A_SECOND)


def _run(connection: dict[str, str], rate: int) -> _Run:
    with TemporaryDirectory() as folder:
        argv = [sys.executable, "-m", "tests.bench.fed_explorer", folder, str(rate)]
        environment = last_capture.environment(Path(folder)) | connection
        raise_frame_rate(environment)
        with Pty(argv, columns=COLUMNS, rows=ROWS, environment=environment) as terminal:
            found = [1000 * seconds for seconds in _latencies(terminal, _names(terminal))]
            terminal.send("q")
            terminal.wait_for_exit()
        fed = json.loads((Path(folder) / "fed.json").read_text())
    return _Run(quantiles(found, n=20)[-1], fed["answers"] / max(fed["seconds"], 1.0))


def _names(terminal: Pty) -> list[str]:
    """Wait until all versions stand in the table, and return them from top to bottom."""
    deadline = time.monotonic() + 30
    while time.monotonic() < deadline:
        names = [found[1] for line in terminal.screen() if (found := _ROW.search(line))]
        if len(names) >= 50:
            return names
        time.sleep(0.1)
    raise TimeoutError("\n".join(terminal.screen()))


def _latencies(terminal: Pty, names: list[str]) -> Iterator[float]:
    """Move the cursor down and up, and yield the seconds until the row that it comes to is painted as chosen."""
    chance = random.Random(1)  # noqa: S311 - the same pauses in every run
    time.sleep(1.0)
    way = [("j", name) for name in names[1:]] + [("k", name) for name in names[-2::-1]]
    for key, name in way[:KEYS]:
        start = len(terminal.output)
        sent = terminal.send(key)
        yield terminal.arrival(_CHOSEN.format(re.escape(name)).encode(), start) - sent
        time.sleep(chance.uniform(0.03, 0.12))


@contextmanager
def _simulator() -> Iterator[dict[str, str]]:
    """Run a simulator without limits, and yield the variables that lead to it."""
    argv = [
        sys.executable,
        "-m",
        "tui",
        "simulate",
        "--scale",
        SCALE,
        "--speed",
        SPEED,
        "--limits",
        "off",
        "--until-eof",
    ]
    with subprocess.Popen(argv, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        announced = json.loads(process.stdout.readline() if process.stdout else b"")  # stdin closes when this is left
        yield {
            "SIGSCOPE_ENDPOINT": announced["endpoint"],
            "SIGSCOPE_CA_FILE": announced["ca_file"],
            "IDENTITY_ENDPOINT": announced["identity_endpoint"],
            "IDENTITY_HEADER": announced["identity_header"],
        }


if __name__ == "__main__":
    for figure in measure():
        sys.stdout.write(f"{figure}\n")
