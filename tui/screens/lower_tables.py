"""What the lower pane holds: regions of a version, versions of a definition, definitions, galleries."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import overload

from tui.model.gallery import Definition, Gallery, Version
from tui.model.ids import kind_of
from tui.model.latest import Latest
from tui.screens.orders import Order, ordered, regions_ordered
from tui.screens.sight import Sight, Subject
from tui.wording.replication import region_rows
from tui.wording.signs import Part, Style
from tui.wording.tables import definition_cells, gallery_cells, subscription_cells, version_cells
from widgets.columns import Column
from widgets.progress import bar
from widgets.rows import Cell, Row
from widgets.untrusted import EMPTY, literal, visible

BAR_CELLS = 10

REGIONS = (
    Column("state", literal("  State"), 13, priority=9),
    Column("bar", literal("Progress"), BAR_CELLS, priority=4),
    Column("progress", EMPTY, 5, "right", priority=7),
    Column("left", literal("Left"), 8, "right", priority=6),
    Column("region", literal("Region"), 15, priority=8, flexible=True),
    Column("replicas", literal("Repl."), 5, "right", priority=3),
    Column("storage", literal("Storage"), 12, priority=2),
)
VERSIONS = (
    Column("state", literal("  State"), 13, priority=9),
    Column("regions", literal("Regions"), 8, "right", priority=6),
    Column("version", literal("Version"), 14, priority=8, flexible=True),
    Column("latest", literal("Latest"), 10, priority=4),
    Column("published", literal("Published"), 13, priority=5),
    Column("size", literal("Size"), 7, "right", priority=4),
    Column("mode", literal("Mode"), 7, priority=1),
    Column("end", literal("End of life"), 11, priority=3),
    Column("excluded", literal("Excluded"), 10, priority=2),
)
DEFINITIONS = (
    Column("state", literal("State"), 12, priority=9),
    Column("name", literal("Definition"), 20, priority=8, flexible=True),
    Column("versions", literal("Versions"), 8, "right", priority=6),
    Column("newest", literal("Newest"), 11, priority=7),
    Column("os", literal("OS"), 19, priority=5),
    Column("generation", literal("Gen"), 6, priority=2),
    Column("architecture", literal("Arch"), 6, priority=3),
    Column("security", literal("Security"), 22, priority=1),
)
GALLERIES = (
    Column("state", literal("State"), 13, priority=9),
    Column("name", literal("Gallery"), 22, priority=8, flexible=True),
    Column("definitions", literal("Definitions"), 11, "right", priority=6),
    Column("versions", literal("Versions"), 8, "right", priority=5),
    Column("region", literal("Region"), 18, priority=4),
    Column("sharing", literal("Sharing"), 10, priority=3),
)


SUBSCRIPTIONS = (
    Column("state", literal("State"), 13, priority=9),
    Column("name", literal("Subscription"), 24, priority=8, flexible=True),
    Column("galleries", literal("Galleries"), 9, "right", priority=6),
    Column("versions", literal("Versions"), 8, "right", priority=5),
    Column("enabled", literal("Account"), 9, priority=3),
    Column("id", literal("Id"), 36, priority=1),
)


COLUMNS: dict[Subject, tuple[Column, ...]] = {
    "tenant": SUBSCRIPTIONS,
    "subscription": GALLERIES,
    "gallery": DEFINITIONS,
    "definition": VERSIONS,
    "version": REGIONS,
}


class LowerRows:
    """Makes the rows for the thing under the cursor."""

    def __init__(self, sight: Sight) -> None:
        self._sight = sight
        self._inventory = sight.inventory
        self._ascii_only = sight.ascii_only
        self._latest: Mapping[str, Latest] = {}

    def under(self, key: str, order: Order) -> list[Row]:
        """The rows of the lower pane for a key, in an order."""
        tenant, entry = self._sight.tenant(key), self._inventory.entry(key)
        if entry and isinstance(entry.value, Version):
            return self._regions(entry.value, order)
        self._latest = self._sight.latest(key) if kind_of(key) == "definition" else {}
        children = self._sight.subscriptions(tenant) if tenant else self._inventory.children(key) if entry else []
        keys = ordered(self._inventory, children, order)
        news = self._inventory.news
        parts_of = self._child  # bound once: 10,000 of them are as many objects to collect
        return [Row(child, _Cells(parts_of, child), child in news) for child in keys]

    def _child(self, key: str) -> Iterable[Part]:
        entry = self._inventory.entry(key)
        value = entry.value if entry else None
        if entry is None or value is None:
            return ()
        if isinstance(value, Version):
            return version_cells(value, self._latest, self._sight.now, ascii_only=self._ascii_only)
        if isinstance(value, Definition):
            return definition_cells(value, self._versions(key), entry.tally, ascii_only=self._ascii_only)
        if isinstance(value, Gallery):
            children = self._inventory.children(key)
            versions = sum(map(self._inventory.size, children))
            names = self._inventory.regions
            return gallery_cells(value, len(children), versions, entry.tally, names, ascii_only=self._ascii_only)
        galleries = self._inventory.children(key)
        versions = sum(self._inventory.size(each) for one in galleries for each in self._inventory.children(one))
        return subscription_cells(value, len(galleries), versions, entry.tally, ascii_only=self._ascii_only)

    def _versions(self, key: str) -> list[Version]:
        found = map(self._inventory.version, self._inventory.children(key))
        return [version for version in found if version is not None]

    def _regions(self, version: Version, order: Order) -> list[Row]:
        rows = region_rows(version, self._sight.tracks(version.key), self._sight.now, self._inventory.regions)
        return [
            Row(
                row.region,
                (
                    _cell(f"{row.sign.text(ascii_only=self._ascii_only)} {row.state}", row.sign.style),
                    _cell(self._bar(row.progress), row.sign.style),
                    _cell("" if row.progress is None else f"{row.progress} %", row.sign.style),
                    _cell(row.left),
                    _cell(row.name),
                    _cell(row.replicas),
                    _cell(row.storage, "dim"),
                ),
            )
            for row in regions_ordered(rows, order)
        ]

    def _bar(self, progress: int | None) -> str:
        return "" if progress is None else bar(progress, BAR_CELLS, ascii_only=self._ascii_only)


class _Cells(Sequence[Cell]):
    """The cells of a row, worded once they are looked at: of 10,000 rows some 40 are on the screen."""

    __slots__ = ("_cells", "_key", "_parts_of")

    def __init__(self, parts_of: Callable[[str], Iterable[Part]], key: str) -> None:
        self._parts_of = parts_of
        self._key = key
        self._cells: tuple[Cell, ...] | None = None

    @property
    def worded(self) -> tuple[Cell, ...]:
        """All of them."""
        if self._cells is None:
            self._cells = tuple(_cell(*part) for part in self._parts_of(self._key))
        return self._cells

    def __len__(self) -> int:
        return len(self.worded)

    @overload
    def __getitem__(self, at: int) -> Cell: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[Cell]: ...
    def __getitem__(self, at: int | slice) -> Cell | Sequence[Cell]:
        return self.worded[at]


def _cell(text: str, style: Style = "plain") -> Cell:
    return Cell(visible(text) if text else EMPTY, style)
