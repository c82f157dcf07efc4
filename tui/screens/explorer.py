"""The explorer: the tree, the details of what is under its cursor, and its regions as they replicate."""

from collections.abc import Collection
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical
from textual.screen import Screen
from textual.widgets import Static

from tui.keymap import bindings, hints
from tui.model.gallery import Version
from tui.model.ids import kind_of
from tui.screens.detail_pane import DetailPane
from tui.screens.header import Where, header_items
from tui.screens.help_page import help_page, messages_page
from tui.screens.lower_pane import LowerPane
from tui.screens.tree_branches import MORE
from tui.screens.tree_pane import TreePane
from tui.services.captures import Place
from tui.services.inventory import ROOT
from tui.services.standing import Phase
from tui.services.upkeep import Upkeep
from tui.wording.standing import trouble
from widgets.filter_line import FilterLine
from widgets.lazy_tree import LazyTree
from widgets.live_table import LiveTable
from widgets.status_bar import Hint, HintBar, PlaceBar
from widgets.untrusted import content, visible

TALL = 30

# Seconds.
AGES_EVERY = 30.0
OPENED_AFTER = 0.3
FIRST_CHOICE_WITHIN = 10.0


class ExplorerScreen(Screen[None]):
    """Shows the inventory that upkeep keeps true; `start` is where to open, from the command line or the last time."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings("explorer")]
    HORIZONTAL_BREAKPOINTS = [  # noqa: RUF012 - Textual's own is no class variable
        (0, "-one-pane"),
        (80, "-two-panes"),
        (120, "-wide"),
    ]
    VERTICAL_BREAKPOINTS = [(0, "-short"), (TALL, "-tall")]  # noqa: RUF012 - as above

    def __init__(self, upkeep: Upkeep, where: Where, start: Place, *, ascii_only: bool) -> None:
        super().__init__()
        self._upkeep = upkeep
        self._where = where
        self._start = start
        self._ascii_only = ascii_only
        self._key = ""
        self._chosen = start.cursor is not None
        inventory = upkeep.inventory
        self.tree_pane = TreePane(inventory, ascii_only=ascii_only)
        self.details = DetailPane(inventory, ascii_only=ascii_only)
        self.lower = LowerPane(inventory, upkeep.monitor, ascii_only=ascii_only)
        self._banner = Static(id="banner")
        self._banner.display = False

    def compose(self) -> ComposeResult:
        """Lay out the header, the three panes and the footer."""
        yield PlaceBar()
        yield self._banner
        with Horizontal(id="panes"):
            yield self.tree_pane
            with Vertical(id="right"):
                yield self.details
                yield self.lower
        yield HintBar()

    def on_mount(self) -> None:
        """Paint what the capture held, in the first frame."""
        self.tree_pane.restore(self._start.expanded, self._upkeep.now())
        if self._start.cursor:
            self.tree_pane.reveal(self._start.cursor)
            self._key = self._start.cursor
            self._show_key()
        self.tree_pane.view.focus()
        self.query_one(HintBar).show_keys(
            [Hint(visible(key.shown), visible(key.hint), 1 if key.id == "help" else 0) for key in hints("explorer")]
        )
        self._show_header()
        self.set_interval(AGES_EVERY, self._show_all)
        self.set_timer(FIRST_CHOICE_WITHIN, self._choose_first)

    def on_resize(self) -> None:
        """Fold the details into one line where the screen is short."""
        self.details.summarize(summary=self.size.height < TALL)

    @property
    def settled(self) -> bool:
        """Whether it stands where it opens, and all that it shows was read once."""
        inventory = self._upkeep.inventory
        return self._chosen and len(inventory) > 0 and inventory.tally(ROOT).unread == 0

    @property
    def place(self) -> Place:
        """Where the explorer stands, for the capture."""
        return Place(self._key if self._key in self._upkeep.inventory else None, self.tree_pane.view.open_keys)

    def changed(self, keys: Collection[str]) -> None:
        """Show what has changed in the inventory; ROOT stands for how things stand with Azure."""
        self._show_header()
        self.tree_pane.changed(keys, self._upkeep.now(), self._upkeep.standing.report)
        if self._key and (ROOT in keys or any(key.startswith(self._key) or self._key.startswith(key) for key in keys)):
            self._show_key()
        if not self._chosen and self._upkeep.inventory.tally(ROOT).unread == 0 and self._upkeep.standing.report:
            self._choose_first()

    def _show_header(self) -> None:
        upkeep, now = self._upkeep, self._upkeep.now()
        items = header_items(
            self._where, upkeep.inventory, upkeep.standing, tuple(upkeep.waiting()), now, ascii_only=self._ascii_only
        )
        self.query_one(PlaceBar).show(items)
        standing = upkeep.standing
        wrong = standing.phase in (Phase.SIGNED_OUT, Phase.FAILED) and standing.error is not None
        if wrong and standing.error:
            text = "\n".join(trouble(standing.error, standing.again_in))
            self._banner.update(content(text))
        if self._banner.display != wrong:
            self._banner.display = wrong

    def _show_all(self) -> None:
        """Let ages and times left move on."""
        self._show_header()
        if self._key:
            self._show_key()

    def _show_key(self) -> None:
        now = self._upkeep.now()
        report = self._upkeep.standing.report
        self.details.show(self._key, now, report)
        self.lower.show(self._key, now, report)

    def _choose_first(self) -> None:
        """Without history, open on the version in the worst state."""
        if self._chosen or not len(self._upkeep.inventory):
            return
        self._chosen = True
        versions = [each for each in self._upkeep.inventory.entries() if isinstance(each.value, Version)]
        worst = max(versions, key=lambda each: (sum(each.tally[:3]), each.tally.failed), default=None)
        if worst and not worst.tally.settled:
            self.tree_pane.reveal(worst.value.key)

    @on(LazyTree.BranchHighlighted)
    def _go(self, event: LazyTree.BranchHighlighted) -> None:
        if event.key is None:
            return
        key = event.key.removesuffix(MORE)
        if key != self._key:
            self._chosen = self._chosen or bool(self._key)  # somebody has moved on from the first branch
            self._key = key
            self._show_key()
        opened = key if kind_of(key) == "version" else None
        shown = self._upkeep.inventory.children(key) if kind_of(key) == "definition" else ()
        self._upkeep.monitor.interest(shown[:50], opened)
        self.set_timer(OPENED_AFTER, lambda: self._opened(key))

    def _opened(self, key: str) -> None:
        """What the cursor rests on is read from Resource Manager, unless that was done."""
        entry = self._upkeep.inventory.entry(key)
        if key == self._key and entry and entry.stamp.source.is_overview and kind_of(key) != "version":
            self.run_worker(self._upkeep.refresh(key), group=f"open {key}", exclusive=True)

    @on(LazyTree.ChildrenWanted)
    def _fill(self, event: LazyTree.ChildrenWanted) -> None:
        self.tree_pane.fill(event.key, self._upkeep.now(), self._upkeep.standing.report)
        if not self._upkeep.inventory.children(event.key):
            self.run_worker(self._upkeep.refresh(event.key), group=f"open {event.key}", exclusive=True)

    @on(LazyTree.BranchActivated)
    def _enter(self, event: LazyTree.BranchActivated) -> None:
        if event.key.endswith(MORE):
            self.tree_pane.view.move_to(event.key.removesuffix(MORE))
        if event.key.endswith(MORE) or kind_of(event.key) == "version":
            self._to_front(self.lower)

    @on(LiveTable.RowHighlighted)
    def _tell(self) -> None:
        self.lower.tell(self._upkeep.now())

    @on(LiveTable.RowActivated)
    def _descend(self, event: LiveTable.RowActivated) -> None:
        if kind_of(event.key) is None:
            self.app.push_screen(self.lower.page(event.key, self._upkeep.now()))
            return
        parent = self._key
        self.tree_pane.reveal(event.key)
        self.tree_pane.fill(parent, self._upkeep.now(), self._upkeep.standing.report)
        self._to_front(self.tree_pane)

    @on(FilterLine.FilterChanged)
    def _filter(self, event: FilterLine.FilterChanged) -> None:
        if not self.tree_pane.filter(event.text):
            return
        self.tree_pane.changed({ROOT}, self._upkeep.now(), self._upkeep.standing.report)
        first = self.tree_pane.first_match()
        if event.text and first:
            self.tree_pane.reveal(first)

    @on(FilterLine.Kept)
    def _keep_filter(self) -> None:
        self.tree_pane.view.focus()

    @on(FilterLine.Left)
    def _leave_filter(self) -> None:
        self.tree_pane.filter_line.display = False
        self.tree_pane.view.focus()

    @on(FilterLine.Moved)
    def _move(self, event: FilterLine.Moved) -> None:
        view = self.tree_pane.view
        (view.action_cursor_down if event.by > 0 else view.action_cursor_up)()

    def action_filter(self) -> None:
        """Open the filter line."""
        self.tree_pane.filter_line.display = True
        self.tree_pane.filter_line.focus()

    def action_problems(self) -> None:
        """Show only what is wrong or moving, or all again."""
        self.tree_pane.toggle_problems()
        self.tree_pane.changed({ROOT}, self._upkeep.now(), self._upkeep.standing.report)

    def action_back(self) -> None:
        """Close what is open above the explorer: the filter, then the zoom."""
        if self.tree_pane.filter_line.value:
            self.tree_pane.filter_line.value = ""
        elif self.tree_pane.filter_line.display:
            self._leave_filter()
        elif self.has_class("-zoomed"):
            self.remove_class("-zoomed")
        else:
            self._to_front(self.tree_pane)

    def action_next_pane(self) -> None:
        """Go from the tree to the lower pane, and back."""
        self._to_front(self.tree_pane if self.lower.table.has_focus else self.lower)

    def _to_front(self, pane: TreePane | LowerPane) -> None:
        """Focus a pane; where there is room for one only, it is the one that is seen."""
        self.set_class(pane is self.lower, "-lower-in-front")
        self.set_focus(self.lower.table if pane is self.lower else self.tree_pane.view)

    def action_zoom(self) -> None:
        """Give the focused pane the whole screen, or give it back."""
        self.toggle_class("-zoomed")

    def action_refresh(self) -> None:
        """Read what is under the cursor again; on a tenant that could not be read, everything."""
        key = self._key if self._key in self._upkeep.inventory else ROOT
        self.run_worker(self._upkeep.refresh(key), group="refresh")

    def action_refresh_all(self) -> None:
        """Read everything again."""
        self.run_worker(self._upkeep.refresh(ROOT), group="refresh")

    def action_help(self) -> None:
        """Say what the keys do."""
        self.app.push_screen(help_page())

    def action_messages(self) -> None:
        """Tell all that went wrong."""
        self.app.push_screen(messages_page(self._upkeep.inventory, self._upkeep.standing, self._upkeep.now()))
