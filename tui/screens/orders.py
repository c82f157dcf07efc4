"""The orders in which the rows of the lower pane can stand; the first of each is the one that they come in."""

from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

from tui.model.gallery import Version
from tui.model.times import parse_time
from tui.screens.sight import Subject
from tui.services.inventory import Entry, Inventory
from tui.wording.replication import RegionRow

Place = Callable[[Inventory, Entry], Any]
"""What a row is ordered by."""


class Order(NamedTuple):
    """A way to order rows: its name, and what by; None is the order that they come in."""

    name: str
    by: Place | None = None


def _worst(_: Inventory, entry: Entry) -> object:
    tally = entry.tally
    return (-tally.failed, -tally.missing, -tally.moving, -tally.unread)


def _most_children(inventory: Inventory, entry: Entry) -> object:
    return -inventory.size(entry.key)


def _most_versions(inventory: Inventory, entry: Entry) -> object:
    below = inventory.children(entry.key)
    return -sum(inventory.size(each) for each in below)


def _published(_: Inventory, entry: Entry) -> object:
    moment = parse_time(entry.value.published_date) if isinstance(entry.value, Version) else None
    return -moment.timestamp() if moment else 0.0


def _largest(_: Inventory, entry: Entry) -> object:
    return -(entry.value.size_gb or 0) if isinstance(entry.value, Version) else 0


def _end_of_life(_: Inventory, entry: Entry) -> object:
    end = parse_time(entry.value.end_of_life_date) if isinstance(entry.value, Version) else None
    return (end is None, end.timestamp() if end else 0.0)


ORDERS: dict[Subject, tuple[Order, ...]] = {
    "tenant": (Order("name"), Order("worst first", _worst), Order("most galleries", _most_children)),
    "subscription": (
        Order("name"),
        Order("worst first", _worst),
        Order("most definitions", _most_children),
        Order("most versions", _most_versions),
    ),
    "gallery": (Order("name"), Order("worst first", _worst), Order("most versions", _most_children)),
    "definition": (
        Order("newest number first"),
        Order("worst first", _worst),
        Order("last published", _published),
        Order("largest", _largest),
        Order("end of life", _end_of_life),
    ),
    "version": (Order("worst first"), Order("name"), Order("most replicas")),
}


def ordered(inventory: Inventory, keys: Sequence[str], order: Order) -> Sequence[str]:
    """The keys in an order; of equal ones the one that came first stays first."""
    by = order.by
    if by is None:
        return keys
    entries = [entry for key in keys if (entry := inventory.entry(key)) is not None]
    return [entry.key for entry in sorted(entries, key=lambda entry: by(inventory, entry))]


def regions_ordered(rows: list[RegionRow], order: Order) -> list[RegionRow]:
    """The regions of a version in an order."""
    if order.name == "name":
        return sorted(rows, key=lambda row: row.name)
    if order.name == "most replicas":
        return sorted(rows, key=lambda row: -int(row.replicas or 0))
    return rows
