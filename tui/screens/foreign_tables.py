"""The tables of a gallery that others share: its definitions, and the versions of one of them."""

from collections.abc import Callable, Iterable, Sequence

from tui.model.filters import Fields, parse_filter
from tui.model.gallery import Definition, Version
from tui.model.latest import latest_shared
from tui.screens.sight import Sight
from tui.wording.foreign import foreign_definition_cells, foreign_version_cells
from tui.wording.signs import Part
from widgets.columns import Column
from widgets.rows import Cell, Row
from widgets.untrusted import EMPTY, literal, visible

DEFINITIONS = (
    Column("definition", literal("Definition"), 24, priority=9, flexible=True),
    Column("os", literal("OS"), 19, priority=8),
    Column("generation", literal("Gen"), 6, priority=4),
    Column("architecture", literal("Arch"), 6, priority=5),
    Column("end", literal("End of life"), 11, priority=6),
    Column("security", literal("Security"), 22, priority=3),
)
VERSIONS = (
    Column("version", literal("Version"), 14, priority=9, flexible=True),
    Column("latest", literal("Latest"), 9, priority=8),
    Column("published", literal("Published"), 13, priority=7),
    Column("size", literal("Size"), 7, "right", priority=5),
    Column("end", literal("End of life"), 18, priority=6),
)
FILTER_HINT = literal("word  'exact  !not  os:linux  latest:excluded")

_KEYS = {column.key for column in (*DEFINITIONS, *VERSIONS)}


class ForeignRows:
    """Makes the rows, as far as the filter lets them through."""

    def __init__(self, sight: Sight) -> None:
        self._sight = sight
        self._holds: Callable[[Fields], bool] | None = None

    @property
    def narrowed(self) -> bool:
        """Whether less than everything is to be shown."""
        return self._holds is not None

    def take_filter(self, text: str) -> None:
        """Filter by another text; raises FilterError for one that cannot be read, and goes on with the one before."""
        self._holds = parse_filter(text, _KEYS) if text.strip() else None

    def of_definitions(self, definitions: Iterable[Definition]) -> list[Row]:
        """A row for each definition."""
        return self._through(DEFINITIONS, ((each.key, foreign_definition_cells(each)) for each in definitions))

    def of_versions(self, versions: Sequence[Version]) -> list[Row]:
        """A row for each version, newest first."""
        latest, now = latest_shared(versions), self._sight.now
        return self._through(VERSIONS, ((each.key, foreign_version_cells(each, latest, now)) for each in versions))

    def _through(self, columns: Sequence[Column], worded: Iterable[tuple[str, Iterable[Part]]]) -> list[Row]:
        rows = [
            Row(key, tuple(Cell(visible(text) if text else EMPTY, style) for text, style in parts))
            for key, parts in worded
        ]
        holds = self._holds
        if holds is None:
            return rows
        names = [column.key for column in columns]
        return [row for row in rows if holds({name: [cell.text] for name, cell in zip(names, row.cells, strict=True)})]
