"""The one table of keys: bindings, footer, help and documentation come from it, and settings remap it by id."""

from typing import Literal, NamedTuple

from textual.binding import Binding

Where = Literal["everywhere", "explorer", "list"]


class Key(NamedTuple):
    """A key: `hint` is its word in the footer, empty where it is not worth the room; `help` its line under `?`."""

    id: str
    keys: str
    action: str
    hint: str
    help: str
    where: Where = "explorer"
    writes: bool = False

    @property
    def shown(self) -> str:
        """The first of its keys as people write it."""
        first = self.keys.split(",")[0]
        return _WRITTEN.get(first, first)


_WRITTEN = {
    "question_mark": "?",
    "slash": "/",
    "colon": ":",
    "exclamation_mark": "!",
    "left_square_bracket": "[",
    "right_square_bracket": "]",
    "asterisk": "*",
    "escape": "esc",
    "shift+tab": "shift+tab",
}

KEYS: tuple[Key, ...] = (
    Key("filter", "slash", "filter", "filter", "filter what the tree shows; enter keeps it, esc clears it"),
    Key("refresh", "r", "refresh", "refresh", "read what is under the cursor again, or sign in again"),
    Key("refresh.all", "ctrl+r", "refresh_all", "", "read everything again"),
    Key("problems", "f", "problems", "problems", "only what failed, is missing or moves; again for all"),
    Key("next.pane", "tab", "next_pane", "", "next pane"),
    Key("previous.pane", "shift+tab", "next_pane", "", "previous pane"),
    Key("zoom", "z", "zoom", "zoom", "give the focused pane the whole screen; again for all panes"),
    Key("messages", "exclamation_mark", "messages", "", "what went wrong, with correlation ids"),
    Key("help", "question_mark,f1", "help", "help", "this page"),
    Key("back", "escape", "back", "", "close the filter, leave the zoom"),
    Key("quit", "q", "app.quit", "quit", "quit"),
    Key("move.up", "up,k", "", "", "up", "list"),
    Key("move.down", "down,j", "", "", "down", "list"),
    Key("move.page_up", "pageup,ctrl+b", "", "", "a page up", "list"),
    Key("move.page_down", "pagedown,ctrl+f", "", "", "a page down", "list"),
    Key("move.top", "home,g", "", "", "to the top", "list"),
    Key("move.bottom", "end,G", "", "", "to the bottom", "list"),
    Key("unfold", "right,l", "", "", "open the branch, or go into it", "list"),
    Key("fold", "left,h", "", "", "close the branch, or go to the one it is in", "list"),
    Key("open", "enter", "", "", "open", "list"),
    Key("mark", "space", "", "", "mark", "list"),
    Key("mark.all", "asterisk", "", "", "mark all", "list"),
    Key("interrupt", "ctrl+c", "", "", "quit, pressed twice", "everywhere"),
    Key("suspend", "ctrl+z", "", "", "stop; fg goes on", "everywhere"),
)


def bindings(where: Where) -> list[Binding]:
    """The bindings of one part of the program; those of lists are bound by the widgets themselves."""
    return [
        Binding(key.keys, key.action, key.help, show=False, id=key.id)
        for key in KEYS
        if key.where == where and key.action
    ]


def hints(where: Where) -> list[Key]:
    """What the footer shows there."""
    return [key for key in KEYS if key.where == where and key.hint]
