"""The tree pane: every subscription, gallery, definition and its newest versions, and the filter over them."""

from collections.abc import Callable, Collection, Iterable, Iterator

from textual import on
from textual.widgets import Static

from tui.model.filters import Fields, FilterError, parse_filter
from tui.model.gallery import Version
from tui.model.ids import kind_of, parent_key
from tui.model.replication import regions_of
from tui.screens.sight import Sight
from tui.screens.tree_branches import TreeBranches, matching
from tui.services.inventory import ROOT, Value
from tui.wording.rows import KEYS, fields_of, row_of
from widgets.filter_line import FilterLine
from widgets.lazy_tree import LazyTree
from widgets.pane import Pane
from widgets.untrusted import content, literal, visible

MOST_OPENED = 40
"""Branches that a filter opens to show what it lets through; more would fill the screen with what nobody reads."""

_FILTER_KEYS = {*KEYS["definitions"], *KEYS["versions"], "state", "region", "tenant_id"}


class TreePane(Pane):
    """Keeps the tree in line with the inventory, as far as its branches are open."""

    def __init__(self, sight: Sight) -> None:
        self._inventory = sight.inventory
        self._branches = TreeBranches(sight)
        self._filled: set[str] = set()
        self._holds: Callable[[Fields], bool] | None = None
        self._problems_only = False
        self._open_before: tuple[str, ...] | None = None
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

    def restore(self, expanded: Iterable[str]) -> None:
        """Open what was open, and plant all of it at once, for the first frame."""
        keys = [key for key in expanded if key in self._inventory]
        self.view.open_keys = keys
        for key in (*keys, ROOT):
            self.fill(key)

    def fill(self, key: str) -> None:
        """Plant the branches under a key."""
        self._filled.add(key)
        self.view.empty = self._branches.why_none()
        self.view.fill(key, self._branches.under(key))

    def changed(self, keys: Collection[str]) -> None:
        """Bring the branches of changed keys in line; ROOT among them means all."""
        if self._narrowed:
            self._match()
            keys = {ROOT}
        if ROOT in keys:
            stale = set(self._filled)
        else:
            stale = {key for key in keys if key in self._filled}
            stale |= {parent for key in keys if (parent := parent_key(key) or ROOT) in self._filled}
        for key in stale:
            if key == ROOT or key in self._inventory:
                self.fill(key)
            else:
                self._filled.discard(key)

    def reveal(self, key: str) -> None:
        """Put the cursor on a key, opening what it lies in; one of the older versions is shown besides the newest."""
        path = [key]
        while (parent := parent_key(path[0])) is not None:
            path.insert(0, parent)
        if kind_of(key) == "version":
            self._branches.kept.add(key)
            if path[-2] in self._filled:
                self.fill(path[-2])
        self.view.reveal(path)

    def open_filter(self) -> None:
        """Show the filter line, and take keys for it."""
        self.filter_line.display = True
        self.filter_line.focus()

    def close_filter(self) -> bool:
        """Clear the filter, or hide its line where it is clear; says whether there was anything to close."""
        if self.filter_line.value:
            self.filter_line.value = ""
        elif self.filter_line.display:
            self.filter_line.display = False
            self.view.focus()
        else:
            return False
        return True

    def toggle_problems(self) -> None:
        """Show only what failed, is missing or moves, or all again."""
        self._problems_only = not self._problems_only
        self._narrow(go=self.view.cursor_key not in matching(self._inventory, self._lets_through))

    @on(FilterLine.FilterChanged)
    def _filter(self, event: FilterLine.FilterChanged) -> None:
        """Show only what the filter lets through; one that cannot be read changes nothing, and why is said above it."""
        event.stop()
        try:
            self._holds = parse_filter(event.text, _FILTER_KEYS) if event.text.strip() else None
        except FilterError as error:
            self._complaint.update(content(str(error)))
            self._complaint.display = True
            return
        self._complaint.display = False
        self._narrow(go=True)

    @on(FilterLine.Kept)
    def _keep(self, event: FilterLine.Kept) -> None:
        event.stop()
        self.view.focus()

    @on(FilterLine.Left)
    def _leave(self, event: FilterLine.Left) -> None:
        event.stop()
        self.close_filter()

    @on(FilterLine.Moved)
    def _move(self, event: FilterLine.Moved) -> None:
        event.stop()
        (self.view.action_cursor_down if event.by > 0 else self.view.action_cursor_up)()

    @property
    def _narrowed(self) -> bool:
        return self._holds is not None or self._problems_only

    def _narrow(self, *, go: bool) -> None:
        """Show what the filter lets through, with its branches open; once it is gone, what was open before."""
        self._match()
        matches = list(self._matches()) if self._narrowed else []
        if self._narrowed and self._open_before is None:
            self._open_before = self.view.open_keys
        standing = [self.view.cursor_key] if self.view.cursor_key else []
        self.view.open_only({*(self._open_before or ()), *self._above([*standing, *matches[:MOST_OPENED]])})
        if not self._narrowed:
            self._open_before = None
        self.changed({ROOT})
        if matches and go:
            self.reveal(matches[0])

    def _match(self) -> None:
        self._branches.shown = matching(self._inventory, self._lets_through) if self._narrowed else None
        self.title = visible("Galleries · problems only" if self._problems_only else "Galleries")

    def _matches(self, under: str = ROOT) -> Iterator[str]:
        """The outermost branches that the filter lets through, in the order of the tree."""
        for child in self._inventory.children(under):
            if self._lets_through(child):
                yield child
            elif child in (self._branches.shown or ()):
                yield from self._matches(child)

    def _above(self, keys: Iterable[str]) -> Iterator[str]:
        for key in keys:
            parent = parent_key(key)
            while parent is not None:
                yield parent
                parent = parent_key(parent)

    def _lets_through(self, key: str) -> bool:
        entry = self._inventory.entry(key)
        if entry is None:
            return False
        if self._problems_only and not (kind_of(key) == "version" and any(entry.tally[:3])):
            return False
        return self._holds is None or self._holds(self._fields(entry.value))

    def _fields(self, value: Value) -> Fields:
        """What the filter looks at; a version's regions have states too."""
        fields = fields_of(row_of(value, self._inventory.subscription_name(value.key)))
        if not isinstance(value, Version):
            return fields
        return {**fields, "state": [*fields["state"], *(each.state for each in regions_of(value))]}
