"""The tree pane: every subscription, gallery, definition and its newest versions, and the filter over them."""

from collections.abc import Callable, Collection, Iterable
from datetime import datetime

from textual.widgets import Static

from tui.model.filters import Fields, FilterError, parse_filter
from tui.model.gallery import Version
from tui.model.ids import kind_of, parent_key
from tui.model.replication import regions_of
from tui.screens.tree_branches import TreeBranches, matching
from tui.services.inventory import ROOT, Inventory, Value
from tui.services.survey import Report
from tui.wording.rows import KEYS, fields_of, row_of
from widgets.filter_line import FilterLine
from widgets.lazy_tree import LazyTree
from widgets.pane import Pane
from widgets.untrusted import content, literal, visible

_FILTER_KEYS = {*KEYS["definitions"], *KEYS["versions"], "state", "region", "tenant_id"}


class TreePane(Pane):
    """Keeps the tree in line with the inventory, as far as its branches are open."""

    def __init__(self, inventory: Inventory, *, ascii_only: bool) -> None:
        self._inventory = inventory
        self._branches = TreeBranches(inventory, ascii_only=ascii_only)
        self._filled: set[str] = set()
        self._holds: Callable[[Fields], bool] | None = None
        self._problems_only = False
        self.view = LazyTree(id="tree")
        self.filter_line = FilterLine(id="filter", hint=literal("word  'exact  !not  state:failed  region:westeurope"))
        self.filter_line.display = False
        self._complaint = Static(id="complaint")
        self._complaint.display = False
        super().__init__(self.view, self._complaint, self.filter_line, id="galleries", title=literal("Galleries"))

    @property
    def problems_only(self) -> bool:
        """Whether only what failed, is missing or moves is shown."""
        return self._problems_only

    def restore(self, expanded: Iterable[str], now: datetime) -> None:
        """Open what was open, and plant all of it at once, for the first frame."""
        keys = [key for key in expanded if key in self._inventory]
        self.view.open_keys = keys
        for key in (*keys, ROOT):
            self.fill(key, now, None)

    def fill(self, key: str, now: datetime, report: Report | None) -> None:
        """Plant the branches under a key."""
        self._filled.add(key)
        self.view.empty = self._branches.why_none(report)
        self.view.fill(key, self._branches.under(key, now, report))

    def changed(self, keys: Collection[str], now: datetime, report: Report | None) -> None:
        """Bring the branches of changed keys in line; ROOT among them means all."""
        if self._holds or self._problems_only:
            self._match()
            keys = {ROOT}
        if ROOT in keys:
            stale = set(self._filled)
        else:
            stale = {key for key in keys if key in self._filled}
            stale |= {parent for key in keys if (parent := parent_key(key) or ROOT) in self._filled}
        for key in stale:
            if key == ROOT or key in self._inventory:
                self.fill(key, now, report)
            else:
                self._filled.discard(key)

    def reveal(self, key: str) -> None:
        """Put the cursor on a key, opening what it lies in; one of the older versions is shown besides the newest."""
        path = [key]
        while (parent := parent_key(path[0])) is not None:
            path.insert(0, parent)
        if kind_of(key) == "version":
            self._branches.kept.add(key)
        self.view.reveal(path)

    def filter(self, text: str) -> bool:
        """Show only what the filter lets through; one that cannot be read changes nothing, and why is said above it."""
        try:
            self._holds = parse_filter(text, _FILTER_KEYS) if text.strip() else None
        except FilterError as error:
            self._complaint.update(content(str(error)))
            self._complaint.display = True
            return False
        self._complaint.display = False
        self._match()
        return True

    def toggle_problems(self) -> None:
        """Show only what failed, is missing or moves, or all again."""
        self._problems_only = not self._problems_only
        self._match()

    def first_match(self) -> str | None:
        """The first version, else definition, gallery or subscription that the filter lets through by itself."""
        shown = self._branches.shown
        if shown is None:
            return None
        return next((key for key in self._walk(ROOT, shown) if self._lets_through(key)), None)

    def _walk(self, key: str, shown: Collection[str]) -> Iterable[str]:
        for child in self._inventory.children(key):
            if child in shown:
                yield child
                yield from self._walk(child, shown)

    def _match(self) -> None:
        wanted = self._holds is not None or self._problems_only
        self._branches.shown = matching(self._inventory, self._lets_through) if wanted else None
        self.title = visible("Galleries · problems only" if self._problems_only else "Galleries")

    def _lets_through(self, key: str) -> bool:
        entry = self._inventory.entry(key)
        if entry is None:
            return False
        if self._problems_only and not (
            kind_of(key) == "version" and (entry.tally.failed or entry.tally.missing or entry.tally.moving)
        ):
            return False
        return self._holds is None or self._holds(self._fields(entry.value))

    def _fields(self, value: Value) -> Fields:
        """What the filter looks at; a version's regions have states too."""
        fields = fields_of(row_of(value, self._inventory.subscription_name(value.key)))
        if not isinstance(value, Version):
            return fields
        return {**fields, "state": [*fields["state"], *(each.state for each in regions_of(value))]}
