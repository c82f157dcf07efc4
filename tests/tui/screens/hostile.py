"""A world whose every text wants to reach the terminal, or to be taken for markup."""

from collections.abc import Mapping

from tests.simulated import DEFINITION, GALLERY, image_version, region_row, resource, small_world
from tui.simulator.scenario import Body

HOSTILE = (
    "[/x] [@click=app.quit]x[/] \x1b[2J\x1b]52;c;aGk=\x07 \x9b31m\x90 "
    "\u202egnp.exe\u202c \u2066a\u2069 \u200b\x00\r\n\t\x7f end"
)
"""Markup that fails, markup that acts, ESC, OSC 52, C1, bidirectional controls, zero width, control characters."""

NAME = "evil\x1b]52;c;aGk=\x07[@click=app.quit]x\u202e\x9b"
"""The same as a name, which holds no slash."""

_PATHS = frozenset({"id", "name", "type"})
"""What leads to a resource: spoilt apart, in the last part of the id."""


def spoilt(body: Body) -> Body:
    """A body with hostile texts in place of all its texts, those of tags' names included."""
    return {key: value if key in _PATHS else _spoilt(value) for key, value in body.items()}


def hostile_world() -> Body:
    """The small world, its texts hostile, with a definition and versions that have every field there is."""
    evil = f"{GALLERY}/images/{NAME}"
    definition = resource(
        evil,
        {
            **dict.fromkeys(("description", "eula", "privacyStatementUri", "releaseNoteUri", "endOfLifeDate"), "text"),
            **dict.fromkeys(("osType", "osState", "hyperVGeneration", "architecture"), "text"),
            "identifier": dict.fromkeys(("publisher", "offer", "sku"), "text"),
            "purchasePlan": dict.fromkeys(("name", "publisher", "product"), "text"),
            "disallowed": {"diskTypes": ["text"]},
            "features": [{"name": "SecurityType", "value": "text"}, {"name": "text", "value": "text"}],
        },
        tags={"tag": "text"},
    )
    details = {**region_row("westeurope", "Failed", 34), "details": "text"}
    version = image_version(
        f"{evil}/versions/1.0.0",
        "eastus2",
        "westeurope",
        summary=[region_row("eastus2", "Completed", 100)],
        storageProfile={"source": {"id": "/subscriptions/x/text"}, "osDiskImage": {"sizeInGB": 30}},
    )
    version["properties"]["publishingProfile"] |= {
        "publishedDate": "text",
        "endOfLifeDate": "text",
        "replicationMode": "text",
    }
    world = small_world(definition, version)
    world["resources"] = [spoilt(each) for each in world["resources"]]
    kept = image_version(
        f"{DEFINITION}/versions/3.0.0", "eastus2", "westeurope", summary=[details | {"details": HOSTILE}]
    )
    world["resources"].append(kept)
    world["subscriptions"] = [
        each | {"displayName": f"{each['displayName']} {HOSTILE}", "state": HOSTILE} for each in world["subscriptions"]
    ]
    world["tenants"] = [
        each | {"displayName": f"{each['displayName']} {HOSTILE}", "defaultDomain": HOSTILE}
        for each in world["tenants"]
    ]
    return world


def _spoilt(value: object) -> object:
    if isinstance(value, str):
        return HOSTILE
    if isinstance(value, list):
        return [_spoilt(each) for each in value]
    if isinstance(value, Mapping):
        return {HOSTILE if key == "tag" else key: _spoilt(each) for key, each in value.items()}
    return value
