"""Which reading stands: an overview that is minutes late never makes the screen flicker."""

from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.tui.contoso import NOW, ago
from tui.model.precedence import TRUSTED_FOR, Source, Stamp, Verdict, judge, judge_absence

OVERVIEWS = [Source.GRAPH, Source.CAPTURE]
TRUTHS = [Source.LIST, Source.GET, Source.WRITE]
SOON = st.integers(0, int(TRUSTED_FOR.total_seconds())).map(lambda seconds: timedelta(seconds=seconds))
TIMES = st.integers(-7200, 7200).map(lambda seconds: NOW + timedelta(seconds=seconds))
STAMPS = st.builds(Stamp, st.sampled_from(Source), TIMES)
GRAPH = Stamp(Source.GRAPH, NOW)


@given(st.sampled_from(TRUTHS), SOON, st.booleans())
def test_the_overview_neither_replaces_nor_removes_what_was_said_in_the_last_half_hour(
    source: Source, span: timedelta, differs: bool
) -> None:
    held = Stamp(source, NOW - span)
    assert judge(held, GRAPH, differs=differs) == Verdict(take=False, read_again=differs)
    assert judge_absence(held, GRAPH) == Verdict(take=False, read_again=True)


@given(st.sampled_from(TRUTHS), SOON)
def test_an_overview_from_before_what_is_held_changes_nothing(source: Source, span: timedelta) -> None:
    held = Stamp(source, NOW + span)
    assert not judge(held, GRAPH, differs=True).take
    assert not judge_absence(held, GRAPH).take


@pytest.mark.parametrize("source", TRUTHS)
def test_what_was_said_long_ago_yields_to_the_overview(source: Source) -> None:
    held = Stamp(source, ago(minutes=30, seconds=1))
    assert judge(held, GRAPH, differs=True) == Verdict(take=True)
    assert judge_absence(held, GRAPH) == Verdict(take=True)


@given(st.none() | STAMPS, st.sampled_from(OVERVIEWS), TIMES, TIMES, st.booleans())
def test_no_overview_brings_back_what_was_seen_deleted(
    held: Stamp | None, source: Source, at: datetime, deleted_at: datetime, differs: bool
) -> None:
    assert not judge(held, Stamp(source, at), differs=differs, deleted_at=deleted_at).take


def test_an_overview_that_shows_what_was_seen_deleted_is_looked_into() -> None:
    assert judge(None, GRAPH, differs=False, deleted_at=ago(minutes=1)).read_again


@pytest.mark.parametrize("source", TRUTHS)
def test_what_was_deleted_comes_back_when_resource_manager_says_so_afterwards(source: Source) -> None:
    assert judge(None, Stamp(source, NOW), differs=False, deleted_at=ago(minutes=1)) == Verdict(take=True)
    assert judge(None, Stamp(source, ago(minutes=2)), differs=False, deleted_at=ago(minutes=1)) == Verdict(take=False)


@given(STAMPS, st.sampled_from(TRUTHS), TIMES, st.booleans())
def test_the_later_word_of_resource_manager_stands(held: Stamp, source: Source, at: datetime, differs: bool) -> None:
    new = Stamp(source, at)
    expected = Verdict(take=held.source in OVERVIEWS or at >= held.at)
    assert judge(held, new, differs=differs) == expected
    assert judge_absence(held, new) == expected


@given(STAMPS, TIMES)
def test_a_capture_fills_gaps_only(held: Stamp, at: datetime) -> None:
    capture = Stamp(Source.CAPTURE, at)
    assert judge(held, capture, differs=True) == Verdict(take=False)
    assert judge(None, capture, differs=False) == Verdict(take=True)
    assert judge(None, capture, differs=False, deleted_at=at) == Verdict(take=False)


def test_a_capture_yields_to_whatever_is_read() -> None:
    held = Stamp(Source.CAPTURE, NOW + timedelta(days=1))
    for source in [Source.GRAPH, *TRUTHS]:
        assert judge(held, Stamp(source, NOW), differs=True) == Verdict(take=True)
        assert judge_absence(held, Stamp(source, NOW)) == Verdict(take=True)


@given(st.lists(st.tuples(STAMPS, st.integers())))
def test_in_any_sequence_the_overview_never_undoes_a_recent_word_of_resource_manager(
    readings: list[tuple[Stamp, int]],
) -> None:
    held: Stamp | None = None
    content = 0
    for new, says in readings:
        verdict = judge(held, new, differs=says != content)
        recent = held is not None and held.source in TRUTHS and new.at - held.at <= TRUSTED_FOR
        if new.source in OVERVIEWS and recent:
            assert not verdict.take
            assert verdict.read_again is (new.source is Source.GRAPH and says != content)
        if verdict.take:
            held, content = new, says
    assert (held is None) == (not readings)
