"""What Azure answers, a scenario takes as it is, the client reads without loss, and a write back changes nothing of."""

import json

import pytest

from tests.conformance.agreement import assert_agreed
from tests.conformance.bodies import paths
from tests.conformance.examples import Example, examples
from tests.conformance.kept import (
    KEPT,
    SUMMED_UP,
    data_disks_of,
    source_of,
    told_by_body,
    told_by_model,
)
from tests.conformance.recordings import Recorded, cases, read
from tests.conformance.surroundings import around, group_of, parents, simulator_with
from tests.simulated import NEWEST, Simulator
from tui.azure.wire import DEFINITIONS, GALLERIES, GRAPH_ROWS, VERSIONS, Reader
from tui.model.gallery import Definition, Gallery, Resource, Version
from tui.simulator.scenario import Body

READERS: dict[str, tuple[Reader[Gallery] | Reader[Definition] | Reader[Version], type[Resource]]] = {
    "Microsoft.Compute/galleries": (GALLERIES, Gallery),
    "Microsoft.Compute/galleries/images": (DEFINITIONS, Definition),
    "Microsoft.Compute/galleries/images/versions": (VERSIONS, Version),
}
EXPANDED = {
    "Microsoft.Compute/galleries": "$expand=SharingProfile/Groups",
    "Microsoft.Compute/galleries/images/versions": "$expand=ReplicationStatus",
}
HOURS = 3 * 3600.0

every_body = pytest.mark.parametrize("recorded", cases(read, 49))
every_example = pytest.mark.parametrize("example", cases(examples, 30))


def loaded(recorded: Recorded | Example) -> Simulator:
    """Make a simulator of a scenario with the body in it."""
    beside = around(recorded) if isinstance(recorded, Recorded) else []
    location = recorded.body["location"]
    above = [group_of(recorded.body["id"], location), *parents(recorded.body["id"], location)]
    return simulator_with(*beside, *above, recorded.body, graph_lag=0)


def shown(simulator: Simulator, recorded: Recorded) -> Body:
    """Read it back as it was read when it was recorded."""
    groups = "groups" in recorded.body["properties"].get("sharingProfile", {})
    query = "$expand=SharingProfile/Groups" if groups else ""
    body: Body = simulator.get(recorded.id, query, recorded.api_version).body
    return body


def assert_kept(model: Resource, body: Body) -> None:
    """Assert that a model says all that a body says in the fields that the model has."""
    told = told_by_model(model)
    assert told == told_by_body(body, type(model), told)
    if isinstance(model, Version):
        assert (model.source_id, model.data_disks) == (source_of(body), data_disks_of(body))


def test_every_field_of_the_model_is_one_of_a_body() -> None:
    for kind, fields in KEPT.items():
        assert set(fields) == set(kind.__struct_fields__) - SUMMED_UP


@every_body
def test_a_scenario_answers_a_recorded_body_as_it_was(recorded: Recorded) -> None:
    ours = shown(loaded(recorded), recorded)
    assert ours == recorded.body
    if recorded.day >= "2019-10":
        assert list(paths(ours)) == list(paths(recorded.body))


@every_body
def test_the_client_reads_a_recorded_body_without_loss(recorded: Recorded) -> None:
    reader, kind = READERS[recorded.type]
    answer = loaded(recorded).get(recorded.id, EXPANDED.get(recorded.type, ""))
    model = reader.one(answer.raw.body)
    assert isinstance(model, kind)
    assert_kept(model, answer.body)


@every_body
def test_the_overview_tells_the_same_of_a_recorded_body_as_reading_it(recorded: Recorded) -> None:
    simulator = loaded(recorded)
    rows = simulator.graph("resources | project id, type, location, tags, properties").body["data"]
    row = next(each for each in rows if each["id"].lower() == recorded.id.lower())
    reader, _ = READERS[recorded.type]
    assert GRAPH_ROWS.one(json.dumps(row).encode()) == reader.one(simulator.get(recorded.id).raw.body)


@every_body
def test_a_recorded_body_written_back_unchanged_is_read_unchanged(recorded: Recorded) -> None:
    simulator = loaded(recorded)
    before = shown(simulator, recorded)
    answer = simulator.write("PUT", recorded.id, before, api_version=recorded.api_version)
    assert answer.status in (200, 202), answer.body
    simulator.advance(HOURS)
    assert_agreed(shown(simulator, recorded), before, recorded)


@every_example
def test_the_client_reads_a_published_example_without_loss(example: Example) -> None:
    answer = loaded(example).get(example.body["id"], EXPANDED.get(example.type, ""), NEWEST)
    reader, kind = READERS[example.type]
    model = reader.one(answer.raw.body)
    assert isinstance(model, kind)
    assert_kept(model, answer.body)
