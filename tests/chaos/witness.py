"""Sees every change of the inventory at the moment that it is announced, as a view would paint it."""

from collections.abc import Iterable

from tests.chaos.chronicle import Chronicle
from tui.services.changes import Watch
from tui.services.inventory import Inventory


class Witness(Watch):
    """Notes in `flickers` what was shown, is known to have changed since, and is shown again; or never was so."""

    def __init__(self, inventory: Inventory, chronicle: Chronicle) -> None:
        self._inventory = inventory
        self._chronicle = chronicle
        self._shown: dict[str, int] = {}
        self.flickers: list[str] = []
        self.changes_seen = 0
        inventory.changes._watches.add(self)

    def add(self, keys: Iterable[str]) -> None:
        """Look at what has changed."""
        for key in keys:
            if key.count("/") > 2 and (key in self._shown or key in self._inventory):
                self._look(key)

    def _look(self, key: str) -> None:
        entry = self._inventory.entry(key)
        value = entry.value if entry else None
        before = self._shown.get(key, 0)
        at = self._chronicle.first_match(key, value, before)
        if at is None:
            older = self._chronicle.first_match(key, value, 0)
            self.flickers.append(f"{key}: number {older} of its states, after number {before}")
        else:
            self.changes_seen += at != before
            self._shown[key] = at
