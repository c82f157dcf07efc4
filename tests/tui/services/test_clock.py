"""Clocks: waiting for an event, but not for ever; and the tests' own clock keeps its word."""

import asyncio

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.tui.services.virtual_clock import VirtualClock, settle
from tui.services.clock import SystemClock, wait_for_event


@pytest.mark.parametrize(("seconds", "set_at", "done_at", "was_set"), [(10, 4, 4, True), (10, None, 10, False)])
async def test_an_event_is_waited_for_but_not_for_ever(
    seconds: float, set_at: float | None, done_at: float, was_set: bool
) -> None:
    clock, event = VirtualClock(), asyncio.Event()
    waiting = asyncio.create_task(wait_for_event(event, seconds, clock))
    for _ in range(20):
        await clock.advance(1)
        if set_at == clock.monotonic():
            event.set()
            await settle()
        assert waiting.done() == (clock.monotonic() >= done_at)
    assert await waiting is was_set


@pytest.mark.parametrize("seconds", [None, 0, 10, -5])
async def test_an_event_that_is_set_is_not_waited_for(seconds: float | None) -> None:
    event = asyncio.Event()
    event.set()
    assert await wait_for_event(event, seconds, VirtualClock())


async def test_without_a_limit_only_the_event_ends_the_waiting() -> None:
    clock, event = VirtualClock(), asyncio.Event()
    waiting = asyncio.create_task(wait_for_event(event, None, clock))
    await clock.advance(1e6)
    assert not waiting.done()
    event.set()
    assert await waiting


async def test_who_is_stopped_while_waiting_leaves_nothing_behind() -> None:
    clock, event = VirtualClock(), asyncio.Event()
    before = asyncio.all_tasks()
    waiting = asyncio.create_task(wait_for_event(event, 10, clock))
    await settle()
    waiting.cancel()
    await settle()
    assert waiting.cancelled()
    assert asyncio.all_tasks() == before


async def test_the_clock_of_the_machine_goes_forward() -> None:
    clock = SystemClock()
    before = clock.monotonic()
    await clock.sleep(0)
    assert clock.monotonic() >= before


@given(st.lists(st.integers(1, 50), max_size=20), st.lists(st.integers(0, 30), max_size=8))
async def test_sleepers_wake_in_order_and_at_their_time(lengths: list[int], steps: list[int]) -> None:
    clock = VirtualClock()
    woken: list[tuple[float, int]] = []

    async def sleep(length: int) -> None:
        await clock.sleep(length)
        woken.append((clock.monotonic(), length))

    tasks = [asyncio.create_task(sleep(length)) for length in lengths]
    for step in steps:
        await clock.advance(step)
        assert sorted(length for _, length in woken) == sorted(each for each in lengths if each <= clock.monotonic())
    assert [length for _, length in woken] == sorted(length for _, length in woken)
    assert all(at == pytest.approx(length) for at, length in woken)
    for task in tasks:
        task.cancel()
