"""The banner: what keeps everything from being read, and what to do about it."""

from textual.widgets import Static

from tui.services.standing import Phase, Standing
from tui.wording.standing import trouble
from widgets.untrusted import EMPTY, content, visible


class Banner(Static):
    """Stands above the panes while something is wrong."""

    def __init__(self) -> None:
        super().__init__(id="banner")
        self._text = EMPTY
        self.display = False

    def show(self, standing: Standing) -> None:
        """Say what is wrong, or go."""
        wrong = standing.error if standing.phase in (Phase.SIGNED_OUT, Phase.FAILED) else None
        text = visible("\n".join(trouble(wrong, standing.again_in)), multiline=True) if wrong else EMPTY
        if text != self._text:
            self._text = text
            self.update(content(text))
            self.display = bool(text)
