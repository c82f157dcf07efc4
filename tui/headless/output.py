"""Results on stdout, as table, json, tsv or ndjson; nothing that a terminal would obey gets out of here."""

import json
import sys
from collections.abc import Iterator, Sequence
from typing import Any, Literal, TextIO, get_args

from widgets.untrusted import cell_width, fit, visible

Format = Literal["table", "json", "tsv", "ndjson"]
FORMATS: tuple[Format, ...] = get_args(Format)
Row = dict[str, Any]

# Too wide for a table: what a table leaves out stands in the other formats.
_NOT_IN_TABLES = frozenset({"id", "type", "subscription_id", "tags", "source_id", "publisher", "offer", "sku"})


def write_rows(rows: Sequence[Row], keys: Sequence[str], form: Format, out: TextIO | None = None) -> None:
    """Write the rows in a format; a table has a line of titles, and tsv one of keys."""
    out = out or sys.stdout
    match form:
        case "json":
            out.write(f"{as_json(list(rows), indent=2)}\n")
        case "ndjson":
            out.writelines(f"{as_json(row)}\n" for row in rows)
        case "tsv":
            out.writelines(f"{line}\n" for line in _tsv(rows, keys))
        case "table":
            out.writelines(f"{line}\n" for line in _table(rows, keys))
    out.flush()


def as_json(value: object, indent: int | None = None) -> str:
    """JSON in ASCII: whatever a terminal could obey is escaped."""
    return json.dumps(value, ensure_ascii=True, indent=indent)


def say(text: str) -> None:
    """A line on stderr, for people: errors and what was left out."""
    print(visible(text), file=sys.stderr, flush=True)  # noqa: T201 (this is where the program speaks)


def _table(rows: Sequence[Row], keys: Sequence[str]) -> Iterator[str]:
    shown = [key for key in keys if key not in _NOT_IN_TABLES] if len(keys) > len(_NOT_IN_TABLES) else list(keys)
    lines = [[visible(key.replace("_", " ").upper()) for key in shown]]
    lines += [[visible(_text(row.get(key))) for key in shown] for row in rows]
    widths = [max(map(cell_width, column)) for column in zip(*lines, strict=True)]
    for line in lines:
        yield "  ".join(map(fit, line, widths)).rstrip()


def _tsv(rows: Sequence[Row], keys: Sequence[str]) -> Iterator[str]:
    yield "\t".join(keys)
    for row in rows:
        yield "\t".join(visible(_text(row.get(key))) for key in keys)


def _text(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, dict):
        return " ".join(f"{key}={_text(each)}" for key, each in value.items())
    if isinstance(value, list):
        return ",".join(_text(each.get("region", each)) if isinstance(each, dict) else _text(each) for each in value)
    return str(value)
