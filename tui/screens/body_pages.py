"""Pages made of a body as the service sends it: every field in words, and the JSON itself."""

from collections.abc import Awaitable, Callable, Iterable
from typing import ClassVar

from textual.binding import Binding, BindingType

from tui.model.errors import GalleryError
from tui.model.ids import Kind
from tui.services.gateway import Reading
from tui.wording.copies import Copy
from tui.wording.errors import told
from tui.wording.every_field import FieldLine, every_field
from tui.wording.raw import json_lines, pretty
from tui.wording.signs import EDITABLE
from tui.wording.signs import Part as Worded
from widgets.text_page import TextPage
from widgets.tones import Part
from widgets.untrusted import EMPTY, Shown, literal, visible

ReadBody = Callable[[], Awaitable[Reading[bytes]]]
SendCopy = Callable[[Copy], Awaitable[None]]
Lines = list[tuple[Part, ...]]

_LABEL = 34
_INDENT = "  "


class BodyPage(TextPage):
    """Reads a body when it opens; what is known of it already stands there meanwhile."""

    SCOPED_CSS = False
    DEFAULT_CSS = "BodyPage > Pane { max-width: 116; }"

    def __init__(self, read: ReadBody, title: Shown, known: Lines) -> None:
        self._body = read
        self._titled = title
        self._known = known
        super().__init__(title, [*known, (Part(literal("reading…"), "dim"),)])

    def on_mount(self) -> None:
        """Read it."""
        super().on_mount()
        self.run_worker(self._read(), group="body")

    def lines_of(self, body: bytes) -> Lines:
        """What is shown of a body."""
        raise NotImplementedError

    def lines_without(self) -> Lines:
        """What is shown, under the reason, where the body cannot be read."""
        return self._known

    async def _read(self) -> None:
        try:
            reading = await self._body()
        except GalleryError as error:
            why: Lines = [(Part(visible(line), "moving"),) for line in told(error)]
            self.write(self._titled, [*why, (Part(EMPTY),), *self.lines_without()])
        else:
            self.write(self._titled, self.lines_of(reading.value))


class RawPage(BodyPage):
    """The JSON; where it cannot be read, `held`, which is what was known of it before."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("y", "copy", "Copy", show=False, id="page.copy")]

    def __init__(self, name: str, read: ReadBody, copy: SendCopy, *, held: str = "") -> None:
        self._copy = copy
        self._held = held
        self._json = ""
        self._of = name
        super().__init__(read, visible(f"{name} · raw"), [])

    def lines_of(self, body: bytes) -> Lines:
        """The JSON, indented."""
        self._json = pretty(body)
        return _parts(json_lines(self._json))

    def lines_without(self) -> Lines:
        """What was known before."""
        self._json = self._held
        known = literal("What was known of it before, in the words of `sigscope list -o json`:")
        return [(Part(known, "dim"),), *_parts(json_lines(self._held))] if self._held else []

    def action_copy(self) -> None:
        """Copy all of it."""
        if self._json:
            self.run_worker(self._copy(Copy("JSON", self._json, self._of)), group="copy", exclusive=True)


class FieldsPage(BodyPage):
    """Every field; `known` are those of the detail pane, which stand first. Of no kind is what cannot be changed."""

    def __init__(self, kind: Kind | None, read: ReadBody, title: Shown, known: Lines, *, ascii_only: bool) -> None:
        self._kind = kind
        self._sign = visible(EDITABLE.text(ascii_only=ascii_only))
        super().__init__(read, title, known)

    def lines_of(self, body: bytes) -> Lines:
        """What the pane shows, then all that the body says."""
        fields = [self._told(each) for each in every_field(body, self._kind)]
        return [*self._known, (Part(EMPTY),), *fields]

    def _told(self, field: FieldLine) -> tuple[Part, ...]:
        label = f"{_INDENT * field.level}{field.label}"
        if not field.value:
            return (Part(visible(label), "dim" if field.level else "strong"),)
        sign = self._sign if field.editable else literal(" ")
        return (
            Part(visible(f"{label:<{_LABEL}} "), "plain" if not field.level else "dim"),
            Part(sign, "accent"),
            Part(visible(f" {field.value}")),
        )


def _parts(lines: Iterable[Iterable[Worded]]) -> Lines:
    return [tuple(Part(visible(text), style) for text, style in line) for line in lines]
