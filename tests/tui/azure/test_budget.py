"""A fifth of every bucket stays for other tools, and what the service asks for is kept to."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.tui.azure.scripted_transport import CaseInsensitive
from tui.azure.budget import Budget, Call, call_of

READS = "x-ms-ratelimit-remaining-subscription-reads"
RESOURCE = "x-ms-ratelimit-remaining-resource"
VERSION = "/subscriptions/S/resourceGroups/RG/providers/Microsoft.Compute/galleries/G/images/D/versions/1.0.0"
A_CALL = call_of("GET", f"https://x{VERSION}", "t")


def learnt(budget: Budget, headers: dict[str, str], now: float = 0.0, status: int = 200, call: Call = A_CALL) -> None:
    """One request out and its answer in."""
    budget.answered(budget.take(call, now), status, CaseInsensitive(headers), now)


def pause(budget: Budget, now: float, call: Call = A_CALL) -> float:
    """How long one more request would have to wait."""
    return max(budget.paced(call, now), budget.asked_to_wait(call, now))


def test_before_any_answer_nothing_waits() -> None:
    assert pause(Budget(), 0.0) == 0.0


def test_calls_of_one_kind_in_one_gallery_share_a_charge_whatever_their_spelling() -> None:
    other = VERSION.replace("1.0.0", "2.0.0").replace("/RG/", "/rg/").replace("images/D", "images/e")
    assert call_of("GET", f"https://x{other}?api-version=1", "t") == A_CALL
    assert call_of("GET", f"https://x{VERSION.replace('/G/', '/H/')}", "t") != A_CALL
    assert A_CALL.scope == "/subscriptions/s"


@pytest.mark.parametrize(
    ("method", "path", "tenant", "scope"),
    [
        ("POST", "/providers/Microsoft.ResourceGraph/resources", "", "Resource Graph"),
        ("POST", "/providers/Microsoft.ResourceGraph/resources", "fabrikam.com", "Resource Graph (fabrikam.com)"),
        ("GET", "/subscriptions", "", "Azure"),
        ("GET", "/tenants", "fabrikam.com", "Azure (fabrikam.com)"),
    ],
)
def test_calls_without_a_subscription_are_named_by_what_they_call(
    method: str, path: str, tenant: str, scope: str
) -> None:
    call = call_of(method, f"https://x{path}?api-version=1", tenant)
    assert (call.scope, call.place) == (scope, scope)


def test_reads_are_spread_once_a_fifth_is_left() -> None:
    budget = Budget()
    learnt(budget, {READS: "53"})
    # 25 reads a second come back.
    assert budget.paced(A_CALL, 0.0) == pytest.approx(0.5 / 25)
    assert budget.paced(A_CALL, 0.0, ahead=25) == pytest.approx(25.5 / 25)
    assert budget.paced(A_CALL, 1.0) == 0.0


def test_requests_under_way_count_before_their_answers_say_so() -> None:
    budget = Budget()
    learnt(budget, {READS: "56"})
    under_way = [budget.take(A_CALL, 0.0) for _ in range(3)]
    assert pause(budget, 0.0) > 0.0
    budget.answered(under_way[0], 200, CaseInsensitive({READS: "55"}), 0.0)
    assert pause(budget, 0.0) == pytest.approx(0.5 / 25)


def test_a_request_that_was_lost_is_no_longer_under_way() -> None:
    budget = Budget()
    learnt(budget, {READS: "56"})
    budget.lost(budget.take(A_CALL, 0.0))
    learnt(budget, {READS: "55"})
    assert pause(budget, 0.0) == 0.0


def test_other_tools_that_eat_the_bucket_make_us_wait_longer() -> None:
    budget = Budget()
    learnt(budget, {READS: "200"})
    assert pause(budget, 0.0) == 0.0
    learnt(budget, {READS: "0"})
    assert pause(budget, 0.0) == pytest.approx(53.5 / 25)


def test_a_bucket_larger_than_known_is_taken_at_its_size() -> None:
    budget = Budget()
    learnt(budget, {READS: "11999"})
    learnt(budget, {READS: "2000"})
    assert pause(budget, 0.0) > 0.0


def test_one_gallery_s_empty_window_does_not_stop_another_region_s_gallery() -> None:
    budget = Budget()
    learnt(budget, {RESOURCE: "Microsoft.Compute/GetGalleryImageVersion3Min;380"})
    other = call_of("GET", f"https://x{VERSION.replace('/G/', '/H/')}", "t")
    assert pause(budget, 0.0) == 15.0
    assert pause(budget, 0.0, other) == 0.0


def test_an_empty_window_is_looked_at_now_and_then_until_it_has_filled() -> None:
    budget = Budget()
    learnt(budget, {RESOURCE: "Microsoft.Compute/GetGalleryImageVersion30Min;1999"})
    assert pause(budget, 0.0) == 150.0
    learnt(budget, {RESOURCE: "Microsoft.Compute/GetGalleryImageVersion30Min;9999"}, now=150.0)
    assert pause(budget, 150.0) == 0.0


def test_both_windows_of_a_policy_count() -> None:
    budget = Budget()
    both = "Microsoft.Compute/GetGalleryImageVersion3Min;1999,Microsoft.Compute/GetGalleryImageVersion30Min;1900"
    learnt(budget, {RESOURCE: both})
    assert pause(budget, 0.0) == 150.0


LONG = "Microsoft.Compute/GetGalleryImageVersion30Min;"


def test_of_a_long_window_the_background_leaves_what_others_and_the_screen_go_on_taking() -> None:
    budget = Budget()
    learnt(budget, {RESOURCE: f"{LONG}10000"})
    assert budget.paced(A_CALL, 0.0, behind=True) == 0.0
    learnt(budget, {RESOURCE: f"{LONG}9000"}, now=600.0)
    assert budget.paced(A_CALL, 600.0, behind=True) == 0.0
    # Others took 4.6 a second: until it turns that makes 5100, besides 2200 that are kept.
    learnt(budget, {RESOURCE: f"{LONG}6700"}, now=700.0)
    assert budget.paced(A_CALL, 700.0, behind=True) == 150.0
    assert budget.paced(A_CALL, 700.0) == 0.0


def test_what_the_background_took_itself_is_not_forecast() -> None:
    budget = Budget()
    learnt(budget, {RESOURCE: f"{LONG}10000"})
    for number in range(5000):
        charge = budget.take(A_CALL, 600.0, behind=True)
        budget.answered(charge, 200, CaseInsensitive({RESOURCE: f"{LONG}{9999 - number}"}), 600.0)
    assert budget.paced(A_CALL, 600.0, behind=True) == 0.0
    assert budget.paced(A_CALL, 600.0, ahead=2795, behind=True) == 0.0
    assert budget.paced(A_CALL, 600.0, ahead=2805, behind=True) == 150.0


def test_others_are_expected_to_go_on_in_the_next_window_as_they_did_in_the_last() -> None:
    budget = Budget()
    learnt(budget, {RESOURCE: f"{LONG}10000"})
    learnt(budget, {RESOURCE: f"{LONG}2800"}, now=1790.0)
    learnt(budget, {RESOURCE: f"{LONG}9990"}, now=1800.0)
    assert budget.paced(A_CALL, 1800.0, ahead=100, behind=True) == 0.0
    assert budget.paced(A_CALL, 1800.0, ahead=1000, behind=True) > 0.0


@pytest.mark.parametrize("seen_at", [200.0, None])
def test_a_window_that_has_turned_is_whole_again_whether_that_was_seen_or_not(seen_at: float | None) -> None:
    budget = Budget()
    learnt(budget, {RESOURCE: f"{LONG}2100"})
    assert budget.paced(A_CALL, 1.0) > 0.0
    if seen_at:
        learnt(budget, {RESOURCE: f"{LONG}9990"}, now=seen_at)
    assert budget.paced(A_CALL, seen_at or 1800.0, ahead=5000, behind=True) == 0.0


def test_only_one_call_looks_whether_an_empty_window_has_turned() -> None:
    budget = Budget()
    learnt(budget, {RESOURCE: "Microsoft.Compute/GetGalleryImageVersion30Min;1999"})
    assert pause(budget, 150.0) == 0.0
    budget.take(A_CALL, 150.0)
    assert pause(budget, 150.0) == 150.0


def test_resource_graph_says_when_its_window_ends() -> None:
    budget, call = Budget(), call_of("POST", "https://x/providers/Microsoft.ResourceGraph/resources", "t")
    learnt(budget, {"x-ms-user-quota-remaining": "2", "x-ms-user-quota-resets-after": "00:00:04"}, call=call)
    assert pause(budget, 0.0, call) == 4.0
    assert pause(budget, 4.0, call) == 0.0


def test_a_retry_after_of_resource_manager_stops_the_whole_subscription() -> None:
    budget, listing = Budget(), call_of("GET", "https://x/subscriptions/S/providers/Microsoft.Compute/galleries", "t")
    learnt(budget, {"Retry-After": "3600"}, status=429)
    assert pause(budget, 600.0) == 3000.0
    assert pause(budget, 600.0, listing) == 3000.0
    assert pause(budget, 3600.0) == 0.0


def test_a_retry_after_of_compute_stops_calls_of_that_kind_only() -> None:
    budget, listing = Budget(), call_of("GET", "https://x/subscriptions/S/providers/Microsoft.Compute/galleries", "t")
    headers = {"Retry-After": "170", RESOURCE: "Microsoft.Compute/GetGalleryImageVersion3Min;0"}
    learnt(budget, headers, status=429)
    assert pause(budget, 0.0) == 170.0
    assert pause(budget, 0.0, listing) == 0.0


def test_an_answer_that_does_not_say_leaves_what_is_known() -> None:
    budget = Budget()
    learnt(budget, {RESOURCE: "Microsoft.Compute/GetGalleryImageVersion3Min;380"})
    learnt(budget, {READS: "249"})
    assert pause(budget, 0.0) == 15.0


def test_a_pause_that_nobody_notices_is_not_told() -> None:
    budget = Budget()
    learnt(budget, {READS: "45"})
    assert 0.0 < pause(budget, 0.0) < 1.0
    assert budget.waiting(0.0) == []


def test_who_is_held_back_is_told_with_the_seconds_and_forgotten_afterwards() -> None:
    budget = Budget()
    assert budget.waiting(0.0) == []
    learnt(budget, {"Retry-After": "60"}, status=429)
    assert budget.waiting(20.0) == [("/subscriptions/s", 40.0)]
    assert budget.waiting(60.0) == []


@pytest.mark.parametrize(
    "headers", [{READS: "many"}, {READS: "-1"}, {RESOURCE: "x;y"}, {"x-ms-user-quota-remaining": ""}]
)
def test_headers_that_make_no_sense_change_nothing(headers: dict[str, str]) -> None:
    budget = Budget()
    learnt(budget, headers)
    assert pause(budget, 0.0) == 0.0


class Service:
    """A bucket as Resource Manager keeps it; others take from it too."""

    def __init__(self) -> None:
        self.level, self.at, self.lowest = 250.0, 0.0, 250.0

    def take(self, now: float, others: int) -> int:
        self.level = min(250.0, self.level + 25 * (now - self.at)) - 1 - others
        self.at, self.lowest = now, min(self.lowest, self.level)
        return max(0, int(self.level))


@given(st.lists(st.tuples(st.integers(1, 8), st.floats(0, 2)), min_size=1, max_size=200))
def test_alone_a_storm_of_requests_leaves_a_fifth_and_is_never_refused(storms: list[tuple[int, float]]) -> None:
    budget, service, now = Budget(), Service(), 0.0
    for at_once, gap in storms:
        now += gap
        under_way = []
        for _ in range(at_once):
            now += budget.paced(A_CALL, now)
            under_way.append((budget.take(A_CALL, now), service.take(now, 0)))
        for charge, left in under_way:
            budget.answered(charge, 200, CaseInsensitive({READS: str(left)}), now)
    assert service.lowest >= 50


@given(st.lists(st.integers(0, 10), min_size=50, max_size=200))
def test_beside_a_hungry_tool_we_never_take_of_what_is_kept(others: list[int]) -> None:
    budget, service, now = Budget(), Service(), 0.0
    for theirs in others:
        now += budget.paced(A_CALL, now)
        assert service.level + 25 * (now - service.at) >= 50
        left = service.take(now, theirs)
        budget.answered(budget.take(A_CALL, now), 200, CaseInsensitive({READS: str(left)}), now)
