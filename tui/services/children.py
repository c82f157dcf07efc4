"""What lies under what, in its order: versions newest first, anything else by name."""

from bisect import insort
from collections.abc import Callable, Collection

from tui.model.ids import kind_of, name_of, version_order


class Children:
    """Keys by the key that they lie in; an order is made when it is first asked for, and kept from then on.

    `label` gives the name that a key sorts by.
    """

    def __init__(self, label: Callable[[str], str]) -> None:
        self._label = label
        self._keys: dict[str, set[str]] = {}
        self._ordered: dict[str, list[str]] = {}

    def add(self, parent: str, key: str) -> None:
        """Take up a key."""
        self._keys.setdefault(parent, set()).add(key)
        if parent in self._ordered:
            self._ordered[parent] = list(self._ordered[parent])  # whoever goes through the old one goes on
            insort(self._ordered[parent], key, key=self._order(parent))

    def remove(self, parent: str, key: str) -> None:
        """Forget a key, and what lay in it."""
        self._keys[parent].discard(key)
        if parent in self._ordered:
            self._ordered[parent] = [each for each in self._ordered[parent] if each != key]
        for index in (self._keys, self._ordered):
            index.pop(key, None)

    def renamed(self, parent: str) -> None:
        """Order what lies in a key anew."""
        self._ordered.pop(parent, None)

    def clear(self) -> None:
        """Forget everything."""
        self._keys.clear()
        self._ordered.clear()

    def of(self, parent: str) -> Collection[str]:
        """What lies directly in a key, in no order."""
        return self._keys.get(parent, ())

    def ordered(self, parent: str) -> list[str]:
        """What lies directly in a key, in order."""
        known = self._ordered.get(parent)
        if known is None:
            known = self._ordered[parent] = sorted(self.of(parent), key=self._order(parent))
        return known

    def _order(self, parent: str) -> Callable[[str], tuple[object, ...]]:
        return _newest_first if kind_of(parent) == "definition" else self._by_name

    def _by_name(self, key: str) -> tuple[object, ...]:
        return (self._label(key).lower(), key)


def _newest_first(key: str) -> tuple[object, ...]:
    major, minor, patch = version_order(name_of(key))
    return (-major, -minor, -patch, key)
