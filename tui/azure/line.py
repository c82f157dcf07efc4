"""A line to wait in, where what is looked at goes before what nobody looks at."""

import asyncio
from heapq import heappop, heappush
from itertools import count


class Line:
    """Lets so many in at a time: those before who stands `behind`, and among equals who came first."""

    def __init__(self, places: int) -> None:
        self._places = places
        self._inside = 0
        self._waiting: list[tuple[bool, int, asyncio.Future[None]]] = []
        self._order = count()

    def __len__(self) -> int:
        """How many are inside or wait."""
        return self._inside + sum(not turn.done() for _, _, turn in self._waiting)

    async def enter(self, behind: bool) -> None:
        """Wait for a place and take it; whoever is cancelled while waiting takes none."""
        if self._inside < self._places:
            self._inside += 1
            return
        turn: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        heappush(self._waiting, (behind, next(self._order), turn))
        try:
            await turn
        except asyncio.CancelledError:
            if not turn.cancelled():  # the place was given just then
                self.leave()
            raise

    def leave(self) -> None:
        """Give the place to the next."""
        while self._waiting:
            _, _, turn = heappop(self._waiting)
            if not turn.done():
                turn.set_result(None)
                return
        self._inside -= 1
