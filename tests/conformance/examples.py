"""The published examples of the service's description, as bodies that could be read: their ids are often no ids."""

import json
import re
from dataclasses import dataclass
from typing import Any

from tests.conformance.recordings import FOLDER, SUBSCRIPTION
from tui.simulator.scenario import Body

_FOLDER = FOLDER / "spec" / "2023-07-03" / "examples" / "galleryExamples"
_OURS = re.compile(r"(Gallery|GalleryImage|GalleryImageVersion)_(Create|Get|List|Update)|(CommunityGallery)_Create")
_NAMES = (("galleries", "galleryName"), ("images", "galleryImageName"), ("versions", "galleryImageVersionName"))
_SAMPLE = {"galleryName": "myGallery", "galleryImageName": "myImage", "galleryImageVersionName": "1.0.0"}


@dataclass(frozen=True, slots=True)
class Example:
    """A body of a gallery, a definition or a version."""

    name: str
    type: str
    body: Body


def examples() -> list[Example]:
    """Every example that answers with a body of a kind that the client reads."""
    made = []
    for file in sorted(_FOLDER.glob("*.json")):
        found = _OURS.match(file.stem)
        if found:
            made.append(_example(file.stem, found[1] or found[3], json.loads(file.read_bytes())))
    return made


def _example(name: str, kind: str, document: Any) -> Example:  # noqa: ANN401 - an example is JSON
    answered = document["responses"]["200"]["body"]
    answered = answered["value"][0] if "value" in answered else answered
    depth = {"Gallery": 1, "CommunityGallery": 1, "GalleryImage": 2, "GalleryImageVersion": 3}[kind]
    own_id, own_name = f"/subscriptions/{SUBSCRIPTION}/resourceGroups/myResourceGroup/providers/Microsoft.Compute", ""
    for collection, parameter in _NAMES[:depth]:
        own_name = document["parameters"].get(parameter, _SAMPLE[parameter])
        own_id = f"{own_id}/{collection}/{own_name}"
    own_type = "/".join(["Microsoft.Compute", *(collection for collection, _ in _NAMES[:depth])])
    return Example(name, own_type, {**answered, "id": own_id, "name": own_name, "type": own_type})
