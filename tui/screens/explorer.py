"""The explorer: the tree, the details of what is under its cursor, and its regions as they replicate."""

import os
from collections.abc import Collection, Sequence
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType

from tui.keymap import Key, Stand, bindings, hints, welcome
from tui.model.errors import AuthRequired
from tui.model.ids import kind_of, name_of, parent_key
from tui.screens.banner import Banner
from tui.screens.header import Where, header_items
from tui.screens.panes import TALL, Panes
from tui.screens.sight import Sight
from tui.screens.travel import TOAST_SECONDS, CopyText, Travel
from tui.screens.tree_branches import MORE, WITHOUT
from tui.services.captures import Place
from tui.services.inventory import ROOT
from tui.services.trail import Trail
from tui.services.upkeep import Upkeep
from widgets.field_grid import FieldGrid
from widgets.filter_line import FilterLine
from widgets.lazy_tree import LazyTree
from widgets.live_table import LiveTable
from widgets.status_bar import Hint, HintBar, PlaceBar
from widgets.untrusted import visible

MOST_SHOWN = 50

# Seconds.
AGES_EVERY = 30.0
WELCOME_SECONDS = 15.0
OPENED_AFTER = 0.3
FIRST_CHOICE_WITHIN = 10.0


class ExplorerScreen(Travel):
    """Shows the inventory that upkeep keeps true; `start` is where to open, from the command line or the last time.

    `foreign` is what the command line names of what others share.
    """

    BINDINGS: ClassVar[list[BindingType]] = [*bindings("explorer")]
    HORIZONTAL_BREAKPOINTS = [  # noqa: RUF012 - Textual's own is no class variable
        (0, "-one-pane"),
        (80, "-two-panes"),
        (120, "-wide"),
    ]
    VERTICAL_BREAKPOINTS = [(0, "-short"), (TALL, "-tall")]  # noqa: RUF012 - as above

    def __init__(
        self,
        upkeep: Upkeep,
        where: Where,
        start: Place,
        keys: tuple[Key, ...],
        copy: CopyText,
        *,
        ascii_only: bool,
        pinned: Sequence[str] = (),
        complaints: Sequence[str] = (),
        first_time: bool = False,
        foreign: str = "",
    ) -> None:
        sight = Sight(upkeep, ascii_only=ascii_only, pinned=pinned)
        super().__init__(sight, keys, cloud=where.cloud, copy=copy)
        self._upkeep = upkeep
        self._where = where
        self._start = start
        self._trail = Trail(start.trail)
        self._complaints = complaints
        self._first_time = first_time
        self._named = foreign
        self._chosen = start.cursor is not None
        self._wanted = start.cursor if start.cursor and start.cursor not in upkeep.inventory else None
        self.panes = Panes(sight)
        self.tree_pane, self.details, self.lower = self.panes.tree_pane, self.panes.details, self.panes.lower
        self._banner = Banner()

    def compose(self) -> ComposeResult:
        """Lay out the header, the three panes and the footer."""
        yield PlaceBar()
        yield self._banner
        yield self.panes
        yield HintBar()

    def on_mount(self) -> None:
        """Paint what the capture held, in the first frame."""
        self.tree_pane.restore(self._start.expanded, self._start.filter, problems_only=self._start.problems_only)
        if self._start.cursor and not self._wanted:
            self.tree_pane.reveal(self._start.cursor)
            self._key = self._start.cursor
        self._show_key()
        self.tree_pane.view.focus()
        self._show_header()
        if self._complaints:
            from tui.screens.messages_page import defaults_stand

            self.notify(visible(defaults_stand(self._complaints, self._keys)), severity="warning", markup=False)
        if self._first_time:
            text = visible(welcome(self._keys), multiline=True)
            self.notify(text, title="First time here?", timeout=WELCOME_SECONDS, markup=False)
        self.set_interval(AGES_EVERY, self._show_all)
        self.set_timer(FIRST_CHOICE_WITHIN, self._choose_first)

    def on_descendant_focus(self) -> None:
        """Hint at the keys that are of use there."""
        self._show_hints()

    @property
    def settled(self) -> bool:
        """Whether it stands where it opens, and all that it shows was read once."""
        inventory = self._upkeep.inventory
        return self._chosen and len(inventory) > 0 and inventory.tally(ROOT).unread == 0

    @property
    def place(self) -> Place:
        """Where the explorer stands, for the capture."""
        return Place(
            self._key if self._key in self._upkeep.inventory else None,
            self.tree_pane.open_keys,
            self.tree_pane.filter_line.value,
            self.tree_pane.problems_only,
            self._trail.behind,
        )

    @property
    def subjects(self) -> tuple[str, ...]:
        """The keys that actions take: those marked in the focused pane, else the one under its cursor."""
        table = self.lower.table
        if table.has_focus and table.cursor_key and kind_of(table.cursor_key):
            return table.marked or (table.cursor_key,)
        return (() if table.has_focus else self.tree_pane.view.marked) or (self._key,)

    @property
    def region_here(self) -> str:
        """The region that the row under the cursor stands for; empty where it stands for something else."""
        row = self.lower.table.cursor_key if self.lower.table.has_focus else None
        return row if row and kind_of(row) is None else ""

    def go(self, key: str) -> None:
        """Put the tree's cursor on a key; one that is not known is read first."""
        if key not in self._upkeep.inventory:
            self.run_worker(self._look_for(key), group="look for", exclusive=True)
            return
        if self.tree_pane.make_room_for(key):
            self.notify("The filter was lifted.", timeout=TOAST_SECONDS, markup=False)
        self.tree_pane.reveal(key)
        self.panes.to_front(self.tree_pane)

    async def _look_for(self, key: str) -> None:
        await self._upkeep.refresh(key)
        if key in self._upkeep.inventory:
            self.go(key)
        else:
            self.notify(visible(f"{name_of(key)} is not there, or the account may not see it."), markup=False)
            self._chosen = False

    def changed(self, keys: Collection[str]) -> None:
        """Show what has changed in the inventory; ROOT stands for how things stand with Azure."""
        if not len(self._upkeep.inventory):
            self._chosen = False  # somebody else has signed in: begin as at the first start
        self._show_header()
        if self._key in keys:
            self._upkeep.inventory.looked_at(self._key)
        self.tree_pane.changed(keys)
        if ROOT in keys or any(key.startswith(self._key) or self._key.startswith(key) for key in keys):
            self._show_key()
        if self._wanted and self._upkeep.standing.report:
            wanted, self._wanted = self._wanted, None
            self.go(wanted)
        if self._upkeep.standing.report:
            self.open_named()
        if not self._chosen and self._upkeep.inventory.tally(ROOT).unread == 0 and self._upkeep.standing.report:
            self._choose_first()

    def _show_header(self) -> None:
        upkeep = self._upkeep
        items = header_items(
            self._where,
            upkeep.inventory,
            upkeep.standing,
            tuple(upkeep.waiting()),
            upkeep.now(),
            ascii_only=self._sight.ascii_only,
        )
        self.query_one(PlaceBar).show(items)
        self._banner.show(upkeep.standing)
        self._show_hints()

    def _show_hints(self) -> None:
        asked = self._sight.error(self._key) or self._upkeep.standing.error
        stand = Stand(
            kind_of(self.subjects[0]),
            opens=self._key == WITHOUT or (self.lower.table.has_focus and kind_of(self._key) == "version"),
            typing=isinstance(self.focused, FilterLine),
            signed_out=isinstance(asked, AuthRequired),
        )
        self.query_one(HintBar).show_keys(
            [Hint(visible(key.shown), visible(key.hint), int(key.id == "help")) for key in hints(self._keys, stand)]
        )

    def _show_all(self) -> None:
        """Let ages and times left move on."""
        self._show_header()
        if self._key:
            self._show_key()

    def _show_key(self) -> None:
        self.panes.show(self._key)

    def _choose_first(self) -> None:
        """Without history, open on the version in the worst state."""
        if self._chosen or not len(self._upkeep.inventory):
            return
        self._chosen = True
        inventory = self._upkeep.inventory
        worst = max(inventory.troubled(), key=lambda each: (sum(each.tally[:3]), each.tally.failed), default=None)
        if worst:
            self.tree_pane.reveal(worst.value.key)

    @on(LazyTree.BranchHighlighted)
    def _go(self, event: LazyTree.BranchHighlighted) -> None:
        key = (event.key or "").removesuffix(MORE)
        if key != self._key:
            self._leave(self._key)
            self._chosen = self._chosen or bool(self._key)  # somebody has moved on from the first branch
            self._key = key
            self._show_key()
            self._show_hints()
        opened = key if kind_of(key) == "version" else None
        shown = self._upkeep.inventory.children(key) if kind_of(key) == "definition" else ()
        self._upkeep.monitor.interest(shown[:MOST_SHOWN], opened)
        self.set_timer(OPENED_AFTER, lambda: self._opened(key))

    def _leave(self, key: str) -> None:
        """What stood in a definition's table was looked at."""
        if self._upkeep.inventory.news and kind_of(key) == "definition":
            self._upkeep.inventory.looked_at(*self._upkeep.inventory.children(key))

    def _opened(self, key: str) -> None:
        """What the cursor rests on is read from Resource Manager, unless that was done."""
        entry = self._upkeep.inventory.entry(key)
        if key == self._key:
            self.arrived(key)
            self._upkeep.inventory.looked_at(key)
        if key == self._key and kind_of(key) == "subscription":
            self.run_worker(self._upkeep.allowances.read(key), group=f"allowance {key}", exclusive=True)
        if key == self._key and entry and entry.stamp.source.is_overview and kind_of(key) != "version":
            self.run_worker(self._upkeep.refresh(key), group=f"open {key}", exclusive=True)

    @on(LazyTree.ChildrenWanted)
    def _fill(self, event: LazyTree.ChildrenWanted) -> None:
        self.tree_pane.fill(event.key)
        if not self._upkeep.inventory.children(event.key):
            self.run_worker(self._upkeep.refresh(event.key), group=f"open {event.key}", exclusive=True)

    @on(LazyTree.BranchActivated)
    def _enter(self, event: LazyTree.BranchActivated) -> None:
        if event.key == WITHOUT:
            self.tree_pane.toggle_without()
        if event.key.endswith(MORE):
            self.tree_pane.view.move_to(event.key.removesuffix(MORE))
        if event.key.endswith(MORE) or kind_of(event.key) == "version":
            self.panes.to_front(self.lower)

    @on(FieldGrid.Opened)
    def _show_details(self) -> None:
        self.app.push_screen(self.details.page())

    @on(LiveTable.RowHighlighted)
    def _tell(self) -> None:
        self.lower.tell()
        self._show_hints()

    @on(LiveTable.RowActivated)
    def _descend(self, event: LiveTable.RowActivated) -> None:
        if kind_of(event.key) is None:
            self.app.push_screen(self.lower.page(event.key))
        else:
            self.go(event.key)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Leave the keys that come before all others to a filter line while that is typed into."""
        return not (action == "at_once" and isinstance(self.focused, FilterLine))

    def action_filter(self) -> None:
        """Filter the pane that has the keys."""
        self.panes.open_filter()

    def action_sort(self) -> None:
        """Have the rows of the lower pane stand in another order."""
        self.lower.next_order()

    def action_problems(self) -> None:
        """Show only what is wrong or moving, or all again."""
        self.tree_pane.toggle_problems()

    def action_matrix(self) -> None:
        """Show regions against versions, of the definition under the cursor or above it; or its versions again."""
        self.lower.as_matrix = not self.lower.as_matrix
        above = parent_key(self.subjects[0]) if kind_of(self.subjects[0]) == "version" else None
        if above and self._key != above:
            self.lower.as_matrix = True
            self.go(above)
        self._show_key()
        self.panes.to_front(self.lower)

    def action_back(self) -> None:
        """Close what is open above the panes: a filter, then the zoom."""
        self.panes.back()

    def action_sign_in(self) -> None:
        """Offer the ways to sign in, to the tenant under the cursor or to Azure at all, where that is asked for."""
        from tui.screens.sign_in import SignInScreen

        error = self._sight.error(self._key)
        tenant = self._sight.tenant(self._key)
        if not isinstance(error, AuthRequired):
            error, tenant = self._upkeep.standing.error, None
        if isinstance(error, AuthRequired):
            self.app.push_screen(SignInScreen(self._upkeep, error, tenant, os.environ))
        else:
            self.notify("Nobody asks for a sign-in.", timeout=TOAST_SECONDS, markup=False)

    def action_next_pane(self, step: int = 1) -> None:
        """Give the keys to the next pane."""
        self.panes.next(step)

    def action_zoom(self) -> None:
        """Give the current pane the whole screen, or give it back."""
        self.panes.toggle_zoom()

    def action_refresh(self) -> None:
        """Read what is marked or under the cursor again; on a tenant that could not be read, everything."""
        for key in self.subjects:
            known = key in self._upkeep.inventory
            self.run_worker(self._upkeep.refresh(key if known else ROOT), group="refresh")

    def action_refresh_all(self) -> None:
        """Read everything again."""
        self.run_worker(self._upkeep.refresh(ROOT), group="refresh")

    def action_help(self) -> None:
        """Say what the keys do where the cursor stands."""
        from tui.screens.help_page import HelpPage

        subject = self.subjects[0]
        kind = kind_of(subject)
        place = f"On the {kind or 'tenant'} {self._sight.name(subject)}" if subject else "Here"
        self.app.push_screen(HelpPage(self._keys, kind, visible(place)))

    def action_messages(self) -> None:
        """Tell all that went wrong."""
        from tui.screens.messages_page import messages_page

        upkeep = self._upkeep
        self.app.push_screen(messages_page(upkeep.inventory, upkeep.standing, upkeep.now(), self._complaints))
