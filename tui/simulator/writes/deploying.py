"""How a deployment goes on: it writes one resource after the other as any client would, in the order of the template.

Recorded: it has been accepted before it begins, and its outputs are evaluated once all is there. Where a resource is
refused or fails, what is under way is waited for and nothing more is begun.
"""

from typing import Final
from urllib.parse import quote, urlsplit

import msgspec

from tui.simulator.deployments import Deployment, Step, record_of
from tui.simulator.operations import Operation
from tui.simulator.routing import Call
from tui.simulator.scenario import Body
from tui.simulator.templates import Resource
from tui.simulator.wire import Request, Response, encode

_BEFORE_IT_BEGINS: Final = 0.5
_OUTPUTS: Final = 0.4


class Deploying:
    """Carries one deployment out, in the name of whoever asked for it."""

    def __init__(self, call: Call, deployment: Deployment) -> None:
        self._call = call
        self._clock = call.state.clock
        self._deployment = deployment
        self._order = deployment.template.order()
        self._under_way = 0
        self._failed = False

    def begin(self) -> None:
        """Accept it; it goes on in world time."""
        state, deployment = self._call.state, self._deployment
        state.deployments[deployment.key] = deployment
        state.world.put(record_of(deployment, self._clock.now()))
        self._order.prepare()
        self._clock.at(deployment.started + _BEFORE_IT_BEGINS, self._run)

    def _run(self) -> None:
        self._is_now("Running")
        self._go_on()

    def _go_on(self) -> None:
        """Begin what is ready, and what that makes ready; once nothing is left under way, end."""
        while not self._failed and (ready := self._order.get_ready()):
            for key in ready:
                self._write(self._deployment.template.resources[key])
        if not self._under_way:
            self._clock.at(self._clock.now() + _OUTPUTS, self._end)

    def _write(self, resource: Resource) -> None:
        url = f"{self._call.request.origin}{quote(resource.id)}?api-version={quote(resource.api_version)}"
        answer = self._call.state.dispatch(Request.to("PUT", url, body=encode(resource.body)), self._call.caller)
        step = Step(resource, self._clock.now(), answer.status)
        self._deployment.steps.append(step)
        operation = self._followed_at(answer)
        if answer.status >= 400:
            error: Body = msgspec.json.decode(answer.body)["error"]
            self._done(step, error)
        elif operation is None:
            self._done(step, None)
        else:
            self._under_way += 1
            self._clock.at(operation.ends_at, lambda: self._ended(step, operation))

    def _followed_at(self, answer: Response) -> Operation | None:
        """Find the operation that an answer links to."""
        link = urlsplit(answer.headers.get("Azure-AsyncOperation", ""))
        return self._call.state.operations.find(link.path.rpartition("/")[2])

    def _ended(self, step: Step, operation: Operation) -> None:
        """Take note of how a write has ended, and go on."""
        self._under_way -= 1
        known = self._call.state.operations.find(operation.id) or operation
        self._done(step, _failure(step.resource, known))
        self._go_on()

    def _done(self, step: Step, error: Body | None) -> None:
        step.ended, step.error = self._clock.now(), error
        self._failed = self._failed or error is not None
        if error is None:
            self._order.done(step.resource.key)

    def _end(self) -> None:
        self._deployment.ended = self._clock.now()
        self._is_now("Failed" if self._failed else "Succeeded")

    def _is_now(self, state: str) -> None:
        """Store what it has come to, unless it is gone, or its group is."""
        self._deployment.state = state
        world, key = self._call.state.world, self._deployment.key
        if key in world.records and self._call.state.deployments.get(key) is self._deployment:
            world.put(record_of(self._deployment, self._clock.now()))


def _failure(resource: Resource, operation: Operation) -> Body | None:
    """Say why a write has failed that was taken at first."""
    failure = operation.failure
    if failure is None and not operation.canceled:
        return None
    return {
        "code": "ResourceDeploymentFailure",
        "target": resource.id,
        "message": "The resource write operation failed to complete successfully, because it reached terminal "
        f"provisioning state '{'Canceled' if operation.canceled else 'Failed'}'.",
        "details": [{"code": failure.code, "message": failure.message}] if failure else [],
    }
