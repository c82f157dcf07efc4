"""The matrix of a definition: its regions, and how each of its newest versions is there."""

from tui.model.gallery import Version
from tui.model.latest import Latest
from tui.model.regions import canonical
from tui.screens.sight import Sight
from tui.wording.latest import explained, latest_cell, matrix_cell
from tui.wording.signs import Style
from widgets.columns import Column
from widgets.rows import Cell, Row
from widgets.untrusted import EMPTY, literal, visible

NEWEST = 12
_CELLS = 9


class Matrix:
    """Rows are regions, columns versions; where it gets narrow the oldest versions go first."""

    def __init__(self, sight: Sight) -> None:
        self._sight = sight

    def columns(self, key: str) -> tuple[Column, ...]:
        """A column for each of the newest versions of a definition, between the region and what latest means there."""
        versions = [
            Column(each.key, visible(each.name), max(_CELLS, len(each.name)), priority=NEWEST - at)
            for at, each in enumerate(self._newest(key))
        ]
        return (
            Column("region", literal("Region"), 18, priority=NEWEST + 2, flexible=True),
            Column("latest", literal("Latest is"), 11, priority=NEWEST + 1),
            *versions,
        )

    def rows(self, key: str) -> list[Row]:
        """A row for each region that any version is wanted in, the home region first, then by name."""
        newest, latest = self._newest(key), self._sight.latest(key)
        home = canonical(newest[0].location or "") if newest else ""
        names = self._sight.inventory.regions
        regions = sorted(latest, key=lambda each: (each != home, names.display(each)))
        return [self._row(region, region == home, latest[region], newest) for region in regions]

    def about(self, key: str, region: str) -> tuple[str, ...]:
        """Why latest is what it is in a region."""
        latest = self._sight.latest(key).get(region)
        return explained(region, latest, self._sight.inventory.regions) if latest else ()

    def _row(self, region: str, home: bool, latest: Latest, newest: list[Version]) -> Row:
        name = self._sight.inventory.regions.display(region)
        cells = [matrix_cell(each, region, ascii_only=self._sight.ascii_only) for each in newest]
        return Row(
            region,
            (_cell(f"{name} (home)" if home else name), _cell(*latest_cell(latest)), *(_cell(*each) for each in cells)),
        )

    def _newest(self, key: str) -> list[Version]:
        return self._sight.versions(key)[:NEWEST]


def _cell(text: str, style: Style = "plain") -> Cell:
    return Cell(visible(text) if text else EMPTY, style)
