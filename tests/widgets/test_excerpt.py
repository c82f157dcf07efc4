"""A text that may have more lines than the screen has room for."""

from __future__ import annotations

import pytest

from tests.widgets.stage import staged
from widgets.excerpt import Excerpt
from widgets.untrusted import visible

LINES = "first line\nsecond line that is as wide\nthird"


@pytest.mark.parametrize(
    ("height", "shown"),
    [
        (4, ["first line", "second line that is", "as wide", "third"]),
        (3, ["first line", "second line that is", "as wide…"]),
        (2, ["first line", "second line that is…"]),
        (1, ["first line…"]),
    ],
)
async def test_an_ellipsis_says_that_there_is_more(height: int, shown: list[str]) -> None:
    excerpt = Excerpt()
    async with staged(excerpt, size=(20, height)) as stage:
        excerpt.show(visible(LINES, multiline=True))
        await stage.settle()
        assert [line.rstrip() for line in stage.shows()] == shown


async def test_where_nothing_else_may_be_drawn_it_is_two_dots() -> None:
    excerpt = Excerpt()
    async with staged(excerpt, size=(12, 1), classes="-ascii") as stage:
        excerpt.show(visible("one word after another"))
        await stage.settle()
        assert stage.shows()[0].rstrip() == "one word.."


async def test_markup_in_it_is_text() -> None:
    excerpt = Excerpt()
    async with staged(excerpt, size=(20, 1)) as stage:
        excerpt.show(visible("[/b] [@click=x]"))
        await stage.settle()
        assert stage.shows()[0].rstrip() == "[/b] [@click=x]"
