"""A scenario: the world as a JSON document, read and checked."""

from pathlib import Path
from typing import Any, Final

import msgspec

from tui.simulator.clock import parse_time
from tui.simulator.guids import Guids

Body = dict[str, Any]
"""A resource as a GET answers it."""

HOME_TENANT: Final = "7a3f0b9c-52d1-4e86-9c1e-0d5b8f6a2e41"
DEFAULT_NOW: Final = "2026-11-20T09:12:00Z"


class Tenant(msgspec.Struct, rename="camel", omit_defaults=True):
    """A directory; the first one of a scenario is the one that tokens are for."""

    tenant_id: str
    display_name: str = "Contoso"
    default_domain: str = "contoso.onmicrosoft.com"
    home: bool | None = None
    account: str | None = None
    """The name of the user whose token it is; without one it is that of an app, as a managed identity has."""


class Subscription(msgspec.Struct, rename="camel", omit_defaults=True):
    """A subscription of one of the tenants."""

    subscription_id: str
    display_name: str
    tenant_id: str
    state: str = "Enabled"
    unregistered: list[str] = msgspec.field(default_factory=list)
    """Namespaces of resource providers that it has not been registered for."""
    registrations: dict[str, str] = msgspec.field(default_factory=dict)
    """States that registrations have come to, of providers and of features such as `Microsoft.Compute/SIGSharing`."""


class Denial(msgspec.Struct, forbid_unknown_fields=True):
    """Actions that the caller may not take on a scope and beneath it; `*` stands for any part of an action."""

    scope: str
    actions: list[str]


class Plan(msgspec.Struct, omit_defaults=True, forbid_unknown_fields=True):
    """How the replication of a version to a region goes on: to an end, or to a stall.

    Each plan is for one copy. Several for one region are used in their order: the first by the copy under way, the next
    by the copy that a later write begins. The version may be one that is created later.
    """

    version: str
    region: str
    to: str | None = None
    details: str | None = None
    after_seconds: float | None = None
    stall_at: int | None = None
    waiting: bool = False
    """For a copy that a write begins, not for the one under way."""

    def __post_init__(self) -> None:
        if (self.to is None) == (self.stall_at is None):
            raise ValueError("a plan has either `to` or `stall_at`")
        if self.to not in (None, "Completed", "Failed"):
            raise ValueError(f"`to` is Completed or Failed, not {self.to!r}")


class Scenario(msgspec.Struct, forbid_unknown_fields=True):
    """The whole world at `now`."""

    now: str = DEFAULT_NOW
    tenants: list[Tenant] = msgspec.field(default_factory=lambda: [Tenant(HOME_TENANT)])
    subscriptions: list[Subscription] = msgspec.field(default_factory=list)
    resources: list[Body] = msgspec.field(default_factory=list)
    denied: list[str | Denial] = msgspec.field(default_factory=list)
    """A scope alone denies every action."""
    plans: list[Plan] = msgspec.field(default_factory=list)

    def __post_init__(self) -> None:
        if not self.tenants:
            raise ValueError("a scenario needs a tenant")
        parse_time(self.now)


def read_scenario(document: object) -> Scenario:
    """Check a decoded document; raises ValueError saying what is wrong and where."""
    try:
        return msgspec.convert(document, Scenario)
    except msgspec.ValidationError as error:
        raise ValueError(f"not a scenario: {error}") from None


def decode_scenario(data: bytes) -> Scenario:
    """Read a document as JSON; raises ValueError saying what is wrong and where."""
    try:
        return msgspec.json.decode(data, type=Scenario)
    except msgspec.DecodeError as error:
        raise ValueError(f"not a scenario: {error}") from None


def scenario_from_file(path: Path) -> Scenario:
    """Read a scenario file; raises ValueError naming the file, OSError where it cannot be read."""
    try:
        return decode_scenario(path.read_bytes())
    except ValueError as error:
        raise ValueError(f"{path}: {error}") from None


def document(scenario: Scenario) -> Body:
    """Turn a scenario into plain data, as its file holds it."""
    plain: Body = msgspec.to_builtins(scenario)
    return plain


def empty_scenario(seed: int) -> Scenario:
    """Make a world of one tenant and one subscription with nothing in it."""
    tenant = Tenant(HOME_TENANT)
    return Scenario(tenants=[tenant], subscriptions=[Subscription(Guids(f"empty {seed}")(), "Empty", HOME_TENANT)])
