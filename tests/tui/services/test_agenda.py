"""The agenda: each key stands in it once, the earliest first, the more important one of two at the same time."""

from hypothesis import given
from hypothesis import strategies as st

from tui.services.agenda import Agenda, Due

KEYS = st.sampled_from("abcde")
MOMENTS = st.integers(0, 5).map(float)
STEPS = st.lists(st.builds(Due, MOMENTS, MOMENTS, KEYS) | KEYS)


@given(STEPS)
def test_what_is_due_first_comes_first_wherever_it_stood_before(steps: list[Due | str]) -> None:
    agenda = Agenda()
    expected: dict[str, Due] = {}
    for step in steps:
        if isinstance(step, Due):
            agenda.put(step)
            expected[step.key] = step
        else:
            agenda.drop(step)
            expected.pop(step, None)
        assert agenda.first() == min(expected.values(), default=None)
        assert set(agenda) == set(expected)
        assert all((key in agenda) == (key in expected) for key in "abcde")


@given(STEPS)
def test_an_agenda_can_be_worked_off_to_its_end(steps: list[Due | str]) -> None:
    agenda = Agenda()
    for step in steps:
        if isinstance(step, Due):
            agenda.put(step)
    done = []
    while due := agenda.first():
        agenda.drop(due.key)
        done.append(due)
    assert done == sorted(done)
    assert len({due.key for due in done}) == len(done)
