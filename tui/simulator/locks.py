"""Locks: what keeps a scope, and all beneath it, from being deleted or written to.

Recorded: their bodies. Reported: the refusal of a deletion; that of a write has the same form.
"""

from collections.abc import Iterator
from typing import Final

from tui.simulator.denials import within
from tui.simulator.scenario import Body
from tui.simulator.wire import ArmError, Request

TYPE: Final = "Microsoft.Authorization/locks"
LEVELS: Final = ("CanNotDelete", "ReadOnly")
_PART: Final = f"/providers/{TYPE}/"


def scope_of(own_id: str) -> str:
    """Tell what a lock is on, by the lock's id; nothing where that is no lock's id."""
    at = own_id.lower().rfind(_PART.lower())
    return own_id[:at] if at > 0 else ""


class Locks:
    """The locks of a world, by lower-cased id; false where there are none."""

    def __init__(self) -> None:
        self._known: dict[str, Body] = {}

    def __bool__(self) -> bool:
        return bool(self._known)

    def __iter__(self) -> Iterator[Body]:
        return iter(self._known.values())

    def get(self, key: str) -> Body | None:
        """Give a lock; None where there is none."""
        return self._known.get(key)

    def put(self, body: Body) -> None:
        """Store a lock, new or in place of the one with its id."""
        self._known[body["id"].lower()] = body

    def remove(self, key: str) -> None:
        """Forget a lock."""
        self._known.pop(key, None)

    def at(self, scope: str, *, beneath: bool = True) -> list[Body]:
        """List the locks on a lower-cased scope, and those beneath it."""
        found = ((scope_of(key), each) for key, each in sorted(self._known.items()))
        return [each for on, each in found if on == scope or (beneath and within(on, scope))]

    def refuse(self, request: Request, key: str) -> None:
        """Raise `ArmError` 409 where a lock is against a write: one on its scope or above, or in what is deleted."""
        if _PART.lower() in f"{key}/":
            return
        deleting = request.method == "DELETE"
        on = [scope_of(each["id"]) for each in self if deleting or each["properties"]["level"] == "ReadOnly"]
        against = [each for each in on if within(key, each.lower()) or (deleting and within(each.lower(), key))]
        if against:
            scopes = "', '".join(dict.fromkeys(against))
            message = (
                f"The scope '{request.path.rstrip('/')}' cannot perform {'delete' if deleting else 'write'} operation "
                f"because following scope(s) are locked: '{scopes}'. Please remove the lock and try again."
            )
            raise ArmError(409, "ScopeLocked", message, gateway=True)
