"""The lines under the lower pane's table: they speak of the row under its cursor, or of why there are no rows."""

from tui.model.errors import GalleryError
from tui.model.ids import kind_of, subscription_of
from tui.screens.matrix import Matrix
from tui.screens.sight import Sight
from tui.wording.allowances import quota_line, registration_cure
from tui.wording.errors import told
from tui.wording.replication import explanation


class LowerAbout:
    """Finds the lines for what is shown: regions are explained, errors told, what a subscription may have is listed."""

    def __init__(self, sight: Sight, matrix: Matrix) -> None:
        self._sight = sight
        self._matrix = matrix

    def lines(self, key: str, row: str | None, error: GalleryError | None = None) -> tuple[str, ...]:
        """What there is to say of a row of what lies under a key."""
        if error:
            return told(error)
        if kind_of(key) == "subscription":
            return self._allowed(key)
        return self.of_region(key, row) if row and kind_of(row) is None else ()

    def of_region(self, key: str, region: str) -> tuple[str, ...]:
        """What there is to say of a region of a version, or of a definition."""
        version = self._sight.inventory.version(key)
        if version is None:
            return self._matrix.about(key, region)
        names = self._sight.inventory.regions
        return explanation(version, region, self._sight.tracks(key), self._sight.now, names)

    def _allowed(self, key: str) -> tuple[str, ...]:
        """What a subscription may have, region by region."""
        allowance, names = self._sight.allowances.of(key), self._sight.inventory.regions
        if allowance is None:
            return ()
        cure = registration_cure(subscription_of(key), allowance.registration)
        lines = [quota_line(region, usages, names) for region, usages in allowance.quotas.items()]
        unread = [f"Not read: {error.title.lower()}, {error.cause}" for error in allowance.errors[:1]]
        return tuple(each for each in (cure, *lines, *unread) if each)
