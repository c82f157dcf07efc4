"""PUT, PATCH and DELETE of any type: the order of things, first answers, and operations."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

from tui.simulator.buckets import told
from tui.simulator.durations import Kind
from tui.simulator.loading import in_key_order
from tui.simulator.operations import CAPS, COMPUTE, Operation
from tui.simulator.routes.conflicts import refuse_busy, refuse_nested, refuse_one_more
from tui.simulator.routes.existing import existing
from tui.simulator.routes.links import operation_headers
from tui.simulator.routing import Call
from tui.simulator.scenario import Body
from tui.simulator.wire import Response, encode
from tui.simulator.world import Record, World, parent_of
from tui.simulator.writes.change import Change, Course, merged, without_nulls
from tui.simulator.writes.places import region_of
from tui.simulator.writes.schemas import resource_body

_INSTANT: Final = 0.06
"""Recorded: about half of all updates of a gallery have ended when they are answered."""


@dataclass(frozen=True, slots=True)
class Writes:
    """How resources of a type are written."""

    course: Callable[[Change], Course]
    deletion: Kind | None = None
    """The kind of duration of a deletion; None for one that is done at once."""
    check_deletion: Callable[[Call, Record], None] = lambda _call, _record: None
    gone: Callable[[Call, Record, float], None] = lambda call, record, _: call.state.world.remove(record.key)
    """What happens at the end of a deletion; told the world time of its beginning."""
    put_policy: str | None = None
    delete_policy: str | None = None
    collection: str = CAPS
    namespace: str = COMPUTE
    """The provider that its operations are followed at."""
    retry_seconds: float | None = None
    statuses: tuple[int, int] = (201, 200)
    """Of the first answer: to a creation, to an update."""
    creating: str = "Creating"
    """The provisioning state that a creation is answered with."""
    answers_result: bool = False
    """The `Location` of an operation answers the resource in the end."""
    accepted_until: str = ""
    """Up to this api-version an update is answered 202 (recorded for versions)."""


@dataclass(frozen=True, slots=True)
class Lifecycle:
    """The handlers for a type."""

    type_name: str
    writes: Writes
    view: Callable[[Call, Record], Body]

    def put(self, call: Call) -> Response:
        """Create or replace."""
        sent = resource_body(without_nulls(call.request.json()))
        parent = existing(call, parent_of(call.key))
        return self._write(call, parent, call.state.world.records.get(call.key), sent)

    def patch(self, call: Call) -> Response:
        """Change what is told, and nothing else; recorded never, documented to be answered with 200."""
        sent = resource_body(without_nulls(call.request.json()))
        record = existing(call, call.key)
        tags = {"tags": sent["tags"]} if "tags" in sent else {}
        asked = {**merged(record.body, sent), "location": record.body["location"], **tags}
        parent = existing(call, parent_of(call.key))
        return self._write(call, parent, record, asked)

    def delete(self, call: Call) -> Response:
        """Delete; what is not there is no error."""
        world = call.state.world
        record = world.records.get(call.key)
        if record is None:
            existing(call, "/".join(call.key.split("/")[:5]))
            return Response(204)
        quota = self._quota(call, record.location, self.writes.delete_policy)
        under_way = world.under_way.get(call.key)
        if under_way is None or record.properties.get("provisioningState") != "Deleting":
            with told(quota):
                refuse_nested(world, call.key)
                self.writes.check_deletion(call, record)
            under_way = self._begin_deletion(call, record, under_way)
        if under_way is None:
            return Response(200, headers=quota)
        return Response(202, headers={**quota, **operation_headers(call, under_way, with_location=True)})

    def _write(self, call: Call, parent: Record, stored: Record | None, asked: Body) -> Response:
        own_id = stored.id if stored else f"{parent.id}/{'/'.join(self._path(call, parent))}"
        location = region_of(asked, stored, own_id, self.type_name)
        quota = self._quota(call, location, self.writes.put_policy)
        restoring = call.key in call.state.world.soft_deleted
        with told(quota):
            course = self._course(Change(call, own_id, parent, stored, asked, location))
        record = self._record(call, own_id, location, asked, course, creating=stored is None and not restoring)
        status = self.writes.statuses[stored is not None or restoring]
        if stored is not None and call.request.method == "PUT" and call.api_version <= self.writes.accepted_until:
            status = 202
        status = 200 if call.request.method == "PATCH" and status != 202 else status
        headers = self._start(call, record, course, str(asked["location"]), with_location=status == 202)
        return Response(status, encode(self.view(call, record)), {**quota, **headers})

    def _course(self, change: Change) -> Course:
        refuse_busy(change.world, change.call.key, change.stored, change.parent)
        if change.stored is None:
            refuse_one_more(change.world, change.own_id, self.type_name.lower(), change.location)
        return self.writes.course(change)

    def _path(self, call: Call, parent: Record) -> list[str]:
        """What follows the parent's id in a new one: the type as Azure writes it, the name as the caller does."""
        name = call.request.path.rstrip("/").rpartition("/")[2]
        namespace, first, *nested = self.type_name.split("/")
        return [nested[-1], name] if nested else ["providers", namespace, first, name]

    def _record(self, call: Call, own_id: str, location: str, asked: Body, course: Course, *, creating: bool) -> Record:
        state = self.writes.creating if creating and course.seconds is not None else _first_state(course)
        properties = {**course.properties, "provisioningState": state}
        body: Body = {"name": own_id.rpartition("/")[2], "id": own_id, "type": self.type_name, "location": location}
        body |= {"tags": asked["tags"]} if "tags" in asked else {}
        body |= {"properties": properties, **(course.extra or {})}
        return Record(call.key, self.type_name.lower(), in_key_order(body), course.replication)

    def _start(
        self, call: Call, record: Record, course: Course, location: str, *, with_location: bool
    ) -> dict[str, str]:
        """Store the record and begin the operation; gives the headers that tell of it."""
        world, now = call.state.world, call.state.clock.now()
        if course.seconds is None:
            world.put(record)
            return {}
        operation = call.state.operations.start(
            location.replace(" ", ""),
            now,
            now + course.seconds,
            failure=course.failure,
            collection=self.writes.collection,
            retry_seconds=self.writes.retry_seconds,
            result=record.key if self.writes.answers_result else "",
            namespace=self.writes.namespace,
        )
        world.begin(record, operation, course.settle or (lambda: _succeed(world, record.key)))
        return operation_headers(call, operation, with_location=with_location)

    def _begin_deletion(self, call: Call, record: Record, under_way: Operation | None) -> Operation | None:
        world, now = call.state.world, call.state.clock.now()
        if under_way is not None:
            call.state.operations.cancel(under_way, now)
        if self.writes.deletion is None:
            self.writes.gone(call, record, now)
            return None
        ends_at = now + call.state.durations(self.writes.deletion)
        operation = call.state.operations.start(
            record.location,
            now,
            ends_at,
            collection=self.writes.collection,
            retry_seconds=self.writes.retry_seconds,
            namespace=self.writes.namespace,
        )
        leaving = _in_state(record, "Deleting")
        world.begin(leaving, operation, lambda: self.writes.gone(call, record, now))
        return operation

    @staticmethod
    def _quota(call: Call, location: str, policy: str | None) -> dict[str, str]:
        return call.state.limits.compute(call.params["subscription"].lower(), location, policy)


def _first_state(course: Course) -> str:
    return "Succeeded" if course.seconds is None or course.seconds < _INSTANT else "Updating"


def _in_state(record: Record, state: str) -> Record:
    properties: dict[str, Any] = {**record.properties, "provisioningState": state}
    return Record(record.key, record.type, {**record.body, "properties": properties}, record.replication)


def _succeed(world: World, key: str) -> None:
    world.put(_in_state(world.records[key], "Succeeded"))
