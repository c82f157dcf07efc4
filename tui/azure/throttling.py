"""Policies that keep a request waiting: the budget and the calls in flight, and a second try for passing faults."""

import asyncio

from azure.core.exceptions import AzureError
from azure.core.pipeline import PipelineRequest, PipelineResponse
from azure.core.pipeline.policies import AsyncHTTPPolicy
from azure.core.rest import AsyncHttpResponse, HttpRequest

from tui.azure.budget import Budget, Call, Charge, call_of
from tui.azure.clock import Clock
from tui.azure.connection_errors import broke_off
from tui.azure.errors import retry_after
from tui.azure.line import Line
from tui.model.errors import Throttled
from tui.services.gateway import on_screen

IN_FLIGHT = 8  # calls per tenant at a time
PATIENCE = 5.0  # seconds of Retry-After that a call waits by itself; what is longer is an error that says how long
PACE_PATIENCE = 60.0  # seconds that it waits for its turn in a budget that is running low
CALL_SECONDS = 60.0

_PAUSES = (0.5, 1.0)
_PASSING = frozenset({429, 500, 502, 503, 504})

_Request = PipelineRequest[HttpRequest]
_Response = PipelineResponse[HttpRequest, AsyncHttpResponse]


class SecondTry(AsyncHTTPPolicy[HttpRequest, AsyncHttpResponse]):
    """Tries a read again, at most twice, when the connection broke off or the service had a passing fault.

    For reads only: they change nothing, however often they arrive.
    """

    def __init__(self, clock: Clock) -> None:
        super().__init__()
        self._clock = clock

    async def send(self, request: _Request) -> _Response:
        """Send the request; the last try's answer or error stands."""
        for pause in _PAUSES:
            try:
                response = await self.next.send(request)
            except AzureError as error:
                if not broke_off(error):
                    raise
            else:
                if not _passes(response.http_response):
                    return response
            await self._clock.sleep(pause)
        return await self.next.send(request)


class KeepToBudget(AsyncHTTPPolicy[HttpRequest, AsyncHttpResponse]):
    """Holds a request back until its turn comes, and lets few fly at once: what is on screen before the rest."""

    def __init__(self, budget: Budget, tenant: str, clock: Clock) -> None:
        super().__init__()
        self._budget = budget
        self._tenant = tenant
        self._clock = clock
        self._slots = Line(IN_FLIGHT)
        self._queues: dict[tuple[Call, bool], Line] = {}

    async def send(self, request: _Request) -> _Response:
        """Send the request in its turn; raises Throttled where that is too far off."""
        charge = await self._turn(call_of(request.http_request.method, request.http_request.url, self._tenant))
        try:
            response = await self.next.send(request)
        except BaseException:
            self._budget.lost(charge)
            raise
        finally:
            self._slots.leave()
        answer = response.http_response
        self._budget.answered(charge, answer.status_code, answer.headers, self._clock.monotonic())
        return response

    async def _turn(self, call: Call) -> Charge:
        """Wait for the turn among calls of this kind, a free slot and the budget; the slot is then taken."""
        behind = not on_screen.get()
        before, own = self._queue(call, behind=False), self._queue(call, behind=behind)
        self._check(call, ahead=len(before) + (len(own) if behind else 0), behind=behind)
        await own.enter(behind)
        try:
            while True:
                await self._slots.enter(behind)
                try:
                    delay = self._check(call, behind=behind)
                    if not delay:
                        return self._budget.take(call, self._clock.monotonic(), behind=behind)
                except Throttled:
                    self._slots.leave()
                    raise
                self._slots.leave()
                await self._clock.sleep(delay)
        finally:
            own.leave()

    def _queue(self, call: Call, *, behind: bool) -> Line:
        return self._queues.setdefault((call, behind), Line(1))

    def _check(self, call: Call, *, ahead: int = 0, behind: bool) -> float:
        """The seconds to wait; raises Throttled where they are too many."""
        now = self._clock.monotonic()
        asked = self._budget.asked_to_wait(call, now)
        paced = self._budget.paced(call, now, ahead, behind=behind)
        if asked > PATIENCE:
            raise Throttled("Azure has asked to be left alone for a while", retry_after=asked)
        if paced > PACE_PATIENCE:
            raise Throttled("what is left of the read budget is kept for other tools", retry_after=paced)
        return max(asked, paced)


class AnswerInTime(AsyncHTTPPolicy[HttpRequest, AsyncHttpResponse]):
    """Gives up on a call, its token included, that takes too long; waiting for its turn does not count."""

    async def send(self, request: _Request) -> _Response:
        """Send the request; raises TimeoutError."""
        async with asyncio.timeout(CALL_SECONDS):
            return await self.next.send(request)


def _passes(response: AsyncHttpResponse) -> bool:
    return response.status_code in _PASSING and (retry_after(response.headers) or 0.0) <= PATIENCE
