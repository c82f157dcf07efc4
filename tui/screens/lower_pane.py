"""The lower pane: the regions of a version as they replicate, or what lies under anything else."""

from textual.widgets import Static

from tui.model.errors import GalleryError
from tui.model.gallery import Version
from tui.model.ids import subscription_of
from tui.screens.lower_tables import TABLES, LowerRows
from tui.screens.sight import Sight, Subject
from tui.wording.allowances import quota_line, registration_cure
from tui.wording.errors import told
from tui.wording.replication import explanation, headline
from tui.wording.sizes import counted
from widgets.live_table import LiveTable
from widgets.pane import Pane
from widgets.text_page import TextPage
from widgets.tones import Part
from widgets.untrusted import Shown, clip, content, literal, visible

LONGEST_LINE = 200

_NOUNS: dict[Subject, str] = {
    "tenant": "subscription",
    "subscription": "gallery",
    "gallery": "definition",
    "definition": "version",
}
_PLURALS = {"gallery": "galleries"}


class LowerPane(Pane):
    """Shows one key at a time; the cursor stays on its row while the rows change."""

    def __init__(self, sight: Sight) -> None:
        self._sight = sight
        self._inventory = sight.inventory
        self._rows = LowerRows(sight)
        self._key = ""
        self._kind: Subject | None = None
        self._error: GalleryError | None = None
        self._about_text = Shown("")
        self.table = LiveTable(TABLES["version"].columns, id="lower-table")
        self._about = Static(id="about")
        super().__init__(self.table, self._about, id="lower")

    def show(self, key: str) -> None:
        """Show what lies under a key, or why that could not be read."""
        kind = self._kind = self._sight.kind(key)
        if kind and self.table.columns != TABLES[kind].columns:
            self.table.columns = TABLES[kind].columns
        self._key = key
        self._error = self._sight.error(key)
        self.table.empty = self._empty(key)
        self.table.show(self._rows.under(key) if kind else [])
        self.title = visible(self._heading(key))
        self.tell()

    def tell(self) -> None:
        """Say what is to be said of the row under the cursor."""
        version = self._inventory.version(self._key)
        lines: tuple[str, ...] = told(self._error) if self._error else ()
        if version and self.table.cursor_key and not lines:
            lines = tuple(clip(visible(line), LONGEST_LINE) for line in self._explained(version, self.table.cursor_key))
        elif self._kind == "subscription" and not lines:
            lines = self._allowed()
        text = visible("\n".join(lines), multiline=True)
        if text != self._about_text:
            self._about_text = text
            self._about.update(content(text))
            self._about.display = bool(text)

    def page(self, region: str) -> TextPage:
        """All that is to be said of a region."""
        version = self._inventory.version(self._key)
        lines = self._explained(version, region) if version else ()
        text = [(Part(visible(line)),) for line in "\n\n".join(lines).splitlines()]
        return TextPage(visible(self._inventory.regions.display(region)), text)

    def _explained(self, version: Version, region: str) -> tuple[str, ...]:
        tracks = self._sight.tracks(version.key)
        return explanation(version, region, tracks, self._sight.now, self._inventory.regions)

    def _allowed(self) -> tuple[str, ...]:
        """What the subscription may have, region by region."""
        allowance, names = self._sight.allowances.of(self._key), self._inventory.regions
        if allowance is None:
            return ()
        cure = registration_cure(subscription_of(self._key), allowance.registration)
        lines = [quota_line(region, usages, names) for region, usages in allowance.quotas.items()]
        unread = [f"Not read: {error.title.lower()}, {error.cause}" for error in allowance.errors[:1]]
        return tuple(each for each in (cure, *lines, *unread) if each)

    def _heading(self, key: str) -> str:
        entry = self._inventory.entry(key)
        if self._kind is None or (entry is None and self._kind != "tenant"):
            return ""
        if entry and isinstance(entry.value, Version):
            return f"Replication · {headline(entry.value, self._sight.tracks(key), self._sight.now)}"
        noun = _NOUNS[self._kind]
        tenant = self._sight.tenant(key)
        number = len(self._sight.subscriptions(tenant)) if tenant else self._inventory.size(key)
        return counted(number, noun, _PLURALS.get(noun)).capitalize()

    def _empty(self, key: str) -> Shown:
        if self._error:
            return literal("Could not be read.")
        if self._kind is None:
            return Shown("")
        unread = self._kind not in ("version", "tenant") and self._inventory.listed(key) is None
        return literal("reading…") if unread else TABLES[self._kind].empty
