"""Resources of every type that is stored and answered as it stands: one table, and the routes that follow from it."""

from collections.abc import Callable
from dataclasses import dataclass

from tui.simulator.api_versions import shown
from tui.simulator.routes.existing import existing
from tui.simulator.routes.lifecycle import Lifecycle, Writes
from tui.simulator.routing import Call, Route
from tui.simulator.scenario import Body
from tui.simulator.wire import Response
from tui.simulator.world import Record

View = Callable[[Call, Record], Body]


@dataclass(frozen=True, slots=True)
class ResourceType:
    """A type: its name as Azure writes it, how one is shown alone and in a list, and Compute's policies for both."""

    name: str
    view: View
    row: View
    get_policy: str | None = None
    list_policy: str | None = None
    """In a resource group or parent."""
    list_all_policy: str | None = None
    """In a subscription."""
    noun: str = ""
    """What the ledger calls it where the end of the type is not enough."""
    writes: Writes | None = None

    def routes(self) -> list[Route]:
        """Make the routes to read one, to list them, and to write one."""
        namespace, first, *nested = self.name.split("/")
        collection = f"/subscriptions/{{subscription}}/resourceGroups/{{group}}/providers/{namespace}/{first}"
        for child in nested:
            collection += f"/{{{child}_parent}}/{child}"
        noun = self.noun or self.name.rpartition("/")[2]
        one, title = f"{collection}/{{name}}", f"{noun}/{{{noun[0]}}}"
        made = [
            Route("GET", one, self._get, title, self.name),
            Route("HEAD", one, self._exists, title, self.name),
            Route("GET", collection, self._list, noun, self.name),
        ]
        if not nested:
            whole = f"/subscriptions/{{subscription}}/providers/{namespace}/{first}"
            made.append(Route("GET", whole, self._list, noun, self.name))
        if self.writes is not None:
            cycle = Lifecycle(self.name, self.writes, self.view)
            handlers = {"PUT": cycle.put, "PATCH": cycle.patch, "DELETE": cycle.delete}
            made += [Route(method, one, handler, title, self.name) for method, handler in handlers.items()]
        return made

    def _get(self, call: Call) -> Response:
        record = existing(call, call.key)
        quota = call.state.limits.compute(call.params["subscription"].lower(), record.location, self.get_policy)
        return call.answer(self.view(call, record), quota)

    @staticmethod
    def _exists(call: Call) -> Response:
        """Documented ("Resources - Check Existence By Id"): 204 for what is there, 404 for what is not."""
        return Response(204 if call.key in call.state.world.records else 404)

    def _list(self, call: Call) -> Response:
        location, policy = "", self.list_all_policy
        if "group" in call.params:
            parent = existing(call, _parent(call.key))
            location, policy = parent.location, self.list_policy
        quota = call.state.limits.compute(call.params["subscription"].lower(), location, policy)
        return call.page(call.state.world.in_list(call.key), lambda record: self.row(call, record), quota)


def plain(call: Call, record: Record) -> Body:
    """Show a body as it is stored, without what its api-version does not know."""
    return shown(record.body, record.type, call.api_version)


def _parent(collection: str) -> str:
    """The key of what a collection belongs to: a resource, or for a first type its group."""
    parts = collection.split("/")
    return "/".join(parts[:5] if len(parts) == 8 else parts[:-1])
