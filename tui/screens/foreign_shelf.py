"""What is known of a gallery that others share, as it is seen from a vantage, and where in it one stands."""

from tui.model.errors import GalleryError
from tui.model.gallery import Definition, Version
from tui.model.ids import ForeignId, key_of, subscription_key
from tui.model.latest import latest_shared
from tui.screens.sight import Sight
from tui.services.foreign import Opened, VersionsSeen
from tui.services.gateway import Reading, Unreadable, Vantage
from tui.wording.details import Field
from tui.wording.errors import told
from tui.wording.foreign import foreign_fields
from tui.wording.sizes import counted


class ForeignShelf:
    """`at` is the gallery, while its definitions are looked at, or the definition whose versions are."""

    def __init__(self, wanted: ForeignId, vantage: Vantage, sight: Sight) -> None:
        self.at = wanted._replace(version="", location="")
        self.vantage = vantage
        self._sight = sight
        self._opened: Opened | None = None
        self._seen: dict[str, VersionsSeen] = {}
        self._error: GalleryError | None = None

    @property
    def region(self) -> str:
        """The region that it is seen in, for people."""
        return self._sight.inventory.regions.display(self.vantage.location)

    @property
    def in_definition(self) -> bool:
        """Whether it is versions that are looked at."""
        return bool(self.at.definition)

    @property
    def is_read(self) -> bool:
        """Whether what is looked at was read once."""
        return self._opened is not None and (not self.in_definition or key_of(str(self.at)) in self._seen)

    @property
    def definitions(self) -> tuple[Definition, ...]:
        """The definitions, by name."""
        return self._opened.definitions if self._opened else ()

    @property
    def versions(self) -> tuple[Version, ...]:
        """The versions that are looked at, newest first."""
        seen = self._seen.get(key_of(str(self.at)))
        return seen.versions if seen else ()

    async def read(self) -> None:
        """Read the gallery, and the versions that are looked at; where that fails, what was known before stays."""
        at = self.at
        try:
            opened = await self._sight.foreign.open(at, self.vantage)
        except GalleryError as error:
            self._error = error
            return
        self._error, self._opened, self._seen = None, opened, {}
        if opened.versions is not None:
            self._seen[key_of(str(at))] = VersionsSeen(opened.versions, opened.unreadable)

    async def read_versions(self) -> None:
        """Read the versions that are looked at."""
        at = self.at
        try:
            self._seen[key_of(str(at))] = await self._sight.foreign.versions(at, self.vantage)
        except GalleryError as error:
            self._error = error

    def stand_at(self, definition: str) -> None:
        """Look at the versions of a definition, by its name, or with none at the definitions."""
        self.at = self.at._replace(definition=definition)
        self._error = None

    def chosen(self, cursor: str | None) -> tuple[Definition | None, Version | None]:
        """The definition and the version that the row under the cursor is, or is of."""
        key = key_of(str(self.at)) if self.in_definition else cursor
        definition = next((each for each in self.definitions if each.key == key), None)
        return definition, next((each for each in self.versions if each.key == cursor), None)

    def named(self, key: str) -> ForeignId:
        """What a row is called, in the spelling of the service."""
        definition, version = self.chosen(key)
        gallery = self._opened.gallery.name if self._opened else self.at.gallery
        own = definition.name if definition else self.at.definition
        return ForeignId(self.at.family, gallery, own, version.name if version else "")

    def fields(self, cursor: str | None) -> list[Field]:
        """What is told of the row under the cursor, and of what it lies in."""
        if self._opened is None:
            return []
        return foreign_fields(self._opened.gallery, *self.chosen(cursor), latest_shared(self.versions), self._sight.now)

    def why_none(self, *, narrowed: bool, go_to: str) -> str:
        """What stands where rows would; `go_to` is the key that leads to another region."""
        seen_from = self._sight.name(subscription_key(self.vantage.subscription_id))
        where = f"Looked at from {seen_from} in {self.region}; {go_to} leads to another region."
        if self._error and not self.is_read:
            return "\n".join((*told(self._error), "", where))
        if not self.is_read:
            return "reading…"
        if narrowed and (self.versions if self.in_definition else self.definitions):
            return "nothing matches"
        what = "versions" if self.in_definition else "definitions"
        return f"No {what} are to be had here: only what is complete in a region is seen there.\n\n{where}"

    def trouble(self) -> list[str]:
        """What is wrong beside the rows: with what was read again, with single bodies."""
        seen = self._seen.get(key_of(str(self.at)))
        broken: tuple[Unreadable, ...] = self._opened.unreadable if self._opened else ()
        if self.in_definition:
            broken = seen.unreadable if seen else ()
        lines = []
        if self._error and self.is_read:
            lines.append(f"Not read again: {self._error.title.lower()}, {self._error.cause}")
        if broken:
            lines.append(f"{counted(len(broken), 'body', 'bodies')} could not be read: {broken[0].why}")
        return lines

    async def body(self, wanted: ForeignId) -> Reading[bytes]:
        """What the service sends for something in it."""
        return await self._sight.foreign.body(wanted, self.vantage)
