"""All benchmarks: python -m tests.bench [NAME...]; exits with 1 where a figure misses its limit."""

import sys
from collections.abc import Callable, Sequence
from typing import Final

from tests.bench import (
    chaos,
    decode,
    inventory,
    key_latency,
    scrolling,
    size,
    start_up,
    table_bytes,
    throttling,
    watching,
)
from tests.bench.figure import Figure

BENCHMARKS: Final[dict[str, Callable[[], list[Figure]]]] = {
    "start_up": start_up.measure,
    "table_bytes": table_bytes.measure,
    "key_latency": key_latency.measure,
    "decode": decode.measure,
    "inventory": inventory.measure,
    "throttling": throttling.measure,
    "size": size.measure,
    "scrolling": scrolling.measure,
    "chaos": chaos.measure,
    "watching": watching.measure,
}


def main(names: Sequence[str]) -> int:
    """Print the figures of the benchmarks named, or of all."""
    if unknown := set(names) - set(BENCHMARKS):
        sys.stderr.write(f"no benchmark {', '.join(sorted(unknown))}; there are {', '.join(BENCHMARKS)}\n")
        return 2
    missed = False
    for name in names or BENCHMARKS:
        for figure in BENCHMARKS[name]():
            sys.stdout.write(f"{figure}\n")
            sys.stdout.flush()
            missed = missed or not figure.holds
    return int(missed)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
