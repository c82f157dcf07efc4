"""The reference for start-up: bare Textual that shows the first frame's tree and table, and does nothing else."""

from __future__ import annotations

from collections.abc import Iterator

from textual.app import App, ComposeResult
from textual.containers import Horizontal, Vertical
from textual.widgets import Static

from tests.bench.first_frame import DEFINITIONS, GALLERY, NEWEST, REGIONS, SUBSCRIPTION, VERSIONS
from widgets.branches import Branch
from widgets.columns import Column
from widgets.field_grid import FieldGrid, Line
from widgets.growth import ROOT
from widgets.lazy_tree import LazyTree
from widgets.live_table import LiveTable
from widgets.pane import Pane
from widgets.progress import bar
from widgets.rows import Cell, Row
from widgets.status_bar import Hint, HintBar, Item, PlaceBar
from widgets.tones import Part
from widgets.untrusted import literal, visible

REGION_COLUMNS = (
    Column("state", literal("  State"), 13),
    Column("bar", literal("Progress"), 10),
    Column("progress", literal(""), 5, "right"),
    Column("left", literal("Left"), 8, "right"),
    Column("region", literal("Region"), 18, flexible=True),
    Column("replicas", literal("Repl."), 5, "right"),
    Column("storage", literal("Storage"), 12),
)
LABELS = ("Provisioning", "Source", "Published", "Ready", "Mode", "End of life", "Excluded", "Replicas")
SETTLED = (Part(literal("✓"), "settled"),)


class Bare(App[None]):
    """The explorer's layout and widgets, filled with constants."""

    CSS = """
    #galleries { width: 33%; }
    #details { height: auto; }
    #about { height: 2; padding: 0 1; border-top: solid $foreground 25%; }
    """
    ENABLE_COMMAND_PALETTE = False

    def compose(self) -> ComposeResult:
        """Show the header, the tree with all open, the details, the table and the footer."""
        place, keys = PlaceBar(), HintBar()
        place.show([Item((Part(literal("sigscope"), "strong"),)), Item((Part(literal("2 min old")),), align="right")])
        keys.show_keys([Hint(literal(key), literal("does something")) for key in "/rfzq?"])
        yield place
        with Horizontal():
            yield Pane(_tree(), id="galleries", title=literal("Galleries"))
            with Vertical():
                yield Pane(_details(), id="details", title=visible(VERSIONS[0]))
                yield Pane(_table(), Static("All is well.", id="about"), title=literal("Replication"))
        yield keys


def _tree() -> LazyTree:
    tree = LazyTree()
    tree.open_keys = ("subscription", "gallery", DEFINITIONS[0])
    tree.fill(ROOT, [Branch("subscription", literal(SUBSCRIPTION), SETTLED, expandable=True)])
    tree.fill("subscription", [Branch("gallery", literal(GALLERY), SETTLED, expandable=True)])
    tree.fill("gallery", [Branch(name, visible(name), SETTLED, expandable=True) for name in DEFINITIONS])
    tree.fill(DEFINITIONS[0], list(_versions()))
    return tree


def _details() -> FieldGrid:
    details = FieldGrid()
    details.show([Line(visible(label), literal("Succeeded")) for label in LABELS])
    return details


def _table() -> LiveTable:
    table = LiveTable(REGION_COLUMNS)
    table.show([_region(name) for name in REGIONS])
    return table


def _versions() -> Iterator[Branch]:
    for name in NEWEST:
        yield Branch(name, visible(name), SETTLED)
    yield Branch("more", visible(f"{len(VERSIONS) - len(NEWEST)} more"), tone="dim")


def _region(name: str) -> Row:
    texts = ("✓ Completed", bar(100, 10), "100 %", "", name, "1", "Standard_LRS")
    return Row(name, tuple(Cell(visible(text), "settled" if at < 1 else "plain") for at, text in enumerate(texts)))


if __name__ == "__main__":
    Bare().run()
