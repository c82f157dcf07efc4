"""What `list` answers: one mapping per row, keys in snake_case, always present, None when unknown.

Scripts rely on these keys to the letter; times are ISO 8601 in UTC, regions canonical.
"""

from collections.abc import Callable, Iterator
from typing import Any, Literal, get_args

from tui.model.filters import Fields
from tui.model.gallery import Definition, Gallery, Subscription, TargetRegion, Version
from tui.model.ids import name_of, subscription_key, subscription_of, version_order
from tui.model.regions import canonical
from tui.model.times import iso, parse_time
from tui.services.inventory import Inventory

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


def rows(inventory: Inventory, what: What) -> list[Row]:
    """Everything of one kind in the inventory, by lower-cased id, versions numerically."""
    makers: dict[What, tuple[type, Callable[[Any, Inventory], Row]]] = {
        "subscriptions": (Subscription, lambda value, _: subscription_row(value)),
        "galleries": (Gallery, _common),
        "definitions": (Definition, definition_row),
        "versions": (Version, version_row),
    }
    kind, make = makers[what]
    found = (entry.value for entry in inventory.entries() if isinstance(entry.value, kind))
    return [make(value, inventory) for value in sorted(found, key=_order)]


def subscription_row(subscription: Subscription) -> Row:
    """A subscription as a row."""
    return {
        "id": subscription.id,
        "name": subscription.name,
        "tenant_id": subscription.tenant_id,
        "state": subscription.state,
    }


def definition_row(definition: Definition, inventory: Inventory) -> Row:
    """A definition as a row."""
    return _common(definition, inventory) | {
        "gallery": name_of(definition.id.rsplit("/", 2)[0]),
        "os_type": definition.os_type,
        "os_state": definition.os_state,
        "hyper_v_generation": definition.hyper_v_generation,
        "architecture": definition.architecture,
        "publisher": definition.publisher,
        "offer": definition.offer,
        "sku": definition.sku,
        "end_of_life": _time(definition.end_of_life_date),
    }


def version_row(version: Version, inventory: Inventory) -> Row:
    """A version as a row."""
    definition_id = version.id.rsplit("/", 2)[0]
    return _common(version, inventory) | {
        "gallery": name_of(definition_id.rsplit("/", 2)[0]),
        "definition": name_of(definition_id),
        "target_regions": [_target(each, version) for each in version.target_regions],
        "exclude_from_latest": version.exclude_from_latest,
        "end_of_life": _time(version.end_of_life_date),
        "published": _time(version.published_date),
        "size_gb": version.size_gb,
        "replication_mode": version.replication_mode,
        "source_id": version.source_id,
    }


def fields_of(row: Row) -> Fields:
    """A row as the filter sees it: every value as texts, with `state` and `region` besides the row's own keys."""
    fields = {key: list(_texts(value)) for key, value in row.items()}
    fields["state"] = [*fields.get("state", ()), *fields.get("provisioning_state", ())]
    targets = row.get("target_regions") or ()
    fields["region"] = [each["region"] for each in targets] or fields.get("location", [])
    return fields


def _common(value: Gallery | Definition | Version, inventory: Inventory) -> Row:
    subscription_id = subscription_of(value.id)
    entry = inventory.entry(subscription_key(subscription_id))
    return {
        "id": value.id,
        "name": value.name,
        "type": _TYPES[type(value)],
        "subscription_id": subscription_id,
        "subscription_name": entry.value.name if entry else None,
        "resource_group": value.id.split("/")[4],
        "location": canonical(value.location) if value.location else None,
        "provisioning_state": value.provisioning_state,
        "tags": value.tags or {},
    }


def _target(target: TargetRegion, version: Version) -> Row:
    return {
        "region": target.region,
        "replicas": target.regional_replica_count or version.replica_count,
        "storage_account_type": target.storage_account_type or version.storage_account_type,
        "exclude_from_latest": target.exclude_from_latest,
    }


def _order(value: Subscription | Gallery | Definition | Version) -> tuple[str, tuple[int, int, int], str]:
    if isinstance(value, Version):
        return (value.key.rpartition("/")[0], version_order(value.name), value.key)
    return (value.key, (0, 0, 0), "")


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
