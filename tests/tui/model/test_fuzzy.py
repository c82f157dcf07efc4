"""A name is found by parts of it, the likeliest first."""

from hypothesis import given
from hypothesis import strategies as st

from tui.model.fuzzy import Ranking, scorer

NAMES = [
    "img_prod / ubuntu-2204-hardened / 2.4.1",
    "img_prod / ubuntu-2204-hardened / 2.4.0",
    "img_prod / ubuntu-2204-hardened",
    "img_shared / kubuntu / 2.4.1",
    "gal_dev / nightly / 2026.1119.3",
]


def found(query: str, most: int = 10) -> list[str]:
    return ranked(query, NAMES, most)


def ranked(query: str, names: list[str], most: int, at_once: int = 100) -> list[str]:
    """What fits best, of names that are taken so many at once."""
    ranking = Ranking[str](query, most)
    for start in range(0, len(names), at_once):
        ranking.take((each, each) for each in names[start : start + at_once])
    return ranking.best


def test_every_word_must_occur_and_the_shorter_name_comes_first() -> None:
    assert found("ubu 2.4")[:2] == NAMES[:2]
    assert found("ubuntu") == [NAMES[2], NAMES[0], NAMES[1], NAMES[3]]
    assert found("ubuntu windows") == []


def test_letters_in_their_order_are_enough_and_come_last() -> None:
    assert found("ngtly") == [NAMES[4]]
    assert found("prod") == [NAMES[2], NAMES[0], NAMES[1]]


def test_of_versions_of_one_definition_the_one_that_was_taken_first_comes_first() -> None:
    ranking = Ranking[str]("ubu 10", 5)
    names = [f"img / ubuntu / {number}" for number in ("10.0.10", "10.0.9", "10.0.8")]
    ranking.take((name, name) for name in names)
    assert ranking.best == names


def test_nothing_typed_finds_everything_and_no_more_than_asked_for() -> None:
    assert len(found("", most=3)) == 3


@given(st.text(max_size=20), st.lists(st.text(max_size=30), max_size=20))
def test_whatever_is_typed_what_is_found_holds_its_letters_in_order(query: str, names: list[str]) -> None:
    for name in ranked(query, names, 50):
        for word in query.lower().split():
            rest = iter(name.lower())
            assert all(letter in rest for letter in word)


@given(st.text(min_size=1, max_size=30))
def test_a_name_is_found_by_itself(name: str) -> None:
    assert scorer(name)(name) is not None


@given(
    st.text("ab /", max_size=5),
    st.lists(st.text("abc /", max_size=6), max_size=30),
    st.integers(1, 5),
    st.integers(1, 7),
)
def test_names_taken_bit_by_bit_come_to_the_same_as_taken_at_once(
    query: str, names: list[str], most: int, at_once: int
) -> None:
    assert ranked(query, names, most, at_once) == ranked(query, names, most, len(names) + 1)
    fitting = [name for name in names if scorer(query)(name) is not None]
    assert len(ranked(query, names, most, at_once)) == min(most, len(fitting))
