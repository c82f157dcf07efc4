"""The one table of keys: bindings, footer, help and documentation come from it, and settings remap it by id."""

from collections.abc import Iterable, Mapping
from itertools import product
from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from textual.binding import Binding

from tui.model.ids import KINDS, Kind

Where = Literal["everywhere", "explorer", "list", "filter", "page", "sign in", "foreign"]


class Key(NamedTuple):
    """A key: `hint` is its word in the footer, empty where it is not worth the room; `help` its line under `?`."""

    id: str
    keys: str
    action: str
    hint: str
    help: str
    where: Where = "explorer"
    writes: bool = False
    at_once: bool = False
    """Before the keys behind it are handed out: they are text for what it opens."""
    of: tuple[Kind, ...] = ()
    """What it is for; empty where it is for whatever the cursor stands on."""
    otherwise: str = ""
    """What is said where the cursor stands on something else."""

    @property
    def pressed(self) -> str:
        """What pressing it runs: a key that is not for everything goes through the one place that says why not."""
        if self.at_once:
            return f"at_once('{self.id}')"
        return f"if_for('{self.id}')" if self.of else self.action

    def is_for(self, kind: Kind | None) -> bool:
        """Whether it does anything where the cursor stands on such a thing."""
        return not self.of or kind in self.of

    @property
    def shown(self) -> str:
        """The first of its keys as people write it."""
        return _written(self.keys.split(",")[0])

    @property
    def all_shown(self) -> str:
        """All of its keys as people write them."""
        return " ".join(map(_written, self.keys.split(",")))


MOST_HINTS = 8
_FIRST = ("sign.in", "open")
"""What is hinted at only where it is of use, and there before all others."""
_LAST = ("help", "quit")

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

_OF_THE_TREE = ("unfold", "fold")
_IMAGES: tuple[Kind, ...] = ("definition", "version")
_NO_IMAGE = "That is for definitions and versions."

KEYS: tuple[Key, ...] = (
    Key("filter", "slash", "filter", "filter", "filter the pane; enter keeps it, esc clears", at_once=True),
    Key("go.to", "colon", "go_to", "go to", "go to any name, id, URL or command; a pasted id opens it", at_once=True),
    Key("palette", "ctrl+p", "go_to", "", "the same, in a text field too"),
    Key("copy", "y", "copy", "copy", "copy the id"),
    Key("copy.as", "Y", "copy_as", "", "copy as name, portal URL, az command or JSON"),
    Key("used.by", "u", "used_by", "used by", "machines and scale sets made from it", of=_IMAGES, otherwise=_NO_IMAGE),
    Key("matrix", "m", "matrix", "matrix", "regions against versions, or back", of=_IMAGES, otherwise=_NO_IMAGE),
    Key("raw", "v", "raw", "raw", "the body as the service sends it", of=KINDS, otherwise="A tenant has no body."),
    Key("problems", "f", "problems", "problems", "only what failed, is missing or moves; again for all"),
    Key("sort", "s", "sort", "", "another order of the rows beside the tree"),
    Key("refresh", "r", "refresh", "refresh", "read what is under the cursor again, or sign in again"),
    Key("refresh.all", "ctrl+r", "refresh_all", "", "read everything again"),
    Key("shared", "o", "shared_here", "", "galleries shared here: with this subscription and region"),
    Key("trail.back", "left_square_bracket,backspace", "trail_back", "", "back to where one was"),
    Key("trail.forward", "right_square_bracket", "trail_forward", "", "forward again"),
    Key("zoom", "z", "zoom", "zoom", "give the focused pane the whole screen; again for all panes"),
    Key("sign.in", "a", "sign_in", "sign in", "sign in, where that is asked for"),
    Key("next.pane", "tab", "next_pane", "", "next pane"),
    Key("previous.pane", "shift+tab", "next_pane(-1)", "", "previous pane"),
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
    Key("open", "enter", "", "open", "open", "list"),
    Key("filter.keep", "enter", "", "keep", "keep the filter, and give the keys back to the rows", "filter"),
    Key("filter.up", "up", "", "", "up, while typing", "filter"),
    Key("filter.down", "down", "", "", "down, while typing", "filter"),
    Key("filter.clear", "escape", "", "clear", "clear the filter; again leaves it", "filter"),
    Key("mark", "space", "", "", "mark", "list"),
    Key("mark.all", "asterisk", "", "", "mark all", "list"),
    Key("page.search", "slash", "", "", "search; enter keeps it, esc ends it", "page"),
    Key("page.next", "n", "", "", "next match", "page"),
    Key("page.previous", "N", "", "", "match before", "page"),
    Key("page.copy", "y", "", "", "copy all of it", "page"),
    Key("page.answers", "question_mark,f1", "", "", "on the page of help: questions and answers", "page"),
    Key("page.close", "escape,q", "", "", "close", "page"),
    Key("foreign.filter", "slash", "filter", "filter", "filter the rows", "foreign", at_once=True),
    Key("foreign.copy", "y", "copy", "copy id", "copy the unique id, as an imageReference takes it", "foreign"),
    Key("foreign.copy.as", "Y", "copy_as", "copy as", "copy as name, az command or imageReference", "foreign"),
    Key("foreign.raw", "v", "raw", "raw", "the body as the service sends it", "foreign"),
    Key("foreign.refresh", "r", "refresh", "refresh", "read it again", "foreign"),
    Key("foreign.go.to", "colon", "go_to", "region", "another region, or anything else", "foreign", at_once=True),
    Key("foreign.back", "escape,left,h", "back", "back", "to the definitions, then to the explorer", "foreign"),
    Key("foreign.help", "question_mark,f1", "help", "help", "this page", "foreign"),
    Key("foreign.close", "q", "close", "", "back to the explorer", "foreign"),
    Key("sign.in.az", "a", "az_login", "", "run az login here", "sign in"),
    Key("sign.in.code", "d", "code", "", "sign in with a code", "sign in"),
    Key("sign.in.again", "r", "again", "", "try again", "sign in"),
    Key("sign.in.leave", "escape,q", "leave", "", "go on with what is known", "sign in"),
    Key("interrupt", "ctrl+c", "", "", "quit, pressed twice", "everywhere"),
    Key("redraw", "ctrl+l", "", "", "paint the screen anew", "everywhere"),
    Key("suspend", "ctrl+z", "", "", "stop; fg goes on", "everywhere"),
)


def welcome(keys: Iterable[Key]) -> str:
    """Five keys for who is here for the first time."""
    shown = {key.id: key.shown for key in keys}
    return (
        f"{shown['unfold']} opens a branch · {shown['filter']} filters · {shown['go.to']} goes to any name\n"
        f"{shown['problems']} shows only problems · {shown['help']} says what every key does"
    )


def remapped(keys: Mapping[str, str]) -> tuple[Key, ...]:
    """The table with the keys that the settings give to some ids."""
    return tuple(key._replace(keys=keys.get(key.id, key.keys)) for key in KEYS)


class Clash(NamedTuple):
    """Two things that one key would do at one place."""

    pressed: str
    first: str
    second: str

    def __str__(self) -> str:
        return f"{_written(self.pressed)} would mean both {self.first} and {self.second}"


def clash(keys: Iterable[Key]) -> Clash | None:
    """Find two things that one key would do at one place; None where all is well."""
    taken: dict[tuple[str, str], str] = {}
    for key in keys:
        for place, pressed in product(_places(key), map(str.strip, key.keys.split(","))):
            other = taken.setdefault((place, pressed), key.id)
            if other != key.id:
                return Clash(pressed, other, key.id)
    return None


def _places(key: Key) -> Iterable[str]:
    """Where it counts: what lists bind stands where there are some, what is bound everywhere stands in all places."""
    if key.where == "everywhere":
        return {each.where for each in KEYS}
    if key.where == "list":
        return ("explorer",) if key.id in _OF_THE_TREE else ("explorer", "foreign")
    return (key.where,)


def bindings(where: Where) -> "list[Binding]":
    """The bindings of one part of the program; those of lists are bound by the widgets themselves."""
    from textual.binding import Binding

    return [
        Binding(key.keys, key.pressed, key.help, show=False, id=key.id, priority=key.at_once)
        for key in KEYS
        if key.where == where and key.action
    ]


class Stand(NamedTuple):
    """Where keys would go: what the cursor stands on, and what is special there."""

    kind: Kind | None = None
    opens: bool = False
    typing: bool = False
    signed_out: bool = False


def hints(keys: Iterable[Key], stand: Stand) -> list[Key]:
    """What the footer shows there: at most eight, in the order of the table; help and quit always."""
    if stand.typing:
        return [key for key in keys if key.where == "filter" and key.hint]
    hinted = [key for key in keys if key.hint and key.is_for(stand.kind) and _has_use(key, stand)]
    first = sorted(hinted, key=lambda key: key.id not in _FIRST)
    last = [key for key in first if key.id in _LAST]
    return [*[key for key in first if key.id not in _LAST][: MOST_HINTS - len(last)], *last]


def _has_use(key: Key, stand: Stand) -> bool:
    if key.id == "sign.in":
        return stand.signed_out
    if key.id == "open":
        return stand.opens
    return key.where == "explorer"


def _written(key: str) -> str:
    return _WRITTEN.get(key.strip(), key.strip())
