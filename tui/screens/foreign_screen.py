"""A gallery that others share, or that is open to the community: to be looked at and used, and never changed."""

from contextlib import suppress
from functools import partial
from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.screen import Screen

from tui.keymap import Key, bindings
from tui.model.errors import GalleryError
from tui.model.filters import FilterError
from tui.model.ids import ForeignId, key_of, subscription_key
from tui.model.places import names_a_place
from tui.screens.body_pages import FieldsPage, RawPage, SendCopy
from tui.screens.foreign_pane import ForeignFields, ForeignPane
from tui.screens.foreign_shelf import ForeignShelf
from tui.screens.foreign_tables import DEFINITIONS, VERSIONS, ForeignRows
from tui.screens.sight import Sight
from tui.services.gateway import Vantage
from tui.wording.copies import Copy
from tui.wording.foreign import foreign_copies, titles
from widgets.filter_line import FilterLine
from widgets.glyphs import glyphs_of
from widgets.live_table import LiveTable
from widgets.status_bar import Hint, HintBar
from widgets.untrusted import cell_width, visible

_KEPT_HINTS = ("open", "foreign.go.to", "foreign.back")
"""Those that stay longest as it gets narrow."""
_BORDER = 6
"""Cells of a pane's upper edge that its title cannot have."""


class ForeignScreen(Screen[str | None]):
    """Shows a gallery's definitions, then the versions of one; answers where to go instead, or None.

    `wanted` may name a definition or a version too: then it opens on that.
    """

    BINDINGS: ClassVar[list[BindingType]] = [*bindings("foreign")]
    SCOPED_CSS = False
    DEFAULT_CSS = """
    ForeignScreen {
        background: $surface;
        & ForeignPane { height: 1fr; }
        & ForeignPane Static { height: auto; max-height: 3; padding: 0 1; color: $text-warning; }
        & ForeignPane LiveTable { scrollbar-background: $surface; scrollbar-color: $foreground 30%; }
        & ForeignFields { height: auto; max-height: 50%; }
    }
    """

    def __init__(
        self, wanted: ForeignId, vantage: Vantage, sight: Sight, keys: tuple[Key, ...], copy: SendCopy
    ) -> None:
        super().__init__()
        self._sight = sight
        self._keys = keys
        self._copy = copy
        self._shelf = ForeignShelf(wanted, vantage, sight)
        self._rows = ForeignRows(sight)
        self._sought = wanted if wanted.version else None
        self._complaint = ""
        self._filter_above = ""
        self.pane = ForeignPane()
        self.fields = ForeignFields()

    def compose(self) -> ComposeResult:
        """Lay out the table above the fields."""
        yield self.pane
        yield self.fields
        yield HintBar()

    def on_mount(self) -> None:
        """Read the gallery."""
        self.pane.table.focus()
        self.action_refresh()
        self.run_worker(self._learn_regions(), group="regions")

    async def _learn_regions(self) -> None:
        with suppress(GalleryError):  # the region is then called as it was typed
            await self._sight.lookups.learn_regions(self._shelf.vantage.subscription_id)
            self._show()

    def on_resize(self) -> None:
        """Have the title fit."""
        self._show_title()

    def on_descendant_focus(self) -> None:
        """Hint at the keys that are of use there."""
        self._show_hints()

    def on_paste(self, event: events.Paste) -> None:
        """Take an id, a URL or a name that is pasted as a place to go to; anything else is left alone."""
        event.stop()
        if names_a_place(event.text):
            self.action_go_to(event.text.strip())

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Leave the keys that come before all others to the filter line while that is typed into."""
        return not (action == "at_once" and isinstance(self.focused, FilterLine))

    async def action_at_once(self, key_id: str) -> None:
        """Do what a key does before the keys behind it are handed out."""
        await self.run_action(next(each.action for each in self._keys if each.id == key_id))

    def _show(self) -> None:
        shelf = self._shelf
        rows = self._rows
        note = "\n".join((*([self._complaint] if self._complaint else []), *shelf.trouble()))
        go_to = next(key.shown for key in self._keys if key.id == "foreign.go.to")
        empty = shelf.why_none(narrowed=rows.narrowed, go_to=go_to)
        self.pane.show(
            VERSIONS if shelf.in_definition else DEFINITIONS,
            rows.of_versions(shelf.versions) if shelf.in_definition else rows.of_definitions(shelf.definitions),
            visible(empty, multiline=True),
            visible(note, multiline=True),
        )
        self._show_title()
        self._tell()

    @on(LiveTable.RowHighlighted)
    def _tell(self) -> None:
        """Show the fields of the row under the cursor, and the keys that are of use there."""
        cursor = self.pane.table.cursor_key
        named = self._shelf.named(cursor or "")
        self.fields.show(named.name, self._shelf.fields(cursor))
        self._show_hints()

    def _show_title(self) -> None:
        fitting = titles(self._shelf.at, self._shelf.region, glyphs_of(self).ellipsis)
        room = self.size.width - _BORDER
        shown = [visible(each) for each in fitting]
        self.pane.title = next((each for each in shown if cell_width(each) <= room), shown[-1])

    def _show_hints(self) -> None:
        typing = isinstance(self.focused, FilterLine)
        where = "filter" if typing else "foreign"
        hinted = [key for key in self._keys if key.where == where and key.hint]
        if self.pane.table.cursor_key and not typing:
            hinted = [*(key for key in self._keys if key.id == "open"), *hinted]
        self.query_one(HintBar).show_keys(
            [Hint(visible(each.shown), visible(each.hint), int(each.id in _KEPT_HINTS)) for each in hinted]
        )

    @on(FilterLine.FilterChanged)
    def _filtered(self, event: FilterLine.FilterChanged) -> None:
        """Show only what the filter lets through; one that cannot be read changes nothing, and why is said."""
        event.stop()
        self._complaint = ""
        try:
            self._rows.take_filter(event.text)
        except FilterError as error:
            self._complaint = str(error)
        self._show()

    @on(LiveTable.RowActivated)
    def _open(self, event: LiveTable.RowActivated) -> None:
        """Look at the versions of a definition, or at every field of a version."""
        if self._shelf.in_definition:
            named = self._shelf.named(event.key)
            read = partial(self._shelf.body, named)
            title, known = visible(named.name), self.fields.lines
            self.app.push_screen(FieldsPage(None, read, title, known, ascii_only=self._sight.ascii_only))
            return
        self._filter_above = self.pane.filter_line.value
        self._stand_at(self._shelf.named(event.key).definition, "")
        if not self._shelf.is_read:
            self.run_worker(self._read(versions=True), group="read", exclusive=True)

    def _stand_at(self, definition: str, narrowed: str) -> None:
        self._shelf.stand_at(definition)
        self.pane.set_filter(narrowed)
        self.pane.table.focus()
        self._show()
        self.pane.table.action_scroll_home()

    async def _read(self, *, versions: bool) -> None:
        await (self._shelf.read_versions() if versions else self._shelf.read())
        self._show()
        if self._sought and self._shelf.is_read:
            sought, self._sought = self._sought, None
            if not self.pane.table.move_cursor(key_of(str(sought._replace(location="")))):
                self.notify(visible(f"{sought.version} is not seen in {self._shelf.region}."), markup=False)

    @property
    def _subjects(self) -> list[ForeignId]:
        """What actions take: what is marked, else what is under the cursor, else what is looked at."""
        table = self.pane.table
        return [self._shelf.named(key) for key in table.marked or (table.cursor_key or "",)]

    def action_refresh(self) -> None:
        """Read the gallery again, and the versions that are looked at."""
        self._show()
        self.run_worker(self._read(versions=False), group="read", exclusive=True)

    def action_filter(self) -> None:
        """Ask what to filter the rows by."""
        self.pane.open_filter()

    def action_back(self) -> None:
        """Close the filter, go from the versions to the definitions, and from there to the explorer."""
        if self.pane.close_filter():
            return
        if not self._shelf.in_definition:
            self.action_close()
            return
        above = key_of(str(self._shelf.at))
        self._stand_at("", self._filter_above)
        self._sought = None
        self.pane.table.move_cursor(above)
        if not self._shelf.is_read:
            self.action_refresh()

    def action_close(self) -> None:
        """Go back to the explorer."""
        self.dismiss(None)

    def action_go_to(self, text: str = "") -> None:
        """Ask where to go: with no text to what is looked at, in another region."""
        from tui.screens.go_to import GoTo

        def gone(chosen: str | None) -> None:
            if chosen:
                self.dismiss(chosen)

        here = subscription_key(self._shelf.vantage.subscription_id)
        seen_in = self._shelf.vantage.location
        self.app.push_screen(GoTo(self._sight, self._keys, here, text or str(self._shelf.at), seen_in), gone)

    def action_raw(self) -> None:
        """Show the body of what is under the cursor as the service sends it."""
        subject = self._subjects[0]
        self.app.push_screen(RawPage(subject.name, partial(self._shelf.body, subject), self._copy))

    def action_copy(self) -> None:
        """Copy the unique ids of what is marked, else of what is under the cursor."""
        ids = [str(each) for each in self._subjects]
        self._send(Copy("unique id" if len(ids) == 1 else f"{len(ids)} unique ids", "\n".join(ids)))

    def action_copy_as(self) -> None:
        """Ask in which way to copy what is under the cursor."""
        from tui.screens.copy_menu import CopyMenu

        vantage = self._shelf.vantage
        menu = CopyMenu(foreign_copies(self._subjects[0], vantage.location, vantage.subscription_id))

        def chosen(what: str | None) -> None:
            if what:
                self._send(menu.copies[what])

        self.app.push_screen(menu, chosen)

    def _send(self, copy: Copy) -> None:
        self.run_worker(self._copy(copy), group="copy", exclusive=True)

    def action_help(self) -> None:
        """Say what the keys do."""
        from tui.screens.help_page import HelpPage

        self.app.push_screen(HelpPage(self._keys, None, visible("In a gallery that others share"), "foreign"))
