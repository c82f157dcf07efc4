"""The line in which a filter is typed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.message import Message
from textual.widgets import Input

from widgets.untrusted import EMPTY, Shown, visible


class FilterLine(Input):
    """A field of one line that tells of every change; enter keeps the filter, esc clears it, again leaves."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "submit", "Keep", show=False, id="filter.keep"),
        Binding("escape", "clear_or_leave", "Clear", show=False, id="filter.clear"),
        Binding("up", "move(-1)", "Up", show=False, id="filter.up"),
        Binding("down", "move(1)", "Down", show=False, id="filter.down"),
    ]
    DEFAULT_CSS = """
    FilterLine, FilterLine:focus {
        height: 1;
        border: none;
        padding: 0 1;
        background: $panel;
        & > .input--placeholder { color: $text-muted; }
        &:ansi > .input--placeholder { text-style: none; }
        &:ansi > .input--cursor, &:ansi > .input--selection {
            color: ansi_default;
            background: ansi_default;
            text-style: reverse;
        }
    }
    """

    @dataclass
    class _FromLine(Message):
        line: FilterLine

        @property
        def control(self) -> FilterLine:
            """The line that sent it."""
            return self.line

    @dataclass
    class FilterChanged(_FromLine):
        """Another text is to be filtered by; an empty one shows all."""

        text: str

    @dataclass
    class Kept(_FromLine):
        """The filter stays, and the rows get the keys again."""

    @dataclass
    class Left(_FromLine):
        """The filter is empty and no longer wanted."""

    @dataclass
    class Moved(_FromLine):
        """The cursor of the rows is to move by so many, while the keys stay here."""

        by: int

    def __init__(
        self,
        *,
        hint: Shown = EMPTY,
        name: str | None = None,
        id: str | None = None,  # noqa: A002 (Textual's own name for it)
        classes: str | None = None,
    ) -> None:
        super().__init__(placeholder=hint, select_on_focus=False, name=name, id=id, classes=classes)
        self.cursor_blink = False

    def validate_value(self, value: str) -> str:
        """What is pasted is text of others too."""
        return visible(value)

    def on_input_changed(self, event: Input.Changed) -> None:
        """Tell of the new text."""
        event.stop()
        self.post_message(self.FilterChanged(self, event.value))

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Tell that it stays."""
        event.stop()
        self.post_message(self.Kept(self))

    def action_clear_or_leave(self) -> None:
        """Take the text away; where there is none, leave."""
        if self.value:
            self.value = ""
        else:
            self.post_message(self.Left(self))

    def action_move(self, by: int) -> None:
        """Have the rows move their cursor."""
        self.post_message(self.Moved(self, by))
