"""The three panes of the explorer: which one has the keys, which are seen in a small terminal, which is zoomed."""

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical

from tui.screens.detail_pane import DetailPane
from tui.screens.lower_pane import LowerPane
from tui.screens.sight import Sight
from tui.screens.tree_pane import TreePane

TALL = 30
"""Lines from which on the details are shown one by one."""

Pane = TreePane | DetailPane | LowerPane


class Panes(Horizontal):
    """The tree beside the details over what lies under a key; on a small screen one of them is in front."""

    def __init__(self, sight: Sight) -> None:
        self.tree_pane = TreePane(sight)
        self.details = DetailPane(sight)
        self.lower = LowerPane(sight)
        super().__init__(id="panes")

    def compose(self) -> ComposeResult:
        """Lay them out."""
        yield self.tree_pane
        with Vertical(id="right"):
            yield self.details
            yield self.lower

    def on_resize(self) -> None:
        """Fold the details into one line where the screen is short."""
        self._fold_details()

    @property
    def zoomed(self) -> bool:
        """Whether one of them has the whole screen."""
        return self.has_class("-zoomed")

    @property
    def current(self) -> Pane:
        """The one that has the keys."""
        return next((pane for pane in self._in_turn if pane.has_pseudo_class("focus-within")), self.tree_pane)

    def show(self, key: str) -> None:
        """Show what is known of a key beside the tree."""
        self.details.show(key)
        self.lower.show(key)

    def to_front(self, pane: Pane) -> None:
        """Give a pane the keys; where there is room for one only, it is the one that is seen."""
        self.set_class(pane is not self.tree_pane, "-right-in-front")
        self.set_class(pane is self.details, "-details-in-front")
        self._fold_details()
        if isinstance(pane, TreePane):
            self.screen.set_focus(pane.view)
        else:
            self.screen.set_focus(pane.grid if isinstance(pane, DetailPane) else pane.table)

    def next(self, step: int) -> None:
        """Go from the tree to the lower pane, to the details, and round again."""
        self.to_front(self._in_turn[(self._in_turn.index(self.current) + step) % len(self._in_turn)])

    def toggle_zoom(self) -> None:
        """Give the current pane the whole screen, or give it back."""
        self.toggle_class("-zoomed")
        self._fold_details()

    def open_filter(self) -> None:
        """Take a filter for the current pane; the details are searched on their page."""
        if self.details.grid.has_focus:
            page = self.details.page()
            self.app.push_screen(page, wait_for_dismiss=False)
            page.call_after_refresh(page.action_search)
        elif self.lower.table.has_focus:
            self.lower.open_filter()
        else:
            self.to_front(self.tree_pane)
            self.tree_pane.open_filter()

    def back(self) -> None:
        """Close a filter, else leave the zoom, else go to the tree."""
        if (self.lower.table.has_focus and self.lower.close_filter()) or self.tree_pane.close_filter():
            return
        if self.zoomed:
            self.toggle_zoom()
        else:
            self.to_front(self.tree_pane)

    @property
    def _in_turn(self) -> tuple[Pane, ...]:
        return (self.tree_pane, self.lower, self.details)

    def _fold_details(self) -> None:
        """Show the details in one line where the screen is short, unless it is theirs."""
        theirs = self.zoomed and self.has_class("-details-in-front")
        self.details.summarize(summary=self.screen.size.height < TALL and not theirs)
