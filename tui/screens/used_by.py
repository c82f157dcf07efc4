"""Used by: the machines, scale sets, templates and versions that were made from an image."""

from collections.abc import Sequence

from tui.model.errors import GalleryError
from tui.model.ids import kind_of, subscription_key, subscription_of
from tui.model.users import ImageUser
from tui.screens.sight import Sight
from tui.services.lookups import Users
from tui.wording.ages import ago
from tui.wording.errors import told
from tui.wording.sizes import counted
from tui.wording.users import summary, user_cells
from widgets.columns import Column
from widgets.finder import Finder
from widgets.rows import Cell, Row
from widgets.untrusted import EMPTY, literal, visible

_COLUMNS = (
    Column("kind", literal("What"), 10, priority=5),
    Column("name", literal("Name"), 24, priority=9, flexible=True),
    Column("version", literal("Version"), 18, priority=8),
    Column("region", literal("Region"), 16, priority=6),
    Column("subscription", literal("Subscription"), 20, priority=4),
)


class UsedBy(Finder):
    """Asks when it opens; a text that is typed narrows what was found."""

    def __init__(self, key: str, sight: Sight) -> None:
        self._key = key
        self._sight = sight
        self._users: Sequence[ImageUser] = ()
        self._named = f"{sight.name(key)} · used by"
        hint = literal("a part of a name; enter copies the id")
        super().__init__(visible(self._named), _COLUMNS, self._found, hint=hint, nothing=literal("reading…"))

    def on_mount(self) -> None:
        """Ask."""
        super().on_mount()
        self.run_worker(self._ask(), group="users")

    async def _ask(self) -> None:
        try:
            users = await self._sight.lookups.users(self._key)
        except GalleryError as error:
            self.look_again(visible(self._named), visible("\n".join(told(error)), multiline=True))
            return
        self._users = users.found
        told_of = f"{self._named} {summary(users.found)}, {self._as_of(users)}" if users.found else self._named
        self.look_again(visible(told_of), visible(self._said(users), multiline=True))

    def _as_of(self, users: Users) -> str:
        unread = f", {counted(users.unreadable, 'subscription')} not read" if users.unreadable else ""
        return f"as of {ago(users.at, self._sight.now)}{unread}"

    def _said(self, users: Users) -> str:
        """How far the answer reaches: what nobody is shown to use may still be used where the account does not see."""
        what = "of this version" if kind_of(self._key) == "version" else "of any version"
        within = counted(users.asked, "subscription")
        return f"Resource Graph shows no use {what} in {within}, {self._as_of(users)}."

    async def _found(self, text: str) -> list[Row]:
        rows = [self._row(each) for each in self._users]
        return [row for row in rows if any(text.lower() in cell.text.lower() for cell in row.cells)]

    def _row(self, user: ImageUser) -> Row:
        inventory = self._sight.inventory
        region = inventory.regions.display(user.location)
        entry = inventory.entry(subscription_key(subscription_of(user.id.lower())))
        cells = user_cells(user, region, entry.value.name if entry else subscription_of(user.id))
        return Row(user.id, tuple(Cell(visible(text) if text else EMPTY, style) for text, style in cells))
