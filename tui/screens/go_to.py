"""Go to: any name that is known, an ARM id or a portal URL, what others share, and the commands."""

import asyncio
from collections.abc import Iterator, Sequence
from contextlib import suppress
from itertools import islice

from textual import on

from tui.keymap import Key
from tui.model.errors import GalleryError
from tui.model.fuzzy import Ranking
from tui.model.ids import NotAnId, key_of, parse_id
from tui.model.places import named_abroad
from tui.screens.foreign_places import ForeignPlaces
from tui.screens.known_names import KnownNames, path_of
from tui.screens.sight import Sight
from tui.wording.signs import badges
from widgets.columns import Column
from widgets.filter_line import FilterLine
from widgets.finder import Finder
from widgets.rows import Cell, Row
from widgets.untrusted import EMPTY, literal, visible

MOST = 50
A_TURN = 1500
"""Names compared before keys have their turn: some 2 ms."""

COMMAND = "#command/"

_COLUMNS = (
    Column("name", literal("Name"), 30, priority=9, flexible=True),
    Column("where", literal("Where"), 24, priority=3),
    Column("state", literal("State"), 14, priority=2),
)
_TITLE = literal("Go to")
_HINT = literal("a name, parts of it, an ARM id, a portal URL, a shared or community gallery, a command")
_NOTHING = literal("Nothing that is known has this name. A pasted id is opened all the same.")


class GoTo(Finder):
    """The finder over everything that is known, for one who stands `here` and has looked at others in `seen_in`.

    It answers a key of the inventory, `PLACE` and where something that others share is, or `COMMAND` and a key's id.
    """

    def __init__(self, sight: Sight, keys: tuple[Key, ...], here: str, text: str = "", seen_in: str = "") -> None:
        self._sight = sight
        self._abroad = ForeignPlaces(sight, here, seen_in)
        self._search = _Search(sight, keys)
        self._learning = False
        super().__init__(
            _TITLE,
            _COLUMNS,
            self._found,
            hint=_HINT,
            nothing=_NOTHING,
            text=visible(text),
            note=self._abroad.note,
        )

    async def _found(self, text: str) -> Sequence[Row]:
        abroad = self._abroad.rows(text)
        return await self._search.find(text) if abroad is None else abroad[:MOST]

    @on(FilterLine.FilterChanged)
    def _learn(self, event: FilterLine.FilterChanged) -> None:
        """What others share is asked for by region: then all regions are of interest, which are asked for once."""
        if not self._learning and self._abroad.subscription and named_abroad(event.text):
            self._learning = True
            self.run_worker(self._learn_regions(), group="regions")

    async def _learn_regions(self) -> None:
        with suppress(GalleryError):  # those that are known are offered all the same
            await self._sight.lookups.learn_regions(self._abroad.subscription)
            self.look_again(_TITLE, _NOTHING)


class _Search:
    def __init__(self, sight: Sight, keys: tuple[Key, ...]) -> None:
        self._inventory = sight.inventory
        self._names = KnownNames(sight.inventory)
        self._keys = keys
        self._ascii_only = sight.ascii_only

    async def find(self, text: str) -> list[Row]:
        try:
            named = parse_id(text)
        except NotAnId:
            found = await self._named_like(text)
            return [self._row(each) if isinstance(each, str) else _command_row(each) for each in found]
        return [self._row(key_of(str(named)), named=str(named))]

    async def _named_like(self, text: str) -> list[str | Key]:
        """The commands and everything known whose names fit best; keys have their turn while they are compared."""
        ranking = Ranking[str | Key](text, MOST)
        ranking.take(_commands(self._keys))
        names = await self._names.all()
        for start in range(0, len(names), A_TURN):
            ranking.take(islice(names, start, start + A_TURN))
            await asyncio.sleep(0)
        return ranking.best

    def _row(self, key: str, named: str = "") -> Row:
        entry = self._inventory.entry(key)
        name = (path_of(entry.value.id) or entry.value.name) if entry else path_of(named) or named
        state = badges(entry.tally, ascii_only=self._ascii_only) if entry else []
        where = self._inventory.subscription_name(key) or ""
        return Row(
            key,
            (
                Cell(visible(name)),
                Cell(visible(where), "dim"),
                Cell(visible(" ".join(part for part, _ in state)), state[0][1]) if state else Cell(EMPTY),
            ),
        )


def _commands(keys: tuple[Key, ...]) -> Iterator[tuple[str, str | Key]]:
    for key in keys:
        if key.where == "explorer" and key.action:
            yield f"command: {key.help}", key


def _command_row(key: Key) -> Row:
    return Row(
        COMMAND + key.id, (Cell(visible(f"command: {key.help}"), "accent"), Cell(EMPTY), Cell(visible(key.shown)))
    )
