"""What the caller may not do, and where."""

from collections.abc import Iterable
from fnmatch import fnmatchcase
from functools import lru_cache

from tui.simulator.scenario import Denial


class Denials:
    """The denied scopes of a world; false where there are none."""

    def __init__(self, listed: Iterable[str | Denial]) -> None:
        self.listed = list(listed)
        entries = (Denial(each, ["*"]) if isinstance(each, str) else each for each in self.listed)
        self._rules = [
            (each.scope.lower().rstrip("/"), tuple(action.lower() for action in each.actions)) for each in entries
        ]

    def __bool__(self) -> bool:
        return bool(self._rules)

    def forbid(self, key: str, action: str) -> bool:
        """Tell whether an action (`Microsoft.Compute/galleries/read`) on a lower-cased id or path is refused."""
        wanted = action.lower()
        return any(within(key, scope) and _matches(wanted, actions) for scope, actions in self._rules)


def within(key: str, scope: str) -> bool:
    """Tell whether a lower-cased id is the scope or lies beneath it."""
    return key.startswith(scope) and (len(key) == len(scope) or key[len(scope)] == "/")


@lru_cache(maxsize=1024)
def _matches(action: str, patterns: tuple[str, ...]) -> bool:
    return any(fnmatchcase(action, each) for each in patterns)
