"""How a command ends that is interrupted, left by its reader, or wrong in itself."""

import asyncio
import os
import signal
import sys
from asyncio.subprocess import PIPE, Process
from stat import S_IMODE

import pytest

from tests.simulated import VERSION, Simulator, image_version, region_row, served
from tests.tui.headless.stage import Shell, readable_world
from tui.folders import folders
from tui.terminal.logs import FILE_NAME

TOKEN = "eyJhbGciOiJIUzI1NiJ9.eyJvaWQiOiIxIn0.c2lnbmF0dXJl"  # noqa: S105 - nobody's


async def started(*words: str, stdout: int = PIPE) -> Process:
    """Sigscope in a process of its own, beside the simulator that answers it."""
    return await asyncio.create_subprocess_exec(sys.executable, "-m", "tui", *words, stdout=stdout, stderr=PIPE)


async def test_an_error_of_its_own_is_one_line_that_names_the_log(
    shell: Shell, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def fail(*_: object, **__: object) -> None:
        raise RuntimeError(f"Bearer {TOKEN}")

    monkeypatch.setattr("tui.services.survey.Survey.run", fail)
    ran = await shell.run("list", "galleries")
    log = folders(demo=False).logs / FILE_NAME
    assert (ran.code, ran.out) == (70, "")
    assert ran.err == f"sigscope ended on an error of its own (RuntimeError). The report is in {log}\n"
    assert "Traceback" in log.read_text()
    assert TOKEN not in log.read_text()
    assert S_IMODE(log.stat().st_mode) == 0o600


async def test_what_libraries_log_goes_to_the_log_without_secrets(shell: Shell, simulator: Simulator) -> None:
    ran = await shell.run("list", "galleries", "-o", "json", "--log-level", "debug")
    written = (folders(demo=False).logs / FILE_NAME).read_text()
    assert (ran.code, ran.err) == (0, "")
    assert "azure" in written
    assert "eyJ" not in written
    assert simulator.identity_header not in written


async def test_ctrl_c_ends_a_watch_with_130_and_no_traceback(shell: Shell) -> None:
    moving = image_version(VERSION, "eastus2", summary=[region_row("eastus2", "Replicating", 20)])
    async with served(readable_world(resources=[moving])) as simulator:
        shell.visit(simulator)
        watch = await started("status", VERSION, "--watch", "-o", "json")
        assert watch.stdout is not None
        first = await watch.stdout.readline()
        watch.send_signal(signal.SIGINT)
        _, err = await watch.communicate()
    assert VERSION.encode() in first
    assert (watch.returncode, err.strip()) == (130, b"")


async def test_a_reader_that_leaves_ends_a_list_quietly(shell: Shell) -> None:
    reader, writer = os.pipe()
    listing = await started("list", "versions", "-o", "json", stdout=writer)
    os.close(writer)
    os.close(reader)  # as `head` does once it has its lines
    _, err = await listing.communicate()
    assert (listing.returncode, err) == (130, b"")


async def test_a_locale_without_the_letters_writes_them_out(shell: Shell) -> None:
    shell.environ.setenv("PYTHONIOENCODING", "ascii")
    status = await started("status", VERSION)
    out, err = await status.communicate()
    assert (status.returncode, err) == (0, b"")
    assert out.startswith(rb"Succeeded \xb7 2 of 2 done")
