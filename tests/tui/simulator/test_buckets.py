"""Throttling by Resource Manager, by Compute and by Resource Graph."""

from itertools import count

from tests.simulated import DEFINITION, EMPTY_SUBSCRIPTION, GALLERY, SUBSCRIPTION, VERSION, Simulator
from tui.simulator.buckets import Limits

LOCATIONS = f"/subscriptions/{SUBSCRIPTION}/locations"
ELSEWHERE = f"/subscriptions/{EMPTY_SUBSCRIPTION}/locations"


def throttled_after(simulator: Simulator, path: str, *, pause: float = 0.0) -> int:
    for n in count():
        if simulator.get(path).status == 429:
            return n
        simulator.wire.advance(pause)
    raise AssertionError


def test_the_read_bucket_holds_250_and_fills_by_25_a_second() -> None:
    simulator = Simulator()
    assert simulator.get(LOCATIONS).headers["x-ms-ratelimit-remaining-subscription-reads"] == "249"
    assert throttled_after(simulator, LOCATIONS) == 249
    refused = simulator.get(LOCATIONS)
    assert (refused.code, refused.headers["Retry-After"]) == ("SubscriptionRequestsThrottled", "1")
    simulator.wire.advance(1)
    assert throttled_after(simulator, LOCATIONS) == 25


def test_the_global_bucket_is_fifteen_times_as_large() -> None:
    headers = Simulator().get(LOCATIONS).headers
    assert headers["x-ms-ratelimit-remaining-subscription-global-reads"] == "3749"


def test_one_subscription_does_not_eat_anothers_reads() -> None:
    simulator = Simulator()
    throttled_after(simulator, LOCATIONS)
    assert simulator.get(ELSEWHERE).status == 200


def test_reads_of_the_tenant_have_a_bucket_of_their_own() -> None:
    assert Simulator().get("/subscriptions").headers["x-ms-ratelimit-remaining-tenant-reads"] == "249"


def test_compute_counts_each_policy_in_windows_of_3_and_30_minutes() -> None:
    simulator = Simulator()
    remaining = simulator.get(VERSION).headers["x-ms-ratelimit-remaining-resource"]
    assert remaining == (
        "Microsoft.Compute/GetGalleryImageVersion3Min;1999,Microsoft.Compute/GetGalleryImageVersion30Min;9999"
    )
    assert throttled_after(simulator, GALLERY, pause=0.05) == 350
    refused = simulator.get(GALLERY)
    assert refused.body["error"]["details"][0]["target"] == "GetGallery3Min"
    assert int(refused.headers["Retry-After"]) == 163
    assert simulator.get(DEFINITION).status == 200
    simulator.wire.advance(163)
    assert simulator.get(GALLERY).status == 200


def test_the_long_window_closes_though_the_short_ones_stay_open() -> None:
    simulator = Simulator()
    assert throttled_after(simulator, GALLERY, pause=0.6) == 2500
    assert simulator.get(GALLERY).body["error"]["details"][0]["target"] == "GetGallery30Min"


def test_resource_graph_takes_15_queries_in_5_seconds() -> None:
    simulator = Simulator()
    quota = [simulator.graph("resources | count").headers["x-ms-user-quota-remaining"] for _ in range(15)]
    assert quota == [str(n) for n in range(14, -1, -1)]
    refused = simulator.graph("resources | count")
    assert (refused.status, refused.headers["x-ms-user-quota-resets-after"]) == (429, "00:00:05")
    assert refused.body["error"]["details"][0]["code"] == "RateLimiting"
    simulator.wire.advance(5)
    assert simulator.graph("resources | count").status == 200


def test_world_time_does_not_fill_a_bucket() -> None:
    simulator = Simulator()
    throttled_after(simulator, LOCATIONS)
    simulator.send("POST", "/_simulator/clock", {"advance_seconds": 3600})
    assert simulator.get(LOCATIONS).status == 429


def test_deletes_and_writes_have_buckets_of_200() -> None:
    limits = Limits(lambda: 0.0)
    assert limits.arm("s", "p", "DELETE")["x-ms-ratelimit-remaining-subscription-deletes"] == "199"
    assert limits.arm("s", "p", "PUT")["x-ms-ratelimit-remaining-subscription-writes"] == "199"


def test_without_limits_nothing_is_throttled_and_no_header_speaks_of_them() -> None:
    simulator = Simulator(enforce_limits=False)
    answers = [simulator.get(LOCATIONS) for _ in range(300)] + [simulator.graph("resources") for _ in range(20)]
    assert {each.status for each in answers} == {200}
    assert not [name for each in answers for name in each.headers if "ratelimit" in name or "quota" in name]
