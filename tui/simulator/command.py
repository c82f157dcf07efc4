"""`sigscope simulate`: from its options to a server that runs until it is told to end."""

import asyncio
import gc
import json
import os
import signal
import sys
import threading
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal, TextIO

from tui.simulator.scale import Scale, parse_scale, scaled_scenario
from tui.simulator.scenario import Scenario, empty_scenario, read_scenario, scenario_from_file

__all__ = ["Scale", "SimulateOptions", "parse_scale", "scenario_of", "serve"]


@dataclass(frozen=True, slots=True)
class SimulateOptions:
    """The flags of `sigscope simulate`."""

    port: int = 0
    scenario: str = "demo"
    """`demo`, `empty`, or the path of a scenario file."""
    scale: Scale | None = None
    seed: int = 1
    now: datetime | None = None
    speed: float = 1.0
    latency_ms: float = 0.0
    page_size: int = 50
    graph_lag: float = 60.0
    limits: Literal["real", "off"] = "real"
    until_eof: bool = False


def serve(options: SimulateOptions) -> int:
    """Serve until SIGTERM, SIGINT, or the end of stdin with `until_eof`; gives the exit code.

    Raises ValueError for a scenario that is none, OSError for a file or port that cannot be had.
    """
    asyncio.run(_serve(options))
    return 0


async def _serve(options: SimulateOptions) -> None:
    # The server's libraries load here: who only reads the options does not wait for them.
    from tui.simulator.core import Core
    from tui.simulator.kql import compile_query
    from tui.simulator.shell import host_clock, serving

    # What a world holds stays: the collector need not look at it while it is made, nor ever after.
    gc.disable()
    core = Core(
        scenario_of(options),
        wire=host_clock(),
        seed=options.seed,
        speed=options.speed,
        latency_seconds=options.latency_ms / 1000,
        page_size=options.page_size,
        graph_lag=options.graph_lag,
        enforce_limits=options.limits == "real",
        report=lambda line: _write(sys.stderr, f"sigscope simulate: {line}"),
    )
    gc.freeze()
    gc.enable()
    ended = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, ended.set)
    async with serving(core, options.port) as running:
        announcement = {
            "endpoint": running.endpoint,
            "ca_file": str(running.ca_file),
            "identity_endpoint": running.identity_endpoint,
            "identity_header": running.identity_header,
            "pid": os.getpid(),
        }
        _write(sys.stdout, json.dumps(announcement))
        if options.until_eof:
            _on_end_of_stdin(lambda: loop.call_soon_threadsafe(ended.set))
        # The first query of all builds the grammar: now, while the client is still connecting.
        compile_query("resources", now=datetime.now(UTC))
        await ended.wait()


def scenario_of(options: SimulateOptions) -> Scenario:
    """Make or read the world to serve; raises ValueError where it is none, OSError where its file cannot be read."""
    if options.scenario == "demo":
        from tui.simulator.demo import demo_scenario

        scenario = read_scenario(demo_scenario(options.seed))
    elif options.scenario == "empty":
        scenario = empty_scenario(options.seed)
    else:
        scenario = scenario_from_file(Path(options.scenario))
    if options.now is not None:
        scenario.now = options.now.isoformat()
    if options.scale is not None:
        scenario = scaled_scenario(options.scale, options.seed, scenario.tenants, scenario.now)
    return scenario


def _on_end_of_stdin(tell: Callable[[], object]) -> None:
    def wait() -> None:
        # Not through sys.stdin: a thread that holds its lock would hinder the end of the process.
        with suppress(OSError):  # no stdin, or none that can be read, ends as an empty one does
            while os.read(0, 4096):
                pass
        with suppress(RuntimeError):  # the loop is closed: it is ending as it is
            tell()

    threading.Thread(target=wait, daemon=True).start()


def _write(stream: TextIO, line: str) -> None:
    stream.write(f"{line}\n")
    stream.flush()
