"""What goes over an SSH connection while one only watches: bytes of the terminal, and TCP payload, a minute.

A real sshd on loopback, the demo's world at 120x40, opened on a version of which two regions are on their way. At the
speed of Azure two minutes are watched, and the figure is half of what came; at the demo's own speed, ten times that,
one minute. Of a world that stands still two minutes are watched and ten are said to be the same: the tests let ten
minutes of one pass on a virtual clock. Without sshd the terminal's bytes are counted on a terminal of this machine.
"""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final, NamedTuple

from tests.bench import last_capture
from tests.bench.figure import Figure
from tests.terminal import sshd
from tests.terminal.pty import Pty

COLUMNS: Final = 120
ROWS: Final = 40
AT_REST: Final = 15.0
"""Seconds after the first screen: what was to be read first has been read."""

MINUTE: Final = 60.0
AZURE: Final = "1"
STILL: Final = "0.000001"
"""World seconds a second; the demo's own are ten."""

LIMITS: Final = {"azure": 2_000, "demo": 6_000, "still": 0}
"""Bytes a minute on the terminal."""


class Sent(NamedTuple):
    """What came in a minute: on the terminal, and as payload of TCP, which is None without SSH."""

    terminal: float
    payload: float | None


def measure() -> list[Figure]:
    """Watch three worlds at once, each over a connection of its own."""
    with TemporaryDirectory() as folder, ExitStack() as running:
        reason = sshd.missing(Path(folder))
        if reason:
            sys.stderr.write(f"without SSH: {reason}\n")
        server = None if reason else running.enter_context(sshd.serving(Path(folder)))
        azure, still = (running.enter_context(_simulator(speed)) for speed in (AZURE, STILL))
        with ThreadPoolExecutor() as watchers:
            at_azures = watchers.submit(_watch, server, *azure, 2 * MINUTE)
            at_demos = watchers.submit(_watch, server, sshd.demo(), {}, MINUTE)
            of_none = watchers.submit(_watch, server, *still, 2 * MINUTE)
    return [
        *_figures("two regions that move as fast as Azure's", at_azures.result(), LIMITS["azure"]),
        *_figures("two regions that move ten times as fast", at_demos.result(), LIMITS["demo"]),
        *_figures("nothing that moves", of_none.result(), LIMITS["still"]),
    ]


def _figures(what: str, sent: Sent, limit: int) -> Iterator[Figure]:
    yield Figure(f"watching {what}, on the terminal", sent.terminal, limit, "bytes a minute", 1.0 if limit else 0.0)
    if sent.payload is not None:
        over = f"watching {what}, TCP payload over SSH beside that"
        yield Figure(over, sent.payload, sent.terminal, "bytes a minute", None if limit else 0.0)


def _watch(server: sshd.Server | None, command: list[str], environ: dict[str, str], seconds: float) -> Sent:
    with TemporaryDirectory() as home:
        places = last_capture.environment(Path(home))
        relay = sshd.Relay(server.port) if server else None
        argv = server.login(command, {**environ, **places}, port=relay.port) if server and relay else command
        with Pty(argv, columns=COLUMNS, rows=ROWS, environment={**places, **environ}) as terminal:
            terminal.wait_for("100 %", timeout=60)
            time.sleep(AT_REST)
            before = len(terminal.output), relay.to_user if relay else 0
            time.sleep(seconds)
            after = len(terminal.output), relay.to_user if relay else 0
            terminal.send("q")
            terminal.wait_for_exit()
    on_terminal, payload = (MINUTE / seconds * (later - sooner) for sooner, later in zip(before, after, strict=True))
    return Sent(on_terminal, payload if relay else None)


@contextmanager
def _simulator(speed: str) -> Iterator[tuple[list[str], dict[str, str]]]:
    """Run the demo's world at a speed, and yield how to explore it: the command, and its variables."""
    options = ["--scenario", "demo", "--seed", "1", "--speed", speed, "--until-eof"]
    argv = [sys.executable, "-m", "tui", "simulate", *options]
    with subprocess.Popen(argv, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        at = json.loads(process.stdout.readline() if process.stdout else b"")  # stdin closes when this is left
        options = ["--endpoint", at["endpoint"], "--ca-file", at["ca_file"], "--auth", "managed-identity"]
        identity = {"IDENTITY_ENDPOINT": at["identity_endpoint"], "IDENTITY_HEADER": at["identity_header"]}
        yield [sys.executable, "-m", "tui", *options], identity


if __name__ == "__main__":
    for figure in measure():
        sys.stdout.write(f"{figure}\n")
