"""Go to: any name that is known, an ARM id or a portal URL, and the commands."""

from collections.abc import Iterator, Sequence

from tui.keymap import Key
from tui.model.fuzzy import best
from tui.model.ids import NotAnId, key_of, parse_id
from tui.services.inventory import ROOT, Inventory
from tui.wording.signs import badges
from widgets.columns import Column
from widgets.finder import Finder
from widgets.rows import Cell, Row
from widgets.untrusted import EMPTY, literal, visible

MOST = 50
COMMAND = "#command/"

_COLUMNS = (
    Column("name", literal("Name"), 30, priority=9, flexible=True),
    Column("where", literal("Subscription"), 24, priority=3),
    Column("state", literal("State"), 14, priority=5),
)


def go_to(inventory: Inventory, keys: tuple[Key, ...], *, ascii_only: bool, text: str = "") -> Finder:
    """The finder over everything that is known; it answers a key of the inventory, or `COMMAND` and a key's id."""
    search = _Search(inventory, keys, ascii_only=ascii_only)
    return Finder(
        literal("Go to"),
        _COLUMNS,
        search.find,
        hint=literal("a name, parts of it, an ARM id, a portal URL, a command"),
        nothing=literal("Nothing that is known has this name. A pasted id is opened all the same."),
        text=visible(text),
    )


class _Search:
    def __init__(self, inventory: Inventory, keys: tuple[Key, ...], *, ascii_only: bool) -> None:
        self._inventory = inventory
        self._keys = keys
        self._ascii_only = ascii_only

    def find(self, text: str) -> list[Row]:
        try:
            named = parse_id(text)
        except NotAnId:
            found = best(text, (*_commands(self._keys), *self._names()), MOST)
            return [self._row(each) if isinstance(each, str) else _command_row(each) for each in found]
        return [self._row(key_of(str(named)), named=str(named))]

    def _names(self, under: str = ROOT) -> Iterator[tuple[str, str | Key]]:
        """In the order of the tree, so that of two that fit as well the newer version comes first."""
        for key in self._inventory.children(under):
            entry = self._inventory.entry(key)
            if entry:
                yield path_of(entry.value.id) or entry.value.name, key
            yield from self._names(key)

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


def path_of(resource_id: str) -> str:
    """The names from the gallery down, as people write them: img_prod / ubuntu / 2.4.1."""
    parts: Sequence[str] = resource_id.split("/")
    return " / ".join(parts[8::2])


def _commands(keys: tuple[Key, ...]) -> Iterator[tuple[str, str | Key]]:
    for key in keys:
        if key.where == "explorer" and key.action:
            yield f"command: {key.help}", key


def _command_row(key: Key) -> Row:
    return Row(
        COMMAND + key.id, (Cell(visible(f"command: {key.help}"), "accent"), Cell(EMPTY), Cell(visible(key.shown)))
    )
