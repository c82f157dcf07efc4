"""A table whose rows change while one looks at it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import ClassVar, Final

from rich.style import Style
from textual import events
from textual.binding import Binding, BindingType
from textual.geometry import Region, Size, clamp
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

from widgets import tones
from widgets.columns import Column, Place, places
from widgets.glyphs import glyphs_of
from widgets.keys import MOVES
from widgets.marks import MARKS, toggled
from widgets.rows import BLANK, Line, Row, differs_up_to, line_of, plain_strip_of, strip_of
from widgets.tones import Part
from widgets.untrusted import EMPTY, Shown, content

_HEADER: Final = 1
"""Lines that the titles take, above the rows."""


class LiveTable(ScrollView, can_focus=True, inherit_bindings=False):
    """Rows with a key of their own under fixed columns, one line each.

    The order is the caller's. Cursor, marks and the place on the screen stay with their keys, whatever `show` brings.
    Only what looks different is written to the terminal, and nothing for rows that are off the screen.
    """

    ALLOW_SELECT = False
    BINDINGS: ClassVar[list[BindingType]] = [
        *MOVES,
        *MARKS,
        Binding("enter", "activate", "Open", show=False, id="open"),
    ]
    COMPONENT_CLASSES: ClassVar[set[str]] = {"live-table--header", "live-table--cursor", *tones.COMPONENTS.values()}
    SCOPED_CSS = False
    DEFAULT_CSS = f"""
    LiveTable {{
        height: 1fr;
        background: $surface;
        color: $foreground;
        overflow-x: hidden;
        overflow-y: auto;
        scrollbar-gutter: stable;
        scrollbar-size: 0 1;
        {tones.CSS}
        & > .live-table--header {{ color: $text-muted; text-style: bold; }}
        & > .live-table--cursor {{
            color: $block-cursor-blurred-foreground;
            background: $block-cursor-blurred-background;
            text-style: $block-cursor-blurred-text-style;
        }}
        &:focus > .live-table--cursor {{
            color: $block-cursor-foreground;
            background: $block-cursor-background;
            text-style: $block-cursor-text-style;
        }}
        &:ansi:nocolor > .live-table--cursor {{ text-style: reverse; }}
    }}
    .-ascii LiveTable {{ scrollbar-visibility: hidden; }}
    """

    @dataclass
    class _FromTable(Message):
        table: LiveTable

        @property
        def control(self) -> LiveTable:
            """The table that sent it."""
            return self.table

    @dataclass
    class RowHighlighted(_FromTable):
        """The cursor stands on another row; `key` is None where there is no row left."""

        key: str | None

        def can_replace(self, message: Message) -> bool:
            """Of several moves in a row only the last matters."""
            return isinstance(message, LiveTable.RowHighlighted) and message.table is self.table

    @dataclass
    class RowActivated(_FromTable):
        """A row was opened, by key or by a double click."""

        key: str

    @dataclass
    class MarksChanged(_FromTable):
        """A row was marked, or a mark taken away."""

    def __init__(
        self,
        columns: Sequence[Column],
        *,
        empty: Shown = EMPTY,
        name: str | None = None,
        id: str | None = None,  # noqa: A002 (Textual's own name for it)
        classes: str | None = None,
    ) -> None:
        super().__init__(name=name, id=id, classes=classes)
        self._columns = tuple(columns)
        self._empty = empty
        self._rows: list[Row] = []
        self._row_of: dict[str, int] = {}
        self._marks: set[str] = set()
        self._cursor = 0
        self._highlighted: str | None = None
        self._lines: list[Line] = []
        self._placed: tuple[Place, ...] = ()
        self._placed_in: int | None = None

    # What is shown

    def show(self, rows: Sequence[Row]) -> None:
        """Show these rows, in this order, in place of all before."""
        chosen, top = self.cursor_key, self.scroll_offset.y
        at_top = self._rows[top].key if top < len(self._rows) else None
        line = self._cursor - top
        self._rows = list(rows)
        self._row_of = {row.key: at for at, row in enumerate(self._rows)}
        self._cursor = self._row_of.get(chosen or "", min(self._cursor, max(0, len(self._rows) - 1)))
        if not self.is_mounted:
            return
        self._measure()
        on_screen = 0 <= line < max(1, self._height)
        self.scroll_to(y=self._cursor - line if on_screen else self._row_of.get(at_top or "", top), animate=False)
        self._repaint()
        self._announce()

    def on_mount(self) -> None:
        """Take up what was shown before there was a screen."""
        self._measure()
        self._announce()

    def update(self, rows: Iterable[Row]) -> None:
        """Show these rows in place of those with the same keys; a key that is not shown is passed over."""
        for row in rows:
            at = self._row_of.get(row.key)
            if at is not None:
                self._rows[at] = row
        self._repaint()

    @property
    def columns(self) -> tuple[Column, ...]:
        """The columns; setting them takes all rows and marks away."""
        return self._columns

    @columns.setter
    def columns(self, columns: Sequence[Column]) -> None:
        self._columns = tuple(columns)
        self._placed_in = None
        self._marks.clear()
        self.show(())
        self.refresh()

    @property
    def empty(self) -> Shown:
        """The text, of one or more lines, that stands where rows would."""
        return self._empty

    @empty.setter
    def empty(self, text: Shown) -> None:
        self._empty = text
        self._repaint()

    # Cursor and marks

    @property
    def cursor_row(self) -> int | None:
        """The number of the row under the cursor, from 0."""
        return self._cursor if self._rows else None

    @property
    def cursor_key(self) -> str | None:
        """The key of the row under the cursor."""
        return self._rows[self._cursor].key if self._rows else None

    @property
    def marked(self) -> tuple[str, ...]:
        """The keys of the marked rows that are shown, in their order."""
        return tuple(row.key for row in self._rows if row.key in self._marks) if self._marks else ()

    def move_cursor(self, key: str) -> bool:
        """Put the cursor on the row with this key, and return whether there is one."""
        at = self._row_of.get(key)
        if at is not None:
            self._move_to(at)
        return at is not None

    def _move_to(self, row: int) -> None:
        self._cursor = clamp(row, 0, max(0, len(self._rows) - 1))
        self._scroll_to_cursor()
        self._repaint()
        self._announce()

    def _scroll_to_cursor(self) -> None:
        top = self.scroll_offset.y
        self.scroll_to(y=clamp(top, self._cursor - max(1, self._height) + 1, self._cursor), animate=False)

    def _announce(self) -> None:
        if self.cursor_key != self._highlighted:
            self._highlighted = self.cursor_key
            self.post_message(self.RowHighlighted(self, self._highlighted))

    def action_cursor_up(self) -> None:
        """Move the cursor one row up."""
        self._move_to(self._cursor - 1)

    def action_cursor_down(self) -> None:
        """Move the cursor one row down."""
        self._move_to(self._cursor + 1)

    def action_page_up(self) -> None:
        """Move the cursor up by as many rows as are on the screen, less one."""
        self._move_to(self._cursor - max(1, self._height - 1))

    def action_page_down(self) -> None:
        """Move the cursor down by as many rows as are on the screen, less one."""
        self._move_to(self._cursor + max(1, self._height - 1))

    def action_scroll_home(self) -> None:
        """Move the cursor to the first row."""
        self._move_to(0)

    def action_scroll_end(self) -> None:
        """Move the cursor to the last row."""
        self._move_to(len(self._rows) - 1)

    def action_activate(self) -> None:
        """Open the row under the cursor."""
        if self.cursor_key is not None:
            self.post_message(self.RowActivated(self, self.cursor_key))

    def action_mark(self) -> None:
        """Mark the row under the cursor, or take its mark away."""
        if self.cursor_key is not None:
            self._mark({self.cursor_key})

    def action_mark_all(self) -> None:
        """Mark all rows, or take all marks away where all have one."""
        self._mark(set(self._row_of))

    def _mark(self, keys: set[str]) -> None:
        self._marks = toggled(self._marks, keys)
        self._repaint()
        self.post_message(self.MarksChanged(self))

    def on_click(self, event: events.Click) -> None:
        """Put the cursor on the row under the mouse; a second click opens it."""
        offset = event.get_content_offset(self)
        if offset is None or offset.y < _HEADER:
            return
        at = offset.y - _HEADER + self.scroll_offset.y
        if at < len(self._rows):
            self._move_to(at)
            if event.chain == 2:
                self.action_activate()

    # On the screen

    @property
    def _height(self) -> int:
        return self.size.height - _HEADER

    def _measure(self) -> None:
        """Tell how much there is to scroll, and where nothing but that changed, without a new layout of the screen."""
        size = Size(0, len(self._rows) + _HEADER)
        scrolls = size.height > self.size.height
        if scrolls != self.show_vertical_scrollbar:
            self.virtual_size = size
        elif size != self.virtual_size:
            self.set_reactive(LiveTable.virtual_size, size)
            if scrolls:
                self.vertical_scrollbar.window_virtual_size = size.height

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Repaint the lines that differ; the scroll bar moves by whole cells, so that most steps leave it alone."""
        if self.show_vertical_scrollbar:
            rows_a_cell = max(1, self.virtual_size.height // max(1, self.size.height))
            whole = new_value if new_value >= self.max_scroll_y else new_value // rows_a_cell * rows_a_cell
            self.vertical_scrollbar.position = whole
        self._repaint()

    def on_resize(self) -> None:
        """Keep the cursor on the screen."""
        self._scroll_to_cursor()
        self._repaint()

    def _repaint(self) -> None:
        """Have those spans painted anew that differ from what was there at the last call."""
        if not self.is_mounted:
            return
        placed = self._fitted()
        before, self._lines = self._lines, [self._line(y) for y in range(self._height)]
        if len(before) != len(self._lines):
            self.refresh()
            return
        spans = [
            Region(0, y, span, 1)
            for y, (old, new) in enumerate(zip(before, self._lines, strict=True), _HEADER)
            if (span := differs_up_to(old, new, placed, self.size.width))
        ]
        if spans:
            self.refresh(*spans)

    def _fitted(self) -> tuple[Place, ...]:
        width = self.scrollable_size.width
        if self._placed_in != width:
            self._placed_in = width
            self._placed = places(self._columns, width)
            self._lines = []
        return self._placed

    def _line(self, y: int) -> Line:
        """Return what is to stand on the `y`-th line under the titles."""
        glyphs = glyphs_of(self)
        if not self._rows:
            return self._empty_line(y)
        at = y + self.scroll_offset.y
        if at >= len(self._rows):
            return Line()
        row = self._rows[at]
        mark = Part(glyphs.news, "accent") if row.news else BLANK
        mark = Part(glyphs.mark, "accent") if row.key in self._marks else mark
        return line_of(row, self._fitted(), mark, glyphs.ellipsis, chosen=at == self._cursor)

    def _empty_line(self, y: int) -> Line:
        lines = content(self._empty).wrap(max(1, self.scrollable_size.width - 1)) if self._empty else []
        return Line((Part(Shown(f" {lines[y].plain}"), "dim"),)) if y < len(lines) else Line()

    def render_line(self, y: int) -> Strip:
        """Paint one line: the titles first, then what is scrolled to."""
        placed, width = self._fitted(), self.size.width
        if y < _HEADER:
            style = self.get_component_rich_style("live-table--header")
            titles = Row("", tuple(Part(column.title) for column in self._columns))
            line = line_of(titles, placed, BLANK, glyphs_of(self).ellipsis, chosen=True)
            return plain_strip_of(line, placed, width, style)
        line = self._line(y - _HEADER)
        styles = tones.styles_of(self)
        if not line.chosen:
            return strip_of(line, placed, width, styles)
        cursor = self.get_component_rich_style("live-table--cursor")
        if self.has_focus or cursor.reverse:
            return plain_strip_of(line, placed, width, cursor)
        ground = Style(bgcolor=cursor.bgcolor, bold=cursor.bold or None)
        return strip_of(line, placed, width, {tone: style + ground for tone, style in styles.items()})
