"""The filter of the lower pane: which of its rows are let through."""

import asyncio
from collections.abc import Callable, Sequence

from tui.model.filters import Fields, parse_filter
from tui.services.inventory import Inventory, Value
from tui.wording.rows import KEYS
from tui.wording.searching import SearchedFields
from widgets.columns import Column
from widgets.rows import Row
from widgets.untrusted import literal

A_TURN = 250
"""Rows judged before keys have their turn."""

FILTER_HINT = literal("word  'exact  !not  state:failed  region:westeurope")

_KEYS = {*KEYS["definitions"], *KEYS["versions"], "state", "region", "tenant_id", "storage", "replicas", "latest"}


class RowFilter:
    """Looks at galleries, definitions and versions as the tree's filter does, at regions by what their cells say."""

    def __init__(self, inventory: Inventory) -> None:
        self._inventory = inventory
        self._holds: Callable[[Fields], bool] | None = None
        self._judged: dict[str, tuple[Value, bool]] = {}

    @property
    def wanted(self) -> bool:
        """Whether less than everything is to be shown."""
        return self._holds is not None

    def take(self, text: str) -> None:
        """Filter by another text; raises FilterError for one that cannot be read, and goes on with the one before."""
        self._holds = parse_filter(text, _KEYS) if text.strip() else None
        self._judged = {}

    async def judge(self, keys: Sequence[str]) -> None:
        """Judge many rows beforehand, and let keys have their turn meanwhile."""
        for count, key in enumerate(keys, 1):
            self._passes(key)
            if count % A_TURN == 0:
                await asyncio.sleep(0)

    def through(self, rows: list[Row], columns: Sequence[Column]) -> list[Row]:
        """The rows that are let through."""
        if self._holds is None:
            return rows
        return [row for row in rows if self._lets_through(row, columns, self._holds)]

    def _lets_through(self, row: Row, columns: Sequence[Column], holds: Callable[[Fields], bool]) -> bool:
        passes = self._passes(row.key)
        if passes is not None:
            return passes
        said = {column.key: [cell.text] for column, cell in zip(columns, row.cells, strict=False)}
        return holds({**said, "region": [row.key, *said.get("region", ())]})

    def _passes(self, key: str) -> bool | None:
        """Whether a thing of the inventory is let through; None for what is none, such as a region."""
        entry = self._inventory.entry(key)
        if entry is None or self._holds is None:
            return None
        judged = self._judged.get(key)
        if judged is None or judged[0] is not entry.value:
            passes = self._holds(SearchedFields(entry.value, self._inventory.subscription_name(key)))
            judged = self._judged[key] = (entry.value, passes)
        return judged[1]
