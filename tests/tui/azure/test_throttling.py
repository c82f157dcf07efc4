"""What waits, how long, and what is tried again."""

import asyncio

import aiohttp
import pytest
from azure.core.exceptions import IncompleteReadError, ServiceRequestError, ServiceResponseTimeoutError

from tests.tui.azure.scripted_transport import ENDPOINT, FakeClock, Reply, ScriptedTransport, manager
from tui.model.errors import Throttled, Unavailable
from tui.services.gateway import on_screen

GALLERIES = f"{ENDPOINT}/subscriptions/s/providers/Microsoft.Compute/galleries"
OK = Reply({"value": []})
FAULT = Reply({"error": {"code": "InternalServerError", "message": "oops"}}, status=500)


async def test_a_retry_after_of_an_hour_is_said_at_once_and_not_slept() -> None:
    clock = FakeClock()
    transport = ScriptedTransport([Reply({"error": {"code": "TooManyRequests"}}, 429, {"Retry-After": "3600"})])
    resource_manager = manager(transport, clock)
    for _ in range(3):
        with pytest.raises(Throttled) as raised:
            await resource_manager.get(GALLERIES, scope="/subscriptions/s")
        assert raised.value.retry_after == 3600
        assert raised.value.scope == "/subscriptions/s"
    assert len(transport.requests) == 1
    assert not clock.slept


async def test_a_retry_after_of_seconds_is_waited_for() -> None:
    clock = FakeClock()
    transport = ScriptedTransport([Reply(b"", 429, {"Retry-After": "3"}), OK])
    await manager(transport, clock).get(GALLERIES, scope="")
    assert sum(clock.slept) == pytest.approx(3)


async def test_a_fault_of_the_service_that_passes_goes_unseen() -> None:
    transport = ScriptedTransport([FAULT, OK])
    await manager(transport).get(GALLERIES, scope="")
    assert len(transport.requests) == 2


async def test_a_fault_that_stays_is_said_after_two_more_tries() -> None:
    clock, transport = FakeClock(), ScriptedTransport([FAULT] * 3)
    with pytest.raises(Unavailable, match="oops"):
        await manager(transport, clock).get(GALLERIES, scope="")
    assert len(transport.requests) == 3
    assert clock.slept == [0.5, 1.0]


async def test_a_connection_that_breaks_off_in_mid_answer_is_tried_again() -> None:
    transport = ScriptedTransport([IncompleteReadError("cut"), OK])
    await manager(transport).get(GALLERIES, scope="")
    assert len(transport.requests) == 2


async def test_a_connection_that_keeps_breaking_off_is_said() -> None:
    lost = ServiceRequestError("gone", error=aiohttp.ServerDisconnectedError())
    lost.__cause__ = aiohttp.ServerDisconnectedError()
    transport = ScriptedTransport([lost] * 3)
    with pytest.raises(Unavailable, match=r"the connection to management\.azure\.com broke off"):
        await manager(transport).get(GALLERIES, scope="")


async def test_silence_is_not_waited_out_twice() -> None:
    transport = ScriptedTransport([ServiceResponseTimeoutError("silent")])
    with pytest.raises(Unavailable, match="did not answer in time"):
        await manager(transport).get(GALLERIES, scope="")
    assert len(transport.requests) == 1


async def test_at_most_eight_calls_fly_at_once() -> None:
    transport = ScriptedTransport(lambda _: OK)
    transport.open_gate.clear()
    resource_manager = manager(transport)
    calls = [asyncio.create_task(resource_manager.get(GALLERIES, scope="")) for _ in range(30)]
    for _ in range(50):
        await asyncio.sleep(0)
    assert transport.flying == 8
    transport.open_gate.set()
    await asyncio.gather(*calls)
    assert transport.most_flying == 8
    assert len(transport.requests) == 30


async def test_a_call_that_is_given_up_frees_its_place() -> None:
    transport = ScriptedTransport(lambda _: OK)
    transport.open_gate.clear()
    resource_manager = manager(transport)
    calls = [asyncio.create_task(resource_manager.get(GALLERIES, scope="")) for _ in range(8)]
    for _ in range(20):
        await asyncio.sleep(0)
    for call in calls:
        call.cancel()
    await asyncio.gather(*calls, return_exceptions=True)
    transport.open_gate.set()
    await resource_manager.get(GALLERIES, scope="")


async def test_closing_ends_calls_under_way_at_once() -> None:
    transport = ScriptedTransport(lambda _: OK)
    transport.open_gate.clear()
    resource_manager = manager(transport)
    calls = [asyncio.create_task(resource_manager.get(GALLERIES, scope="")) for _ in range(20)]
    for _ in range(20):
        await asyncio.sleep(0)
    await resource_manager.close()
    ended = await asyncio.gather(*calls, return_exceptions=True)
    assert [str(each) for each in ended] == ["the connection was closed"] * 20
    assert all(isinstance(each, Unavailable) for each in ended)


async def test_a_budget_that_runs_low_spreads_the_calls() -> None:
    clock = FakeClock()
    transport = ScriptedTransport(
        lambda _: Reply({"value": []}, 200, {"x-ms-ratelimit-remaining-subscription-reads": "49"})
    )
    resource_manager = manager(transport, clock)
    for _ in range(4):
        await resource_manager.get(GALLERIES, scope="")
    assert clock.slept == pytest.approx([7 / 25] * 3)
    on_screen.set(True)
    await resource_manager.get(GALLERIES, scope="")
    assert clock.slept[3:] == pytest.approx([4.5 / 25])


async def test_a_turn_that_is_minutes_away_is_said_instead_of_waited_for() -> None:
    left = "Microsoft.Compute/ListGalleryInSubscription30Min;3"
    transport = ScriptedTransport([Reply({"value": []}, 200, {"x-ms-ratelimit-remaining-resource": left})])
    resource_manager = manager(transport)
    await resource_manager.get(GALLERIES, scope="")
    with pytest.raises(Throttled, match="kept for other tools") as raised:
        await resource_manager.get(GALLERIES, scope="")
    assert raised.value.retry_after == 150
