"""Where galleries are: what has to be asked region by region is asked there first."""

from collections import Counter
from collections.abc import Iterable

from tui.model.gallery import Gallery
from tui.model.regions import canonical
from tui.services.inventory import ROOT, Inventory


def gallery_regions(inventory: Inventory, subscriptions: Iterable[str] | None = None) -> list[str]:
    """The regions of the galleries of these subscriptions, by their keys, else of all; those with the most first."""
    counted: Counter[str] = Counter()
    for subscription in inventory.children(ROOT) if subscriptions is None else subscriptions:
        for key in inventory.children(subscription):
            entry = inventory.entry(key)
            if entry and isinstance(entry.value, Gallery) and entry.value.location:
                counted[canonical(entry.value.location)] += 1
    return sorted(counted, key=lambda region: (-counted[region], region))
