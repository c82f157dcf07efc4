"""A part of the screen with a border around it and its title in the border."""

from __future__ import annotations

from typing import Self

from textual.containers import Vertical
from textual.geometry import Region
from textual.widget import Widget

from widgets.untrusted import EMPTY, Shown, content


class Pane(Vertical):
    """Has a border, brighter while the focus is inside, and a title that changes without a repaint of the inside."""

    SCOPED_CSS = False
    DEFAULT_CSS = """
    Pane {
        border: round $foreground 40%;
        border-title-color: $foreground;
        background: $surface;
        &:focus-within { border: round $primary; border-title-style: bold; }
    }
    .-ascii Pane {
        border: ascii $foreground 40%;
        &:focus-within { border: ascii $primary; }
    }
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
        self._only_title = False
        self.title = title

    @property
    def title(self) -> Shown:
        """What stands in the border."""
        return self._titled

    @title.setter
    def title(self, title: Shown) -> None:
        if title == self._titled:
            return
        self._titled, self._only_title = title, True
        self.border_title = content(title) if title else None
        self._only_title = False

    def refresh(self, *regions: Region, repaint: bool = True, layout: bool = False, recompose: bool = False) -> Self:
        """Paint anew; for a new title the upper border alone."""
        if self._only_title and self.is_mounted:
            regions = (Region(-1, -1, self.outer_size.width, 1),)
        return super().refresh(*regions, repaint=repaint, layout=layout, recompose=recompose)
