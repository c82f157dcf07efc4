"""A write on its way, and what it comes to."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from tui.simulator.operations import Failure
from tui.simulator.replication import Replication
from tui.simulator.routing import Call
from tui.simulator.scenario import Body
from tui.simulator.world import Record, World


@dataclass(frozen=True, slots=True)
class Change:
    """What a PUT or a PATCH asks for, beside what is stored."""

    call: Call
    own_id: str
    parent: Record
    """The resource, or group, that it is in."""
    stored: Record | None
    """None for a creation."""
    asked: Body
    """The body, without what is null; of a PATCH, laid over what is stored."""
    location: str
    """The canonical region."""

    @property
    def world(self) -> World:
        """The world as it is before the write."""
        return self.call.state.world

    @property
    def now(self) -> float:
        """World time."""
        return self.world.clock.now()

    @property
    def name(self) -> str:
        """The last part of the id."""
        return self.own_id.rpartition("/")[2]

    @property
    def properties(self) -> Body:
        """What is asked for, particular to the type."""
        properties: Body = self.asked.get("properties") or {}
        return properties

    @property
    def before(self) -> Body:
        """The stored properties; none for a creation."""
        return self.stored.properties if self.stored else {}


@dataclass(frozen=True, slots=True)
class Course:
    """What a write comes to, where no rule is against it."""

    properties: Body
    """As stored while it is under way; the provisioning state is put in."""
    seconds: float | None
    """World seconds until it has settled; None for what is done at once, without an operation."""
    failure: Failure | None = None
    replication: Replication | None = None
    settle: Callable[[], None] | None = None
    """What happens when it has settled, where it is more than that its state becomes Succeeded."""
    extra: Body | None = None
    """Fields beside the properties, such as `identity` or `sku`."""


def without_nulls(value: Any) -> Any:  # noqa: ANN401 - a JSON value in, a JSON value out
    """Leave out what is null: the service takes it as not said."""
    if isinstance(value, dict):
        return {name: without_nulls(each) for name, each in value.items() if each is not None}
    return [without_nulls(each) for each in value] if isinstance(value, list) else value


def merged(stored: Any, sent: Any) -> Any:  # noqa: ANN401 - as above
    """Lay what a PATCH sends over what is stored: objects are merged, all else is replaced."""
    if isinstance(stored, dict) and isinstance(sent, dict):
        return {**stored, **{name: merged(stored.get(name), value) for name, value in sent.items()}}
    return sent
