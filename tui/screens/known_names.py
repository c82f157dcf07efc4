"""The names of everything that is known, to look one up among them."""

import asyncio
from collections.abc import Iterator
from itertools import islice

from tui.services.inventory import ROOT, Inventory

A_TURN = 500
"""Names gathered before keys have their turn: some 2 ms."""

Named = tuple[str, str]
"""A name, and the key of what has it."""


class KnownNames:
    """Gathers names in the order of the tree, so that of two that fit as well the newer version comes first.

    They are kept until something has changed. Who gives up while they are gathered leaves the rest to who asks next.
    """

    def __init__(self, inventory: Inventory) -> None:
        self._inventory = inventory
        self._changes = inventory.changes.watch()
        self._gathered: list[Named] = []
        self._rest: Iterator[Named] | None = self._walk()

    async def all(self) -> list[Named]:
        """All of them; keys have their turn meanwhile."""
        await self._gather()
        if self._changes.take():
            self._gathered, self._rest = [], self._walk()
            await self._gather()
        return self._gathered

    async def _gather(self) -> None:
        while self._rest is not None:
            turn = list(islice(self._rest, A_TURN))
            self._gathered += turn
            if len(turn) < A_TURN:
                self._rest = None
            await asyncio.sleep(0)

    def _walk(self, under: str = ROOT) -> Iterator[Named]:
        for key in self._inventory.children(under):
            entry = self._inventory.entry(key)
            if entry:
                yield path_of(entry.value.id) or entry.value.name, key
            yield from self._walk(key)


def path_of(resource_id: str) -> str:
    """The names from the gallery down, as people write them: img_prod / ubuntu / 2.4.1."""
    return " / ".join(resource_id.split("/")[8::2])
