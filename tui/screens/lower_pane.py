"""The lower pane: the regions of a version as they replicate, or what lies under anything else."""

from datetime import datetime

from textual.widgets import Static

from tui.model.errors import GalleryError
from tui.model.gallery import Version
from tui.model.ids import Kind, kind_of
from tui.screens.lower_tables import TABLES, LowerRows
from tui.screens.tree_branches import tenant_of
from tui.services.inventory import Inventory
from tui.services.monitor import Monitor
from tui.services.survey import Report
from tui.wording.errors import told
from tui.wording.replication import explanation, headline
from tui.wording.sizes import counted
from widgets.live_table import LiveTable
from widgets.pane import Pane
from widgets.text_page import TextPage
from widgets.tones import Part
from widgets.untrusted import Shown, clip, content, literal, visible

LONGEST_LINE = 200

_NOUNS: dict[Kind, str] = {"subscription": "gallery", "gallery": "definition", "definition": "version"}
_PLURALS = {"gallery": "galleries"}


class LowerPane(Pane):
    """Shows one key at a time; the cursor stays on its row while the rows change."""

    def __init__(self, inventory: Inventory, monitor: Monitor, *, ascii_only: bool) -> None:
        self._inventory = inventory
        self._monitor = monitor
        self._rows = LowerRows(inventory, lambda key: monitor.tracks.get(key, {}), ascii_only=ascii_only)
        self._key = ""
        self._kind: Kind | None = None
        self._error: GalleryError | None = None
        self._about_text = Shown("")
        self.table = LiveTable(TABLES["version"].columns, id="lower-table")
        self._about = Static(id="about")
        super().__init__(self.table, self._about, id="lower")

    def show(self, key: str, now: datetime, report: Report | None) -> None:
        """Show what lies under a key, or why that could not be read."""
        kind = kind_of(key)
        if kind and kind != self._kind:
            self._kind = kind
            self.table.columns = TABLES[kind].columns
        self._key = key
        self._error = self._error_of(key, report)
        self.table.empty = self._empty(key)
        self.table.show(self._rows.under(key, now) if kind else [])
        self.title = visible(self._heading(key, now))
        self.tell(now)

    def tell(self, now: datetime) -> None:
        """Say what is to be said of the row under the cursor."""
        version = self._inventory.version(self._key)
        lines: tuple[str, ...] = told(self._error) if self._error else ()
        if version and self.table.cursor_key and not lines:
            tracks = self._monitor.tracks.get(self._key, {})
            told_whole = explanation(version, self.table.cursor_key, tracks, now, self._inventory.regions)
            lines = tuple(clip(visible(line), LONGEST_LINE) for line in told_whole)
        text = visible("\n".join(lines), multiline=True)
        if text != self._about_text:
            self._about_text = text
            self._about.update(content(text))
            self._about.display = bool(text)

    def page(self, region: str, now: datetime) -> TextPage:
        """All that is to be said of a region."""
        version = self._inventory.version(self._key)
        tracks = self._monitor.tracks.get(self._key, {})
        lines = explanation(version, region, tracks, now, self._inventory.regions) if version else ()
        text = [(Part(visible(line)),) for line in "\n\n".join(lines).splitlines()]
        return TextPage(visible(self._inventory.regions.display(region)), text)

    def _error_of(self, key: str, report: Report | None) -> GalleryError | None:
        failure = self._inventory.failure(key)
        tenant = tenant_of(key, report)
        return failure.error if failure else report.unread.get(tenant.id) if report and tenant else None

    def _heading(self, key: str, now: datetime) -> str:
        entry = self._inventory.entry(key)
        if entry is None or self._kind is None:
            return ""
        if isinstance(entry.value, Version):
            return f"Replication · {headline(entry.value, self._monitor.tracks.get(key, {}), now)}"
        noun = _NOUNS[self._kind]
        return counted(len(self._inventory.children(key)), noun, _PLURALS.get(noun)).capitalize()

    def _empty(self, key: str) -> Shown:
        if self._error:
            return literal("Could not be read.")
        if self._kind is None:
            return Shown("")
        unread = self._kind != "version" and self._inventory.listed(key) is None
        return literal("reading…") if unread else TABLES[self._kind].empty
