"""A part of the screen with a border around it and its title in the border."""

from __future__ import annotations

from typing import Self

from textual.containers import Vertical
from textual.geometry import Region
from textual.widget import Widget

from widgets.untrusted import EMPTY, Shown, content


class Pane(Vertical):
    """Has a border and a title in it, bright while the focus is inside; no change of it repaints the rest."""

    SCOPED_CSS = False
    DEFAULT_CSS = """
    Pane {
        border: round $foreground 40%;
        border-title-color: $foreground;
        background: $surface;
    }
    .-ascii Pane { border: ascii $foreground 40%; }
    """

    def __init__(
        self,
        *children: Widget,
        title: Shown = EMPTY,
        name: str | None = None,
        id: str | None = None,  # noqa: A002 (Textual's own name for it)
        classes: str | None = None,
    ) -> None:
        super().__init__(*children, name=name, id=id, classes=classes)
        self._titled = EMPTY
        self._only_title = self._focused = False
        self.title = title

    @property
    def title(self) -> Shown:
        """What stands in the border."""
        return self._titled

    @title.setter
    def title(self, title: Shown) -> None:
        if title != self._titled:
            self._titled = title
            self._show_title()

    def on_descendant_focus(self) -> None:
        """Show that keys go here."""
        self._focused = True
        self._show_title()

    def on_descendant_blur(self) -> None:
        """Show that they no longer do."""
        self._focused = False
        self._show_title()

    def _show_title(self) -> None:
        self._only_title = True
        if self._titled:
            text = content(self._titled)
            self.border_title = text.stylize("bold $primary") if self._focused else text
        else:
            self.border_title = None
        self._only_title = False

    def refresh(self, *regions: Region, repaint: bool = True, layout: bool = False, recompose: bool = False) -> Self:
        """Paint anew; for a new title the upper border alone."""
        if self._only_title and self.is_mounted:
            regions = (Region(-1, -1, self.outer_size.width, 1),)
        return super().refresh(*regions, repaint=repaint, layout=layout, recompose=recompose)
