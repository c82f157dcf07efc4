"""Which branches of the tree a filter lets through: all are judged when it changes, then only what changes."""

import asyncio
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator

from tui.model.filters import Fields
from tui.model.ids import kind_of, parent_key
from tui.services.inventory import ROOT, Inventory
from tui.wording.searching import SearchedFields

A_TURN = 250
"""Branches judged before keys have their turn: some 3 ms."""


class Matches:
    """What is let through by itself; it contains what lies in that too, and what that lies in."""

    def __init__(self) -> None:
        self._through: set[str] = set()
        self._over: Counter[str] = Counter()

    def __contains__(self, key: object) -> bool:
        if not isinstance(key, str):
            return False
        return self.lies_in(key) or self.let_through(key) or any(map(self.let_through, above(key)))

    def of(self, key: str, children: list[str]) -> list[str]:
        """Those of the branches under a key that are shown; what they lie in is asked once, not for each of 10,000."""
        if key != ROOT and any(map(self.let_through, (key, *above(key)))):
            return children
        return [each for each in children if each in self._through or each in self._over]

    def let_through(self, key: str) -> bool:
        """Whether this one was let through by itself."""
        return key in self._through

    def lies_in(self, key: str) -> bool:
        """Whether anything that lies in this one was let through by itself."""
        return key in self._over

    def put(self, key: str, *, through: bool) -> bool:
        """Say of a key whether it is let through; answers whether that is news."""
        if through == (key in self._through):
            return False
        self._through ^= {key}
        for each in above(key):
            self._over[each] += 1 if through else -1
            if not self._over[each]:
                del self._over[each]
        return True


class Narrowing:
    """Judges by a filter and by whether only problems are wanted; `shown` is None while all is shown."""

    def __init__(self, inventory: Inventory) -> None:
        self.holds: Callable[[Fields], bool] | None = None
        self.problems_only = False
        self.shown: Matches | None = None
        self._inventory = inventory
        self._meanwhile: set[str] | None = None

    @property
    def wanted(self) -> bool:
        """Whether less than everything is to be shown."""
        return self.holds is not None or self.problems_only

    async def judge_all(self) -> None:
        """Judge every branch anew, and let keys have their turn meanwhile."""
        self._meanwhile = None
        if not self.wanted:
            self.shown = None
            return
        matches, self._meanwhile = Matches(), set()
        for count, key in enumerate(list(self._inventory.keys()), 1):
            matches.put(key, through=self._lets_through(key))
            if count % A_TURN == 0:
                await asyncio.sleep(0)
        changed, self._meanwhile = self._meanwhile, None
        self.shown = matches
        self.judge(changed)

    def judge(self, keys: Collection[str]) -> bool:
        """Judge these keys anew, and those that came or went; says whether others are let through now."""
        if self._meanwhile is not None:
            self._meanwhile.update(keys)
        if self.shown is None:
            return False
        news = [self.shown.put(key, through=self._lets_through(key)) for key in keys]
        return any(news)

    def outermost(self, under: str = ROOT) -> Iterator[str]:
        """What is let through by itself, without what lies in such, in the order of the tree."""
        if self.shown is None:
            return
        for child in self._inventory.children(under):
            if self.shown.let_through(child):
                yield child
            elif self.shown.lies_in(child):
                yield from self.outermost(child)

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
