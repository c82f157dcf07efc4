"""`sigscope status --watch`: a version followed until nothing moves."""

import re
from collections.abc import AsyncIterator

import pytest

from tests.simulated import VERSION, Simulator, image_version, region_row, served
from tests.tui.headless.stage import Shell, TurningClock, readable_world, strike
from tui.services.monitor import OPEN_AND_MOVING

WATCH = ("status", VERSION, "--watch")


@pytest.fixture
async def simulator() -> AsyncIterator[Simulator]:
    """A version that is replicating to West Europe, and will be there in a minute."""
    rows = [region_row("eastus2", "Completed", 100), region_row("westeurope", "Replicating", 20)]
    version = image_version(VERSION, "East US 2", "West Europe", summary=rows)
    plan = {"version": VERSION, "region": "westeurope", "to": "Completed", "after_seconds": 60}
    async with served(readable_world(resources=[version], plans=[plan])) as simulator:
        yield simulator


@pytest.fixture
def clock(simulator: Simulator, monkeypatch: pytest.MonkeyPatch) -> TurningClock:
    """The clock that the watch sleeps by."""
    clock = TurningClock(simulator)
    monkeypatch.setattr("tui.services.clock.SystemClock", lambda: clock)
    return clock


async def test_json_is_one_object_a_line_and_one_line_a_change(shell: Shell, clock: TurningClock) -> None:
    ran = await shell.run(*WATCH, "-o", "json")
    moving = [row for line in ran.objects for row in line["regions"] if row["region"] == "westeurope"]
    assert [(row["state"], row["progress"]) for row in moving] == [
        ("Replicating", 20),
        ("Replicating", 40),
        ("Replicating", 60),
        ("Replicating", 80),
        ("Completed", 100),
    ]
    assert [line["aggregated_state"] for line in ran.objects] == ["InProgress"] * 4 + ["Completed"]
    assert clock.slept == [OPEN_AND_MOVING] * 12
    assert (ran.code, ran.err) == (0, "")


async def test_the_time_left_comes_from_the_measured_rate(shell: Shell, clock: TurningClock) -> None:
    ran = await shell.run(*WATCH, "-o", "json")
    left = [row["eta_seconds"] for line in ran.objects for row in line["regions"] if row["region"] == "westeurope"]
    assert left[:2] == [None, None]
    assert left[2:4] == pytest.approx([30, 15], abs=10)
    assert left[4] is None


async def test_after_the_table_each_change_is_a_line_with_its_time(shell: Shell, clock: TurningClock) -> None:
    ran = await shell.run(*WATCH)
    headlines = [line for line in ran.lines if line.startswith("Succeeded · ")]
    assert [headline.split(" · ")[1] for headline in headlines] == ["1 of 2 done", "2 of 2 done"]
    assert sum(line.startswith("STATE") for line in ran.lines) == 1
    changes = [line for line in ran.lines if re.match(r"\d\d:\d\d:\d\d  West Europe", line)]
    assert len(changes) == 4
    assert changes[-1].split()[-3:] == ["Completed", "100", "%"]
    assert ran.code == 0


async def test_a_failure_at_the_end_is_a_problem(shell: Shell, clock: TurningClock) -> None:
    rows = [region_row("eastus2", "Completed", 100), region_row("westeurope", "Replicating", 20)]
    version = image_version(VERSION, "East US 2", "West Europe", summary=rows)
    plan = {"version": VERSION, "region": "westeurope", "to": "Failed", "details": "no quota", "after_seconds": 30}
    async with served(readable_world(resources=[version], plans=[plan])) as simulator:
        shell.visit(simulator)
        clock.turns(simulator)
        ran = await shell.run(*WATCH, "-o", "json")
    assert ran.code == 1
    assert ran.objects[-1]["regions"][-1]["details"] == "no quota"


async def test_what_still_moves_at_the_timeout_ends_the_watch_on_time(shell: Shell, clock: TurningClock) -> None:
    ran = await shell.run(*WATCH, "--timeout", "32s")
    assert ran.code == 3
    assert ran.err == "still moving after 0:00:32\n"
    assert clock.monotonic() == 32


async def test_a_fault_in_between_is_said_and_waited_out(
    shell: Shell, clock: TurningClock, simulator: Simulator
) -> None:
    clock.after(2, lambda: strike(simulator, {"match": "/versions/", "times": 3, "status": 503}))
    ran = await shell.run(*WATCH, "-o", "json")
    assert ran.code == 0
    assert ran.err == "Azure did not answer: The simulator was told to answer 503.; it is read again in 5 s\n"


async def test_azure_s_wish_to_be_left_alone_is_followed_but_not_past_the_timeout(
    shell: Shell, clock: TurningClock, simulator: Simulator
) -> None:
    clock.after(1, lambda: strike(simulator, {"match": "/versions/", "status": 429, "retry_after": 3600}))
    ran = await shell.run(*WATCH, "--timeout", "2m")
    assert ran.code == 3
    assert "it is read again in 600 s" in ran.err
    assert clock.monotonic() == 120


async def test_a_version_that_is_deleted_meanwhile_ends_the_watch(
    shell: Shell, clock: TurningClock, simulator: Simulator
) -> None:
    clock.after(1, lambda: strike(simulator, {"match": "/versions/", "status": 404}))
    ran = await shell.run(*WATCH)
    assert ran.code == 5
    assert ran.err.startswith("Not found: ")


@pytest.mark.parametrize("length", ["soon", "-1s", "1.5h", "99999999999d", "h"])
def test_a_timeout_that_is_no_length_of_time_is_refused(shell: Shell, length: str) -> None:
    ran = shell.type("status", VERSION, "--watch", "--timeout", length)
    assert (ran.code, ran.out) == (2, "")
    complaint = f"{length} is no length of time: write 90s, 30m or 6h"
    assert ran.err == f"sigscope: Invalid value for '--timeout': {complaint}\n"
