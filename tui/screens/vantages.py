"""Where what others share is looked at from: the subscription and region under the cursor, or what comes nearest."""

from tui.model.gallery import Subscription
from tui.model.ids import subscription_key, subscription_of
from tui.model.regions import canonical
from tui.screens.sight import Sight
from tui.services.gallery_regions import gallery_regions


def subscription_at(sight: Sight, key: str) -> str:
    """The bare id of the subscription that a key lies in, else of the first of its tenant or of all; empty for none.

    One that could not be read comes last.
    """
    if subscription_of(key):
        return subscription_of(key)
    tenant = sight.tenant(key)
    known = (sight.subscriptions(tenant) if tenant else []) or sight.inventory.children()
    first = min(known, key=lambda each: (sight.error(each) is not None, not sight.is_pinned(each)), default="")
    return subscription_of(first)


def region_at(sight: Sight, key: str) -> str:
    """The region of what a key names, else that of most galleries of its subscription, or of all; empty for none."""
    entry = sight.inventory.entry(key)
    value = entry.value if entry else None
    if value is not None and not isinstance(value, Subscription) and value.location:
        return canonical(value.location)
    near = gallery_regions(sight.inventory, [subscription_key(subscription_at(sight, key))])
    return next(iter((*near, *gallery_regions(sight.inventory))), "")


def regions_for(sight: Sight, typed: str = "", first: str = "", *, only_known: bool = False) -> list[str]:
    """The regions to offer, by their canonical names, `first` before all.

    Without a text those of one's own galleries, most used first, else all that are known; with one those whose names
    hold it, the exact one first. While not all are known what was typed is one too, unless `only_known`.
    """
    own, names = gallery_regions(sight.inventory), sight.inventory.regions
    wanted = canonical(typed)
    known = list(dict.fromkeys((*own, *sorted(names.known))))
    if not wanted:
        return list(dict.fromkeys(each for each in (canonical(first), *(own or known)) if each))
    found = [each for each in known if wanted in each or wanted in canonical(names.display(each))]
    found.sort(key=lambda each: (each != wanted, not each.startswith(wanted)))
    may_be_one = wanted not in found and not only_known and not (names.learnt and found)
    return [*found, *([wanted] if may_be_one else [])]
