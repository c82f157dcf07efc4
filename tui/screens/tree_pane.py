"""The tree pane: every subscription, gallery, definition and its newest versions, and the filter over them."""

from collections.abc import Collection, Iterable
from itertools import islice

from textual import on, work
from textual.widgets import Static

from tui.model.filters import FilterError, parse_filter
from tui.model.ids import kind_of, parent_key
from tui.screens.narrowing import Narrowing, above
from tui.screens.row_filter import FILTER_HINT
from tui.screens.sight import Sight
from tui.screens.tree_branches import TreeBranches
from tui.services.inventory import ROOT
from tui.wording.rows import KEYS
from widgets.filter_line import FilterLine
from widgets.filtered_pane import FilteredPane
from widgets.lazy_tree import LazyTree
from widgets.untrusted import content, literal

MOST_OPENED = 40
"""Branches that a filter opens to show what it lets through; more would fill the screen with what nobody reads."""

_FILTER_KEYS = {*KEYS["definitions"], *KEYS["versions"], "state", "region", "tenant_id"}


class TreePane(FilteredPane):
    """Keeps the tree in line with the inventory, as far as its branches are open."""

    def __init__(self, sight: Sight) -> None:
        self._inventory = sight.inventory
        self._branches = TreeBranches(sight)
        self._narrowing = Narrowing(sight.inventory)
        self._filled: set[str] = set()
        self._open_before: tuple[str, ...] | None = None
        self.view = LazyTree(id="tree")
        self._complaint = Static(id="complaint")
        self._complaint.display = False
        super().__init__(self.view, self._complaint, hint=FILTER_HINT, id="galleries", title=literal("Galleries"))

    @property
    def problems_only(self) -> bool:
        """Whether only what failed, is missing or moves is shown."""
        return self._narrowing.problems_only

    @property
    def open_keys(self) -> tuple[str, ...]:
        """The branches that are open, or that would be without the filter."""
        return self.view.open_keys if self._open_before is None else self._open_before

    def restore(self, expanded: Iterable[str], filter_text: str = "", *, problems_only: bool = False) -> None:
        """Open what was open, and plant all of it at once, for the first frame; then narrow it as it was."""
        keys = [key for key in expanded if key in self._inventory]
        self.view.open_keys = keys
        for key in (*keys, ROOT):
            self.fill(key)
        if filter_text:
            self.filter_line.display = True
            self.filter_line.value = filter_text
        if problems_only:
            self.toggle_problems()

    def fill(self, key: str) -> None:
        """Plant the branches under a key."""
        self._filled.add(key)
        self.view.empty = self._branches.why_none()
        self.view.fill(key, self._branches.under(key))

    def changed(self, keys: Collection[str]) -> None:
        """Bring the branches of changed keys in line; ROOT among them means all."""
        if self._narrowing.judge(keys):
            self._branches.shown = self._narrowing.shown
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
        if self._branches.folds(path[0]) and not self._branches.unfolded:
            self.toggle_without()
        if kind_of(key) == "version":
            self._branches.kept.add(key)
            if path[-2] in self._filled:
                self.fill(path[-2])
        self.view.reveal(path)

    def toggle_without(self) -> None:
        """Show the subscriptions without galleries one by one, or in one line again."""
        self._branches.unfolded = not self._branches.unfolded
        self.fill(ROOT)

    def toggle_problems(self) -> None:
        """Show only what failed, is missing or moves, or all again."""
        self._narrowing.problems_only = not self._narrowing.problems_only
        self._narrow(go=False)

    def make_room_for(self, key: str) -> bool:
        """Lift the filter where it hides a key; says whether it did."""
        shown = self._branches.shown
        if shown is None or key in shown:
            return False
        self._narrowing.problems_only, self._narrowing.holds = False, None
        with self.prevent(FilterLine.FilterChanged):
            self.filter_line.value = ""
        self._narrow(go=False)
        return True

    @on(FilterLine.FilterChanged)
    def _filter(self, event: FilterLine.FilterChanged) -> None:
        """Show only what the filter lets through; one that cannot be read changes nothing, and why is said above it."""
        event.stop()
        try:
            self._narrowing.holds = parse_filter(event.text, _FILTER_KEYS) if event.text.strip() else None
        except FilterError as error:
            self._complaint.update(content(str(error)))
            self._complaint.display = True
            return
        self._complaint.display = False
        self._narrow(go=bool(event.text))

    @work(group="narrow", exclusive=True)
    async def _narrow(self, *, go: bool) -> None:
        """Show what the filter lets through, with its branches open; once it is gone, what was open before.

        With `go` the cursor goes to the first match, without it only where the branch under it is hidden.
        """
        await self._narrowing.judge_all()
        self._branches.shown = self._narrowing.shown
        self.title = literal("Galleries · problems only") if self.problems_only else literal("Galleries")
        matches = list(islice(self._narrowing.outermost(), MOST_OPENED)) if self._narrowing.wanted else []
        if self._narrowing.wanted and self._open_before is None:
            self._open_before = self.view.open_keys
        standing = [self.view.cursor_key] if self.view.cursor_key else []
        opened = {parent for key in (*standing, *matches) for parent in above(key)}
        self.view.open_only({*(self._open_before or ()), *opened})
        if not self._narrowing.wanted:
            self._open_before = None
        self.changed({ROOT})
        hidden = self._branches.shown is not None and self.view.cursor_key not in self._branches.shown
        if matches and (go or hidden):
            self.reveal(matches[0])
