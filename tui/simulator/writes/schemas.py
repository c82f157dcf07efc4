"""The shapes of bodies that are sent: what has the wrong kind of value in it is refused before any rule is looked at.

Fields that are not told of here are let through as they are: the service grows faster than any list of them.
"""

from typing import Any

import msgspec

from tui.simulator.scenario import Body
from tui.simulator.wire import ArmError


class Shape(msgspec.Struct, rename="camel"):
    """What is known of an object: the kinds of its fields."""


class Identity(Shape):
    """An identity that a resource has."""

    type: str | None = None
    user_assigned_identities: dict[str, dict[str, Any]] | None = None


class _Resource(Shape):
    location: str | None = None
    tags: dict[str, str] | None = None
    properties: dict[str, Any] | None = None
    identity: Identity | None = None
    plan: dict[str, str] | None = None


def unknown(asked: Body, shape: type[Shape], *read_only: str) -> Body:
    """Give the fields of a body that its shape does not tell of, without those that only the service writes."""
    known = {each.encode_name for each in msgspec.structs.fields(shape)}.union(read_only)
    return {name: value for name, value in asked.items() if name not in known}


def resource_body(document: object) -> Body:
    """Check a decoded body of any resource; raises `ArmError` 400 saying what is wrong with it."""
    return fitting(document, _Resource)


def fitting(document: object, shape: type[Shape], path: str = "") -> Body:
    """Give a document whose fields are of the right kinds; raises `ArmError` 400 naming the first that is not."""
    try:
        msgspec.convert(document, shape)
    except msgspec.ValidationError as error:
        message = f"The request content was invalid and could not be deserialized: '{error}'."
        where = str(error).rpartition("`$")[2].strip("`.")
        target = ".".join(each for each in (path, where) if each)
        raise ArmError(400, "InvalidRequestContent", message, target=target or None) from None
    return document if isinstance(document, dict) else {}
