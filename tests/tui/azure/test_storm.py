"""However much is asked for at once, the service never has to refuse, and a fifth of every bucket stays."""

import asyncio
from collections.abc import Awaitable, Callable

from azure.core.rest import HttpRequest

from tests.simulated import SUBSCRIPTION, VERSION, Simulator
from tests.tui.azure.scripted_transport import ENDPOINT, TENANT, FakeClock, Reply, ScriptedTransport, manager
from tui.azure.reads import TenantGateway
from tui.model.errors import Throttled
from tui.model.gallery import Tenant
from tui.simulator.wire import Request

SIZES = {
    "x-ms-ratelimit-remaining-subscription-reads": 250,
    "x-ms-ratelimit-remaining-subscription-global-reads": 3750,
    "Microsoft.Compute/GetGalleryImageVersion3Min": 2000,
    "Microsoft.Compute/GetGalleryImageVersion30Min": 10000,
    "x-ms-user-quota-remaining": 15,
}


class Limited:
    """The simulator with its real limits, on virtual time; `others` is what another tool reads before each of ours."""

    def __init__(self, others: int = 0) -> None:
        self.clock = FakeClock()
        self.statuses: list[int] = []
        self.left = dict(SIZES)
        self._simulator = Simulator()
        self._started = self._simulator.wire.now - self.clock.time
        self._others = others
        transport = ScriptedTransport(self._answer)
        self.gateway = TenantGateway(Tenant(TENANT, "Contoso"), manager(transport, self.clock))

    def _answer(self, request: HttpRequest) -> Reply:
        self._simulator.wire.now = self._started + self.clock.time
        for _ in range(self._others):
            self._simulator.get(VERSION)
        url = request.url.replace(ENDPOINT, self._simulator.endpoint)
        headers = {"Authorization": f"Bearer {self._simulator.token}"}
        body = (request.content or "").encode() if request.method == "POST" else b""
        answer = self._simulator.core.handle(Request.to(request.method, url, headers, body))
        self.statuses.append(answer.status)
        for name, value in answer.headers.items():
            for limit in value.split(",") if name == "x-ms-ratelimit-remaining-resource" else [f"{name};{value}"]:
                key, _, left = limit.partition(";")
                if key in self.left:
                    self.left[key] = min(self.left[key], int(left))
        return Reply(answer.body, answer.status, dict(answer.headers))

    async def storm(self, read: Callable[[], Awaitable[object]], times: int) -> None:
        """Read so often, 50 at once, as services do: who is told to wait comes back later."""
        slots = asyncio.Semaphore(50)

        async def once() -> None:
            async with slots:
                while True:
                    try:
                        await read()
                        return
                    except Throttled as error:
                        await self.clock.sleep(error.retry_after or 1)

        await asyncio.gather(*(once() for _ in range(times)))


async def test_thousands_of_reads_keep_to_every_limit() -> None:
    limited = Limited()
    await limited.storm(lambda: limited.gateway.version(VERSION), 2500)
    assert set(limited.statuses) == {200}
    assert len(limited.statuses) == 2500
    assert {limit: left for limit, left in limited.left.items() if left < SIZES[limit] / 5} == {}


async def test_beside_a_tool_that_reads_as_much_nothing_is_refused() -> None:
    limited = Limited(others=1)
    await limited.storm(lambda: limited.gateway.version(VERSION), 900)
    assert set(limited.statuses) == {200}


async def test_overviews_one_after_the_other_keep_to_the_quota_of_resource_graph() -> None:
    limited = Limited()

    async def overview() -> None:
        async for _ in limited.gateway.overview([SUBSCRIPTION]):
            pass

    await limited.storm(overview, 60)
    assert set(limited.statuses) == {200}
    assert limited.left["x-ms-user-quota-remaining"] >= 3
