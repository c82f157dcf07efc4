"""How things stand with Azure, in the few words that the header and the banner have room for."""

from typing import NamedTuple

import pytest

from tests.tui.contoso import NOW, ago
from tui.model.errors import AuthRequired, Forbidden, GalleryError, NotFound, Unavailable
from tui.wording.errors import told
from tui.wording.signs import Part
from tui.wording.standing import freshness, overview_lost, slowed, trouble


class Held(NamedTuple):
    """A scope that is held back."""

    scope: str
    seconds: float


@pytest.mark.parametrize(
    ("minutes", "shown"),
    [(0, ("now", "dim")), (2, ("2 min old", "dim")), (10, ("10 min old", "dim")), (11, ("10 min old", "moving"))],
)
def test_what_is_old_wants_attention(minutes: float, shown: Part) -> None:
    assert freshness(ago(minutes=minutes), NOW) == shown


def test_before_anything_was_read_it_is_being_read() -> None:
    assert freshness(None, NOW) == ("reading…", "dim")


def test_a_login_that_ended_shows_the_line_to_run() -> None:
    lines = trouble(AuthRequired("the login ended", command="az login --tenant t"), 30)
    assert lines == (
        "Not signed in: the login ended",
        "run  az login --tenant t  then press r, or a to sign in here. What is on screen stays readable.",
    )


def test_trouble_that_passes_says_when_it_is_tried_again() -> None:
    first, second = trouble(Unavailable("no answer"), 300)
    assert first == "Azure did not answer: no answer"
    assert second.endswith("Tried again in 5 min.")
    assert "Tried again" not in trouble(Unavailable("no answer"), 5)[1]
    assert "Tried again" not in trouble(Forbidden("no right"), None)[1]


@pytest.mark.parametrize(
    ("fallback", "text"),
    [
        ({}, ""),
        ({"a": Forbidden("no")}, "Graph denied: by lists"),
        ({"a": Unavailable("no")}, "Graph down: by lists"),
        ({"a": Forbidden("no"), "b": Unavailable("no")}, "Graph down: by lists"),
    ],
)
def test_lists_in_place_of_resource_graph_are_admitted(fallback: dict[str, GalleryError], text: str) -> None:
    assert overview_lost(fallback, behind=False) == text


def test_a_graph_that_is_behind_is_admitted_unless_lists_are_read_anyway() -> None:
    assert overview_lost({}, behind=True) == "Graph behind"
    assert overview_lost({"contoso": Forbidden("no right")}, behind=True) == "Graph denied: by lists"


@pytest.mark.parametrize(
    ("waiting", "text"),
    [
        ([], ""),
        ([Held("Contoso Prod", 7.2)], "slowed: Contoso Prod, 7 s"),
        ([Held("Contoso Prod", 7), Held("Contoso Dev", 300)], "slowed: Contoso Dev, 5 min"),
    ],
)
def test_what_is_held_back_the_longest_is_named(waiting: list[Held], text: str) -> None:
    assert slowed(waiting) == text


def test_an_error_is_told_whole_with_the_id_to_quote() -> None:
    assert told(NotFound("no such version", correlation_id="c-1")) == (
        "Not found: no such version",
        "Refresh the parent with r; somebody may have deleted it.",
        "Correlation id: c-1",
    )
    assert len(told(NotFound("no such version"))) == 2
