"""From a method and a path to what answers them."""

from bisect import bisect_right
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import urlencode

from tui.simulator.scenario import Body
from tui.simulator.skip_tokens import place_of, skip_token
from tui.simulator.state import State
from tui.simulator.tokens import Caller
from tui.simulator.wire import ArmError, Request, Response, encode
from tui.simulator.world import Record


@dataclass(frozen=True, slots=True)
class Call:
    """A request on its way through: admitted, with the names in its path."""

    state: State
    request: Request
    params: Mapping[str, str]
    key: str
    """The path in lower case, without a slash at its end: the key of a record, or of a list."""
    caller: Caller
    api_version: str

    def answer(self, body: object, headers: Mapping[str, str] | None = None) -> Response:
        """Answer 200 with a JSON body."""
        return Response(200, encode(body), headers or {})

    def option(self, name: str, *known: str) -> str:
        """Read a query option, lower-cased; recorded: the service takes its values in any case."""
        value = self.request.query.get(name.lower(), "")
        if value and value.lower() not in known:
            message = f"The value '{value}' of parameter '{name}' is not supported."
            raise ArmError(400, "InvalidParameter", message, target=name)
        return value.lower()

    def page(
        self,
        records: Mapping[str, Record],
        show: Callable[[Record], Body],
        headers: Mapping[str, str] | None = None,
        *,
        foreign: bool = False,
    ) -> Response:
        """Answer one page of a list, in the order of the keys, with `nextLink` where there is more.

        What may not be read is left out; of what is `foreign`, rights on the records themselves do not matter.
        """
        world = self.state.world
        keys = sorted(records)
        start = bisect_right(keys, self._after())
        size = self.state.page_size
        asked = self.request.query.get("$top", "")
        if asked.isdecimal() and int(asked) > 0:
            size = min(size, int(asked))
        shown = keys[start : start + size]
        visible = (records[each] for each in shown)
        if world.denied and not foreign:
            visible = (each for each in visible if not world.denied.forbid(each.key, f"{each.type}/read"))
        value = [show(each) for each in visible]
        body: Body = {"value": value}
        if start + size < len(keys):
            body["nextLink"] = self._link(shown[-1])
        return self.answer(body, headers)

    def _after(self) -> str:
        token = self.request.query.get("$skiptoken", "")
        try:
            return place_of(token)
        except ValueError:
            raise ArmError(400, "InvalidParameter", "The $skiptoken is invalid.", target="$skiptoken") from None

    def _link(self, last: str) -> str:
        query = urlencode({**self.request.query, "$skiptoken": skip_token(last)}, safe="$,'/")
        return f"{self.request.origin}{self.request.target.partition('?')[0]}?{query}"


_ACTIONS: Final = {"PUT": "write", "PATCH": "write", "DELETE": "delete"}

Handler = Callable[[Call], Response]


@dataclass(frozen=True, slots=True)
class Route:
    """What answers a method on paths of a pattern: `/subscriptions/{subscription}/locations`."""

    method: str
    pattern: str
    handler: Handler
    name: str = ""
    """What the ledger calls it; the end of the pattern by default."""
    resource_type: str = ""
    """Whose api-versions hold."""
    right_on: str = ""
    """The type that a right is wanted on, where that is another."""
    own_quota: bool = False
    """The handler counts by a quota of its own, not Resource Manager's."""

    @property
    def action(self) -> str:
        """What a right is wanted for: `Microsoft.Compute/galleries/read`."""
        owner = self.right_on or self.resource_type or "Microsoft.Resources/subscriptions/resources"
        if self.method == "POST":
            return f"{owner}/{self.pattern.rpartition('/')[2]}/action"
        return f"{owner}/{_ACTIONS.get(self.method, 'read')}"

    @property
    def title(self) -> str:
        """The name with its method, as the ledger reports it."""
        return f"{self.method} {self.name or _tail(self.pattern)}"


def _tail(pattern: str) -> str:
    *_, before, last = pattern.split("/")
    return f"{before}/{last}" if last.startswith("{") else last


class Router:
    """Finds routes; literal segments match in any case."""

    def __init__(self, routes: Iterable[Route]) -> None:
        self._root: dict[str, Any] = {}
        for route in routes:
            node = self._root
            for segment in route.pattern.strip("/").split("/"):
                node = node.setdefault("{}" if segment.startswith("{") else segment.lower(), {})
            node.setdefault("", {})[route.method] = route

    def find(self, key: str) -> dict[str, Route]:
        """Give the routes of a lower-cased path by method; none where it is unknown."""
        return _walk(self._root, key.split("/")[1:])

    @staticmethod
    def params(route: Route, path: str) -> dict[str, str]:
        """Name the segments of a path."""
        names = route.pattern.strip("/").split("/")
        values = path.strip("/").split("/")
        return {name[1:-1]: value for name, value in zip(names, values, strict=True) if name.startswith("{")}


def _walk(node: dict[str, Any], segments: list[str]) -> dict[str, Route]:
    if not segments:
        found: dict[str, Route] = node.get("", {})
        return found
    head, rest = segments[0], segments[1:]
    for step in (head, "{}") if head else ():
        if step in node:
            found = _walk(node[step], rest)
            if found:
                return found
    return {}
