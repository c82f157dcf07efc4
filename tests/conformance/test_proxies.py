"""What consumers read of shared and community galleries: the fields that are published, and read without loss."""

import json

import msgspec
import pytest

from tests.conformance.described import undescribed
from tests.conformance.recordings import FOLDER, NEEDS_RECORDINGS
from tests.shared import PUBLIC_NAME, UNIQUE_NAME, location_of, world_of_sharing
from tests.simulated import Simulator
from tui.azure.wire import FOREIGN_DEFINITIONS, FOREIGN_GALLERIES, FOREIGN_VERSIONS, Reader
from tui.model.gallery import Definition, Gallery, Version
from tui.simulator.scenario import Body

pytestmark = NEEDS_RECORDINGS

TOLD_TWICE = ".communityMetadata"
"""Recorded, and not described: community galleries tell it beside their properties too."""


@pytest.mark.parametrize(
    ("below", "kind"),
    [("", ""), ("/images/debian", "Image"), ("/images/debian/versions/1.0.0", "ImageVersion")],
    ids=["gallery", "definition", "version"],
)
@pytest.mark.parametrize(("family", "name"), [("shared", UNIQUE_NAME), ("community", PUBLIC_NAME)])
def test_a_proxy_has_the_fields_that_are_described(family: str, name: str, below: str, kind: str) -> None:
    path = f"{location_of('eastus2', f'{family}Galleries')}/{name}{below}"
    body = Simulator(world_of_sharing()).get(path).body
    unknown = undescribed(body, f"{family}Gallery.json", f"{family.title()}Gallery{kind}")
    assert [each for each in unknown if each != TOLD_TWICE] == []
    assert "uniqueId" in body["identifier"]


def published() -> list[tuple[str, Body]]:
    """Every published example of a body that a consumer reads, with the name of its file."""
    found = []
    for family in ("shared", "community"):
        for file in sorted((FOLDER / "spec" / "2023-07-03" / "examples" / f"{family}GalleryExamples").glob("*.json")):
            body = json.loads(file.read_bytes())["responses"]["200"]["body"]
            found.append((file.stem, body["value"][0] if "value" in body else body))
    return found


@pytest.mark.parametrize(("name", "body"), published())
def test_the_client_reads_a_published_example_without_loss(name: str, body: Body) -> None:
    told = body["properties"]
    model = _reader(name).one(json.dumps(body).encode())
    assert (model.id, model.location) == (body["identifier"]["uniqueId"], body["location"])
    assert (model.tags, model.foreign) == (told["artifactTags"], True)
    match model:
        case Version():
            size = told["storageProfile"]["osDiskImage"]["diskSizeGB"]
            assert (model.published_date, model.end_of_life_date) == (told["publishedDate"], told["endOfLifeDate"])
            assert (model.exclude_from_latest, model.size_gb) == (told["excludeFromLatest"], size)
        case Definition():
            identifier = {"publisher": model.publisher, "offer": model.offer, "sku": model.sku}
            assert (model.os_type, model.os_state) == (told["osType"], told["osState"])
            assert (model.hyper_v_generation, identifier) == (told["hyperVGeneration"], told["identifier"])
            assert (model.eula, model.privacy_statement_uri) == (told.get("eula"), told.get("privacyStatementUri"))
        case Gallery():
            publisher = msgspec.to_builtins(model.publisher) if model.publisher else {}
            community = told.get("communityMetadata", {})
            assert {**publisher, "publicNames": list(model.public_names)} == {"publicNames": [], **community}


def _reader(name: str) -> Reader[Gallery] | Reader[Definition] | Reader[Version]:
    if "ImageVersion" in name:
        return FOREIGN_VERSIONS
    return FOREIGN_DEFINITIONS if "Image" in name else FOREIGN_GALLERIES
