"""Bodies as the service sends them, to be read by people: a field a line, secrets masked."""

import re
from collections.abc import Iterator

import msgspec

from tui.model.redaction import redact
from tui.wording.signs import Part

_FIELD = re.compile(r'(\s*"(?:[^"\\]|\\.)*": )(.*)')


def pretty(body: bytes) -> str:
    """A JSON body, indented, its fields in the service's order and its numbers as they came; what is none as it is."""
    try:
        text = msgspec.json.format(body, indent=2).decode()
    except msgspec.DecodeError:
        text = body.decode(errors="replace")
    return redact(text)


def json_lines(text: str) -> Iterator[tuple[Part, ...]]:
    """Indented JSON line by line, the names dim beside their values."""
    for line in text.splitlines():
        field = _FIELD.fullmatch(line)
        yield ((field[1], "dim"), (field[2], "plain")) if field else ((line, "plain"),)
