"""Shared here: the galleries that others share with a subscription, or with its whole tenant, in a region."""

from collections.abc import Sequence
from contextlib import suppress

from tui.model.errors import GalleryError
from tui.model.gallery import Gallery
from tui.model.ids import ForeignId, subscription_key
from tui.screens.foreign_places import place_of
from tui.screens.sight import Sight
from tui.screens.vantages import regions_for
from tui.services.foreign import Shares
from tui.services.gateway import Vantage
from tui.wording.errors import told
from tui.wording.foreign import owner_of
from tui.wording.sizes import counted
from widgets.columns import Column
from widgets.finder import Finder
from widgets.rows import Cell, Row
from widgets.untrusted import EMPTY, Shown, literal, visible

IN_REGION = "#region/"
"""What the answer begins with where another region is to be looked in."""

_COLUMNS = (
    Column("name", literal("Gallery"), 24, priority=9, flexible=True),
    Column("owner", literal("Of the subscription"), 36, priority=5, flexible=True),
)
_NOTE = literal("Seen region by region. Community galleries are not among these: go to them by name.")


class SharedHere(Finder):
    """Asks when it opens; answers the place of a gallery, or `IN_REGION` and another region to look in."""

    def __init__(self, sight: Sight, vantage: Vantage) -> None:
        self._sight = sight
        self._vantage = vantage
        self._shares: Shares | None = None
        self._failure: GalleryError | None = None
        self._answered = False
        super().__init__(
            visible(self._titled()),
            _COLUMNS,
            self._found,
            hint=literal("a part of a name, or another region"),
            nothing=literal("reading…"),
            note=self._told,
        )

    def on_mount(self) -> None:
        """Ask."""
        super().on_mount()
        self.run_worker(self._ask(), group="shares")

    async def _ask(self) -> None:
        if self._vantage.location:
            try:
                self._shares = await self._sight.foreign.shared(self._vantage)
            except GalleryError as error:
                self._failure = error
            self._answered = True
            self.look_again(visible(self._titled()), EMPTY)
        with suppress(GalleryError):  # regions that are known are offered all the same
            await self._sight.lookups.learn_regions(self._vantage.subscription_id)
        self._answered = True
        self.look_again(visible(self._titled()), literal("No region is known: type the name of one."))

    def _titled(self) -> str:
        shared_with = self._sight.name(subscription_key(self._vantage.subscription_id))
        region = self._vantage.location and f" in {self._region(self._vantage.location)}"
        number = counted(len(self._shares.galleries), "gallery", "galleries") if self._shares else ""
        return " · ".join(each for each in (f"Shared with {shared_with}{region}", number) if each)

    def _told(self, text: str) -> Shown:
        """What is to be said under the rows: what is missing among them, and what is never among them."""
        if not self._answered:
            return EMPTY
        lines = list(told(self._failure)) if self._failure else []
        if self._shares and not self._shares.galleries:
            lines.append("Nothing is shared there.")
        if self._shares and self._shares.errors:
            error = self._shares.errors[0]
            lines.append(f"One of two lists could not be read: {error.title.lower()}, {error.cause}")
        if self._shares and self._shares.unreadable:
            broken = self._shares.unreadable
            lines.append(f"{counted(len(broken), 'gallery', 'galleries')} could not be read: {broken[0].why}")
        return visible("\n".join((*lines, _NOTE)), multiline=True)

    async def _found(self, text: str) -> Sequence[Row]:
        if not self._answered:
            return ()
        galleries = [self._row(each) for each in (self._shares.galleries if self._shares else ())]
        wanted = text.strip().lower()
        found = [row for row in galleries if any(wanted in cell.text.lower() for cell in row.cells)]
        regions = regions_for(self._sight, wanted, only_known=bool(found))
        others = [each for each in regions if each != self._vantage.location]
        return [*found, *(Row(IN_REGION + each, (Cell(visible(f"look in {self._region(each)}")),)) for each in others)]

    def _row(self, gallery: Gallery) -> Row:
        owner, name = owner_of(gallery.name)
        owned_by = self._sight.name(subscription_key(owner)) if owner else ""
        place = place_of(ForeignId("SharedGalleries", gallery.name), self._vantage.location)
        return Row(place, (Cell(visible(name)), Cell(visible(owned_by), "dim")))

    def _region(self, name: str) -> str:
        return self._sight.inventory.regions.display(name)
