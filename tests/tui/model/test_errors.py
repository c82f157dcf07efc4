"""The error family: each says what happened, why, and what to do."""

import pytest

from tui.model import errors
from tui.model.errors import AuthRequired, Forbidden, GalleryError, Throttled, Unavailable, Unexpected

FAMILY: list[type[GalleryError]] = [GalleryError, *GalleryError.__subclasses__()]


def test_the_family_is_whole() -> None:
    named = {kind for kind in vars(errors).values() if isinstance(kind, type) and issubclass(kind, Exception)}
    assert named == set(FAMILY)
    assert len(FAMILY) == 10


@pytest.mark.parametrize("kind", FAMILY, ids=lambda kind: kind.__name__)
def test_every_error_says_what_happened_why_and_what_to_do(kind: type[GalleryError]) -> None:
    with pytest.raises(GalleryError) as caught:
        raise kind("because", scope="/subscriptions/s", correlation_id="c-1")
    error = caught.value
    assert str(error) == error.cause == "because"
    assert error.title
    assert error.next_step
    assert (error.scope, error.correlation_id) == ("/subscriptions/s", "c-1")


def test_titles_tell_the_errors_apart() -> None:
    assert len({kind.title for kind in FAMILY}) == len(FAMILY)


def test_who_is_not_signed_in_is_told_the_line_to_run() -> None:
    assert AuthRequired("ended").next_step == "run  az login"
    error = AuthRequired("ended", command="az login --tenant fabrikam.com")
    assert error.command == "az login --tenant fabrikam.com"
    assert error.command in error.next_step


def test_a_next_step_of_its_own_leaves_that_of_others_alone() -> None:
    assert Forbidden("no", next_step="ask Ana").next_step == "ask Ana"
    assert Forbidden("no").next_step == Forbidden.next_step != "ask Ana"


def test_only_what_may_pass_by_itself_is_transient() -> None:
    assert {kind for kind in FAMILY if kind("x").transient} == {Throttled, Unavailable}
    assert Throttled("slow", retry_after=7).retry_after == 7
    assert Unexpected("no JSON", code="X").code == "X"
