"""Which branches of the tree a filter lets through: all are judged when it changes, then only what changes."""

import asyncio
from collections.abc import Callable, Collection, Iterable, Iterator

from tui.model.filters import Fields
from tui.model.ids import kind_of, parent_key
from tui.services.inventory import ROOT, Inventory
from tui.wording.searching import SearchedFields

CHUNK = 1000
"""Branches judged before keys have their turn: some 10 ms."""


class Narrowing:
    """Judges by a filter and by whether only problems are wanted.

    `shown` has what is let through by itself, everything below that, and what it lies in; None while all is shown.
    """

    def __init__(self, inventory: Inventory) -> None:
        self.holds: Callable[[Fields], bool] | None = None
        self.problems_only = False
        self.shown: set[str] | None = None
        self._inventory = inventory
        self._through: set[str] = set()

    @property
    def wanted(self) -> bool:
        """Whether less than everything is to be shown."""
        return self.holds is not None or self.problems_only

    async def judge_all(self) -> None:
        """Judge every branch anew, and let keys have their turn meanwhile."""
        if not self.wanted:
            self.shown, self._through = None, set()
            return
        through: set[str] = set()
        for count, key in enumerate(self._below(ROOT), 1):
            if self._lets_through(key):
                through.add(key)
            if count % CHUNK == 0:
                await asyncio.sleep(0)
        self._through = through
        self._spread()

    def judge(self, keys: Collection[str]) -> bool:
        """Judge these keys anew, and those that came or went; says whether other branches are shown now."""
        if self.shown is None:
            return False
        known = {key for key in keys if key in self._inventory}
        through = (self._through - set(keys)) | {key for key in known if self._lets_through(key)}
        if through == self._through and known <= self.shown | self._through:
            return False
        self._through = through
        self._spread()
        return True

    def outermost(self, under: str = ROOT) -> Iterator[str]:
        """What is let through by itself, without what lies in such, in the order of the tree."""
        for child in self._inventory.children(under):
            if child in self._through:
                yield child
            elif child in (self.shown or ()):
                yield from self.outermost(child)

    def _spread(self) -> None:
        shown: set[str] = set()
        for key in self._through:
            shown.update(above(key))
            if key not in shown:
                shown.add(key)
                shown.update(self._below(key))
        self.shown = shown

    def _below(self, key: str) -> Iterator[str]:
        for child in list(self._inventory.children(key)):
            yield child
            yield from self._below(child)

    def _lets_through(self, key: str) -> bool:
        entry = self._inventory.entry(key)
        if entry is None:
            return False
        if self.problems_only and not (kind_of(key) == "version" and any(entry.tally[:3])):
            return False
        return self.holds is None or self.holds(SearchedFields(entry.value, self._inventory.subscription_name(key)))


def above(key: str) -> Iterable[str]:
    """What a key lies in, innermost first."""
    parent = parent_key(key)
    while parent is not None:
        yield parent
        parent = parent_key(parent)
