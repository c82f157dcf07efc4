"""What go-to offers for the name of a gallery that others share: the regions that it may be seen in."""

from urllib.parse import quote

from tui.model.ids import ForeignId, subscription_key
from tui.model.places import named_abroad
from tui.screens.sight import Sight
from tui.screens.vantages import regions_for, subscription_at
from tui.wording.foreign import kind_of_gallery, path_of, shortened
from widgets.rows import Cell, Row
from widgets.untrusted import EMPTY, Shown, visible

PLACE = "/locations/"
"""What the keys of such places begin with: an id as it has its address in a region."""


def place_of(wanted: ForeignId, region: str) -> str:
    """The key of something that others share, seen in a region; `parse_foreign_id` reads it."""
    return f"{PLACE}{region}{quote(str(wanted))}"


class ForeignPlaces:
    """Offers them to one who stands at a key of the inventory; the region that is on the screen comes last."""

    def __init__(self, sight: Sight, here: str, seen_in: str = "") -> None:
        self._sight = sight
        self._seen_in = seen_in
        self.subscription = subscription_at(sight, here)
        self._ellipsis = ".." if sight.ascii_only else "…"

    def rows(self, text: str) -> list[Row] | None:
        """A row for each region; None where the text names nothing that others share."""
        named = named_abroad(text)
        if named is None:
            return None
        wanted, typed = named
        regions = regions_for(self._sight, typed, wanted.location) if self.subscription else []
        regions.sort(key=lambda each: each == self._seen_in)
        name = f"{kind_of_gallery(wanted)} {shortened(path_of(wanted), self._ellipsis)}"
        return [self._row(wanted, name, region) for region in regions]

    def note(self, text: str) -> Shown:
        """What is to be said under the rows."""
        named = named_abroad(text)
        if named is None:
            return EMPTY
        if not self.subscription:
            return visible("No subscription is known yet that it could be seen from.")
        seen_from = self._sight.name(subscription_key(self.subscription))
        behind = "" if named[1] else " Any region can be typed behind the name: NAME westeurope."
        return visible(f"Read-only, seen from {seen_from}, region by region.{behind}")

    def _row(self, wanted: ForeignId, name: str, region: str) -> Row:
        where = f"in {self._sight.inventory.regions.display(region)}"
        return Row(place_of(wanted, region), (Cell(visible(name)), Cell(visible(where)), Cell(EMPTY)))
