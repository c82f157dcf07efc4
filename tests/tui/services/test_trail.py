"""Back and forward lead where they do in a browser."""

from tui.services.trail import LONGEST, Trail


def trail_over(*keys: str) -> Trail:
    trail = Trail()
    for key in keys:
        trail.visit(key)
    return trail


def test_back_leads_to_where_one_was_and_forward_returns() -> None:
    trail = trail_over("a", "b", "c")
    assert [trail.back(), trail.back(), trail.back()] == ["b", "a", None]
    assert [trail.forward(), trail.forward(), trail.forward()] == ["b", "c", None]


def test_going_elsewhere_forgets_what_lay_forward() -> None:
    trail = trail_over("a", "b", "c")
    trail.back()
    trail.visit("d")
    assert trail.forward() is None
    assert trail.back() == "b"


def test_arriving_where_back_led_changes_nothing() -> None:
    trail = trail_over("a", "b", "c")
    there = trail.back()
    assert there
    trail.visit(there)
    assert trail.forward() == "c"


def test_it_does_not_grow_for_ever() -> None:
    trail = trail_over(*map(str, range(3 * LONGEST)))
    steps = 0
    while trail.back():
        steps += 1
    assert steps == LONGEST - 1
