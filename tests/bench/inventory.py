"""The whole inventory of 100 subscriptions, listed by a new process from a service that takes 80 ms to answer."""

import json
import ssl
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from statistics import median
from typing import Any, Final
from urllib.request import Request, urlopen

from tests.bench.figure import Figure

SUBSCRIPTIONS, GALLERIES, DEFINITIONS, VERSIONS = 100, 2, 3, 5
LATENCY: Final = 0.08
START_SECONDS: Final = 1.5
LATENCIES: Final = 3
RUNS: Final = 5

_ROWS: Final = SUBSCRIPTIONS * GALLERIES * (1 + DEFINITIONS * (1 + VERSIONS))
_GRAPH_ROWS: Final = 1000
_SCALE: Final = (
    f"subscriptions={SUBSCRIPTIONS},galleries={GALLERIES},definitions={DEFINITIONS},versions={VERSIONS},regions=3"
)
_SIGSCOPE: Final = (sys.executable, "-m", "tui")


def measure() -> list[Figure]:
    """List every version several times; the median, bytecode there, each process a new one."""
    with tempfile.TemporaryDirectory() as folder, _simulator() as announced:
        environ = _environment(announced, Path(folder))
        _listed(environ)
        _count(announced)
        seconds = median(_listed(environ) for _ in range(RUNS))
        requests = _count(announced) / RUNS
    pages = -(-_ROWS // _GRAPH_ROWS)
    return [
        Figure("requests for the whole inventory", requests, pages + 1 + 1, "requests", 1.0),
        Figure(
            "the whole inventory from the start of the process",
            1000 * seconds,
            1000 * (START_SECONDS + LATENCIES * LATENCY * requests),
            "ms",
            1.0,
        ),
    ]


@contextmanager
def _simulator() -> Iterator[dict[str, Any]]:
    options = ("--scenario", "empty", "--scale", _SCALE, "--latency-ms", str(1000 * LATENCY), "--until-eof")
    serving = subprocess.Popen(
        [*_SIGSCOPE, "simulate", *options], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    with serving:
        if serving.stdin is None or serving.stdout is None:
            raise RuntimeError("the simulator has no pipes")
        try:
            yield json.loads(serving.stdout.readline())
        finally:
            serving.stdin.close()
            serving.wait(10)


def _environment(announced: Mapping[str, Any], folder: Path) -> dict[str, str]:
    """The way to the simulator, folders of its own, and bytecode that is kept between the runs."""
    return {
        "SIGSCOPE_ENDPOINT": announced["endpoint"],
        "SIGSCOPE_CA_FILE": announced["ca_file"],
        "IDENTITY_ENDPOINT": announced["identity_endpoint"],
        "IDENTITY_HEADER": announced["identity_header"],
        "HOME": str(folder),
        "PATH": "/usr/bin:/bin",
        "PYTHONPYCACHEPREFIX": str(folder / "bytecode"),
    }


def _listed(environ: Mapping[str, str]) -> float:
    """Seconds from the start of the process to its end, with every version on its output."""
    began = time.perf_counter()
    listed = subprocess.run(
        [*_SIGSCOPE, "list", "versions", "-o", "ndjson"], env=environ, check=True, capture_output=True
    )
    seconds = time.perf_counter() - began
    if len(listed.stdout.splitlines()) != SUBSCRIPTIONS * GALLERIES * DEFINITIONS * VERSIONS:
        raise AssertionError("the list is not whole")
    return seconds


def _count(announced: Mapping[str, Any]) -> int:
    """How many requests there were since the last count."""
    header = {"X-IDENTITY-HEADER": announced["identity_header"]}
    asked = f"{announced['identity_endpoint']}?api-version=2019-08-01&resource={announced['endpoint']}"
    with urlopen(Request(asked, headers=header)) as answer:  # noqa: S310 - the simulator's own address
        token = json.load(answer)["access_token"]
    url, trust = f"{announced['endpoint']}/_simulator/requests", ssl.create_default_context(cafile=announced["ca_file"])
    total = 0
    for method in ("GET", "DELETE"):
        request = Request(url, headers={"Authorization": f"Bearer {token}"}, method=method)  # noqa: S310 - as above
        with urlopen(request, context=trust) as answer:  # noqa: S310 - as above
            total = total or json.load(answer)["total"]
    return total


if __name__ == "__main__":
    for figure in measure():
        sys.stdout.write(f"{figure}\n")
