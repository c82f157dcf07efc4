"""The pictures show what the program shows, compared as text: python -m screenshots.make takes new ones."""

import pytest

from screenshots.make import ENVIRONMENT, HERE, taken, text_of
from screenshots.scenes import SCENES


@pytest.fixture(autouse=True)
def own_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    """The terminal that the pictures were taken in."""
    for name, value in ENVIRONMENT.items():
        monkeypatch.setenv(name, value)


@pytest.mark.parametrize("name", SCENES)
async def test_a_picture_is_up_to_date(name: str) -> None:
    picture = HERE / f"{name}.svg"
    assert picture.exists(), f"python -m screenshots.make {name}"
    assert text_of(await taken(SCENES[name])) == text_of(picture.read_text(encoding="utf-8"))


def test_there_is_no_picture_of_what_is_no_scene() -> None:
    assert {each.stem for each in HERE.glob("*.svg")} == set(SCENES)


def test_a_picture_is_read_as_the_lines_that_it_shows() -> None:
    svg = "".join(
        f'<text class="r1" x="{x}" y="{y}" textLength="9" clip-path="url(#a)">{text}</text>'
        for x, y, text in ((0, 20, "a&#160;&lt;b"), (73.2, 20, "c"), (0, 44.4, "d "))
    )
    assert text_of(svg) == ["a <b  c", "d"]
