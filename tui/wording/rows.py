"""Galleries, definitions and versions as rows, for `list` and for the filter.

One mapping per row, its keys in snake_case, always present, None when unknown.
Scripts rely on these keys to the letter; times are ISO 8601 in UTC, regions canonical.
"""

from collections.abc import Iterator
from typing import Any, Literal, get_args

from tui.model.gallery import Definition, Gallery, Subscription, TargetRegion, Version
from tui.model.regions import canonical
from tui.model.times import iso, parse_time

What = Literal["subscriptions", "galleries", "definitions", "versions", "quotas"]
WHATS: tuple[What, ...] = get_args(What)
Row = dict[str, Any]

_COMMON = (
    "id",
    "name",
    "type",
    "subscription_id",
    "subscription_name",
    "resource_group",
    "location",
    "provisioning_state",
    "tags",
)
KEYS: dict[What, tuple[str, ...]] = {
    "subscriptions": ("id", "name", "tenant_id", "state"),
    "galleries": _COMMON,
    "definitions": (
        *_COMMON,
        "gallery",
        "os_type",
        "os_state",
        "hyper_v_generation",
        "architecture",
        "publisher",
        "offer",
        "sku",
        "end_of_life",
    ),
    "versions": (
        *_COMMON,
        "gallery",
        "definition",
        "target_regions",
        "exclude_from_latest",
        "end_of_life",
        "published",
        "size_gb",
        "replication_mode",
        "source_id",
    ),
    "quotas": ("subscription_id", "subscription_name", "location", "name", "used", "limit"),
}
_TYPES: dict[type, str] = {
    Gallery: "Microsoft.Compute/galleries",
    Definition: "Microsoft.Compute/galleries/images",
    Version: "Microsoft.Compute/galleries/images/versions",
}


def row_of(value: Subscription | Gallery | Definition | Version, subscription_name: str | None) -> Row:
    """One thing as a row; `subscription_name` is that of the subscription that it lies in."""
    if isinstance(value, Subscription):
        return {"id": value.id, "name": value.name, "tenant_id": value.tenant_id, "state": value.state}
    row = _common(value, subscription_name)
    if isinstance(value, Definition):
        return row | _definition(value)
    return row | _version(value) if isinstance(value, Version) else row


def fields_of(row: Row) -> dict[str, list[str]]:
    """A row as the filter sees it: every value as texts, with `state` and `region` besides the row's own keys."""
    fields = {key: list(_texts(value)) for key, value in row.items()}
    fields["state"] = [*fields.get("state", ()), *fields.get("provisioning_state", ())]
    targets = row.get("target_regions") or ()
    fields["region"] = [each["region"] for each in targets] or fields.get("location", [])
    return fields


def row_order(value: Subscription | Gallery | Definition | Version) -> tuple[str, tuple[int, int, int], str]:
    """What rows sort by: the lower-cased id, versions numerically."""
    if isinstance(value, Version):
        return (value.key.rpartition("/")[0], value.order, value.key)
    return (value.key, (0, 0, 0), "")


def _common(value: Gallery | Definition | Version, subscription_name: str | None) -> Row:
    parts = value.id.split("/")
    return {
        "id": value.id,
        "name": value.name,
        "type": _TYPES[type(value)],
        "subscription_id": parts[2],
        "subscription_name": subscription_name,
        "resource_group": parts[4],
        "location": canonical(value.location) if value.location else None,
        "provisioning_state": value.provisioning_state,
        "tags": value.tags or {},
    }


def _definition(definition: Definition) -> Row:
    return {
        "gallery": definition.id.split("/")[8],
        "os_type": definition.os_type,
        "os_state": definition.os_state,
        "hyper_v_generation": definition.hyper_v_generation,
        "architecture": definition.architecture,
        "publisher": definition.publisher,
        "offer": definition.offer,
        "sku": definition.sku,
        "end_of_life": _time(definition.end_of_life_date),
    }


def _version(version: Version) -> Row:
    parts = version.id.split("/")
    return {
        "gallery": parts[8],
        "definition": parts[10],
        "target_regions": [_target(each, version) for each in version.target_regions],
        "exclude_from_latest": version.exclude_from_latest,
        "end_of_life": _time(version.end_of_life_date),
        "published": _time(version.published_date),
        "size_gb": version.size_gb,
        "replication_mode": version.replication_mode,
        "source_id": version.source_id,
    }


def _target(target: TargetRegion, version: Version) -> Row:
    return {
        "region": target.region,
        "replicas": target.regional_replica_count or version.replica_count,
        "storage_account_type": target.storage_account_type or version.storage_account_type,
        "exclude_from_latest": target.exclude_from_latest,
    }


def _time(text: str | None) -> str | None:
    return iso(parse_time(text))


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, dict):
        for key, each in value.items():
            yield from (f"{key}={text}" for text in _texts(each))
    elif isinstance(value, list):
        for each in value:
            yield from _texts(each)
    elif isinstance(value, bool):
        yield str(value).lower()
    elif value is not None:
        yield str(value)
