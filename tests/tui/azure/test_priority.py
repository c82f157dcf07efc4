"""What is on screen is read before what nobody looks at."""

import asyncio

from tests.tui.azure.scripted_transport import (
    ENDPOINT,
    TENANT,
    WALL,
    FakeCredential,
    Reply,
    ScriptedTransport,
    manager,
    sign_in,
)
from tests.tui.services.virtual_clock import VirtualClock
from tui.azure.budget import Budget
from tui.azure.clock import Clock, ServerClock
from tui.azure.resource_manager import Answer, ResourceManager, Shared
from tui.services.gateway import on_screen

GALLERIES = f"{ENDPOINT}/subscriptions/s/providers/Microsoft.Compute/galleries"
OK = Reply({"value": []})


class Gated:
    """Calls that wait at a shut gate, in the order in which they came through to it."""

    def __init__(self) -> None:
        self.transport = ScriptedTransport(lambda _: OK)
        self.transport.open_gate.clear()
        self._manager = manager(self.transport)

    async def call(self, name: str, *, shown: bool = False) -> asyncio.Task[Answer]:
        """Make a call, which goes as far as it can."""
        on_screen.set(shown)  # what a task is made in stays with it
        calling = asyncio.create_task(self._manager.get(f"{GALLERIES}/{name}", scope=""))
        await self.rest()
        return calling

    async def rest(self) -> None:
        """Let everything go as far as it can."""
        for _ in range(20):
            await asyncio.sleep(0)

    @property
    def came(self) -> list[str]:
        """Which calls came to the gate."""
        return [url.partition("?")[0].rpartition("/")[2] for url in self.transport.urls]


async def test_what_is_on_screen_goes_before_all_that_waits_for_a_slot() -> None:
    gated = Gated()
    calls = [await gated.call(f"behind{number}") for number in range(12)]
    calls += [await gated.call("shown1", shown=True), await gated.call("shown2", shown=True)]
    calls.append(await gated.call("last"))
    gated.transport.open_gate.set()
    await asyncio.gather(*calls)
    assert gated.came[:8] == [f"behind{number}" for number in range(8)]
    assert gated.came[8] == "shown1"
    assert "shown2" in gated.came[9:11]  # all eight became free at once, and it stood behind the first
    assert gated.came[-1] == "last"


async def test_who_is_given_up_while_waiting_for_a_slot_does_not_get_it() -> None:
    gated = Gated()
    calls = [await gated.call(f"behind{number}") for number in range(10)]
    (await gated.call("shown", shown=True)).cancel()
    calls[8].cancel()
    gated.transport.open_gate.set()
    await asyncio.gather(*calls, return_exceptions=True)
    assert gated.came == [*(f"behind{number}" for number in range(8)), "behind9"]
    assert gated.transport.most_flying == 8


async def test_a_call_on_screen_may_use_what_the_background_leaves_and_does_not_wait_for_it() -> None:
    left = {"x-ms-ratelimit-remaining-resource": "Microsoft.Compute/ListGalleryInSubscription3Min;22"}
    clock = VirtualClock()
    host = Clock(clock.monotonic, lambda: WALL + clock.monotonic(), clock.sleep)
    shared = Shared(Budget(), ServerClock(host), host)
    transport = ScriptedTransport(lambda _: Reply({"value": []}, 200, left))
    resource_manager = ResourceManager(ENDPOINT, TENANT, sign_in(FakeCredential(), host), transport, shared)
    await resource_manager.get(GALLERIES, scope="")
    behind = asyncio.create_task(resource_manager.get(GALLERIES, scope=""))
    await clock.advance(1)
    on_screen.set(True)
    await resource_manager.get(GALLERIES, scope="")
    assert not behind.done()
    await clock.advance(15)
    assert behind.done()
