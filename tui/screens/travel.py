"""Going to places by name, back and forward, and taking along how they are written elsewhere."""

from collections.abc import Awaitable, Callable
from functools import partial

from textual import events
from textual.screen import Screen

from tui.keymap import Key
from tui.model.ids import ForeignId, kind_of, parse_foreign_id
from tui.model.places import named_abroad, names_a_place
from tui.model.regions import canonical
from tui.screens.sight import Sight
from tui.screens.vantages import region_at, subscription_at
from tui.services.gateway import Vantage
from tui.services.trail import Trail
from tui.wording.copies import Copy, copies_of
from widgets.untrusted import literal, visible

TOAST_SECONDS = 2.5

CopyText = Callable[[str, str], Awaitable[tuple[bool, str]]]
"""Copies a text, under a name where it is kept in a file; answers whether it was sent anywhere, and what was done."""


class Travel(Screen[None]):
    """What a screen that stands at one key of the inventory at a time can do with that key."""

    def __init__(self, sight: Sight, keys: tuple[Key, ...], *, cloud: str, copy: CopyText) -> None:
        super().__init__()
        self._sight = sight
        self._keys = keys
        self._cloud = cloud
        self._copy = copy
        self._trail = Trail()
        self._key = ""
        self._named = ""

    def go(self, key: str) -> None:
        """Stand at another key."""
        raise NotImplementedError

    @property
    def subjects(self) -> tuple[str, ...]:
        """The keys that actions take: those marked, else the one under the cursor."""
        return (self._key,)

    @property
    def region_here(self) -> str:
        """The region that the row under the cursor stands for; empty where it stands for something else."""
        return ""

    def arrived(self, key: str) -> None:
        """Note where the cursor came to rest."""
        if key in self._sight.inventory:
            self._trail.visit(key)

    def action_go_to(self, text: str = "") -> None:
        """Ask where to go."""
        from tui.screens.go_to import GoTo

        self.app.push_screen(GoTo(self._sight, self._keys, self.subjects[0], text), self._went)

    def _went(self, chosen: str | None) -> None:
        """Go where one has chosen to."""
        from tui.screens.foreign_places import PLACE
        from tui.screens.go_to import COMMAND

        if chosen and chosen.startswith(COMMAND):
            self.app.call_later(self._command, chosen.removeprefix(COMMAND))
        elif chosen and chosen.startswith(PLACE):
            self._go_abroad(parse_foreign_id(chosen))
        elif chosen:
            self.go(chosen)

    def _go_abroad(self, wanted: ForeignId) -> None:
        """Show something that others share, as it is seen in the region of its address."""
        from tui.screens.foreign_screen import ForeignScreen

        vantage = Vantage(subscription_at(self._sight, self.subjects[0]), wanted.location)
        self.app.push_screen(ForeignScreen(wanted, vantage, self._sight, self._keys, self._copied), self._went)

    def open_named(self) -> None:
        """Go, once, to what others share and the command line names; where no region is named it is asked for."""
        named, self._named = self._named, ""
        found = named_abroad(named)
        if found is None:
            return
        wanted, region = found
        if region or wanted.location:
            self._go_abroad(wanted._replace(location=region or canonical(wanted.location)))
        else:
            self.action_go_to(named)

    def action_shared_here(self, region: str = "") -> None:
        """Show what others share with the subscription under the cursor, in a region or in the one under the cursor."""
        from tui.screens.shared_here import IN_REGION, SharedHere

        def chosen(place: str | None) -> None:
            if place and place.startswith(IN_REGION):
                self.action_shared_here(place.removeprefix(IN_REGION))
            else:
                self._went(place)

        key = self.subjects[0]
        vantage = Vantage(subscription_at(self._sight, key), region or self.region_here or region_at(self._sight, key))
        if vantage.subscription_id:
            self.app.push_screen(SharedHere(self._sight, vantage), chosen)
        else:
            self.notify("No subscription is known yet to look from.", timeout=TOAST_SECONDS, markup=False)

    async def _command(self, key_id: str) -> None:
        key = next((each for each in self._keys if each.id == key_id), None)
        if key:
            await self.run_action(key.pressed)

    def on_paste(self, event: events.Paste) -> None:
        """Take an id or URL that is pasted anywhere as a place to go to; anything else is left alone."""
        event.stop()
        if names_a_place(event.text):
            self.action_go_to(event.text.strip())

    def action_trail_back(self) -> None:
        """Go back to where one was."""
        self._follow(self._trail.back())

    def action_trail_forward(self) -> None:
        """Go forward again."""
        self._follow(self._trail.forward())

    def _follow(self, key: str | None) -> None:
        if key is None:
            self.notify("No further.", timeout=TOAST_SECONDS, markup=False)
        else:
            self.go(key)

    def action_copy(self) -> None:
        """Copy the ids of what is marked, else of what is under the cursor."""
        ids = [copies[0].text for key in self.subjects if (copies := self._copies(key))]
        if ids:
            what = "id" if len(ids) == 1 else f"{len(ids)} ids"
            self.take_along(Copy(what, "\n".join(ids), self._sight.name(self.subjects[0])))

    async def action_at_once(self, key_id: str) -> None:
        """Do what a key does before the keys behind it are handed out."""
        await self.run_action(next(each.action for each in self._keys if each.id == key_id))

    def action_if_for(self, key_id: str) -> None:
        """Do what a key does, or say why it does nothing where the cursor stands."""
        key = next(each for each in self._keys if each.id == key_id)
        if key.is_for(kind_of(self.subjects[0])):
            self.app.call_later(self.run_action, key.action)
        else:
            self.notify(
                key.otherwise if self.subjects[0] else "Nothing is there yet.", timeout=TOAST_SECONDS, markup=False
            )

    def action_raw(self) -> None:
        """Show the body of what is under the cursor as the service sends it."""
        from tui.screens.body_pages import RawPage

        key = self.subjects[0]
        held = next((each.text for each in self._copies(key) if each.what == "JSON"), "")
        read = partial(self._sight.lookups.body, key)
        self.app.push_screen(RawPage(self._sight.name(key), read, self._copied, held=held))

    def action_used_by(self) -> None:
        """Show who uses the version or definition under the cursor; the one that is chosen has its id copied."""
        from tui.screens.used_by import UsedBy

        def chosen(user: str | None) -> None:
            if user:
                self.take_along(Copy("id", user))

        self.app.push_screen(UsedBy(self.subjects[0], self._sight), chosen)

    def action_copy_as(self) -> None:
        """Ask in which way to copy what is under the cursor."""
        from tui.screens.copy_menu import CopyMenu

        def chosen(what: str | None) -> None:
            if what:
                self.take_along(menu.copies[what])

        menu = CopyMenu(self._copies(self.subjects[0]))
        if menu.copies:
            self.app.push_screen(menu, chosen)

    def _copies(self, key: str) -> list[Copy]:
        entry = self._sight.inventory.entry(key)
        if entry is None:
            return []
        return copies_of(entry.value, self._cloud, self._sight.inventory.subscription_name(key))

    def take_along(self, what: Copy) -> None:
        """Copy, and say what was done."""
        self.run_worker(self._copied(what), group="copy", exclusive=True)

    async def _copied(self, what: Copy) -> None:
        """Copy, and say what was done; what could not be sent is shown, to be selected by hand."""
        from widgets.text_page import TextPage
        from widgets.tones import Part

        text = visible(what.text, multiline=True)
        sent, said = await self._copy(text, f"{what.of} {what.what}".strip())
        told = visible(f"{what.what} {said}" if sent else f"{what.what}: {said}")
        self.notify(told, timeout=TOAST_SECONDS, markup=False)
        if not sent:
            lines = [(Part(told, "moving"),), (Part(literal("")),)]
            lines += [(Part(visible(line)),) for line in text.splitlines()]
            self.app.push_screen(TextPage(visible(what.what), lines))
