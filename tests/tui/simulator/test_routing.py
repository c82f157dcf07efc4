"""Whatever is asked, the simulator answers."""

from hypothesis import given
from hypothesis import strategies as st

from tests.simulated import DEFINITION, HOME_TENANT, SUBSCRIPTION, VERSION, Simulator

SIMULATOR = Simulator(enforce_limits=False)

segments = st.one_of(
    st.sampled_from(
        [*VERSION.split("/"), "_simulator", "world", "faults", "providers", "locations", "usages", "images"]
    ),
    st.text(min_size=1, max_size=8),
)
paths = st.one_of(
    st.lists(segments, max_size=14).map(lambda parts: "/" + "/".join(parts)),
    st.integers(0, VERSION.count("/")).map(lambda end: "/".join(VERSION.split("/")[: end + 1])),
)
queries = st.dictionaries(
    st.sampled_from(["api-version", "$expand", "$skiptoken", "$top", "$filter", "$select"]), st.text(max_size=12)
)


@given(st.sampled_from(["GET", "HEAD", "PUT", "PATCH", "POST", "DELETE", "BREW"]), paths, queries, st.binary())
def test_no_request_makes_it_fail(method: str, path: str, query: dict[str, str], body: bytes) -> None:
    asked = "&".join(f"{name}={value}" for name, value in query.items())
    answer = SIMULATOR.send(method, f"{path}?{asked}", body.decode("latin-1"))
    assert 200 <= answer.status < 500


def test_slashes_too_many_or_at_the_end_do_not_matter() -> None:
    simulator = Simulator()
    assert simulator.send("GET", "//metadata/endpoints?api-version=2022-09-01").status == 200
    assert simulator.get(f"{DEFINITION}/versions/").names == ["2.4.1"]


def test_names_in_a_path_may_be_encoded() -> None:
    assert Simulator().get(DEFINITION.replace("ubuntu", "%75buntu")).body["id"] == DEFINITION


def test_a_subscription_is_found_whatever_the_case_of_its_id() -> None:
    answer = Simulator().get(f"/subscriptions/{SUBSCRIPTION.upper()}")
    assert answer.body["tenantId"] == HOME_TENANT
