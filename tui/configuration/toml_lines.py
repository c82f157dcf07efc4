"""Where in a TOML text a value stands: tomllib does not tell, and whoever mends a file wants its line."""

import re
from collections.abc import Iterator

_NAME = r"""(?:[\w-]+|"(?:[^"\\]|\\.)*"|'[^']*')"""
_NAMES = rf"{_NAME}(?:[ \t]*\.[ \t]*{_NAME})*"
_HEADER = re.compile(rf"\s*\[{{1,2}}[ \t]*({_NAMES})[ \t]*\]")
_VALUE = re.compile(rf"\s*({_NAMES})[ \t]*=")
_EACH = re.compile(_NAME)


def line_of(text: str, path: tuple[str, ...]) -> int | None:
    """The line, from 1, on which the value at a path stands, or of what holds it the part that has a line of its own.

    None where the text has nothing of it. What stands in a text of several lines is taken for keys, too.
    """
    lines: dict[str, int] = {}
    for number, names in _lines(text):
        for end in range(1, len(names) + 1):
            lines.setdefault(".".join(names[:end]), number)
    wanted = (".".join(path[:end]) for end in range(len(path), 0, -1))
    return next((lines[each] for each in wanted if each in lines), None)


def _lines(text: str) -> Iterator[tuple[int, tuple[str, ...]]]:
    table: tuple[str, ...] = ()
    for number, line in enumerate(text.splitlines(), 1):
        if header := _HEADER.match(line):
            table = _names(header[1])
            yield number, table
        elif value := _VALUE.match(line):
            yield number, (*table, *_names(value[1]))


def _names(text: str) -> tuple[str, ...]:
    return tuple(each[1:-1] if each[0] in "\"'" else each for each in _EACH.findall(text))
