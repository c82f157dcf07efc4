"""The lower pane: the regions of a version as they replicate, or what lies under anything else."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from textual import on, work

from tui.model.errors import GalleryError
from tui.model.filters import FilterError
from tui.model.gallery import Subscription, Version
from tui.model.ids import parse_id
from tui.model.regions import canonical
from tui.screens.lower_about import LowerAbout
from tui.screens.lower_tables import COLUMNS, LowerRows
from tui.screens.matrix import Matrix
from tui.screens.orders import ORDERS, Order
from tui.screens.row_filter import FILTER_HINT, RowFilter
from tui.screens.sight import Sight, Subject
from tui.wording.empty import how_to_make
from tui.wording.replication import headline
from tui.wording.sizes import counted
from widgets.columns import Column
from widgets.excerpt import Excerpt
from widgets.filter_line import FilterLine
from widgets.filtered_pane import FilteredPane
from widgets.live_table import LiveTable
from widgets.rows import Row
from widgets.tones import Part
from widgets.untrusted import Shown, clip, literal, visible

if TYPE_CHECKING:
    from widgets.text_page import TextPage

LONGEST_LINE = 200

_NOUNS: dict[Subject, str] = {
    "tenant": "subscription",
    "subscription": "gallery",
    "gallery": "definition",
    "definition": "version",
}
_PLURALS = {"gallery": "galleries"}


class LowerPane(FilteredPane):
    """Shows one key at a time; the cursor stays on its row while the rows change."""

    def __init__(self, sight: Sight) -> None:
        self._sight = sight
        self._inventory = sight.inventory
        self._rows = LowerRows(sight)
        self._matrix = Matrix(sight)
        self._about = LowerAbout(sight, self._matrix)
        self._key = ""
        self._kind: Subject | None = None
        self._error: GalleryError | None = None
        self._said = Shown("")
        self._complaint = ""
        self._count = self._through = 0
        self.as_matrix = False
        self._order: dict[Subject, int] = {}
        self._filter = RowFilter(sight.inventory)
        self.table = LiveTable(COLUMNS["version"], id="lower-table")
        self._text = Excerpt(id="about")
        super().__init__(self.table, self._text, hint=FILTER_HINT, id="lower")

    def show(self, key: str) -> None:
        """Show what lies under a key, or why that could not be read."""
        kind = self._kind = self._sight.kind(key)
        self._key = key
        self._error = self._sight.error(key)
        columns, rows = self._shown()
        self._count = len(rows)
        rows = self._filter.through(rows, columns)
        self._through = len(rows)
        if kind and self.table.columns != columns:
            self.table.columns = columns
        self.table.empty = self._empty(key)
        self.table.show(rows)
        self.title = visible(" · ".join(part for part in (self._heading(key), *self._narrowed()) if part))
        self.tell()

    def _shown(self) -> tuple[Sequence[Column], list[Row]]:
        if self._kind is None:
            return (), []
        if self.as_matrix and self._kind == "definition":
            return self._matrix.columns(self._key), self._matrix.rows(self._key)
        return COLUMNS[self._kind], self._rows.under(self._key, self.order)

    @property
    def order(self) -> Order:
        """The order in which the rows stand."""
        orders = ORDERS[self._kind or "version"]
        return orders[self._order.get(self._kind or "version", 0)]

    def next_order(self) -> None:
        """Have the rows stand in another order; each kind of table keeps its own."""
        if self._kind:
            self._order[self._kind] = (self._order.get(self._kind, 0) + 1) % len(ORDERS[self._kind])
            self.show(self._key)

    @on(FilterLine.FilterChanged)
    def _filtered(self, event: FilterLine.FilterChanged) -> None:
        """Show only what the filter lets through; one that cannot be read changes nothing, and the title says why."""
        event.stop()
        self._complaint = ""
        try:
            self._filter.take(event.text)
        except FilterError as error:
            self._complaint = str(error)
        self._narrow()

    @work(group="narrow rows", exclusive=True)
    async def _narrow(self) -> None:
        await self._filter.judge(self._inventory.children(self._key) if self._kind != "version" else ())
        self.show(self._key)

    def tell(self) -> None:
        """Say what is to be said of the row under the cursor."""
        lines = self._about.lines(self._key, self.table.cursor_key, self._error)
        text = visible("\n".join(clip(visible(line), LONGEST_LINE) for line in lines), multiline=True)
        if text != self._said:
            self._said = text
            self._text.show(text)
            self._text.display = bool(text)

    def page(self, region: str) -> "TextPage":
        """All that is to be said of a region."""
        from widgets.text_page import TextPage

        lines = self._about.of_region(self._key, region)
        text = [(Part(visible(line)),) for line in "\n\n".join(lines).splitlines()]
        return TextPage(visible(self._inventory.regions.display(region)), text)

    def _narrowed(self) -> tuple[str, ...]:
        """What is said of the order and of the filter, where they are not as they come."""
        order = "" if self.order is ORDERS[self._kind or "version"][0] else self.order.name
        through = f"{self._through} of {self._count} shown" if self._filter.wanted else ""
        return (order, through, self._complaint)

    def _heading(self, key: str) -> str:
        entry = self._inventory.entry(key)
        if self._kind is None or (entry is None and self._kind != "tenant"):
            return ""
        if entry and isinstance(entry.value, Version):
            return f"Replication · {headline(entry.value, self._sight.tracks(key), self._sight.now)}"
        if self.as_matrix and self._kind == "definition":
            return f"{counted(len(self._sight.latest(key)), 'region')} by version"
        noun = _NOUNS[self._kind]
        tenant = self._sight.tenant(key)
        number = len(self._sight.subscriptions(tenant)) if tenant else self._inventory.size(key)
        return counted(number, noun, _PLURALS.get(noun)).capitalize()

    def _empty(self, key: str) -> Shown:
        if self._error:
            return literal("Could not be read.")
        if self._kind is None:
            return visible(self._sight.nothing)
        if self._filter.wanted and self._count:
            return literal("nothing matches")
        unread = self._kind not in ("version", "tenant") and self._inventory.listed(key) is None
        return literal("reading…") if unread else self._nothing_below(key)

    def _nothing_below(self, key: str) -> Shown:
        """What would stand there, and how it is made."""
        if self._kind == "version":
            return literal("The replication status was not read yet: reading…")
        entry = self._inventory.entry(key)
        if self._kind is None or self._kind == "tenant" or entry is None:
            return literal("No subscriptions that the account sees.")
        location = "" if isinstance(entry.value, Subscription) else entry.value.location or ""
        named = parse_id(key if isinstance(entry.value, Subscription) else entry.value.id)
        return visible(how_to_make(self._kind, named, canonical(location)), multiline=True)
