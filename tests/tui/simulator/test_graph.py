"""Resource Graph over the simulated world."""

from tests.simulated import (
    DEFINITION,
    DENIED_SUBSCRIPTION,
    EMPTY_SUBSCRIPTION,
    FOREIGN_SUBSCRIPTION,
    GALLERY,
    SUBSCRIPTION,
    VERSION,
    Simulator,
    image_version,
    region_row,
    resource,
    small_world,
)

OVERVIEW = (
    "resources | where type in~ ('Microsoft.Compute/galleries', 'Microsoft.Compute/galleries/images/versions') "
    "| project id, type, properties | order by id asc"
)


def many_versions(count: int) -> Simulator:
    versions = [image_version(f"{DEFINITION}/versions/1.0.{n}", "eastus2") for n in range(count)]
    return Simulator(small_world(resources=versions), enforce_limits=False)


def test_rows_have_lower_cased_types_and_groups_and_the_properties_of_an_unexpanded_get() -> None:
    simulator = Simulator()
    rows = {each["id"]: each for each in simulator.graph("Resources").body["data"]}
    assert set(rows) == {GALLERY, DEFINITION, VERSION}
    row = rows[VERSION]
    assert (row["type"], row["resourceGroup"]) == ("microsoft.compute/galleries/images/versions", "rg-images")
    assert row["properties"] == simulator.get(VERSION).body["properties"]


def test_what_the_caller_may_not_read_is_silently_absent() -> None:
    hidden = f"{GALLERY}/images/hidden"
    simulator = Simulator(small_world(resource(hidden), denied=[hidden, f"/subscriptions/{DENIED_SUBSCRIPTION}"]))
    answer = simulator.graph("resources | project id")
    assert answer.status == 200
    assert {each["id"] for each in answer.body["data"]} == {GALLERY, DEFINITION, VERSION}


def test_a_scope_narrows_the_answer() -> None:
    simulator = Simulator()
    assert simulator.graph("resources", [EMPTY_SUBSCRIPTION]).body["totalRecords"] == 0
    assert simulator.graph("resources", [SUBSCRIPTION.upper()]).body["totalRecords"] == 3


def test_a_scope_of_nothing_known_is_refused() -> None:
    answer = Simulator().graph("resources", [FOREIGN_SUBSCRIPTION])
    assert answer.status == 400
    assert answer.body["error"]["details"][0]["code"] == "NoValidSubscriptionsInQueryRequest"


def test_subscriptions_and_groups_stand_in_resource_containers() -> None:
    rows = Simulator().graph("resourcecontainers | project id, name, type").body["data"]
    assert {(each["name"], each["type"].rpartition("/")[2]) for each in rows} == {
        ("Production", "subscriptions"),
        ("Labs", "subscriptions"),
        ("rg-Images", "resourcegroups"),
    }


def test_a_long_answer_comes_in_pages_while_the_id_is_projected() -> None:
    simulator = many_versions(25)
    ids: list[str] = []
    token: str | None = None
    for _ in range(3):
        body = simulator.graph("resources | project id | order by id asc", top=10, skipToken=token).body
        assert (body["totalRecords"], body["resultTruncated"]) == (25, "false")
        ids += [each["id"] for each in body["data"]]
        token = body.get("$skipToken")
    assert token is None
    assert len(ids) == 25
    assert ids == sorted(set(ids))


def test_without_the_id_or_with_a_limit_an_answer_that_is_too_long_is_cut() -> None:
    simulator = many_versions(25)
    for query in ("resources | project name", "resources | project id | take 20"):
        body = simulator.graph(query, top=10).body
        assert (body["resultTruncated"], body["count"], "$skipToken" in body) == ("true", 10, False)


def test_it_hears_of_changes_as_late_as_it_is_told_to() -> None:
    version = image_version(
        VERSION, "eastus2", summary=[region_row("eastus2", "Replicating", 0)], provisioningState="Creating"
    )
    plan = {"version": VERSION, "region": "eastus2", "to": "Completed", "after_seconds": 100}
    simulator = Simulator(small_world(resources=[version], plans=[plan]), graph_lag=60)

    def states() -> tuple[str, str]:
        row = simulator.graph("resources | project state = properties.provisioningState").body["data"][0]
        return simulator.get(VERSION).body["properties"]["provisioningState"], row["state"]

    simulator.wire.advance(100)
    assert states() == ("Succeeded", "Creating")
    simulator.wire.advance(59)
    assert states() == ("Succeeded", "Creating")
    simulator.wire.advance(1)
    assert states() == ("Succeeded", "Succeeded")


def test_a_table_is_answered_where_one_is_asked_for() -> None:
    query = "resources | summarize n = count() by type | order by n desc, type asc"
    data = Simulator().graph(query, resultFormat="table").body["data"]
    assert [each["name"] for each in data["columns"]] == ["type", "n"]
    assert data["rows"][0] == ["microsoft.compute/galleries", 1]


def test_a_query_that_it_does_not_understand_is_refused_with_the_place() -> None:
    answer = Simulator().graph("resources | where where")
    assert (answer.status, answer.code) == (400, "BadRequest")
    assert answer.body["error"]["details"][0]["code"] == "InvalidQuery"


def test_wrong_options_are_refused() -> None:
    simulator = Simulator()
    assert simulator.graph("resources", top=1001).status == 400
    assert simulator.graph("resources", top="ten").status == 400
    assert simulator.graph("resources", skipToken="?").status == 400
    assert (
        simulator.send("POST", "/providers/Microsoft.ResourceGraph/resources?api-version=2021-03-01", 5).status == 400
    )


def test_the_same_query_is_evaluated_anew_when_it_asks_for_the_time() -> None:
    simulator = Simulator()
    query = "resources | extend t = now() | project t | take 1"
    first = simulator.graph(query).body["data"]
    simulator.wire.advance(60)
    assert simulator.graph(query).body["data"] != first
    assert simulator.graph(OVERVIEW).body == simulator.graph(OVERVIEW).body
