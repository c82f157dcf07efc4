"""Help: what the keys do where one stands, why some do nothing there, and the questions that people ask."""

from collections.abc import Iterable, Iterator, Sequence
from typing import ClassVar

from textual.binding import Binding, BindingType

from tui.keymap import Key, Where
from tui.model.ids import Kind
from tui.wording.answers import ANSWERS
from widgets.text_page import TextPage
from widgets.tones import Part
from widgets.untrusted import EMPTY, Shown, literal, visible

_SECTIONS: dict[Where, Shown] = {
    "explorer": literal("In the explorer"),
    "foreign": literal("In a gallery that others share"),
    "list": literal("In a tree or a table"),
    "filter": literal("While a filter is typed"),
    "page": literal("On a page like this one"),
    "sign in": literal("Where a sign-in is asked for"),
    "everywhere": literal("Everywhere"),
}
_Lines = list[tuple[Part, ...]]


class HelpPage(TextPage):
    """The keys; `?` again turns to the questions."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("question_mark,f1", "answers", "Questions", show=False, id="page.answers")
    ]

    def __init__(self, keys: Sequence[Key], kind: Kind | None, pane: Shown, where: Where = "explorer") -> None:
        super().__init__(literal("Help"), list(_keys(keys, kind, pane, where)))

    def action_answers(self) -> None:
        """Turn to the questions that people ask of galleries."""
        self.app.push_screen(answers_page())


def answers_page() -> TextPage:
    """Questions that people ask of galleries, and what holds today."""
    lines: _Lines = []
    for question, text in ANSWERS:
        lines.append((Part(visible(question), "strong"),))
        lines += [(Part(visible(each)),) for each in text.splitlines()]
        lines.append((Part(EMPTY),))
    return TextPage(literal("Questions and answers"), lines[:-1])


def _keys(keys: Sequence[Key], kind: Kind | None, pane: Shown, place: Where) -> Iterator[tuple[Part, ...]]:
    width = max(len(key.all_shown) for key in keys) + 2
    here = [key for key in keys if key.where == place]
    off = [key for key in here if not key.is_for(kind)]
    yield from _section(pane, _written((key for key in here if key.is_for(kind)), width))
    if off:
        yield from _section(literal("Not here"), ((_name(key, width, "dim"), _off(key)) for key in off))
    for where, heading in _SECTIONS.items():
        if where == place:
            continue
        yield from _section(heading, _written((key for key in keys if key.where == where), width))
    yield (Part(literal("? again: questions and answers about galleries, versions, regions, cost and limits.")),)
    yield (
        Part(literal("Text is selected with the mouse while shift is held down; --no-mouse leaves all of it to it.")),
    )


def _section(heading: Shown, lines: Iterable[tuple[Part, ...]]) -> Iterator[tuple[Part, ...]]:
    yield (Part(heading, "strong"),)
    yield from lines
    yield (Part(EMPTY),)


def _written(keys: Iterable[Key], width: int) -> Iterator[tuple[Part, ...]]:
    return ((_name(key, width), Part(visible(key.help))) for key in keys)


def _name(key: Key, width: int, tone: str = "accent") -> Part:
    return Part(visible(f"  {key.all_shown.ljust(width)}"), "dim" if tone == "dim" else "accent")


def _off(key: Key) -> Part:
    return Part(visible(f"{key.help}. {key.otherwise}"), "dim")
