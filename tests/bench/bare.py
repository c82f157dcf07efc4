"""The reference for start-up: bare Textual that shows the first frame's tree and table, and does nothing else."""

from __future__ import annotations

from collections.abc import Iterator

from textual.app import App, ComposeResult

from tests.bench.first_frame import DEFINITIONS, GALLERY, NEWEST, REGIONS, SUBSCRIPTION, VERSIONS
from widgets.branches import Branch
from widgets.columns import Column
from widgets.growth import ROOT
from widgets.lazy_tree import LazyTree
from widgets.live_table import LiveTable
from widgets.pane import Pane
from widgets.progress import bar
from widgets.rows import Cell, Row
from widgets.tones import Part
from widgets.untrusted import literal, visible

TABLE = (
    Column("state", literal("  State"), 13),
    Column("bar", literal("Progress"), 10),
    Column("progress", literal(""), 5, "right"),
    Column("left", literal("Left"), 8, "right"),
    Column("region", literal("Region"), 18, flexible=True),
    Column("replicas", literal("Repl."), 5, "right"),
    Column("storage", literal("Storage"), 12),
)
SETTLED = (Part(literal("✓"), "settled"),)


class Bare(App[None]):
    """Two panes side by side."""

    CSS = "Screen { layout: horizontal; } #table { width: 2fr; } #tree { width: 1fr; }"
    ENABLE_COMMAND_PALETTE = False

    def compose(self) -> ComposeResult:
        """Show the tree, all open, and the table."""
        tree, table = LazyTree(), LiveTable(TABLE)
        tree.open_keys = ("subscription", "gallery", DEFINITIONS[0])
        tree.fill(ROOT, [Branch("subscription", literal(SUBSCRIPTION), SETTLED, expandable=True)])
        tree.fill("subscription", [Branch("gallery", literal(GALLERY), SETTLED, expandable=True)])
        tree.fill("gallery", [Branch(name, visible(name), SETTLED, expandable=True) for name in DEFINITIONS])
        tree.fill(DEFINITIONS[0], list(_versions()))
        table.show([_region(name) for name in REGIONS])
        yield Pane(tree, id="tree", title=literal("Galleries"))
        yield Pane(table, id="table", title=literal("Replication"))


def _versions() -> Iterator[Branch]:
    for name in NEWEST:
        yield Branch(name, visible(name), SETTLED)
    yield Branch("more", visible(f"{len(VERSIONS) - len(NEWEST)} more"), tone="dim")


def _region(name: str) -> Row:
    texts = ("✓ Completed", bar(100, 10), "100 %", "", name, "1", "Standard_LRS")
    return Row(name, tuple(Cell(visible(text), "settled" if at < 1 else "plain") for at, text in enumerate(texts)))


if __name__ == "__main__":
    Bare().run()
