"""Policies that keep a request waiting: the budget and the calls in flight, and a second try for passing faults."""

import asyncio

from azure.core.exceptions import AzureError
from azure.core.pipeline import PipelineRequest, PipelineResponse
from azure.core.pipeline.policies import AsyncHTTPPolicy
from azure.core.rest import AsyncHttpResponse, HttpRequest

from tui.azure.budget import Budget, Reservation, call_of
from tui.azure.clock import Clock
from tui.azure.connection_errors import broke_off
from tui.azure.errors import retry_after
from tui.model.errors import Throttled

IN_FLIGHT = 8  # calls per tenant at a time
PATIENCE = 5.0  # seconds that a call waits by itself; what takes longer is an error that says how long

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
    """Holds a request back until its turn comes, and lets few of them fly at once."""

    def __init__(self, budget: Budget, tenant_id: str, clock: Clock) -> None:
        super().__init__()
        self._budget = budget
        self._tenant_id = tenant_id
        self._clock = clock
        self._slots = asyncio.Semaphore(IN_FLIGHT)

    async def send(self, request: _Request) -> _Response:
        """Send the request in its turn; raises Throttled where that is longer away than a few seconds."""
        http = request.http_request
        reservation = self._budget.reserve(call_of(http.method, http.url, self._tenant_id), self._clock.monotonic())
        try:
            await self._wait(reservation)
            await self._slots.acquire()
        except BaseException:
            self._budget.give_back(reservation)
            raise
        try:
            response = await self.next.send(request)
        except BaseException:
            self._budget.lost(reservation)
            raise
        finally:
            self._slots.release()
        answer = response.http_response
        self._budget.answered(reservation, answer.status_code, answer.headers, self._clock.monotonic())
        return response

    async def _wait(self, reservation: Reservation) -> None:
        delay = reservation.delay
        while delay > 0:
            if delay > PATIENCE:
                raise Throttled("the read budget is spent, but for what is left to other tools", retry_after=delay)
            await self._clock.sleep(delay)
            delay = self._budget.closed(reservation, self._clock.monotonic())


def _passes(response: AsyncHttpResponse) -> bool:
    return response.status_code in _PASSING and (retry_after(response.headers) or 0.0) <= PATIENCE
