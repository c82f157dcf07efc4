"""The JSON Schema of the settings file, made from the tables of settings and of keys, for editors."""

from typing import Any, get_args

import msgspec

from tui.keymap import KEYS
from tui.settings import Settings, described

DRAFT = "http://json-schema.org/draft-07/schema#"
"""What editors of TOML know; they read newer ones, too, but not all of them."""

Schema = dict[str, Any]


def schema() -> Schema:
    """The schema; each setting has its description and, unless there is none, its default."""
    (_, (made)) = msgspec.json.schema_components([Settings], ref_template="#/$defs/{name}")
    settings: Schema = made.pop("Settings")
    properties = {name: _of_setting(name, each) for name, each in settings["properties"].items()}
    properties["keys"] = _of_keys(properties["keys"])
    head = {"$schema": DRAFT, "title": "settings of sigscope", "description": settings["description"]}
    return {**head, "type": "object", "additionalProperties": False, "properties": properties, "$defs": made}


def _of_setting(name: str, made: Schema) -> Schema:
    """The schema of a setting; TOML has no null, and words stand in the order of the table."""
    if "anyOf" in made:
        kinds = [each for each in made.pop("anyOf") if each != {"type": "null"}]
        made = {**made, **kinds[0]}
    if made.get("default", ...) is None:
        del made["default"]
    kind, _ = described(name)
    return {**made, "type": "string", "enum": [*get_args(kind)]} if "enum" in made else made


def _of_keys(made: Schema) -> Schema:
    ids = {key.id: {"description": key.help, "type": "string", "default": key.keys} for key in KEYS}
    return {"description": made["description"], "type": "object", "additionalProperties": False, "properties": ids}
