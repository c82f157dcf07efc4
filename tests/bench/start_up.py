"""From the start of the process to the frame in which the last of 40 tree rows and 30 table rows stands."""

from __future__ import annotations

import re
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import Final

from tests.bench import last_capture
from tests.bench.figure import Figure
from tests.bench.first_frame import COLUMNS, LAST_ROWS, ROWS
from tests.terminal.pty import Pty

PAIRS: Final = 10
LIMIT: Final = 1.25
LATE_MODULES: Final = ("azure", "aiohttp", "trustme", "cryptography")
"""What must not be loaded before the first frame."""

_REFERENCE: Final = [sys.executable, "-m", "tests.bench.bare"]
_IMPORTED: Final = re.compile(rb"import time: +\d+ \| +\d+ \| +([\w.]+)")


def measure() -> list[Figure]:
    """Measure the explorer and bare Textual in turns; medians, bytecode on both sides, a capture on disk."""
    ours = last_capture.command()
    with TemporaryDirectory() as folder:
        environment = _environment(Path(folder))
        last_capture.write(environment)
        for argv in (ours, _REFERENCE):
            _warm_up(argv, environment)
        pairs = [(_seconds(ours, environment), _seconds(_REFERENCE, environment)) for _ in range(PAIRS)]
        late = _late_modules(ours, environment)
    own, reference = ([1000 * seconds for seconds in side] for side in zip(*pairs, strict=True))
    return [
        Figure("start-up to the last row", median(own), median(reference), "ms", LIMIT),
        Figure("modules loaded too early", len(late), 0, "modules", 0.0),
    ]


def _environment(folder: Path) -> dict[str, str]:
    bytecode = {"PYTHONDONTWRITEBYTECODE": "", "PYTHONPYCACHEPREFIX": str(folder / "bytecode")}
    return last_capture.environment(folder) | bytecode


def _start(argv: Sequence[str], environment: Mapping[str, str]) -> Pty:
    return Pty(argv, columns=COLUMNS, rows=ROWS, environment=environment)


def _warm_up(argv: Sequence[str], environment: Mapping[str, str]) -> None:
    with _start(argv, environment) as terminal:
        _last_row(terminal)
        terminal.wait_for_quiet(2.0, timeout=30)


def _seconds(argv: Sequence[str], environment: Mapping[str, str]) -> float:
    with _start(argv, environment) as terminal:
        return _last_row(terminal) - terminal.started


def _last_row(terminal: Pty) -> float:
    return max(terminal.arrival(re.escape(row)) for row in LAST_ROWS)


def _late_modules(argv: Sequence[str], environment: Mapping[str, str]) -> set[str]:
    """Return what of LATE_MODULES is imported before the last row stands; both come over one terminal, in order."""
    python, *rest = argv
    with _start([python, "-X", "importtime", *rest], environment) as terminal:
        _last_row(terminal)
        end = max(terminal.output.index(row) for row in LAST_ROWS)
        imported = {name.decode() for name in _IMPORTED.findall(terminal.output[:end])}
    if "textual.app" not in imported:
        raise RuntimeError("-X importtime told nothing")
    return {name for name in imported if name.partition(".")[0] in LATE_MODULES}


if __name__ == "__main__":
    for figure in measure():
        sys.stdout.write(f"{figure}\n")
