"""The demo can be written in: what is broken can be mended, and the next version made."""

import pytest

from tests.simulated import Simulator
from tests.tui.simulator.demo.contoso import readable
from tests.tui.simulator.stage import HOUR, created, edited, operation, put
from tui.simulator.demo import demo_scenario
from tui.simulator.scenario import Body

DEFINITIONS = "microsoft.compute/galleries/images"
VERSIONS = f"{DEFINITIONS}/versions"


def demo() -> Simulator:
    """Make a simulator of the demo."""
    return Simulator(demo_scenario(1), enforce_limits=False)


def id_of(end: str) -> str:
    """Find the one whose id ends so."""
    return str(next(each["id"] for each in readable() if each["id"].endswith(end)))


def newest(definition: str) -> Body:
    """Give a version of a definition that has settled."""
    versions = (each for each in readable() if each["id"].startswith(f"{definition}/versions/"))
    return next(each for each in versions if each["properties"]["provisioningState"] == "Succeeded")


def test_every_definition_can_have_another_version_made_of_the_same_source() -> None:
    simulator = demo()
    definitions = [each["id"] for each in readable() if each["type"].lower() == DEFINITIONS]
    assert len(definitions) == 40
    for definition in definitions:
        like = newest(definition)
        home, properties = like["location"], like["properties"]
        storage = properties["storageProfile"]
        source = {name: storage[name] for name in (["source"] if "source" in storage else ["osDiskImage"])}
        body = {
            "location": home,
            "properties": {"storageProfile": source, "publishingProfile": {"targetRegions": [{"name": home}]}},
        }
        answer = put(simulator, f"{definition}/versions/99.0.0", body)
        assert answer.status == 201, (definition, answer.body)
        simulator.advance(HOUR)
        assert operation(simulator, answer)["status"] == "Succeeded", definition


def test_the_failed_and_the_missing_region_are_mended_by_the_same_update_again() -> None:
    simulator = demo()
    version = id_of("/ubuntu-2204-hardened/versions/2.4.1")
    created(simulator, version, edited(simulator, version))
    assert {each["state"] for each in simulator.regions(version).values()} == {"Completed"}
    assert "brazilsouth" in simulator.regions(version)


def test_the_stalled_region_is_mended_by_taking_it_away_and_adding_it_back() -> None:
    simulator = demo()
    version = id_of("/sles-15/versions/1.8.0")
    whole = edited(simulator, version)
    targets = whole["properties"]["publishingProfile"]["targetRegions"]
    created(simulator, version, whole)
    assert simulator.regions(version)["japaneast"]["state"] == "Replicating"
    kept = [each for each in targets if each["name"] != "Japan East"]
    created(simulator, version, edited(simulator, version, targetRegions=kept))
    created(simulator, version, whole)
    assert simulator.regions(version)["japaneast"]["state"] == "Completed"


@pytest.mark.parametrize("end", ["/nightly/versions/2026.1119.3"])
def test_the_version_whose_creation_failed_is_to_be_deleted(end: str) -> None:
    simulator = demo()
    version = id_of(end)
    assert put(simulator, version, edited(simulator, version)).code == "OperationNotAllowed"
    assert simulator.write("DELETE", version).status == 202
