"""Bytes that reach the terminal when rows of a table change, 120x40, 1000 rows, three styles a row."""

from __future__ import annotations

import sys
from itertools import pairwise
from statistics import median
from typing import Final

from tests.bench.changing_table import CHANGES
from tests.bench.figure import Figure
from tests.terminal.pty import Pty

LIMITS: Final = {"a": 1 / 15, "b": 1 / 2, "c": 0.0, "d": 0.0}
_TICKS: Final = 8
_TICK_SECONDS: Final = 0.25


def measure() -> list[Figure]:
    """Measure our table and Textual's DataTable on the same changes; medians of bytes a tick."""
    ours, reference = _bytes_a_tick("live"), _bytes_a_tick("reference")
    return [
        Figure(f"table, {what}", ours[key], reference[key], "bytes a tick", LIMITS[key])
        for key, (what, _) in CHANGES.items()
    ]


def _bytes_a_tick(table: str) -> dict[str, float]:
    found: dict[str, float] = {}
    with Pty([sys.executable, "-m", "tests.bench.changing_table", table]) as terminal:
        terminal.wait_for("Region 0030")
        for key in CHANGES:
            lengths = [terminal.wait_for_quiet(2 * _TICK_SECONDS)]
            for _ in range(_TICKS):
                terminal.send(key)
                lengths.append(terminal.wait_for_quiet(_TICK_SECONDS))
            found[key] = median(after - before for before, after in pairwise(lengths))
        terminal.send("q")
        terminal.wait_for_exit()
    return found


if __name__ == "__main__":
    for figure in measure():
        sys.stdout.write(f"{figure}\n")
