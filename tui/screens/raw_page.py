"""The raw page: the body of a subscription, gallery, definition or version as the service sends it."""

from collections.abc import Awaitable, Callable, Iterable
from typing import ClassVar

from textual.binding import Binding, BindingType

from tui.model.errors import GalleryError
from tui.model.ids import name_of
from tui.services.lookups import Lookups
from tui.wording.copies import Copy
from tui.wording.errors import told
from tui.wording.raw import json_lines, pretty
from tui.wording.signs import Part as Worded
from widgets.text_page import TextPage
from widgets.tones import Part
from widgets.untrusted import literal, visible

SendCopy = Callable[[Copy], Awaitable[None]]


class RawPage(TextPage):
    """Reads the body when it opens; what `held` says of it stands below the error where it cannot be read."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("y", "copy", "Copy", show=False, id="page.copy")]

    def __init__(self, key: str, lookups: Lookups, copy: SendCopy, *, held: str = "") -> None:
        self._key = key
        self._lookups = lookups
        self._copy = copy
        self._held = held
        self._body = ""
        self._named = visible(f"{name_of(key)} · raw")
        super().__init__(self._named, [(Part(literal("reading…"), "dim"),)])

    def on_mount(self) -> None:
        """Read it."""
        super().on_mount()
        self.run_worker(self._read(), group="raw")

    async def _read(self) -> None:
        try:
            reading = await self._lookups.body(self._key)
        except GalleryError as error:
            self._fall_back(error)
            return
        self._body = pretty(reading.value)
        self.write(self._named, _parts(json_lines(self._body)))

    def _fall_back(self, error: GalleryError) -> None:
        lines: list[tuple[Part, ...]] = [(Part(visible(line), "moving"),) for line in told(error)]
        if self._held:
            self._body = self._held
            known = literal("What was known of it before, in the words of `sigscope list -o json`:")
            lines += [(Part(literal("")),), (Part(known, "dim"),), *_parts(json_lines(self._held))]
        self.write(self._named, lines)

    def action_copy(self) -> None:
        """Copy all of it."""
        if self._body:
            self.run_worker(self._copy(Copy("JSON", self._body)), group="copy", exclusive=True)


def _parts(lines: Iterable[Iterable[Worded]]) -> list[tuple[Part, ...]]:
    return [tuple(Part(visible(text), style) for text, style in line) for line in lines]
