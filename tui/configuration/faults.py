"""What is wrong with settings, all of it at once: each fault with its place and the nearest right name."""

from collections.abc import Iterator, Mapping
from types import UnionType
from typing import Annotated, Any, Literal, NamedTuple, Union, get_args, get_origin

import msgspec
from msgspec import Struct

from tui.nearest import did_you_mean, none_of

Path = tuple[str, ...]
"""The keys that lead to a value, such as ("scopes", "night", "protected")."""


class Fault(NamedTuple):
    """One thing that is wrong: where (nowhere is the whole), what, and of what belongs there the name that is wrong."""

    path: Path
    said: str
    name: str | None = None

    @property
    def at(self) -> Path:
        """The keys that lead to it."""
        return self.path if self.name is None else (*self.path, self.name)

    def __str__(self) -> str:
        return f"{'.'.join(self.path)}: {self.said}" if self.path else self.said


def faults_of(value: object, kind: Any, path: Path = (), *, strict: bool = True) -> Iterator[Fault]:  # noqa: ANN401 - any type there is
    """Hold a value against its type, down to the last; unless `strict`, texts may stand for what they spell."""
    kind = bare(kind)
    if isinstance(kind, type) and issubclass(kind, Struct):
        yield from _of_struct(value, kind, path) if isinstance(value, Mapping) else (_no_table(value, path),)
    elif get_origin(kind) is dict:
        inner = get_args(kind)[1]
        for name, each in value.items() if isinstance(value, Mapping) else ():
            yield from faults_of(each, inner, (*path, name))
        if not isinstance(value, Mapping):
            yield _no_table(value, path)
    else:
        try:
            msgspec.convert(value, kind, strict=strict)
        except msgspec.ValidationError:
            yield Fault(path, _not_of(kind, value))


def bare(kind: Any) -> Any:  # noqa: ANN401 - any type there is
    """The type without its description and its None."""
    if get_origin(kind) is Annotated:
        kind = get_args(kind)[0]
    if get_origin(kind) in (Union, UnionType):
        kind = next(each for each in get_args(kind) if each is not type(None))
    return kind


def _of_struct(value: Mapping[str, object], kind: type[Struct], path: Path) -> Iterator[Fault]:
    fields = {field.encode_name: field for field in msgspec.structs.fields(kind)}
    for name, each in value.items():
        if name in fields:
            yield from faults_of(each, fields[name].type, (*path, name))
        else:
            yield Fault(path, f"no setting is called {name}{did_you_mean(name, fields)}", name)
    for name, field in fields.items():
        if field.required and name not in value:
            yield Fault(path, f"{name} is missing")


def _no_table(value: object, path: Path) -> Fault:
    return Fault(
        path, f"{value} is no table: write  [{'.'.join(path)}]  on a line of its own, and what belongs to it below"
    )


def _not_of(kind: Any, value: object) -> str:  # noqa: ANN401 - any type there is
    if get_origin(kind) is Literal:
        return none_of(str(value), get_args(kind))
    if kind is bool:
        return f"{value} is neither true nor false"
    if kind is str:
        return f'{value} is no text: write it in quotes, as in "{value}"'
    return f'{value} is no list of texts: write them in brackets, as in ["one", "two"]'
