"""Every key does what it says in every pane that it is for; pairs of keys and panes come from the table of keys."""

import pytest
from textual.binding import Binding

from tests.tui.contoso import definition, version
from tests.tui.screens.stage import Contoso, Stage, Stages
from tests.tui.screens.test_keys import state
from tui.keymap import KEYS, Key
from tui.screens.panes import Pane
from widgets.field_grid import FieldGrid
from widgets.lazy_tree import LazyTree
from widgets.live_table import LiveTable

ROWS: dict[str, type[LazyTree] | type[LiveTable] | type[FieldGrid]] = {
    "tree": LazyTree,
    "table": LiveTable,
    "details": FieldGrid,
}
TABS = {"tree": 0, "table": 1, "details": 2}
CHANGES = {
    "filter": "filtering",
    "copy": "notices",
    "copy.as": "screen",
    "raw": "screen",
    "used.by": "screen",
    "matrix": "rows",
    "go.to": "screen",
    "palette": "screen",
    "problems": "problems",
    "sort": "order",
    "shared": "screen",
    "refresh": "asked",
    "refresh.all": "asked",
    "trail.back": "at",
    "trail.forward": "notices",
    "sign.in": "notices",
    "next.pane": "focus",
    "previous.pane": "focus",
    "zoom": "zoom",
    "messages": "screen",
    "help": "screen",
    "back": "zoom",
    "quit": "running",
    "move.up": "at",
    "move.down": "at",
    "move.page_up": "at",
    "move.page_down": "at",
    "move.top": "at",
    "move.bottom": "at",
    "fold": "open",
    "unfold": "open",
    "mark": "marks",
    "mark.all": "marks",
    "open": "opened",
}
"""What each key changes, whatever the pane."""
BEFORE = {
    "back": ("z",),
    "unfold": ("left",),
    "move.up": ("down", "down"),
    "move.page_up": ("end",),
    "move.top": ("down", "down"),
}


def panes_of(key: Key) -> list[str]:
    """The panes that a key is for: keys of lists are those of the rows that bind them."""
    if key.where == "explorer":
        return list(ROWS)
    return [pane for pane, rows in ROWS.items() if key.id in bound_by(rows)] if key.where == "list" else []


def bound_by(rows: type[LazyTree] | type[LiveTable] | type[FieldGrid]) -> set[str | None]:
    """The ids of the keys that rows bind themselves."""
    return {each.id for each in rows.BINDINGS if isinstance(each, Binding)}


PAIRS = [pytest.param(key, pane, id=f"{key.id}-{pane}") for key in KEYS for pane in panes_of(key)]


def test_every_key_of_the_explorer_has_what_it_changes_here() -> None:
    assert set(CHANGES) == {key.id for key in KEYS if key.where in ("explorer", "list")}


@pytest.mark.parametrize(("key", "pane"), PAIRS)
async def test_each_key_does_what_it_says_in_each_pane(opened: Stages, contoso: Contoso, key: Key, pane: str) -> None:
    contoso.azure.put(*(version(f"1.{number}.0", actual="eastus2 Completed 100") for number in range(1, 5)))
    async with opened(contoso.connect) as stage:
        await stage.go_to(definition().key)
        await stage.press("right", *("tab",) * TABS[pane])
        await stage.press(*BEFORE.get(key.id, ()))
        await stage.settle()
        assert holds_keys(stage, pane)
        before = seen(stage, contoso)
        await stage.press(key.keys.split(",")[0])
        await stage.until(lambda: seen(stage, contoso)[CHANGES[key.id]] != before[CHANGES[key.id]])


def holds_keys(stage: Stage, pane: str) -> bool:
    explorer = stage.explorer
    panes: dict[str, Pane] = {"tree": explorer.tree_pane, "table": explorer.lower, "details": explorer.details}
    return explorer.panes.current is panes[pane]


def seen(stage: Stage, contoso: Contoso) -> dict[str, object]:
    """What a user sees change, in whichever pane."""
    at = state(stage, contoso)
    lower, table = stage.explorer.lower, stage.table
    return at | {
        "filtering": (at["filter"], lower.filter_line.display, at["screen"]),
        "at": (at["cursor"], table.cursor_key),
        "marks": (at["marks"], table.marked),
        "opened": (at["cursor"], at["open"], at["screen"]),
    }
