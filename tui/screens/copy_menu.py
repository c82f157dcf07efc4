"""Copy as: in which way to write what is copied."""

from collections.abc import Sequence

from tui.wording.copies import Copy
from widgets.columns import Column
from widgets.finder import Finder
from widgets.rows import Cell, Row
from widgets.untrusted import literal, visible

_COLUMNS = (Column("what", literal("Copy"), 14), Column("text", literal("Text"), 40, flexible=True))


class CopyMenu(Finder):
    """Answers the way that is chosen, one of the keys of `copies`."""

    def __init__(self, copies: Sequence[Copy]) -> None:
        self.copies = {each.what: each for each in copies}
        super().__init__(literal("Copy as"), _COLUMNS, self._found)

    async def _found(self, text: str) -> list[Row]:
        found = [each for what, each in self.copies.items() if text.lower() in what.lower()]
        return [Row(each.what, (Cell(visible(each.what)), Cell(visible(each.text), "dim"))) for each in found]
